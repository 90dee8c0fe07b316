# Что стол говорит по-русски. Во всех каталогах этой папки одни и те же сообщения с одними и теми же переменными.

## Рамка
desk = Редакция
opening = Минутку…
skip = К работе
menu = Меню
stories = Материалы
new-story = Новый материал
tasks = Задачи
pictures = Снимки
fronts = Первые полосы
house = Хозяйство
people = Люди
audit = Журнал действий
settings = Настройки
sign-out = Выйти
language = Язык
try-again = Ещё раз
load-again = Загрузить страницу заново
line-lost = Сейчас без живой связи: редакция переспрашивает каждые несколько секунд.
nowhere = Такой страницы нет
nowhere-title = По этому адресу в редакции ничего нет
nowhere-text = Возможно, ссылка старая. Ваши тексты — в списке материалов.
ended-title = Вы вышли
ended-text = Ваш сеанс закончился. Всё набранное сохранено в этом браузере; войдите и продолжайте с того же места.
must-enrol = Это издание требует второй фактор. Настройте здесь одноразовые коды или ключ доступа, и остальное откроется.

## Вход
sign-in = Войти
signed-in = Вы вошли как { $name }.
email = Эл. почта
password = Пароль
code = Код
code-hint = Шесть цифр из приложения-аутентификатора.
recovery-code = Запасной код
recovery-code-hint = Один из десяти кодов, которые вы сохранили. Каждый действует один раз.
use-recovery-code = Ввести запасной код
use-code = Ввести код из приложения
or = или
use-passkey = Войти с ключом доступа
use-oidc = Войти через { $name }
no-owner-yet = Учётных записей ещё нет. При запуске сервер печатает одноразовую ссылку для первого владельца.
forgot = Забыли пароль?
forgot-no-mail = Забыли пароль? Этот сервер не отправляет писем: попросите ссылку у администратора издания.
new-password = Новый пароль
new-password-hint = Не меньше 12 знаков. Несколько не связанных между собой слов легко запомнить.
show-password = Показывать, что я набираю
your-name = Ваше имя
your-name-hint = Таким его увидят коллеги.
begin = Начать
first-title = Первый владелец
first-text = Вы открываете эту редакцию: вы сможете делать всё и впускать других.
first-no-token = Ссылка неполная. Скопируйте всю строку, которую напечатал сервер, вместе со всем, что стоит после #, или перезапустите сервер, чтобы получить новую ссылку.
first-done = Издание ваше.
invitation-title = Вас пригласили
invitation-text = Присоединяйтесь к редакции «{ $paper }». Придумайте пароль — и вы внутри.
invitation-done = Добро пожаловать в «{ $paper }».
link-not-whole = Ссылка неполная. Скопируйте её из письма ещё раз, вместе со всем, что стоит после #.
reset-title = Новый пароль
reset-text = Укажите свой адрес. Если с ним здесь есть учётная запись, на него придёт ссылка для выбора нового пароля.
reset-ask = Отправить ссылку
reset-sent = Если с этим адресом здесь есть учётная запись, ссылка уже в пути. Она действует недолго.
set-password = Задать пароль
password-changed = Пароль изменён.
back-to-sign-in = Назад ко входу

## Что идёт не так
error-offline = Сервер не отвечает. Всё набранное цело в этом браузере; проверьте соединение и попробуйте ещё раз.
error-unreadable-answer = Сервер ответил что-то непонятное ({ $status }). Всё набранное цело в этом браузере; попробуйте ещё раз чуть позже.
error-here = На этой странице что-то сломалось. Всё набранное цело в этом браузере; загрузите страницу заново.
error-screen = Этот экран не пришёл. Проверьте соединение и загрузите страницу заново.
error-internal = На сервере что-то сломалось, и ничего не изменилось. Всё набранное цело в этом браузере; попробуйте ещё раз, а если повторится, скажите тому, кто ведёт сервер.
error-sign-in = Вы вышли. Войдите, чтобы продолжить.
error-no-role = У вашей учётной записи ещё нет роли. Попросите её у администратора.
error-wrong-password = Этот адрес и этот пароль не подходят друг к другу.
error-wrong-code = Код неверен, или его полминуты прошли. Введите следующий.
error-second-factor-wanted = Это издание требует второй фактор. Сначала настройте одноразовые коды или ключ доступа.

