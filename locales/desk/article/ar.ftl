# المقال: كتابته وكل ما يُفعل به.

article = مقال
article-text = النص
article-headline = العنوان
article-standfirst = المقدمة
article-no-headline = بلا عنوان
article-characters = { $count ->
    [zero] لا أحرف
    [one] حرف واحد
    [two] حرفان
    [few] { $count } أحرف
    [many] { $count } حرفًا
   *[other] { $count } حرف
}
article-headline-long = { $count } حرفًا؛ محركات البحث تعرض نحو { $good }
article-headline-too-long = { $count } حرفًا؛ أقصى ما يتسع { $most }
article-standfirst-long = { $count } حرفًا؛ يُقرأ منها نحو { $good }
article-writes-here = { $names } يكتب هنا
article-dateline = المكان
article-dateline-example = حيث كُتب
article-sponsor = مموَّل من
article-sponsor-example = من دفع، بالاسم الذي يعرفه القراء
article-toolbar = ما يمكن فعله بالنص
article-panels = عن هذا المقال
article-panel-publishing = النشر
article-panel-comments = الملاحظات
article-panel-versions = النسخ
article-panel-languages = اللغات
article-close = إغلاق
article-cancel = إلغاء
article-ready = تم
article-more = عرض المزيد
article-none = لا يوجد
article-gone = حُذف:
article-new = أُضيف:
article-read-only = يمكنك قراءة هذا المقال؛ ويكتبه غيرك.
article-leave = آخر ما كتبته غير محفوظ في أي مكان بعد. أتغادر مع ذلك؟
article-waits-for-server = الخادم لا يجيب، وليس في هذا المتصفح نسخة من النص بعد. سيُفتح حالما يجيب الخادم.
article-changed = غيّر أحدهم حال المقال. انظر إليه ثم حاول من جديد.
article-not-settled = ليست كلماتك الأخيرة عند الخادم بعد، فلا يمكن حفظ نسخة. هي في أمان في هذا المتصفح؛ حاول حين يقول السطر الأعلى إن كل شيء محفوظ.

article-status-connecting = يجري الاتصال …
article-status-saving = يجري الحفظ …
article-status-saved = محفوظ هنا وعلى الخادم، { $at }
article-status-saved-server-only = محفوظ على الخادم، { $at }؛ وهذا المتصفح لا يحتفظ بنسخة
article-status-away = محفوظ هنا؛ الخادم لا يجيب. نصك في أمان في هذا المتصفح.
article-status-away-saved = الخادم لا يجيب. عنده كل ما سبق؛ وما تكتبه الآن يُحفظ هنا.
article-status-away-nothing-new = الخادم لا يجيب، وهذا المتصفح لا يحتفظ بنسخة. انتظر قبل أن تواصل الكتابة.
article-status-nowhere = لا الخادم ولا هذا المتصفح يحفظ ما تكتبه. انسخه إلى مكان آمن قبل إغلاق الصفحة.
article-status-signed-out = خرجت من حسابك. نصك في أمان في هذا المتصفح؛ ادخل ليستمر العمل.
article-status-signed-out-nowhere = خرجت من حسابك، وهذا المتصفح لا يحتفظ بنسخة. ادخل قبل إغلاق الصفحة.
article-status-forbidden = لم يعد لك أن تكتب هذا المقال. ما كتبته ما زال في هذا المتصفح.
article-status-missing = لم يعد هذا المقال على الخادم. ما كتبته ما زال في هذا المتصفح.
article-status-sealed = خُتم هذا النص بأمر محكمة. لا يُكتب ولا يُقرأ هنا بعد الآن.
article-here = هنا أيضًا

