# كل ما تقوله الصحيفة بالعربية.

## أعلى الصفحة وأسفلها
skip-to-content = انتقل إلى المحتوى
skip-to-story = انتقل إلى المقال
editions = طبعات الصحيفة
sections = الأقسام
about-this-paper = عن الصحيفة
follow-us = تابعونا
reading-settings = إعدادات القراءة
search = بحث
letter = أ
smaller-text = خط أصغر
larger-text = خط أكبر
shade = لون الصفحة
shade-auto = تلقائي
shade-light = نهار
shade-dark = ليل

## الوقت
city-and-offset = { $city }، { $offset }
updated = آخر تحديث:
updated-at = حُدِّث { $time }
reading-time =
    { $minutes ->
        [zero] أقل من دقيقة للقراءة ({ $minutes })
        [one] دقيقة واحدة للقراءة
        [two] دقيقتان للقراءة
        [few] { $minutes } دقائق للقراءة
        [many] { $minutes } دقيقة للقراءة
       *[other] { $minutes } دقيقة للقراءة
    }

## متى حدث ذلك، دون دقة تتجاوز المعروف
when-in-question = { $date }؟
when-year = عام { $year }
when-decade =
    { $year ->
        [1900] العقد الأول من القرن العشرين
        [1910] العقد الثاني من القرن العشرين
        [1920] عشرينيات القرن العشرين
        [1930] ثلاثينيات القرن العشرين
        [1940] أربعينيات القرن العشرين
        [1950] خمسينيات القرن العشرين
        [1960] ستينيات القرن العشرين
        [1970] سبعينيات القرن العشرين
        [1980] ثمانينيات القرن العشرين
        [1990] تسعينيات القرن العشرين
        [2000] العقد الأول من القرن الحادي والعشرين
        [2010] العقد الثاني من القرن الحادي والعشرين
        [2020] العقد الثالث من القرن الحادي والعشرين
       *[other] عقد { $year }
    }
when-season =
    { $season ->
        [spring] ربيع
        [summer] صيف
        [autumn] خريف
       *[winter] شتاء
    } { $year }
when-days = من { $from } إلى { $to } { $month } { $year }
when-days-of-months = من { $from } إلى { $to } { $year }
when-months = من { $from } إلى { $to } { $year }
when-years = بين عامي { $from } و{ $to }
when-from-to = من { $from } إلى { $to }
when-since = منذ { $date }
when-since-day = منذ { $date }
when-since-month = منذ { $month } { $year }
when-since-year = منذ عام { $year }
when-since-decade = منذ { when-decade }
when-since-season = منذ { when-season }
when-until = حتى { $date }
when-until-day = حتى { $date }
when-until-month = حتى { $date }
when-until-year = حتى عام { $year }
when-until-decade = حتى { when-decade }
when-until-season = حتى { when-season }
when-end-unknown = { $date }، وتاريخ الانتهاء غير معروف
when-about-day = نحو { $date }
when-about-month = نحو { $date }
when-about-year = نحو عام { $year }
when-about-decade = نحو { when-decade }
when-about-season = نحو { when-season }

## أنواع المقالات
kind-news = خبر
kind-brief = باختصار
kind-analysis = تحليل
kind-opinion = رأي
kind-interview = مقابلة
kind-live = مباشر
kind-live-ended = كما جرى
kind-card = خلفية
kind-sponsored = محتوى مدفوع
paid-by = مموَّل من { $sponsor }
kind-page = صفحة
background = خلفية
topic = موضوع
topics = المواضيع

## من كتب
by-author = بقلم { $names }
by-agency = المصدر: { $names }
by-translator = ترجمة: { $names }
by-photographer = تصوير: { $names }
author-person = كاتب
author-desk = قسم التحرير
author-agency = وكالة أنباء

## ما وراء الخبر
who-says-so = من يقول ذلك
claims-counted =
    { $claims ->
        [0] لا أقوال
        [one] قول واحد
        [two] قولان
        [few] { $claims } أقوال
       *[other] { $claims } قولاً
    }، منها على لساننا: { $own }
voices-counted =
    { $voices ->
        [0] لا مصادر أخرى
        [one] مصدر آخر واحد
        [two] مصدران آخران
        [few] { $voices } مصادر أخرى
       *[other] { $voices } مصدراً آخر
    }
in-the-story = في النص
own-voice = على لساننا
how-said = قول
how-told = رواية
how-wrote = كتابة
how-estimated = تقدير عددي
how-assessed = تقييم
how-reported = نقلاً عن
standing-disputed = محل خلاف
standing-corrected = صُحح
standing-withdrawn = سُحب
how-it-came-to-this = كيف وصلنا إلى هنا
whole-timeline = { $shown } من { $all } من الأحداث · التسلسل كاملاً
coverage = الملف
coverage-title = { $name }: الملف الكامل
state-active = مستمر
state-dormant = هادئ حالياً
state-closed = انتهى
events-counted =
    { $events ->
        [one] حدث
        [two] حدثان
        [few] أحداث
       *[other] حدثاً
    }
