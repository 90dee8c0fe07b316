# Статья: как её пишут и что с ней делают.

article = Статья
article-text = Текст
article-headline = Заголовок
article-standfirst = Подзаголовок
article-no-headline = Без заголовка
article-characters = { $count ->
    [one] { $count } знак
    [few] { $count } знака
    [many] { $count } знаков
   *[other] { $count } знаков
}
article-headline-long = { $count } знаков; поисковики показывают около { $good }
article-headline-too-long = { $count } знаков; помещается не больше { $most }
article-standfirst-long = { $count } знаков; дочитывают около { $good }
article-writes-here = { $names }: пишут здесь
article-dateline = Место
article-dateline-example = где написано
article-sponsor = Заказчик
article-sponsor-example = кто оплатил, как его знают читатели
article-toolbar = Что можно сделать с текстом
article-panels = О статье
article-panel-publishing = Публикация
article-panel-comments = Замечания
article-panel-versions = Версии
article-panel-languages = Языки
article-close = Закрыть
article-cancel = Отмена
article-ready = Готово
article-more = Показать ещё
article-none = нет
article-gone = убрано:
article-new = добавлено:
article-read-only = Эту статью можно читать; пишут её другие.
article-leave = Последние слова ещё нигде не сохранены. Всё равно уйти?
article-waits-for-server = Сервер не отвечает, а в этом браузере ещё нет копии текста. Он откроется, как только сервер ответит.
article-changed = Кто-то изменил положение статьи. Посмотрите, что стало, и попробуйте снова.
article-not-settled = На сервере ещё нет ваших последних слов, поэтому версию сохранить нельзя. Они в безопасности в этом браузере; попробуйте, когда наверху будет сказано, что всё сохранено.

article-status-connecting = Соединяемся …
article-status-saving = Сохраняем …
article-status-saved = Сохранено здесь и на сервере, { $at }
article-status-saved-server-only = Сохранено на сервере, { $at }; этот браузер копии не хранит
article-status-away = Сохранено здесь; сервер не отвечает. Ваш текст в безопасности в этом браузере.
article-status-away-saved = Сервер не отвечает. Всё прежнее у него есть; что вы пишете сейчас, сохраняется здесь.
article-status-away-nothing-new = Сервер не отвечает, а этот браузер копии не хранит. Подождите, прежде чем писать дальше.
article-status-nowhere = Ни сервер, ни этот браузер не хранят то, что вы пишете. Скопируйте текст в надёжное место, прежде чем закрыть страницу.
article-status-signed-out = Вы вышли. Текст в безопасности в этом браузере; войдите, и работа продолжится.
article-status-signed-out-nowhere = Вы вышли, а этот браузер копии не хранит. Войдите, прежде чем закрыть страницу.
article-status-forbidden = Вам больше нельзя писать эту статью. Написанное ещё лежит в этом браузере.
article-status-missing = Этой статьи на сервере больше нет. Написанное ещё лежит в этом браузере.
article-status-sealed = Текст закрыт по решению суда. Здесь его больше нельзя ни писать, ни читать.
article-here = Тоже здесь

article-by = { $names }
article-no-byline = Без подписи
article-byline = Подпись
article-byline-change = Изменить подпись
article-byline-role = Что сделано
article-byline-name = Имя, как в печати
article-byline-add = Добавить имя
article-byline-up = Поднять выше: { $name }
article-byline-remove = Убрать: { $name }
article-role-author = Автор
article-role-agency = Агентство
article-role-translator = Переводчик
article-role-photographer = Фотограф
article-topics = Темы
article-topic = Тема
article-topic-add = Добавить тему
article-topic-search = Найти тему
article-topic-remove = Убрать тему «{ $name }»
article-lead = Главный снимок
article-lead-choose = Выберите главный снимок или перетащите его сюда
article-lead-change = Другой снимок
article-lead-remove = Убрать снимок
article-alt = Что на нём
article-caption = Подпись
article-credit = Чей снимок
article-picture-missing = Этого снимка нет. Возможно, его закрыли или убрали.
article-picture-choose = Выбрать снимок
article-picture-search = Найти снимок
article-picture-upload = Загрузить
article-picture-none = Таких снимков нет.
article-picture-none-yet = В редакции ещё нет снимков. Загрузите снимок или перетащите его на текст.
article-picture-blocked = Закрыт
article-picture-put = { $count ->
    [0] Вставить в текст
    [one] Вставить в текст ({ $count })
    [few] Вставить в текст ({ $count })
    [many] Вставить в текст ({ $count })
   *[other] Вставить в текст ({ $count })
}
article-picture-in = { $count ->
    [one] Снимок в тексте. Скажите, что на нём.
    [few] В тексте { $count } снимка. Скажите, что на них.
    [many] В тексте { $count } снимков. Скажите, что на них.
   *[other] В тексте { $count } снимков. Скажите, что на них.
}
article-uploading = Загружаем ({ $count }) …
article-paste-pictures = { $count ->
    [one] { $count } снимок не вставлен: он принадлежит другому сайту. Сохраните его, проверьте права и загрузите.
    [few] { $count } снимка не вставлены: они принадлежат другому сайту. Сохраните их, проверьте права и загрузите.
    [many] { $count } снимков не вставлены: они принадлежат другому сайту. Сохраните их, проверьте права и загрузите.
   *[other] { $count } снимков не вставлены: они принадлежат другому сайту. Сохраните их, проверьте права и загрузите.
}

