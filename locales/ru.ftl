# Всё, что газета говорит по-русски.

## Шапка и подвал
skip-to-content = К содержанию
skip-to-story = К тексту статьи
editions = Редакции на других языках
sections = Рубрики
about-this-paper = О газете
follow-us = Мы в соцсетях
reading-settings = Настройки чтения
search = Поиск
letter = А
smaller-text = Мельче
larger-text = Крупнее
shade = Цвет страницы
shade-auto = Авто
shade-light = День
shade-dark = Ночь

## Время
city-and-offset = { $city }, { $offset }
updated = Обновлено
updated-at = обновлено { $time }
reading-time =
    { $minutes ->
        [one] { $minutes } минута чтения
        [few] { $minutes } минуты чтения
       *[many] { $minutes } минут чтения
    }

## Когда это случилось: не точнее, чем известно
when-in-question = { $date } (?)
when-year = { $year } год
when-decade = { $year }-е годы
when-season =
    { $season ->
        [spring] весна
        [summer] лето
        [autumn] осень
       *[winter] зима
    } { $year } года
when-days = { $from }–{ $to } { $month } { $year } г.
when-days-of-months = { $from } – { $to } { $year } г.
when-months = { $from }–{ $to } { $year } г.
when-years = между { $from } и { $to } годами
when-from-to = { $from } – { $to }
when-since = { $date } и далее
when-since-day = с { $date }
when-since-month = с { $month } { $year } г.
when-since-year = с { $year } года
when-since-decade = с { $year }-х годов
when-since-season =
    { $season ->
        [spring] с весны
        [summer] с лета
        [autumn] с осени
       *[winter] с зимы
    } { $year } года
when-until = по { $date }
when-until-day = по { $date }
when-until-month = по { $date }
when-until-year = по { $year } год
when-until-decade = по { $year }-е годы
when-until-season =
    { $season ->
        [spring] по весну
        [summer] по лето
        [autumn] по осень
       *[winter] по зиму
    } { $year } года
when-end-unknown = { $date }, дата окончания неизвестна
when-about-day = примерно { $date }
when-about-month = примерно { $date }
when-about-year = около { $year } года
when-about-decade = примерно { when-decade }
when-about-season = примерно { when-season }

## Жанры
kind-news = Новость
kind-brief = Коротко
kind-analysis = Анализ
kind-opinion = Мнение
kind-interview = Интервью
kind-live = Онлайн
kind-live-ended = Как это было
kind-card = Контекст
kind-sponsored = На правах рекламы
paid-by = Заказчик: { $sponsor }
kind-page = Страница
background = Контекст
topic = Тема
topics = Темы

## Авторы
by-author = { $names }
by-agency = Источник: { $names }
by-translator = Перевод: { $names }
by-photographer = Фото: { $names }
author-person = Автор
author-desk = Отдел редакции
author-agency = Информационное агентство

## Что стоит за статьёй
who-says-so = Кто это говорит
claims-counted =
    { $claims ->
        [one] { $claims } утверждение
        [few] { $claims } утверждения
       *[other] { $claims } утверждений
    }, от нас самих: { $own }
voices-counted =
    { $voices ->
        [0] других голосов нет
        [one] ещё { $voices } голос
        [few] ещё { $voices } голоса
       *[other] ещё { $voices } голосов
    }
in-the-story = в тексте
own-voice = говорим сами
how-said = слова
how-told = рассказ
how-wrote = написано
how-estimated = оценка числа
how-assessed = суждение
how-reported = сообщение
standing-disputed = оспаривается
standing-corrected = исправлено
standing-withdrawn = отозвано
how-it-came-to-this = Как к этому пришло
whole-timeline = События: { $shown } из { $all } · вся хронология
coverage = Тема
coverage-title = { $name }: всё о теме
state-active = продолжается
state-dormant = пока тихо
state-closed = завершено
events-counted =
    { $events ->
        [one] событие
        [few] события
       *[other] событий
    }
statements-counted =
    { $claims ->
        [one] утверждение
        [few] утверждения
       *[other] утверждений
    }, из них с источником: { $attributed }
voices-word =
    { $voices ->
        [one] голос
        [few] голоса
       *[other] голосов
    }
checked = по состоянию на { $time }
follow-by-feed = Следить по ленте
advisories = Рекомендации
timeline = Хронология
what-was-said = Что было сказано
map-caption = Места, названные в этой теме.
as-a-list = Списком
whos-who = Кто есть кто
statements-of =
    { $claims ->
        [one] { $claims } утверждение
        [few] { $claims } утверждения
       *[other] { $claims } утверждений
    }
places = Места
disputed = статус спорный
coverage-articles = Статьи
item-person = Человек
item-organization = Организация
item-place = Место
item-topic = Тема
also-called = Также: { $names }

## Статья
new-posts = Новых записей:
show-new-posts = Показать
live-ended = Онлайн завершён:
key-events = Главное
share = Поделиться
e-mail = Электронная почта
copy-link = Скопировать ссылку
link-copied = Ссылка скопирована.
text-copied = Текст скопирован.
could-not-copy = Браузер не дал скопировать. Выделите текст и скопируйте его вручную.
print = Печать
version = Версия { $number }
versions = Версии
light-view = Лёгкая версия
plain-text = Только текст
whole-page = К странице с фотографиями
back-to-story = Вернуться к статье
translated-from = Перевод статьи:
correction-pending = В оригинал этой статьи { $time } внесено исправление. Мы проверяем, нужно ли оно и здесь.
advertisement = Реклама
beside-the-story = Рядом со статьёй
read-next = Читайте дальше
follow-paper = { $paper } в соцсетях
gallery = Галерея
table = Таблица
open-on = Открыть на { $provider }