statements-counted =
    { $claims ->
        [one] قول
        [two] قولان
        [few] أقوال
       *[other] قولاً
    }، منها بمصدر: { $attributed }
voices-word =
    { $voices ->
        [one] مصدر
        [two] مصدران
        [few] مصادر
       *[other] مصدراً
    }
checked = حتى { $time }
follow-by-feed = المتابعة عبر الخلاصة
advisories = نصائح
timeline = التسلسل الزمني
what-was-said = ما قيل
map-caption = الأماكن المذكورة في هذا الملف.
as-a-list = في قائمة
whos-who = من هم
statements-of =
    { $claims ->
        [0] لا أقوال
        [one] قول واحد
        [two] قولان
        [few] { $claims } أقوال
       *[other] { $claims } قولاً
    }
places = الأماكن
disputed = وضعه محل نزاع
coverage-articles = المقالات
item-person = شخص
item-organization = منظمة
item-place = مكان
item-topic = موضوع
also-called = أيضاً: { $names }

## المقال
new-posts = منشورات جديدة:
show-new-posts = عرضها
live-ended = انتهت هذه التغطية المباشرة:
key-events = أبرز الأحداث
share = مشاركة
e-mail = بريد إلكتروني
copy-link = نسخ الرابط
link-copied = نُسخ الرابط.
text-copied = نُسخ النص.
could-not-copy = لم يسمح المتصفح بالنسخ. حدّد النص وانسخه يدويًا.
print = طباعة
version = النسخة { $number }
versions = النسخ
light-view = نسخة خفيفة
plain-text = نص فقط
whole-page = إلى الصفحة المصوّرة
back-to-story = العودة إلى المقال
translated-from = مترجم عن:
correction-pending = صُحِّح الأصل المترجَم عنه هذا المقال في { $time }. نتحقق مما إذا كان هذا النص يحتاج إلى التصحيح نفسه.
advertisement = إعلان
beside-the-story = إلى جانب المقال
read-next = اقرأ أيضًا
follow-paper = تابعوا { $paper }
gallery = معرض صور
table = جدول
open-on = افتح على { $provider }

## إعادة النشر
republish = أعد نشر هذا المقال
republish-terms = يمكنك إعادة نشر هذا النص إذا أبقيت على الرابط إلى { $paper }.
republish-html = شيفرة HTML لصفحتك
copy-html = نسخ شيفرة HTML
first-published-by = نُشر أولًا في { $paper }.

## القوائم
front-of = الصفحة الأولى: { $paper }
important = أهم الأخبار
important-in = أهم الأخبار: { $section }
load-more = عرض المزيد
could-not-load = لم تصل العناوين التالية. حاول مرة أخرى.
no-articles-yet = لا شيء هنا بعد.
older-articles = مواد أقدم
not-in-this-language = المقال الذي كنت تقرؤه غير متوفر بهذه اللغة بعد. هذا هو القسم الذي ينتمي إليه. العودة إلى المقال:

## التصحيحات والسجل
corrections = التصحيحات
corrections-intro = ما أخطأنا فيه وما هو الصواب. كل تصحيح منشور أيضًا في مقاله.
no-corrections = لا تصحيحات بعد.
older-corrections = تصحيحات أقدم
correction-correction = تصحيح
correction-clarification = توضيح
correction-update = تحديث
correction-retraction = سحب
see-the-change = ماذا تغيّر
history = السجل
history-intro = كل نسخة من هذا المقال رآها القراء. افتح أي نسخة لترى ما غيّرته.
now-live = النسخة التي تقرؤها الآن
version-sealed = هذه النسخة محجوبة بأمر من المحكمة.
version-before-sealed = النسخة السابقة محجوبة بأمر من المحكمة، ولذلك تُعرض هذه كاملة.
diff-key = مقارنةً بالنسخة السابقة:
diff-gone = محذوف
diff-new = مضاف
signed-entry = موقّعة، القيد { $number }
proof = الإثبات
verify = التحقق من نسخة
verify-intro = يحمل آخرون نسخًا من هذه الصحيفة: على مواقع أخرى وعلى وسائط التخزين ومن يد إلى يد. هنا ترى هل صفحة النسخة هي ما نشرناه. لا شيء يغادر متصفحك.
verify-key = مفتاح الصحيفة
verify-key-hint = قارن هذا السطر بسطر لديك من مصدر آخر، مطبوع أو من صديق: فمن يزوّر الصحيفة يستطيع تزوير هذه الصفحة أيضًا.
verify-files = الصفحة وإثباتها: اختر الملفين معًا، index.html وproof.json
verify-genuine = أصلية: هي الصفحة التي صنعتها الصحيفة بايتًا ببايت.
verify-changed = الكلمات كلمات الصحيفة، لكن الصفحة من حولها غُيّرت وقد تضلّل.
verify-forged = غير أصلية: ليس هذا ما نشرته الصحيفة.
verify-entry = القيد في السجل العام
verify-signed = وُقّع في
verify-text = ما نشرته الصحيفة:
verify-since = هل نشرت الصحيفة شيئًا أحدث؟ لا تجيب إلا نسخة أحدث أو موقع الصحيفة نفسه.
verify-unable = لا يستطيع هذا المتصفح التحقق من التوقيع (Ed25519). استعمل متصفحًا أحدث عبر HTTPS أو تحقق يدويًا.
verify-unreadable = هذان الملفان ليسا صفحة وإثباتها.
verify-by-hand = يدويًا
verify-by-hand-text = بالبرنامج، أو بأدوات أي نظام يونكس في المجلد الأعلى للنسخة:
verify-checkpoint = أحدث رأس موقّع للسجل
verify-keys = المفاتيح وما يقوله عنها المفتاح الجذر
verify-copies = ما لا تستطيعه النسخة
verify-copies-text = البحث وإعدادات القراءة وعدد القراء والإعلانات تحتاج إلى موقع الصحيفة نفسه:

## طرق مسدودة
error-number = خطأ { $number }
error-400 = لم نتمكن من قراءة الطلب
error-400-why = في العنوان أو النموذج شيء غير صحيح. ارجع وحاول مرة أخرى.
error-404 = هذه الصفحة غير موجودة
error-404-why = ربما كُتب العنوان خطأً، أو لم تكن هذه الصفحة موجودة قط.
error-410 = سُحب هذا المقال
error-410-why = نشرناه ثم سحبناه، ولن يعود إلى هذا العنوان.
error-451 = هذه الصفحة محجوبة لأسباب قانونية
error-451-why = تمنعنا محكمة أو جهة رسمية من عرضها.
error-500 = حدث عطل لدينا
error-500-why = ليس الخطأ منك. نحن على علم به؛ حاول بعد بضع دقائق.
to-the-front = إلى الصفحة الأولى
read-instead = اقرأ بدلًا من ذلك

## البحث
search-prompt = ابحث في { $title }
search-narrow = تضييق البحث
search-section = القسم
search-any-section = كل الأقسام
search-from = من
search-to = إلى
search-language = اللغة
search-all-languages = كل اللغات
search-sort = الترتيب
search-by-relevance = الأنسب أولاً
search-by-date = الأحدث أولاً
search-found =
    { $count ->
        [zero] لا مواد.
        [one] مادة واحدة.
        [two] مادتان.
        [few] { $count } مواد.
        [many] { $count } مادة.
       *[other] { $count } مادة.
    }
search-instead = لا شيء مكتوب بهذا الشكل؛ هذه نتائج «{ $words }».
search-some-words = لا توجد مادة فيها كل الكلمات؛ في هذه المواد بعضها.
search-nothing = لم نجد شيئاً.
search-nothing-help = راجع الإملاء، أو جرّب كلمات أقل أو غيرها، أو احذف التواريخ والقسم.
search-incomplete = يجري إعداد البحث من جديد ولا يعرف كل المواد بعد. حاول مرة أخرى بعد دقائق.
search-away = البحث لا يستجيب الآن. حاول مرة أخرى بعد دقيقة.
search-help = الكلمات بين علامتي التنصيص يُبحث عنها متتالية، والكلمة المسبوقة بعلامة ناقص يجب ألا ترد.
search-more = مزيد من المواد

## القراء
views =
    { $count ->
        [zero] لا مشاهدات بعد ({ $number })
        [one] مشاهدة واحدة
        [two] مشاهدتان
        [few] { $number } مشاهدات
        [many] { $number } مشاهدة
       *[other] { $number } مشاهدة
    }
# يُقرأ بدل الصورة التي تعرض العدد للقراء بلا برامج.
views-picture = عدد المشاهدات
most-read = الأكثر قراءة
most-read-in = الأكثر قراءة: { $section }
most-read-spans = خلال أي مدة
most-read-hour = آخر ساعة
most-read-day = اليوم الأخير
most-read-week = الأسبوع الأخير
most-read-sections = من أي قسم
most-read-everywhere = كل الأقسام
most-read-nothing = لم يُقرأ ما يكفي لذكر شيء.
most-read-more = المزيد