## Список материалов
states = Состояния
stage-all = Всё
stage-draft = Черновики
stage-in-review = На проверке
stage-approved = Одобрено
stage-scheduled = По расписанию
stage-live = Опубликовано
stage-lagging = Отстаёт
stage-withdrawn = Снято
stage-held = Закрыто
standing-draft = Черновик
standing-in-review = На проверке
standing-approved = Одобрен
standing-scheduled = По расписанию
standing-live = Опубликован
standing-live-draft = Опубликован, новый текст в черновике
standing-live-in-review = Опубликован, новый текст на проверке
standing-live-approved = Опубликован, новый текст одобрен
standing-withdrawn = Снят
standing-held = Закрыт по юридическим причинам
search-stories = Искать материалы
edition = Издание
all-editions = Все издания
section = Рубрика
all-sections = Все рубрики
mine = Только мои
no-headline = Без заголовка
lags =
    { $blocks ->
        [one] отстаёт на { $blocks } блок
        [few] отстаёт на { $blocks } блока
        [many] отстаёт на { $blocks } блоков
       *[other] отстаёт на { $blocks } блока
    }
people-in-it = Сейчас внутри: { $names }.
load-more = Показать ещё
more-came =
    { $count ->
        [one] Ещё { $count }.
        [few] Ещё { $count }.
        [many] Ещё { $count }.
       *[other] Ещё { $count }.
    }
key-move = вверх и вниз
key-open = открывает
key-search = ищет
nothing-fits = Ничего не подходит
nothing-fits-text = Нет материала, у которого есть всё, о чём вы просите.
show-all = Снова показать всё
empty-all = Материалов ещё нет
teach-all = Начните первый: достаточно заголовка.
empty-draft = Никто не пишет
teach-draft = Материал появляется здесь, как только его начали, и уходит, когда его отправили на проверку.
empty-in-review = Ничего не ждёт прочтения
teach-in-review = Авторы присылают сюда текст кнопкой «На проверку»; редактор одобряет его или возвращает.
empty-approved = Ничего не ждёт публикации
teach-approved = Одобрение относится к одному тексту: изменившему текст нужно новое.
empty-scheduled = Расписание пусто
teach-scheduled = Одобренному тексту можно назначить время, когда он сам выйдет к читателям.
empty-live = Читателям ещё нечего читать
teach-live = Одобрите текст и опубликуйте его.
empty-lagging = Все переводы идут в ногу
teach-lagging = Когда текст меняется, его переводы стоят здесь, пока кто-нибудь их не подтянет.
empty-withdrawn = Ничего не снято
teach-withdrawn = Снятая статья уходит из всех списков и лент; по её адресу читатели видят объяснение.
empty-held = Ничего не закрыто
teach-held = Закрыть статью по юридическим причинам могут двое, один из них — с ролью юриста.
headline = Заголовок
headline-hint = Хватит рабочего заголовка; из него получится адрес.
no-section-yet = Пока без рубрики
kind = Жанр
kind-news = Новость
kind-brief = Коротко
kind-analysis = Анализ
kind-opinion = Мнение
kind-interview = Интервью
kind-live = Прямая трансляция
kind-card = Справка
kind-sponsored = На правах рекламы
kind-page = Постоянная страница
cancel = Отмена
begin-writing = Начать писать

