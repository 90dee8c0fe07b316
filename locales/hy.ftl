# Այն ամենը, ինչ թերթն ասում է հայերեն։

## Վերնամաս և ստորոտ
skip-to-content = Անցնել բովանդակությանը
skip-to-story = Անցնել հոդվածին
editions = Թերթն այլ լեզուներով
sections = Բաժիններ
about-this-paper = Թերթի մասին
follow-us = Հետևե՛ք մեզ
reading-settings = Ընթերցման կարգավորումներ
search = Որոնում
letter = Ա
smaller-text = Ավելի մանր տառեր
larger-text = Ավելի խոշոր տառեր
shade = Էջի գույնը
shade-auto = Ավտո
shade-light = Ցերեկ
shade-dark = Գիշեր

## Ժամանակ
city-and-offset = { $city }, { $offset }
updated = Թարմացվել է՝
updated-at = թարմացվել է՝ { $time }
reading-time =
    { $minutes ->
        [one] { $minutes } րոպեի ընթերցանություն
       *[other] { $minutes } րոպեի ընթերցանություն
    }

## Երբ է եղել՝ ոչ ավելի ճշգրիտ, քան հայտնի է
when-in-question = { $date } (՞)
when-year = { $year } թ․
when-decade = { $year }-ականներ
when-season =
    { $year } թ․ { $season ->
        [spring] գարուն
        [summer] ամառ
        [autumn] աշուն
       *[winter] ձմեռ
    }
when-days = { $year } թ․ { $month } { $from }–{ $to }
when-days-of-months = { $year } թ․ { $from } – { $to }
when-months = { $year } թ․ { $from }–{ $to }
when-years = { $from } և { $to } թվականների միջև
when-from-to = { $from } – { $to }
when-since = սկսած՝ { $date }
when-since-day = { $date }-ից
when-since-month = { $year } թ․ { $month }ց
when-since-year = { $year } թվականից
when-since-decade = { when-decade }ից
when-since-season =
    { $year } թ․ { $season ->
        [spring] գարնանից
        [summer] ամառվանից
        [autumn] աշնանից
       *[winter] ձմեռվանից
    }
when-until = մինչև { $date }
when-until-day = մինչև { $date }-ը
when-until-month = մինչև { $date }
when-until-year = մինչև { $year } թվականը
when-until-decade = մինչև { when-decade }
when-until-season = մինչև { when-season }
when-end-unknown = { $date }, ավարտը հայտնի չէ
when-about-day = մոտավորապես { $date }
when-about-month = մոտավորապես { $date }
when-about-year = մոտ { $year } թ․
when-about-decade = մոտավորապես { when-decade }
when-about-season = մոտավորապես { when-season }

## Ժանրեր
kind-news = Լուր
kind-brief = Կարճ
kind-analysis = Վերլուծություն
kind-opinion = Կարծիք
kind-interview = Հարցազրույց
kind-live = Ուղիղ
kind-live-ended = Ինչպես եղավ
kind-card = Նախապատմություն
kind-sponsored = Գովազդային հոդված
paid-by = Պատվիրատու՝ { $sponsor }
kind-page = Էջ
background = Նախապատմություն
topic = Թեմա
topics = Թեմաներ

## Հեղինակներ
by-author = { $names }
by-agency = Աղբյուրը՝ { $names }
by-translator = Թարգմանությունը՝ { $names }
by-photographer = Լուսանկարները՝ { $names }
author-person = Հեղինակ
author-desk = Խմբագրության բաժին
author-agency = Լրատվական գործակալություն

## Ինչ կա հոդվածի հետևում
who-says-so = Ով է դա ասում
claims-counted = { $claims } պնդում, որից մեր անունից՝ { $own }
voices-counted =
    { $voices ->
        [0] այլ ձայներ չկան
       *[other] ևս { $voices } ձայն
    }
in-the-story = տեքստում
own-voice = մեր անունից
how-said = ասված
how-told = պատմած
how-wrote = գրված
how-estimated = գնահատված թիվ
how-assessed = գնահատական
how-reported = հաղորդված
standing-disputed = վիճարկվում է
standing-corrected = ուղղված է
standing-withdrawn = հետ է վերցված
how-it-came-to-this = Ինչպես հասան դրան
whole-timeline = { $all } իրադարձությունից { $shown }-ը · ամբողջ ժամանակագրությունը
coverage = Թեմա
coverage-title = { $name }. ամբողջ լուսաբանումը
state-active = շարունակվում է
state-dormant = առայժմ հանդարտ է
state-closed = ավարտված է
events-counted =
    { $events ->
        [one] իրադարձություն
       *[other] իրադարձություն
    }
statements-counted =
    { $claims ->
        [one] պնդում
       *[other] պնդում
    }, որից աղբյուրով՝ { $attributed }
voices-word =
    { $voices ->
        [one] ձայն
       *[other] ձայն
    }