article-by = { $names }
article-no-byline = بلا توقيع
article-byline = التوقيع
article-byline-change = تغيير التوقيع
article-byline-role = ما فعله
article-byline-name = الاسم كما يُطبع
article-byline-add = إضافة اسم
article-byline-up = رفع { $name }
article-byline-remove = إزالة { $name }
article-role-author = كاتب
article-role-agency = وكالة
article-role-translator = مترجم
article-role-photographer = مصور
article-topics = الموضوعات
article-topic = موضوع
article-topic-add = إضافة موضوع
article-topic-search = البحث عن موضوع
article-topic-remove = إزالة الموضوع { $name }
article-lead = الصورة العليا
article-lead-choose = اختر الصورة العليا أو أفلت صورة هنا
article-lead-change = صورة أخرى
article-lead-remove = إزالة الصورة
article-alt = ما تُظهره
article-caption = الشرح
article-credit = صاحب الصورة
article-picture-missing = هذه الصورة غير موجودة. لعلها حُجبت أو أُزيلت.
article-picture-choose = اختيار صورة
article-picture-search = البحث عن صور
article-picture-upload = رفع
article-picture-none = لا صورة كهذه.
article-picture-none-yet = لا صور في غرفة الأخبار بعد. ارفع صورة أو أفلتها على النص.
article-picture-blocked = محجوبة
article-picture-put = { $count ->
    [0] وضعها في النص
    [zero] وضع { $count } صورة في النص
    [one] وضعها في النص
    [two] وضع صورتين في النص
    [few] وضع { $count } صور في النص
    [many] وضع { $count } صورة في النص
   *[other] وضع { $count } صورة في النص
}
article-picture-in = { $count ->
    [zero] { $count } صورة في النص. قل ما تُظهره.
    [one] الصورة في النص. قل ما تُظهره.
    [two] صورتان في النص. قل ما تُظهرانه.
    [few] { $count } صور في النص. قل ما تُظهره.
    [many] { $count } صورة في النص. قل ما تُظهره.
   *[other] { $count } صورة في النص. قل ما تُظهره.
}
article-uploading = يجري الرفع ({ $count }) …
article-paste-pictures = { $count ->
    [zero] تُركت { $count } صورة مما ألصقته لأنها لموقع آخر. احفظها وتحقق من حقوقها ثم ارفعها.
    [one] تُركت صورة مما ألصقته لأنها لموقع آخر. احفظها وتحقق من حقوقها ثم ارفعها.
    [two] تُركت صورتان مما ألصقته لأنهما لموقع آخر. احفظهما وتحقق من حقوقهما ثم ارفعهما.
    [few] تُركت { $count } صور مما ألصقته لأنها لموقع آخر. احفظها وتحقق من حقوقها ثم ارفعها.
    [many] تُركت { $count } صورة مما ألصقته لأنها لموقع آخر. احفظها وتحقق من حقوقها ثم ارفعها.
   *[other] تُركت { $count } صورة مما ألصقته لأنها لموقع آخر. احفظها وتحقق من حقوقها ثم ارفعها.
}

article-quotation-source = من قاله
article-table-caption = ما يُظهره الجدول
article-embed = من مكان آخر
article-embed-hint = يرى القراء هذا السطر؛ ولا يُحمَّل الباقي إلا إذا طلبوه.
article-embed-title = ما هو
article-embed-url = العنوان
article-embed-put = وضعه في النص
article-embed-wrong = ليس هذا عنوانًا على الشبكة. العنوان يبدأ بـ https://.
article-card-title = عنوان البطاقة
article-fact-term = الحقيقة
article-fact-value = ما هي
article-fact-add = إضافة حقيقة
article-fact-remove = إزالة الحقيقة
article-post-title = موضوع المنشور
article-post-key = حدث بارز
article-post-last = تنتهي التغطية بهذا المنشور
article-break-scene = تغيّر المشهد
article-break-page = صفحة جديدة
article-break-teaser = نهاية المقتطف