## Снимки
error-offline-file = Сервер не отвечает, и файл не дошёл. Проверьте соединение и попробуйте ещё раз.
search-pictures = Искать снимки
add-pictures = Добавить снимки
drop-or-paste = Файлы можно и перетащить сюда, а скопированный снимок — вставить.
sending = В пути
sending-file = Отправляется { $name }
leave-it = Оставить
picture-arrived = { $name } в библиотеке.
picture-working = Готовятся размеры…
picture-blocked = Заблокирован
no-credit = автор ещё не указан
empty-pictures = Снимков ещё нет
teach-pictures = Перетащите сюда файлы, вставьте скопированный снимок или выберите файлы кнопкой. Время, место и автора, записанные камерой, мы прочтём из файла; точные координаты к читателям не попадают.
no-picture-fits = Ни у одного снимка нет этих слов ни в текстах, ни в авторе, ни в имени файла.
picture = Снимок
all-pictures = Все снимки
file = Файл
size = Размер
taken = Снят
came-in = Получен
where-used = Где используется
used-nowhere = Пока ни в одной статье.
used-in-campaigns = В рекламных кампаниях: { $count }
alt = Что на снимке
alt-hint = Для тех, кто его не видит, на языке каждого издания.
alt-missing = Ещё не хватает: { $languages }.
caption = Подпись
rights = Права
credit = Автор
credit-hint = Кто снял, как печатается.
holder = Правообладатель
licence = Лицензия
rights-until = Можно показывать до
rights-until-hint = После этого дня читатели его не получат. Пусто: бессрочно.
territory = Где
place = Место
save = Сохранить
saved = Сохранено.
not-saved-yet = Ещё не сохранено
leave-unsaved = Ваши изменения здесь не сохранены. Уйти без них?
focal-at = Главная точка: { $x } слева, { $y } сверху.
focal-none = Главной точки нет: на виду остаётся середина.
focal-hint = Щёлкните по тому, что должно остаться на виду при обрезке, или двигайте точку стрелками; с Shift шаг больше.
focal-reset = Вернуть в середину
block = Заблокировать
unblock = Разблокировать
block-title = Заблокировать снимок
block-text = С этой минуты читатели не получат его нигде, ни в одной статье. Его можно разблокировать.
blocked-because = Заблокирован: { $reason }
blocked-done = Снимок заблокирован везде.
unblocked-done = Снимок снова показывается.
reason = Почему
replace = Заменить
replace-title = Какой снимок встанет на его место везде?
replaced-done = Снимок заменён везде.

## Первые полосы
empty-fronts = Нечего раскладывать
teach-fronts = У каждого издания есть первая полоса и список важнейших новостей. Сначала создайте издание в настройках.
front-page = Первая полоса
most-important = Главное
most-important-in = Главное: { $section }
front-arranged = В этом порядке
front-keys = Перетащите строку или возьмите её ручку с клавиатуры: пробел поднимает, стрелки двигают, пробел кладёт, Escape возвращает.
empty-front = Здесь ничего не разложено
teach-front = Читатели видят новейшие статьи в обычном порядке. Добавьте статью из соседнего списка, и она встанет первой.
front-lift = Переместить «{ $headline }»
front-lifted = Поднято «{ $headline }», место { $place } из { $of }.
front-now-at = Место { $place } из { $of }.
front-dropped = «{ $headline }» положено на место { $place } из { $of }.
front-put-back = «{ $headline }» снова на месте { $place } из { $of }.
front-added = «{ $headline }» теперь стоит первым.
front-removed = «{ $headline }» убрано.
front-up = Поднять «{ $headline }» выше
front-down = Опустить «{ $headline }» ниже
front-times = Время
front-times-of = Время «{ $headline }»
front-remove = Убрать «{ $headline }»
front-add = Добавить «{ $headline }»
add = Добавить
from = С
until = До
front-always = Пока кто-нибудь не уберёт
front-from = С { $from }
front-until = До { $until }
front-from-until = С { $from } до { $until }
front-waits = читатели её ещё не видят
front-over = читатели её уже не видят
front-never = конец раньше начала, читатели её не увидят
front-not-live = статья не опубликована
front-newest = Новейшие
front-found = Найдено
front-search = Искать опубликованные статьи
front-no-newest = Все опубликованные статьи уже в списке, или ничего не опубликовано.
front-only-look = Этот список вы можете только смотреть. Раскладывает его тот, у кого роль выпускающего.
front-saved = У читателей новый порядок.
front-conflict = Тем временем этот список разложил кто-то другой. Теперь он такой:
front-save-mine = Сохранить мой порядок поверх
front-take-theirs = Взять их порядок
front-theirs-taken = Это их порядок.
preview = Просмотр
preview-width = Ширина
preview-phone = Телефон
preview-desktop = Компьютер
preview-tab = Открыть во вкладке
close = Закрыть
shade = Яркость
shade-auto = Как на устройстве
shade-light = Светлая
shade-dark = Тёмная