article-quotation-source = Кто это сказал
article-table-caption = Что в таблице
article-embed = С другого сайта
article-embed-hint = Читатели видят эту строку; остальное загружается, только если они попросят.
article-embed-title = Что это
article-embed-url = Адрес
article-embed-put = Вставить в текст
article-embed-wrong = Это не адрес в сети. Он начинается с https://.
article-card-title = Название справки
article-fact-term = Факт
article-fact-value = Каков он
article-fact-add = Добавить факт
article-fact-remove = Убрать факт
article-post-title = О чём запись
article-post-key = Ключевое событие
article-post-last = Репортаж завершается этой записью
article-break-scene = Смена сцены
article-break-page = Новая страница
article-break-teaser = Конец анонса

article-tool-undo = Отменить
article-tool-redo = Вернуть
article-tool-paragraph = Абзац
article-tool-heading-2 = Подзаголовок в тексте
article-tool-heading-3 = Подзаголовок меньше
article-tool-heading-4 = Самый малый подзаголовок
article-tool-strong = Выделить
article-tool-em = Курсив
article-tool-underline = Подчеркнуть
article-tool-strike = Зачеркнуть
article-tool-code = Код
article-tool-link = Ссылка
article-tool-language = На другом языке
article-tool-bullet-list = Список
article-tool-ordered-list = Нумерованный список
article-tool-quotation = Цитата
article-tool-picture = Снимок
article-tool-embed = С другого сайта
article-tool-table = Таблица
article-tool-card = Справка
article-tool-post = Запись трансляции
article-tool-preformatted = Как набрано
article-tool-break-scene = Смена сцены
article-tool-break-page = Новая страница
article-tool-break-teaser = Конец анонса
article-tool-comment = Замечание
article-tool-find = Найти и заменить
article-tool-help = Клавиши
article-tool-row-before = Строка выше
article-tool-row-after = Строка ниже
article-tool-row-delete = Убрать строку
article-tool-column-before = Столбец до
article-tool-column-after = Столбец после
article-tool-column-delete = Убрать столбец
article-tool-header-row = Строка-шапка
article-tool-header-column = Столбец-шапка
article-tool-merge-cells = Соединить ячейки
article-tool-split-cell = Разделить ячейку
article-tool-table-delete = Убрать таблицу
article-slash = Что сюда поставить
article-help = Клавиши
article-help-keys = Клавиши
article-help-typed = Что набирают в начале строки или вокруг слов
article-key-line = Новая строка в абзаце
article-key-up = Поднять блок
article-key-down = Опустить блок
article-key-slash = Список того, что можно поставить
article-key-save = Сохранить версию
article-key-toolbar = К панели инструментов
article-key-help = Эта справка
article-link-href = Куда ведёт
article-link-hint = https://…, путь в этой газете, например /ru/about, mailto: или tel:
article-link-title = Подсказка (не обязательно)
article-link-set = Поставить ссылку
article-link-remove = Убрать ссылку
article-link-wrong = По этой ссылке читатель не пройдёт. Ссылки начинаются с https:, http:, mailto:, tel:, story: или косой черты.
article-language-of-words = Язык выделенных слов
article-language-same = Как у статьи
article-language-set = Указать
article-language-select-first = Сначала выделите слова.
article-find-words = Найти
article-find-replacement = Заменить на
article-find-none = Ничего не найдено
article-find-at = { $at } из { $count }
article-find-before = Предыдущее
article-find-next = Следующее
article-find-case = Различать прописные
article-find-replace = Заменить
article-find-replace-all = Заменить всё
article-find-replaced = { $count ->
    [one] Заменено { $count } раз.
    [few] Заменено { $count } раза.
    [many] Заменено { $count } раз.
   *[other] Заменено { $count } раз.
}