checked = { $time }-ի դրությամբ
follow-by-feed = Հետևել լրահոսով
advisories = Հորդորներ
timeline = Ժամանակագրություն
what-was-said = Ինչ է ասվել
map-caption = Այս լուսաբանման մեջ նշված վայրերը։
as-a-list = Ցանկով
whos-who = Ով ով է
statements-of = { $claims } պնդում
places = Վայրեր
disputed = կարգավիճակը վիճելի է
coverage-articles = Հոդվածներ
item-person = Անձ
item-organization = Կազմակերպություն
item-place = Վայր
item-topic = Թեմա
also-called = Նաև՝ { $names }

## Հոդված
new-posts = Նոր գրառումներ՝
show-new-posts = Ցույց տալ
live-ended = Ուղիղ լուսաբանումն ավարտվել է՝
key-events = Կարևորը
share = Կիսվել
e-mail = Էլ. փոստ
copy-link = Պատճենել հղումը
link-copied = Հղումը պատճենված է։
text-copied = Տեքստը պատճենված է։
could-not-copy = Դիտարկիչը չթողեց պատճենել։ Նշե՛ք տեքստը և պատճենե՛ք ձեռքով։
print = Տպել
version = Տարբերակ { $number }
versions = Տարբերակներ
light-view = Թեթև տարբերակ
plain-text = Միայն տեքստ
whole-page = Անցնել նկարներով էջին
back-to-story = Վերադառնալ հոդվածին
translated-from = Թարգմանված է այս հոդվածից՝
correction-pending = Այս հոդվածի բնագիրն ուղղվել է ({ $time })։ Ստուգում ենք՝ արդյոք նույն ուղղումը պե՞տք է նաև այստեղ։
advertisement = Գովազդ
beside-the-story = Հոդվածի կողքին
read-next = Կարդացե՛ք նաև
follow-paper = Հետևե՛ք մեզ. { $paper }
gallery = Պատկերասրահ
table = Աղյուսակ
open-on = Բացել այստեղ՝ { $provider }

## Վերատպում
republish = Վերատպել այս հոդվածը
republish-terms = Տեքստը կարող եք վերատպել՝ պահպանելով հղումը. { $paper }։
republish-html = HTML ձեր էջի համար
copy-html = Պատճենել HTML-ը
first-published-by = Առաջին անգամ հրապարակվել է այստեղ՝ { $paper }։

## Ցանկեր
front-of = { $paper }. առաջին էջ
important = Ամենակարևոր լուրերը
important-in = Ամենակարևոր լուրերը. { $section }
load-more = Ցույց տալ ավելին
could-not-load = Հաջորդ վերնագրերը չբեռնվեցին։ Փորձե՛ք նորից։
no-articles-yet = Այստեղ դեռ ոչինչ չկա։
older-articles = Ավելի վաղ հրապարակումներ
not-in-this-language = Ձեր կարդացած հոդվածն այս լեզվով դեռ չկա։ Ահա դրա բաժինը։ Վերադառնալ հոդվածին՝

## Ուղղումներ և պատմություն
corrections = Ուղղումներ
corrections-intro = Ինչում ենք սխալվել և ինչն է ճիշտը։ Յուրաքանչյուր ուղղում կա նաև իր հոդվածում։
no-corrections = Առայժմ ոչինչ չի ուղղվել։
older-corrections = Ավելի վաղ ուղղումներ
correction-correction = Ուղղում
correction-clarification = Պարզաբանում
correction-update = Լրացում
correction-retraction = Հերքում
see-the-change = Տեսնել փոփոխությունը
history = Պատմություն
history-intro = Այս հոդվածի բոլոր տարբերակները, որոնք ընթերցողները տեսել են։ Բացե՛ք որևէ մեկը՝ տեսնելու, թե ինչ է փոխվել։
now-live = սա եք կարդում հիմա
version-sealed = Այս տարբերակը փակված է դատարանի որոշմամբ։
version-before-sealed = Նախորդ տարբերակը փակված է դատարանի որոշմամբ, ուստի այս մեկը ցույց է տրված ամբողջությամբ։
diff-key = Նախորդ տարբերակի համեմատ՝
diff-gone = հանվել է
diff-new = ավելացվել է
signed-entry = Ստորագրված է, գրառում { $number }
proof = Ապացույց
verify = Ստուգել պատճենը
verify-intro = Այս թերթի պատճենները պահում են նաև ուրիշները՝ այլ կայքերում, կրիչների վրա, ձեռքից ձեռք։ Այստեղ կտեսնեք՝ արդյոք պատճենի էջը մեր հրապարակածն է։ Ոչինչ չի լքում ձեր դիտարկիչը։
verify-key = Թերթի բանալին
verify-key-hint = Համեմատե՛ք այս տողը այլ տեղից ստացածի հետ՝ տպագիր կամ ընկերոջից. ով կեղծում է թերթը, կկեղծի նաև այս էջը։
verify-files = Էջը և դրա ապացույցը՝ ընտրե՛ք երկու նիշքն էլ՝ index.html և proof.json
verify-genuine = Իսկական է՝ բայթ առ բայթ այն էջը, որ պատրաստել է թերթը։
verify-changed = Բառերը թերթինն են, բայց դրանց շուրջ էջը փոխված է և կարող է մոլորեցնել։
verify-forged = Կեղծ է. թերթը սա չի հրապարակել։
verify-entry = Գրառում հանրային մատյանում
verify-signed = Ստորագրված է
verify-text = Ինչ է հրապարակել թերթը՝
verify-since = Արդյոք թերթը ավելի նոր բան է հրապարակել, ասում է միայն ավելի նոր պատճենը կամ թերթի կայքը։
verify-unable = Այս դիտարկիչը չի կարող ստուգել ստորագրությունը (Ed25519)։ Վերցրե՛ք ավելի նորը՝ HTTPS-ով, կամ ստուգե՛ք ձեռքով։
verify-unreadable = Այս նիշքերը ապացույցով էջ չեն։
verify-by-hand = Ձեռքով
verify-by-hand-text = Ծրագրով կամ ցանկացած Unix-ի միջոցներով՝ պատճենի վերին պանակում՝
verify-checkpoint = Մատյանի վերջին ստորագրված գագաթը
verify-keys = Բանալիները և ինչ է ասում դրանց մասին արմատային բանալին
verify-copies = Ինչ չի կարող պատճենը
verify-copies-text = Որոնումը, ընթերցման կարգավորումները, ընթերցողների թիվը և գովազդը պահանջում են թերթի կայքը՝