article-tool-undo = تراجع
article-tool-redo = إعادة
article-tool-paragraph = فقرة
article-tool-heading-2 = عنوان فرعي
article-tool-heading-3 = عنوان أصغر
article-tool-heading-4 = أصغر عنوان
article-tool-strong = غليظ
article-tool-em = مائل
article-tool-underline = تحته خط
article-tool-strike = مشطوب
article-tool-code = شفرة
article-tool-link = رابط
article-tool-language = بلغة أخرى
article-tool-bullet-list = قائمة
article-tool-ordered-list = قائمة مرقمة
article-tool-quotation = اقتباس
article-tool-picture = صورة
article-tool-embed = من مكان آخر
article-tool-table = جدول
article-tool-card = بطاقة خلفية
article-tool-post = منشور مباشر
article-tool-preformatted = كما كُتب
article-tool-break-scene = تغيّر المشهد
article-tool-break-page = صفحة جديدة
article-tool-break-teaser = نهاية المقتطف
article-tool-comment = ملاحظة
article-tool-find = بحث واستبدال
article-tool-help = المفاتيح
article-tool-row-before = صف أعلى
article-tool-row-after = صف أسفل
article-tool-row-delete = إزالة الصف
article-tool-column-before = عمود قبل
article-tool-column-after = عمود بعد
article-tool-column-delete = إزالة العمود
article-tool-header-row = صف رأس
article-tool-header-column = عمود رأس
article-tool-merge-cells = دمج الخلايا
article-tool-split-cell = تقسيم الخلية
article-tool-table-delete = إزالة الجدول
article-slash = ما يوضع هنا
article-help = المفاتيح
article-help-keys = المفاتيح
article-help-typed = ما يُكتب في أول السطر أو حول الكلمات
article-key-line = سطر جديد في الفقرة
article-key-up = رفع الكتلة
article-key-down = خفض الكتلة
article-key-slash = قائمة ما يمكن وضعه هنا
article-key-save = حفظ نسخة
article-key-toolbar = إلى شريط الأدوات
article-key-help = هذه المساعدة
article-link-href = إلى أين يؤدي
article-link-hint = ‏https://… أو مسار في هذه الصحيفة مثل ‎/ar/about أو mailto: أو tel:
article-link-title = تلميح (غير لازم)
article-link-set = وضع الرابط
article-link-remove = إزالة الرابط
article-link-wrong = لا يستطيع القارئ اتباع هذا الرابط. الروابط تبدأ بـ https: أو http: أو mailto: أو tel: أو story: أو بشرطة مائلة.
article-language-of-words = لغة الكلمات المحددة
article-language-same = كلغة المقال
article-language-set = تعيين
article-language-select-first = حدد الكلمات أولًا.
article-find-words = بحث
article-find-replacement = استبدال بـ
article-find-none = لم يوجد شيء
article-find-at = { $at } من { $count }
article-find-before = السابق
article-find-next = التالي
article-find-case = مطابقة حالة الأحرف
article-find-replace = استبدال
article-find-replace-all = استبدال الكل
article-find-replaced = { $count ->
    [zero] استُبدل { $count } مرة.
    [one] استُبدل مرة واحدة.
    [two] استُبدل مرتين.
    [few] استُبدل { $count } مرات.
    [many] استُبدل { $count } مرة.
   *[other] استُبدل { $count } مرة.
}

article-comment-new = ملاحظتك
article-comment-send = إضافة
article-comment-sent = الملاحظة في الهامش.
article-comment-select-first = حدد أولًا الكلمات التي تلاحظ عليها.
article-comment-go = إلى الكلمات
article-comment-orphan = لم تعد هذه الكلمات في النص.
article-comment-reply = رد
article-comment-resolve = انتهت
article-comment-resolved = انتهت الملاحظة.
article-comment-reopen = فتحها من جديد
article-comment-done-by = أنهاها { $name } { $when }
article-comment-none = لا ملاحظات مفتوحة. حدد كلمات في النص واضغط زر الملاحظة.
article-comment-show-done = عرض ما انتهى ({ $count })

article-version-note = الجديد فيها (غير لازم)
article-version-save = حفظ نسخة
article-version-explained = النص نفسه محفوظ على الدوام. والنسخة ما يعتمده الآخرون ويقارنونه ويعودون إليه.
article-version-saved = حُفظ باسم النسخة { $number }.
article-version-same = النسخة { $number } تقول الشيء نفسه.
article-version-number = النسخة { $number }
article-version-live = عند القراء
article-version-nobody = مستورد
article-version-sealed = مختومة بأمر محكمة.
article-version-changes = ما تغيّر
article-version-restore = استرجاع
article-version-restore-title = استرجاع النسخة { $number }؟
article-version-restore-text = تحل كلماتها محل الحالية عند كل من يكتب هنا. ويمكن التراجع عن ذلك.
article-version-restored = عاد النص إلى النسخة { $number }.
article-version-difference = ما تغيّر
article-version-from = من
article-version-to = إلى
article-version-only-changed = ما تغيّر فقط
article-version-no-difference = كلتاهما تقول الشيء نفسه.