article-comment-new = Ваше замечание
article-comment-send = Добавить
article-comment-sent = Замечание на полях.
article-comment-select-first = Сначала выделите слова, о которых замечание.
article-comment-go = К этим словам
article-comment-orphan = Этих слов в тексте больше нет.
article-comment-reply = Ответить
article-comment-resolve = Решено
article-comment-resolved = Замечание решено.
article-comment-reopen = Открыть снова
article-comment-done-by = Решено: { $name }, { $when }
article-comment-none = Открытых замечаний нет. Выделите слова в тексте и нажмите кнопку замечания.
article-comment-show-done = Показать решённые ({ $count })

article-version-note = Что в ней нового (не обязательно)
article-version-save = Сохранить версию
article-version-explained = Сам текст сохраняется постоянно. Версия — то, что утверждают, сравнивают и к чему возвращаются.
article-version-saved = Сохранена версия { $number }.
article-version-same = Версия { $number } уже говорит то же.
article-version-number = Версия { $number }
article-version-live = у читателей
article-version-nobody = Перенесено
article-version-sealed = Закрыта по решению суда.
article-version-changes = Что изменилось
article-version-restore = Вернуть
article-version-restore-title = Вернуть версию { $number }?
article-version-restore-text = Её слова встанут на место нынешних у всех, кто здесь пишет. Это можно отменить.
article-version-restored = Текст снова как в версии { $number }.
article-version-difference = Что изменилось
article-version-from = От
article-version-to = к
article-version-only-changed = Только изменения
article-version-no-difference = Они говорят одно и то же.

article-before = Перед публикацией
article-state = Текст
article-desk-draft = Черновик
article-desk-in-review = На проверке
article-desk-approved = Утверждён
article-desk-changed = Изменён после версии { $number }
article-readers = У читателей
article-public-unpublished = пока ничего
article-public-live = версия { $number }
article-public-withdrawn = объявление об отзыве
article-public-held = ничего, по закону
article-scheduled = Выйдет
article-embargo = Эмбарго
article-embargo-until = История под эмбарго до { $at }.
article-embargo-at = Не раньше, по часам { $zone }
article-embargo-set = Поставить эмбарго
article-embargo-change = Изменить эмбарго
article-embargo-remove = Снять эмбарго
article-embargo-public = Читатели уже видят её в «{ $edition }», эмбарго поставить нельзя.
article-story = История на всех языках
article-story-kind-public = Читатели видят её в «{ $edition }», поэтому жанр не меняется.
article-story-saved = Сохранено для истории на всех языках.
article-sensitive = Без рекламы рядом
article-sensitive-hint = Для историй о смерти, насилии или горе.
article-alts = Слова к снимкам
article-alts-all = все есть
article-alts-wanting = { $count ->
    [one] у { $count } нет слов
    [few] у { $count } нет слов
    [many] у { $count } нет слов
   *[other] у { $count } нет слов
}
article-length = Объём
article-words = { $count ->
    [one] { $number } слово
    [few] { $number } слова
    [many] { $number } слов
   *[other] { $number } слов
}
article-minutes = { $count } мин
article-kind = Жанр
article-kind-news = Новость
article-kind-brief = Заметка
article-kind-analysis = Анализ
article-kind-opinion = Мнение
article-kind-interview = Интервью
article-kind-live = Онлайн
article-kind-card = Справка
article-kind-sponsored = Реклама
article-kind-page = Страница
article-section = Раздел
article-section-none = пока нет
article-see-public = Посмотреть глазами читателя
article-act-write = Писать
article-act-review = На проверку
article-act-return = Вернуть автору
article-act-approve = Утвердить этот текст
article-act-publish = Опубликовать
article-act-schedule = Назначить время
article-act-unschedule = Снять с расписания
article-act-correct = Опубликовать с исправлением
article-act-fix = Опубликовать как мелкую правку
article-act-withdraw = Отозвать
article-act-hold = Закрыть по закону
article-act-release = Открыть снова
article-ask-publish = Читатели сейчас получат этот текст, каков он есть.
article-ask-schedule = Текст выйдет в выбранный миг по часам издания.
article-ask-correct = Читатели получат этот текст и узнают, что было неверно.
article-ask-fix = Читатели получат этот текст без объявления. Так правят только описки; история их показывает.
article-ask-withdraw = Вместо статьи читатели увидят объявление с причиной.
article-ask-hold = Статьи больше никто не получит, а сказано будет лишь, что её закрыл закон.
article-ask-release = Читатели снова получат статью, какой она была.
article-done-review = Текст на проверке.
article-done-return = Текст снова у автора.
article-done-approve = Этот текст утверждён.
article-done-publish = Опубликовано.
article-done-schedule = Время назначено.
article-done-unschedule = Снято с расписания.
article-done-correct = Исправление опубликовано.
article-done-fix = Правка опубликована.
article-done-withdraw = Статья отозвана.
article-done-hold = Статья закрыта по закону.
article-done-release = Статья открыта снова.
article-correct-kind = Что это
article-correct-correction = Исправление: что-то было неверно
article-correct-clarification = Уточнение: что-то было неясно
article-correct-update = Дополнение: стало известно новое
article-correct-retraction = Отказ: публиковать не следовало
article-correct-text = Что сказать читателям
article-correct-hint = Что было неверно и как верно.
article-correct-claim = Утверждение, которое было неверно
article-correct-claim-hint = Каждая другая статья с ним на всех языках получает задачу, а читатели видят у утверждения, что оно исправлено.
article-correct-no-claim = Ни одно утверждение этого текста
article-withdraw-note = Что сказать читателям
article-schedule-at = Когда, по часам { $zone }
article-schedule-offset = Это UTC{ $offset }.
article-schedule-never = В этот день часы переводят вперёд, и такого часа не будет. Выберите другой.
article-schedule-twice = В этот день часы переводят назад, и такой час будет дважды.
article-schedule-which = Который из двух?
article-hold-order = Чьё решение и его номер
article-hold-hint = Это видит редакция; читатели не видят.
article-second-person = Коллега, который согласен
article-second-explained = Нужно согласие второго человека: он вводит здесь свой адрес и пароль.
article-over-because = Почему ей можно быть такой тяжёлой
article-over-hint = Причина остаётся в журнале.
article-why-not-allowed = Ваша роль здесь этого не даёт.
article-why-nothing-to-change = С тех пор ничего не изменилось: этот текст уже прошёл этот шаг.
article-why-not-approved = Новейший текст ждёт утверждения.
article-why-no-headline = У статьи нет заголовка.
article-why-no-text = В статье нет текста.
article-why-no-section = Статья ни в одном разделе. Выберите раздел.
article-why-no-sponsor = Это реклама, и не сказано, кто её оплатил. Назовите заказчика под заголовком.
article-why-not-held = Статья не закрыта по закону.
article-why-not-live = Статьи у читателей нет.
article-why-already-live = Этот текст уже у читателей.
article-why-not-scheduled = Ничего не назначено.
article-why-no-second-person = Нужно согласие второго человека, а больше никто не вправе.
article-why-text-changed = Новейшие слова ждут утверждения.
article-why-sealed = Текст закрыт по решению суда.