## Задачи
empty-tasks = Ничего не ждёт
teach-tasks = Когда статью исправляют на одном языке, её переводы появляются здесь, пока и в них не внесут исправление или не скажут, почему оно не нужно.
correction-correction = Исправление
correction-clarification = Уточнение
correction-update = Обновление
correction-retraction = Отзыв
task-from = внесено: { $from }, ждёт: { $to }
task-claim = Утверждение:
task-open = Открыть текст
task-not-needed = Не нужно, потому что…
task-because = Потому что
task-because-text = Исправление остаётся с этой причиной в истории статьи; читателям этого издания ничего не сообщается.
task-close = Закрыть задачу
task-closed = Задача закрыта.

## Люди
roles = Роли
role = Роль
role-add = Добавить роль
role-remove = Убрать роль «{ $role }»
no-role = роли ещё нет
role-reporter = Репортёр
role-editor = Редактор
role-publisher = Выпускающий
role-translator = Переводчик
role-legal = Юрист
role-advertising = Реклама
role-admin = Администратор
role-reporter-hint = Пишет.
role-editor-hint = Пишет и одобряет.
role-publisher-hint = Пишет, одобряет, публикует, раскладывает полосы.
role-translator-hint = Пишет на другом языке.
role-legal-hint = Закрывает и открывает статьи по юридическим причинам.
role-advertising-hint = Ведёт рекламные кампании.
role-admin-hint = Делает всё и решает, кому что можно.
invite = Пригласить
invited = Приглашены
inside = В редакции
invited-until = до { $day }
invited-by = пригласил(а) { $name }
name = Имя
you = вы
alone = Вы здесь одни
teach-people = Пригласите второго человека: одобрять текст не должен тот, кто его написал.
acts = Изменить
acts-on = Изменить: { $name }
change-person = Имя и роли
has-second-factor = второй фактор есть
has-no-second-factor = второго фактора нет
seen = на связи { $when }
never-seen = ещё не входил(а)
disable = Отключить
disable-title = Отключить: { $name }
disable-text = Человек сразу выйдет везде и не сможет войти. Написанное останется с его именем. Потом его можно включить снова.
disabled-since = отключён(а) с { $day }
disabled-done = { $name }: доступ отключён.
enable = Включить
enabled-done = { $name } снова может войти.
reset-link = Ссылка для нового пароля
reset-link-title = Новый пароль: { $name }
reset-link-text = Появится ссылка, по которой человек выберет новый пароль. До тех пор действует старый.
forget = Забыть второй фактор
forget-title = Забыть второй фактор: { $name }
forget-text = Одноразовые коды, запасные коды и ключи доступа этого человека перестанут действовать. Убедитесь по голосу, что просит именно он.
forget-done = { $name } теперь входит только с паролем.
uninvite = Отозвать
uninvite-title = Отозвать приглашение: { $name }
uninvite-text = Полученная ссылка перестанет действовать.
uninvite-done = Приглашение отозвано.
invite-link-title = { $name }: приглашение готово
link = Ссылка
link-mailed = Ссылка уже отправлена письмом. Её можно передать и самому.
link-by-hand = Этот сервер не отправляет писем: передайте ссылку сами, так, чтобы её не прочёл никто другой.
link-once = Она действует один раз и показана только здесь.
copy = Копировать
copied = Скопировано.
copy-by-hand = Браузер не даёт здесь копировать. Выделите текст и скопируйте его сами.
done = Готово