## Փակուղիներ
error-number = Սխալ { $number }
error-400 = Չկարողացանք կարդալ հարցումը
error-400-why = Հասցեի կամ ձևաթղթի մեջ ինչ-որ բան այնպես չէ։ Վերադարձե՛ք և փորձե՛ք նորից։
error-404 = Այս էջն այստեղ չկա
error-404-why = Գուցե հասցեն սխալ է գրված, կամ այդպիսի էջ երբեք չի եղել։
error-410 = Այս հոդվածը հետ է կանչվել
error-410-why = Մենք այն հրապարակել էինք, հետո հանել։ Այս հասցեով այն այլևս չի վերադառնա։
error-451 = Էջը փակ է իրավական պատճառով
error-451-why = Դատարանը կամ պետական մարմինը թույլ չի տալիս ցույց տալ այն։
error-500 = Մեզ մոտ ինչ-որ բան խափանվեց
error-500-why = Դա ձեր մեղքը չէ։ Մենք գիտենք այդ մասին. փորձե՛ք մի քանի րոպեից։
to-the-front = Դեպի առաջին էջ
read-instead = Փոխարենը կարդացե՛ք

## Որոնում
search-prompt = Որոնել «{ $title }» թերթում
search-narrow = Ճշգրտել որոնումը
search-section = Բաժին
search-any-section = Բոլոր բաժինները
search-from = Սկսած
search-to = Մինչև
search-language = Լեզու
search-all-languages = Բոլոր լեզուները
search-sort = Դասավորություն
search-by-relevance = Նախ՝ ամենահարմարները
search-by-date = Նախ՝ նորերը
search-found =
    { $count ->
        [one] Գտնվել է { $count } նյութ։
       *[other] Գտնվել է { $count } նյութ։
    }
search-instead = Այդ գրությամբ ոչինչ չկա. ցույց է տրվում «{ $words }» որոնման արդյունքը։
search-some-words = Բոլոր բառերը միասին ոչ մի նյութում չկան. այստեղ դրանց մի մասն է։
search-nothing = Ոչինչ չի գտնվել։
search-nothing-help = Ստուգեք գրությունը, փորձեք ավելի քիչ կամ այլ բառեր, հանեք ամսաթվերն ու բաժինը։
search-incomplete = Որոնումը վերակառուցվում է և դեռ բոլոր նյութերը չգիտի։ Փորձեք մի քանի րոպեից։
search-away = Որոնումն այս պահին չի պատասխանում։ Փորձեք մեկ րոպեից։
search-help = Չակերտներում գրված բառերը որոնվում են իրար հետևից, իսկ մինուսով բառը նյութում չպետք է լինի։
search-more = Այլ նյութեր

## Ընթերցողներ
views =
    { $count ->
        [one] { $number } դիտում
       *[other] { $number } դիտում
    }
# Կարդացվում է նկարի փոխարեն, որը թիվը ցույց է տալիս առանց սկրիպտների ընթերցողներին։
views-picture = Դիտումների թիվը
most-read = Ամենաընթերցվածը
most-read-in = Ամենաընթերցվածը՝ { $section }
most-read-spans = Ինչ ժամանակահատվածում
most-read-hour = Վերջին ժամը
most-read-day = Վերջին 24 ժամը
most-read-week = Վերջին 7 օրը
most-read-sections = Որ բաժնից
most-read-everywhere = Բոլոր բաժինները
most-read-nothing = Քիչ է ընթերցվել՝ որևէ բան նշելու համար։
most-read-more = Շարունակությունը