## Перепечатка
republish = Перепечатать эту статью
republish-terms = Текст можно перепечатать, если сохранить ссылку на { $paper }.
republish-html = HTML для вашей страницы
copy-html = Скопировать HTML
first-published-by = Впервые опубликовано: { $paper }.

## Списки
front-of = { $paper }: первая полоса
important = Главные новости
important-in = Главные новости: { $section }
load-more = Показать ещё
could-not-load = Следующие заголовки не загрузились. Попробуйте ещё раз.
no-articles-yet = Здесь пока ничего нет.
older-articles = Более ранние материалы
not-in-this-language = Статьи, которую вы читали, на этом языке пока нет. Вот её рубрика. Вернуться к статье:

## Исправления и история
corrections = Исправления
corrections-intro = В чём мы ошиблись и как правильно. Каждое исправление стоит и в самой статье.
no-corrections = Исправлений пока не было.
older-corrections = Более ранние исправления
correction-correction = Исправление
correction-clarification = Уточнение
correction-update = Дополнение
correction-retraction = Опровержение
see-the-change = Что изменилось
history = История
history-intro = Все версии этой статьи, которые видели читатели. Откройте любую, чтобы увидеть, что в ней изменилось.
now-live = её вы читаете сейчас
version-sealed = Эта версия закрыта по решению суда.
version-before-sealed = Предыдущая версия закрыта по решению суда, поэтому эта показана целиком.
diff-key = По сравнению с предыдущей версией:
diff-gone = убрано
diff-new = добавлено
signed-entry = Подписано, запись { $number }
proof = Доказательство
verify = Проверить копию
verify-intro = Копии этой газеты хранят и другие: на чужих сайтах, на флешках, из рук в руки. Здесь можно узнать, то ли мы опубликовали. Ничего не покидает ваш браузер.
verify-key = Ключ газеты
verify-key-hint = Сравните эту строку с той, что есть у вас из другого источника, в печати или от знакомых: кто подделает газету, подделает и эту страницу.
verify-files = Страница и её доказательство: выберите оба файла, index.html и proof.json
verify-genuine = Подлинник: страница байт в байт такая, какой её сделала газета.
verify-changed = Слова принадлежат газете, но страница вокруг них изменена и может вводить в заблуждение.
verify-forged = Подделка: газета опубликовала не это.
verify-entry = Запись в публичном журнале
verify-signed = Подписано
verify-text = Что опубликовала газета:
verify-since = Опубликовала ли газета что-то новее, скажет только более новая копия или сайт самой газеты.
verify-unable = Этот браузер не умеет проверять подпись (Ed25519). Возьмите более новый, по HTTPS, или проверьте вручную.
verify-unreadable = Эти файлы — не страница с доказательством.
verify-by-hand = Вручную
verify-by-hand-text = Программой или средствами любого Unix в верхней папке копии:
verify-checkpoint = Последняя подписанная вершина журнала
verify-keys = Ключи и что говорит о них корневой ключ
verify-copies = Чего не умеет копия
verify-copies-text = Для поиска, настроек чтения, числа читателей и рекламы нужен сайт самой газеты:

## Тупики
error-number = Ошибка { $number }
error-400 = Мы не смогли прочитать запрос
error-400-why = Что-то не так в адресе или в форме. Вернитесь назад и попробуйте ещё раз.
error-404 = Такой страницы здесь нет
error-404-why = Возможно, в адресе опечатка или этой страницы никогда не было.
error-410 = Эта статья отозвана
error-410-why = Мы её опубликовали, а потом сняли. По этому адресу она больше не появится.
error-451 = Страница закрыта по юридическим причинам
error-451-why = Показать её нам не позволяет суд или ведомство.
error-500 = У нас что-то сломалось
error-500-why = Вы ни при чём. Мы уже знаем об этом; попробуйте через несколько минут.
to-the-front = На первую полосу
read-instead = Читайте вместо этого

## Поиск
search-prompt = Искать в газете «{ $title }»
search-narrow = Уточнить поиск
search-section = Раздел
search-any-section = Все разделы
search-from = С
search-to = По
search-language = Язык
search-all-languages = Все языки
search-sort = Порядок
search-by-relevance = Сначала самые подходящие
search-by-date = Сначала новые
search-found =
    { $count ->
        [one] Найден { $count } материал.
        [few] Найдено { $count } материала.
       *[many] Найдено { $count } материалов.
    }
search-instead = С таким написанием ничего нет; показано для «{ $words }».
search-some-words = Всех слов сразу нет ни в одном материале; в этих есть часть из них.
search-nothing = Ничего не найдено.
search-nothing-help = Проверьте написание, попробуйте меньше слов или другие слова, уберите даты и раздел.
search-incomplete = Поиск сейчас перестраивается и знает ещё не все материалы. Попробуйте через несколько минут.
search-away = Поиск сейчас не отвечает. Попробуйте через минуту.
search-help = Слова в кавычках ищутся подряд; слова с минусом перед ним в материале быть не должно.
search-more = Ещё материалы

## Читатели
views =
    { $count ->
        [one] { $number } просмотр
        [few] { $number } просмотра
       *[many] { $number } просмотров
    }
# Читается вслух вместо картинки, которая показывает число читателям без скриптов.
views-picture = Число просмотров
most-read = Самое читаемое
most-read-in = Самое читаемое: { $section }
most-read-spans = За какое время
most-read-hour = За час
most-read-day = За сутки
most-read-week = За 7 дней
most-read-sections = Из какой рубрики
most-read-everywhere = Все рубрики
most-read-nothing = Прочитано слишком мало, чтобы что-то назвать.
most-read-more = Дальше