article-before = قبل النشر
article-state = النص
article-desk-draft = مسودة
article-desk-in-review = قيد المراجعة
article-desk-approved = معتمد
article-desk-changed = تغيّر منذ النسخة { $number }
article-readers = عند القراء
article-public-unpublished = لا شيء بعد
article-public-live = النسخة { $number }
article-public-withdrawn = إشعار بالسحب
article-public-held = لا شيء لأسباب قانونية
article-scheduled = يصدر
article-embargo = الحظر
article-embargo-until = القصة تحت الحظر حتى { $at }.
article-embargo-at = ليس قبل، بتوقيت { $zone }
article-embargo-set = فرض حظر
article-embargo-change = تغيير الحظر
article-embargo-remove = رفع الحظر
article-embargo-public = القراء يرونها بالفعل في «{ $edition }»، فلا حظر عليها.
article-story = القصة بكل اللغات
article-story-kind-public = القراء يرونها في «{ $edition }»، فلا يتغير نوعها.
article-story-saved = حُفظ للقصة بكل اللغات.
article-sensitive = بلا إعلانات بجانبها
article-sensitive-hint = لقصص الموت أو العنف أو الحزن.
article-alts = كلمات للصور
article-alts-all = كُتبت كلها
article-alts-wanting = { $count ->
    [zero] { $count } صورة تحتاج كلمات
    [one] صورة تحتاج كلمات
    [two] صورتان تحتاجان كلمات
    [few] { $count } صور تحتاج كلمات
    [many] { $count } صورة تحتاج كلمات
   *[other] { $count } صورة تحتاج كلمات
}
article-length = الطول
article-words = { $count ->
    [zero] لا كلمات
    [one] كلمة واحدة
    [two] كلمتان
    [few] { $number } كلمات
    [many] { $number } كلمة
   *[other] { $number } كلمة
}
article-minutes = { $count } د
article-kind = النوع
article-kind-news = خبر
article-kind-brief = موجز
article-kind-analysis = تحليل
article-kind-opinion = رأي
article-kind-interview = مقابلة
article-kind-live = مباشر
article-kind-card = بطاقة
article-kind-sponsored = مدفوع
article-kind-page = صفحة
article-section = القسم
article-section-none = لا شيء بعد
article-see-public = رؤيته كما يراه القراء
article-act-write = كتابة
article-act-review = إرسال إلى المراجعة
article-act-return = إعادته إلى الكاتب
article-act-approve = اعتماد هذا النص
article-act-publish = نشر
article-act-schedule = جدولة
article-act-unschedule = إلغاء الجدولة
article-act-correct = نشره تصحيحًا
article-act-fix = نشره إصلاحًا طفيفًا
article-act-withdraw = سحب
article-act-hold = إغلاق لأسباب قانونية
article-act-release = رفع الإغلاق
article-ask-publish = يصل هذا النص إلى القراء الآن كما هو.
article-ask-schedule = يصدر النص في اللحظة التي تختارها بتوقيت الطبعة.
article-ask-correct = يصل هذا النص إلى القراء ويُقال لهم ما كان خطأ.
article-ask-fix = يصل هذا النص إلى القراء بلا إشعار. لا تُصلح هكذا إلا زلات القلم؛ والسجل يُظهرها.
article-ask-withdraw = لا يصل المقال إلى القراء بعد الآن، بل إشعار يقول السبب.
article-ask-hold = لا يصل المقال إلى أحد، ولا يُقال إلا إن القانون أغلقه.
article-ask-release = يصل المقال إلى القراء من جديد كما كان.
article-done-review = النص قيد المراجعة.
article-done-return = عاد النص إلى كاتبه.
article-done-approve = اعتُمد هذا النص.
article-done-publish = نُشر.
article-done-schedule = جُدول.
article-done-unschedule = أُلغيت الجدولة.
article-done-correct = نُشر التصحيح.
article-done-fix = نُشر الإصلاح.
article-done-withdraw = سُحب المقال.
article-done-hold = أُغلق المقال لأسباب قانونية.
article-done-release = رُفع الإغلاق عن المقال.
article-correct-kind = ما هو
article-correct-correction = تصحيح: كان شيء ما خطأ
article-correct-clarification = توضيح: كان شيء ما غامضًا
article-correct-update = تحديث: عُرف شيء جديد
article-correct-retraction = تراجع: ما كان ينبغي نشره
article-correct-text = ما يُقال للقراء
article-correct-hint = ما كان خطأ وما هو الصواب.
article-correct-claim = الادعاء الذي كان خطأ
article-correct-claim-hint = كل مقال آخر يحمله تصل إليه مهمة، بكل اللغات، ويرى القراء عند الادعاء أنه صُحح.
article-correct-no-claim = لا ادعاء من هذا النص
article-withdraw-note = ما يُقال للقراء
article-schedule-at = متى، بتوقيت { $zone }
article-schedule-offset = أي UTC{ $offset }.
article-schedule-never = تُقدَّم الساعات يومئذ فلا تأتي هذه الساعة. اختر غيرها.
article-schedule-twice = تُؤخَّر الساعات يومئذ فتأتي هذه الساعة مرتين.
article-schedule-which = أي الاثنتين؟
article-hold-order = أمر من، ورقمه
article-hold-hint = تراه غرفة الأخبار ولا يراه القراء.
article-second-person = الزميل الموافق
article-second-explained = لا بد من موافقة شخص ثان: يكتب هنا بريده وكلمة مروره.
article-over-because = لماذا يجوز أن تكون بهذا الثقل
article-over-hint = يحفظ سجل التدقيق السبب.
article-why-not-allowed = دورك لا يتيح هذا هنا.
article-why-nothing-to-change = لم يتغير شيء منذئذ: اجتاز هذا النص هذه الخطوة من قبل.
article-why-not-approved = أحدث نص ينتظر الاعتماد.
article-why-no-headline = ليس للمقال عنوان.
article-why-no-text = ليس في المقال نص.
article-why-no-section = المقال ليس في أي قسم. اختر قسمًا.
article-why-no-sponsor = هذا محتوى مدفوع، ولا يُذكر من دفع. سمّه تحت العنوان.
article-why-not-held = المقال غير مغلق لأسباب قانونية.
article-why-not-live = المقال ليس عند القراء.
article-why-already-live = هذا النص عند القراء.
article-why-not-scheduled = لا شيء مجدول.
article-why-no-second-person = لا بد من موافقة شخص ثان، ولا أحد غيرك هنا يحق له ذلك.
article-why-text-changed = أحدث الكلمات تنتظر الاعتماد.
article-why-sealed = خُتم هذا النص بأمر محكمة.