## О себе
me = Вы
your-password = Ваш пароль
second-factor = Второй фактор
second-factor-text = Кто узнает ваш пароль, всё равно не войдёт без вашего телефона или ключа.
totp = Одноразовые коды
totp-on = Включены.
totp-off = Приложение на телефоне каждые полминуты показывает новый код; вы вводите его при входе.
totp-set-up = Настроить одноразовые коды
totp-scan = Отсканируйте это приложением-аутентификатором, затем введите код, который оно покажет.
totp-qr = QR-код с секретом для приложения-аутентификатора
totp-secret = Или введите этот секрет в приложение
totp-secret-hint = Его не должен видеть никто другой.
totp-copy = Копировать секрет
totp-code = Код, который приложение показывает сейчас
totp-confirm = Включить
totp-remove = Убрать одноразовые коды
totp-remove-text = Коды приложения и запасные коды перестанут действовать.
totp-removed = Одноразовые коды убраны.
recovery-left =
    { $count ->
        [one] Остался { $count } запасной код.
        [few] Осталось { $count } запасных кода.
        [many] Осталось { $count } запасных кодов.
       *[other] Осталось { $count } запасного кода.
    }
recovery-new = Новые запасные коды
recovery-new-text = Вы получите десять новых кодов; старые перестанут действовать.
recovery-codes = Запасные коды
recovery-text = На случай, если телефон пропадёт: каждый из них впустит вас один раз. Они показаны только сейчас. Напечатайте их или сохраните в менеджере паролей.
recovery-kept = Я их сохранил(а)
print = Печать
passkeys = Ключи доступа
teach-passkeys = Ключ доступа хранится в телефоне, компьютере или аппаратном ключе и заменяет пароль: нечего набирать, и поддельной странице нечего поймать.
no-passkeys-here = Этот браузер не знает ключей доступа, или редакция открыта не по HTTPS.
factor-password-text = Ещё раз ваш пароль — чтобы никто, кто найдёт ваш экран открытым, не устроил себе вход.
passkey-name = Название нового ключа
passkey-name-hint = Например, «Рабочий ноутбук».
passkey-add = Добавить ключ
passkey-added = Ключ добавлен.
passkey-known = На этом устройстве уже есть ключ к вашей учётной записи.
passkey-made = создан { $day }
passkey-used = использован { $when }
passkey-remove-of = Удалить ключ «{ $name }»
passkey-remove-text = Войти с ним больше не получится. Удалите его и на самом устройстве.
passkey-removed = Ключ удалён.
remove = Удалить
old-password = Нынешний пароль
change-password = Сменить пароль
password-ends-others = Здесь вы останетесь, а во всех других местах выйдете.
sessions = Где вы вошли
unknown-device = Неизвестное устройство
this-one = здесь
session-since = с { $day }
session-end = Выйти там
session-end-of = Выйти там: { $device }
session-ended = Там вы вышли.
sessions-end-others = Выйти везде, кроме этого места
sessions-ended = Теперь вы вошли только здесь.
screen = Экран
shade-hint = Только в этом браузере.
single-keys = Клавиши без Ctrl, такие как j, k, n и /, действуют в списках

## Журнал действий
audit-whole = Журнал цел: каждая строка сходится с предыдущей.
audit-broken = Журнал нарушен: строку изменили или убрали в обход программы. Скажите тому, кто ведёт сервер, и не трогайте базу данных.
audit-number = №
audit-when = Когда
audit-who = Кто
audit-everybody = Все
audit-what = Что сделано
audit-on = С чем
audit-detail = Подробности
audit-object = С чем, например «article 12»
audit-nobody = программа
empty-audit = Ни одна строка не подходит
teach-audit = Каждое действие, которое что-то меняет, оставляет здесь строку: кто, когда, что и с чем. Незаметно изменить или убрать её нельзя.