article-cost = Во что она обойдётся читателю
article-cost-page = Эта страница
article-cost-meter = { $total } из { $budget }
article-cost-budget = В пределах { $budget }.
article-cost-over = Больше предела в { $budget }. При публикации спросят почему.
article-cost-pictures = из них снимки
article-cost-2g-words = 2G, первые слова
article-cost-2g-whole = 2G, всё
article-cost-3g-words = 3G, первые слова
article-cost-3g-whole = 3G, всё
article-cost-again = Взвесить снова

article-preview = Просмотр
article-preview-of = Просмотр: { $headline }
article-preview-width = Ширина
article-preview-phone = Телефон
article-preview-desktop = Компьютер
article-preview-theme = Яркость
article-preview-light = Светло
article-preview-dark = Темно
article-preview-again = Загрузить снова
article-preview-tab = Открыть во вкладке
article-preview-until = Ссылка действует для всякого, у кого она есть, до { $at }.

article-languages = Языки этой истории
article-beside = Источник рядом
article-in-step = вровень
article-original = оригинал
article-behind = { $count ->
    [one] отстаёт на { $count } блок
    [few] отстаёт на { $count } блока
    [many] отстаёт на { $count } блоков
   *[other] отстаёт на { $count } блоков
}
article-not-begun = не начато
article-translate = Начать перевод
article-source = Текст, с которого переведено
article-source-version = переведено с версии { $from }, новейшая { $newest }
article-source-changed = { $count ->
    [one] С тех пор там изменился { $count } блок.
    [few] С тех пор там изменились { $count } блока.
    [many] С тех пор там изменилось { $count } блоков.
   *[other] С тех пор там изменилось { $count } блоков.
}
article-source-mark = Отметить: перевод обновлён
article-source-now-in-step = Перевод вровень с источником.
article-source-was-changed = С тех пор изменено
article-source-was-added = С тех пор добавлено
article-source-was-removed = С тех пор убрано
article-source-go = К переводу
article-source-no-own = В переводе этого блока ещё нет.