article-cost = ما تكلفه القارئ
article-cost-page = هذه الصفحة
article-cost-meter = { $total } من ميزانية { $budget }
article-cost-budget = ضمن ميزانية { $budget }.
article-cost-over = فوق ميزانية { $budget }. سيُسأل عن السبب عند النشر.
article-cost-pictures = منها الصور
article-cost-2g-words = ‏2G، أول الكلمات
article-cost-2g-whole = ‏2G، كلها
article-cost-3g-words = ‏3G، أول الكلمات
article-cost-3g-whole = ‏3G، كلها
article-cost-again = وزنها من جديد

article-preview = معاينة
article-preview-of = معاينة { $headline }
article-preview-width = العرض
article-preview-phone = هاتف
article-preview-desktop = حاسوب
article-preview-theme = السطوع
article-preview-light = فاتح
article-preview-dark = داكن
article-preview-again = تحميل من جديد
article-preview-tab = فتح في لسان
article-preview-until = الرابط صالح لكل من عنده، حتى { $at }.

article-languages = لغات هذه القصة
article-beside = المصدر إلى جانبه
article-in-step = مواكب
article-original = الأصل
article-behind = { $count ->
    [zero] متأخر بـ { $count } كتلة
    [one] متأخر بكتلة
    [two] متأخر بكتلتين
    [few] متأخر بـ { $count } كتل
    [many] متأخر بـ { $count } كتلة
   *[other] متأخر بـ { $count } كتلة
}
article-not-begun = لم يبدأ
article-translate = بدء ترجمة
article-source = النص الذي تُرجم منه
article-source-version = تُرجم من النسخة { $from }، والأحدث { $newest }
article-source-changed = { $count ->
    [zero] تغيّرت هناك { $count } كتلة منذئذ.
    [one] تغيّرت هناك كتلة منذئذ.
    [two] تغيّرت هناك كتلتان منذئذ.
    [few] تغيّرت هناك { $count } كتل منذئذ.
    [many] تغيّرت هناك { $count } كتلة منذئذ.
   *[other] تغيّرت هناك { $count } كتلة منذئذ.
}
article-source-mark = وسمها بأنها حُدِّثت
article-source-now-in-step = الترجمة مواكبة لمصدرها.
article-source-was-changed = تغيّر منذئذ
article-source-was-added = أُضيف منذئذ
article-source-was-removed = أُزيل منذئذ
article-source-go = إلى الترجمة
article-source-no-own = ليس في الترجمة هذه الكتلة بعد.