## Настройки
paper = Газета
second-factor-hint = Обязателен: у кого его нет, тот сначала настроит его, и лишь потом откроется остальное.
second-factor-optional = По желанию
second-factor-required = Обязателен для всех
budget = Вес страницы, в килобайтах
budget-hint = Кто публикует тяжелее, пишет почему.
editions = Издания
edition-new = Новое издание
edition-change = Изменить издание «{ $name }»
empty-editions = Изданий ещё нет
teach-editions = Издание — это газета на одном языке. Создайте первое, затем его рубрики.
default-edition = первое
change = Изменить
sections = Рубрики
section-new = Новая рубрика
section-change = Изменить рубрику «{ $name }»
section-outside = вне ряда рубрик
teach-sections = Рубрик ещё нет. Опубликовать материал можно только в рубрике.
edition-name = Название
edition-name-hint = На своём языке, как «English».
edition-code = Код
edition-code-hint = Первая часть каждого адреса. Потом не меняется.
edition-title = Название газеты
edition-title-hint = Стоит наверху каждой страницы.
edition-tagline = Строка под названием
edition-description = О чём оно
edition-description-hint = Фраза для поисковиков и лент.
edition-zone = Часовой пояс
edition-zone-hint = Чьё время на его страницах.
edition-digits = Цифры
edition-founded = Основано
edition-founded-hint = Первый год в строке об авторских правах.
edition-rights = Права
edition-rights-hint = Что другим можно делать со статьями, как сказано читателям.
edition-default = Адрес газеты без продолжения ведёт сюда
edition-advertisements = В статьях есть помеченное место для рекламы
edition-views = Статьи говорят, сколько человек их прочли
edition-most-read = На страницах есть самое читаемое
edition-most-read-sensitive = И деликатные материалы тоже
own-statistics = Авторы видят, сколько читают их материалы
social = В других местах
service = Служба
apps = Приложения
shop = Магазин
address = Адрес
link-add = Добавить ссылку
link-remove = Убрать ссылку { $name }
section-slug = Адрес
section-slug-hint = Что стоит после { $path } в её адресе.
section-key = Ключ
section-key-hint = Одно слово для двойников этой рубрики в других изданиях, например «world».
section-position = Место в ряду
section-position-hint = Меньшие числа раньше. Пусто: вне ряда.

## Читатели
readers = Читатели
readers-csv = Скачать в CSV
readers-over = За какое время
readers-over-now = Сейчас: последние 30 минут
readers-over-day = Последние 24 часа
readers-over-week = Последние 7 дней
readers-over-month = Последние 30 дней
readers-edition = Издание
readers-every-edition = Все издания
readers-section = Рубрика
readers-every-section = Все рубрики
readers-own = Это материалы, которые вы писали или правили.
readers-people =
    { $count ->
        [one] { $number } читатель
        [few] { $number } читателя
        [many] { $number } читателей
       *[other] { $number } читателя
    }
readers-bots =
    { $count ->
        [one] и { $number } визит машины
        [few] и { $number } визита машин
        [many] и { $number } визитов машин
       *[other] и { $number } визита машин
    }
readers-chart-now = Читатели по минутам
readers-chart-day = Читатели по часам
readers-chart-week = Читатели по дням
readers-chart-month = Читатели по дням
readers-most = больше всего: { $number }
readers-table = То же таблицей
readers-when = Когда
readers-count = Читатели
readers-machines = Машины
readers-stories = Материалы
readers-sections = Рубрики
readers-editions = Издания
readers-countries = Где читают
readers-elsewhere = В других странах, меньше пяти читателей в каждой
readers-referrers = Откуда пришли
referrer-direct = Напрямую
referrer-search = Из поиска
referrer-social = Из социальной сети
referrer-own = С другой страницы издания
referrer-other = С другого сайта
empty-readers = Пока никто не читал
teach-readers = Читателей считают в изданиях, которые показывают просмотры или самое читаемое; и то и другое — настройки издания. Каждый считается один раз в день для каждого материала.
