# ما تقوله غرفة الأخبار بالعربية. في كل ملفات هذا المجلد الرسائل نفسها بالمتغيّرات نفسها.

## الإطار
desk = غرفة الأخبار
opening = لحظة…
skip = انتقل إلى العمل
menu = القائمة
stories = المواد
new-story = مادة جديدة
tasks = المهام
pictures = الصور
fronts = الواجهات
house = البيت
people = الأشخاص
audit = سجل الأفعال
settings = الإعدادات
sign-out = خروج
language = اللغة
try-again = أعد المحاولة
load-again = حمّل الصفحة من جديد
line-lost = لا اتصال مباشر الآن: تسأل غرفة الأخبار من جديد كل بضع ثوانٍ.
nowhere = لا توجد صفحة كهذه
nowhere-title = ليس في غرفة الأخبار صفحة بهذا العنوان
nowhere-text = ربما الرابط قديم. نصوصك في قائمة المواد.
ended-title = لقد خرجت
ended-text = انتهت جلستك. ما كتبته محفوظ في هذا المتصفح؛ ادخل وتابع من حيث كنت.
must-enrol = تطلب هذه الصحيفة عاملًا ثانيًا. هيّئ هنا الرموز أحادية الاستعمال أو مفتاح مرور، ثم يُفتح كل شيء آخر.

## الباب
sign-in = دخول
signed-in = دخلت باسم { $name }.
email = البريد الإلكتروني
password = كلمة المرور
code = الرمز
code-hint = ستة أرقام من تطبيق المصادقة.
recovery-code = رمز احتياطي
recovery-code-hint = واحد من الرموز العشرة التي حفظتها. كل رمز يعمل مرة واحدة.
use-recovery-code = استعمل رمزًا احتياطيًا
use-code = استعمل رمز التطبيق
or = أو
use-passkey = استعمل مفتاح مرور
use-oidc = ادخل عبر { $name }
no-owner-yet = لا حساب لأحد بعد. يطبع الخادم عند تشغيله رابطًا لمرة واحدة للمالك الأول.
forgot = نسيت كلمة المرور؟
forgot-no-mail = نسيت كلمة المرور؟ هذا الخادم لا يرسل بريدًا: اطلب رابطًا من مدير الصحيفة.
new-password = كلمة مرور جديدة
new-password-hint = 12 حرفًا على الأقل. بضع كلمات لا صلة بينها يسهل تذكّرها.
show-password = أظهر ما أكتبه
your-name = اسمك
your-name-hint = كما سيراه الزملاء.
begin = ابدأ
first-title = المالك الأول
first-text = أنت تفتتح غرفة الأخبار هذه: ستستطيع فعل كل شيء وإدخال الآخرين.
first-no-token = هذا الرابط غير كامل. انسخ السطر كله الذي طبعه الخادم مع كل ما بعد #، أو أعد تشغيل الخادم لتحصل على رابط جديد.
first-done = الصحيفة لك.
invitation-title = أنت مدعو
invitation-text = انضم إلى غرفة أخبار { $paper }. اختر كلمة مرور وتكون في الداخل.
invitation-done = أهلًا بك في { $paper }.
link-not-whole = هذا الرابط غير كامل. انسخه من الرسالة مرة أخرى مع كل ما بعد #.
reset-title = كلمة مرور جديدة
reset-text = اكتب بريدك. إن كان له حساب هنا أُرسل إليه رابط لاختيار كلمة مرور جديدة.
reset-ask = أرسل الرابط
reset-sent = إن كان لهذا البريد حساب هنا فالرابط في الطريق. يعمل مدة قصيرة فقط.
set-password = اعتمد كلمة المرور
password-changed = تغيّرت كلمة المرور.
back-to-sign-in = عودة إلى الدخول

## ما يتعثّر
error-offline = الخادم لا يجيب. ما كتبته سالم في هذا المتصفح؛ تحقق من الاتصال ثم أعد المحاولة.
error-unreadable-answer = أجاب الخادم بشيء غير متوقع ({ $status }). ما كتبته سالم في هذا المتصفح؛ أعد المحاولة بعد قليل.
error-here = تعثّر شيء في هذه الصفحة. ما كتبته سالم في هذا المتصفح؛ حمّل الصفحة من جديد.
error-screen = لم تصل هذه الشاشة. تحقق من الاتصال ثم حمّل الصفحة من جديد.
error-internal = تعثّر شيء في الخادم ولم يتغيّر شيء. ما كتبته سالم في هذا المتصفح؛ أعد المحاولة، وإن تكرر فأخبر من يدير الخادم.
error-sign-in = لقد خرجت. ادخل لتتابع.
error-no-role = ليس لحسابك دور بعد. اطلبه من مدير.
error-wrong-password = هذا البريد وكلمة المرور هذه لا يتوافقان.
error-wrong-code = الرمز خاطئ أو انقضى نصف دقيقته. جرّب التالي.
error-second-factor-wanted = تطلب هذه الصحيفة عاملًا ثانيًا. هيّئ أولًا الرموز أحادية الاستعمال أو مفتاح مرور.

## قائمة المواد
states = الحالات
stage-all = الكل
stage-draft = المسودات
stage-in-review = قيد المراجعة
stage-approved = المعتمدة
stage-scheduled = المجدولة
stage-live = المنشورة
stage-lagging = المتأخرة
stage-withdrawn = المسحوبة
stage-held = المحجوبة
standing-draft = مسودة
standing-in-review = قيد المراجعة
standing-approved = معتمدة
standing-scheduled = مجدولة
standing-live = منشورة
standing-live-draft = منشورة، والنص الأحدث مسودة
standing-live-in-review = منشورة، والنص الأحدث قيد المراجعة
standing-live-approved = منشورة، والنص الأحدث معتمد
standing-withdrawn = مسحوبة
standing-held = محجوبة لأسباب قانونية
search-stories = ابحث في المواد
edition = الطبعة
all-editions = كل الطبعات
section = القسم
all-sections = كل الأقسام
mine = موادي فقط
no-headline = بلا عنوان
lags =
    { $blocks ->
        [zero] غير متأخرة
        [one] متأخرة بفقرة واحدة
        [two] متأخرة بفقرتين
        [few] متأخرة بـ{ $blocks } فقرات
        [many] متأخرة بـ{ $blocks } فقرة
       *[other] متأخرة بـ{ $blocks } فقرة
    }
people-in-it = فيها الآن: { $names }.
load-more = اعرض المزيد
more-came =
    { $count ->
        [zero] لا مزيد.
        [one] مادة أخرى.
        [two] مادتان أخريان.
        [few] { $count } أخرى.
        [many] { $count } أخرى.
       *[other] { $count } أخرى.
    }
key-move = أعلى وأسفل
key-open = يفتح
key-search = يبحث
nothing-fits = لا شيء يطابق
nothing-fits-text = لا مادة فيها كل ما تطلبه هنا.
show-all = أظهر الكل من جديد
empty-all = لا مادة بعد
teach-all = ابدأ الأولى: يكفي عنوان.
empty-draft = لا أحد يكتب
teach-draft = تظهر المادة هنا فور البدء بها، وتغادر حين تُرسل إلى المراجعة.
empty-in-review = لا شيء ينتظر القراءة
teach-in-review = يرسل الكتّاب النص إلى هنا بزر «إلى المراجعة»؛ ثم يعتمده محرر أو يعيده.
empty-approved = لا شيء ينتظر النشر
teach-approved = يسري الاعتماد على نص واحد: من غيّر النص احتاج إلى اعتماد جديد.
empty-scheduled = لا شيء مجدول
teach-scheduled = يمكن أن يُعطى النص المعتمد وقتًا يخرج فيه إلى القراء من نفسه.
empty-live = لا شيء عند القراء بعد
teach-live = اعتمد نصًا ثم انشره.
empty-lagging = كل الترجمات متوافقة
teach-lagging = حين يتغيّر نص تظهر ترجماته هنا حتى يوافقها أحد معه.
empty-withdrawn = لم يُسحب شيء
teach-withdrawn = المقال المسحوب يغادر كل القوائم والخلاصات؛ وفي عنوانه يجد القراء ملاحظة تقول لماذا.
empty-held = لا شيء محجوب
teach-held = حجب مقال لأسباب قانونية يحتاج إلى شخصين، أحدهما له الدور القانوني.
headline = العنوان
headline-hint = يكفي عنوان عمل؛ ومنه يُصنع الرابط.
no-section-yet = بلا قسم بعد
kind = النوع
kind-news = خبر
kind-brief = موجز
kind-analysis = تحليل
kind-opinion = رأي
kind-interview = مقابلة
kind-live = تغطية حية
kind-card = بطاقة خلفية
kind-sponsored = محتوى مدفوع
kind-page = صفحة ثابتة
cancel = إلغاء
begin-writing = ابدأ الكتابة

## الصور
error-offline-file = الخادم لا يجيب ولم يصل الملف. تحقق من الاتصال ثم أعد المحاولة.
search-pictures = ابحث في الصور
add-pictures = أضف صورًا
drop-or-paste = يمكنك أيضًا إفلات الملفات هنا أو لصق صورة منسوخة.
sending = في الطريق
sending-file = يُرسل { $name }
leave-it = اتركه
picture-arrived = { $name } في المكتبة.
picture-working = تُجهَّز المقاسات…
picture-blocked = محجوبة
no-credit = بلا نسبة بعد
empty-pictures = لا صورة بعد
teach-pictures = أفلت الملفات هنا أو ألصق صورة منسوخة أو اختر ملفات بالزر. ما كتبته الكاميرا عن الوقت والمكان والمصوّر يُقرأ من الملف؛ أما موضع الالتقاط الدقيق فلا يخرج إلى القراء أبدًا.
no-picture-fits = لا صورة فيها هذه الكلمات في نصوصها أو نسبتها أو اسم ملفها.
picture = صورة
all-pictures = كل الصور
file = الملف
size = الحجم
taken = التُقطت
came-in = وصلت
where-used = أين تُستعمل
used-nowhere = لا في أي مقال بعد.
used-in-campaigns = في حملات: { $count }
alt = ماذا تُظهر
alt-hint = لمن لا يراها، بلغة كل طبعة.
alt-missing = ينقص بعد: { $languages }.
caption = التعليق
rights = الحقوق
credit = النسبة
credit-hint = من صنعها، كما يُطبع.
holder = صاحب الحقوق
licence = الرخصة
rights-until = يجوز عرضها حتى
rights-until-hint = بعد هذا اليوم لا تصل إلى القراء. فارغ: بلا نهاية.
territory = أين
place = المكان
save = احفظ
saved = حُفظ.
not-saved-yet = لم يُحفظ بعد
leave-unsaved = ما غيّرته هنا لم يُحفظ. أتغادر من دونه؟
focal-at = نقطة التركيز: { $x } من اليسار و{ $y } من الأعلى.
focal-none = لا نقطة تركيز: يبقى الوسط ظاهرًا.
focal-hint = انقر ما يجب أن يبقى ظاهرًا عند القص، أو حرّك النقطة بالأسهم؛ ومع Shift تكبر الخطوة.
focal-reset = عودة إلى الوسط
block = احجب
unblock = ارفع الحجب
block-title = حجب هذه الصورة
block-text = من هذه اللحظة لا تصل إلى القراء في أي مكان ولا في أي مقال. يمكن رفع الحجب عنها.
blocked-because = محجوبة: { $reason }
blocked-done = الصورة محجوبة في كل مكان.
unblocked-done = الصورة معروضة من جديد.
reason = لماذا
replace = استبدل
replace-title = أي صورة تحل محلها في كل مكان؟
replaced-done = استُبدلت الصورة في كل مكان.

## الواجهات
empty-fronts = لا قائمة للترتيب
teach-fronts = لكل طبعة واجهة وقائمة بأهم أخبارها. أنشئ طبعة في الإعدادات أولًا.
front-page = الصفحة الأولى
most-important = الأهم
most-important-in = الأهم: { $section }
front-arranged = بهذا الترتيب
front-keys = اسحب سطرًا، أو خذ مقبضه بلوحة المفاتيح: المسافة ترفعه والأسهم تحركه والمسافة تضعه وEscape تعيده.
empty-front = لا شيء مرتب هنا
teach-front = يرى القراء أحدث المقالات بترتيبها المعتاد. أضف مقالًا من القائمة الأخرى فيصير الأول.
front-lift = حرّك «{ $headline }»
front-lifted = رُفع «{ $headline }»، الموضع { $place } من { $of }.
front-now-at = الموضع { $place } من { $of }.
front-dropped = وُضع «{ $headline }» في الموضع { $place } من { $of }.
front-put-back = عاد «{ $headline }» إلى الموضع { $place } من { $of }.
front-added = «{ $headline }» هو الأول الآن.
front-removed = أُخرج «{ $headline }».
front-up = ارفع «{ $headline }»
front-down = أنزل «{ $headline }»
front-times = الأوقات
front-times-of = الأوقات: «{ $headline }»
front-remove = أخرج «{ $headline }»
front-add = أضف «{ $headline }»
add = أضف
from = من
until = حتى
front-always = حتى يُخرجه أحد
front-from = من { $from }
front-until = حتى { $until }
front-from-until = من { $from } حتى { $until }
front-waits = لا يراه القراء بعد
front-over = لم يعد القراء يرونه
front-never = ينتهي قبل أن يبدأ فلا يراه القراء أبدًا
front-not-live = المقال غير منشور
front-newest = الأحدث
front-found = ما وُجد
front-search = ابحث في المقالات المنشورة
front-no-newest = كل مقال منشور في القائمة بالفعل، أو لا منشور.
front-only-look = يمكنك النظر إلى هذه القائمة. ترتيبها يحتاج إلى دور الناشر.
front-saved = الترتيب الجديد عند القراء.
front-conflict = رتّب شخص آخر هذه القائمة في الأثناء. هي الآن:
front-save-mine = احفظ ترتيبي فوقه
front-take-theirs = خذ ترتيبه
front-theirs-taken = هذا ترتيبه.
preview = معاينة
preview-width = العرض
preview-phone = هاتف
preview-desktop = حاسوب
preview-tab = افتح في لسان
close = أغلق
shade = السطوع
shade-auto = كما في هذا الجهاز
shade-light = فاتح
shade-dark = داكن

## المهام
empty-tasks = لا شيء ينتظر
teach-tasks = حين يُصحَّح مقال بلغة تظهر ترجماته هنا حتى ينال كل منها التصحيح أو يقول أحد لماذا لا يحتاج إليه.
correction-correction = تصحيح
correction-clarification = توضيح
correction-update = تحديث
correction-retraction = سحب
task-from = تم في { $from }، وينتظر في { $to }
task-claim = الادعاء:
task-open = افتح النص
task-not-needed = لا حاجة إليه، لأن…
task-because = لأن
task-because-text = يُحفظ التصحيح مع هذا السبب في تاريخ المقال؛ ولا يُقال شيء لقراء هذه الطبعة.
task-close = أغلق المهمة
task-closed = أُغلقت المهمة.

## الأشخاص
roles = الأدوار
role = الدور
role-add = أضف دورًا
role-remove = أزل الدور { $role }
no-role = بلا دور بعد
role-reporter = مراسل
role-editor = محرر
role-publisher = ناشر
role-translator = مترجم
role-legal = قانوني
role-advertising = إعلان
role-admin = مدير
role-reporter-hint = يكتب.
role-editor-hint = يكتب ويعتمد.
role-publisher-hint = يكتب ويعتمد وينشر ويرتب الواجهات.
role-translator-hint = يكتب بلغة أخرى.
role-legal-hint = يحجب المقالات ويفتحها لأسباب قانونية.
role-advertising-hint = يدير الحملات.
role-admin-hint = يفعل كل شيء ويقول من يجوز له ماذا.
invite = ادعُ
invited = المدعوون
inside = في غرفة الأخبار
invited-until = حتى { $day }
invited-by = دعاه { $name }
name = الاسم
you = أنت
alone = أنت وحدك هنا
teach-people = ادعُ الشخص الثاني: لا ينبغي أن يعتمد النص من كتبه.
acts = غيّر
acts-on = غيّر { $name }
change-person = الاسم والأدوار
has-second-factor = له عامل ثانٍ
has-no-second-factor = بلا عامل ثانٍ
seen = شوهد { $when }
never-seen = لم يدخل قط
disable = عطّل
disable-title = تعطيل { $name }
disable-text = يخرج من كل مكان فورًا ولا يستطيع الدخول. ما كتبه يبقى باسمه. يمكن تمكينه من جديد.
disabled-since = معطّل منذ { $day }
disabled-done = عُطّل { $name }.
enable = مكّن
enabled-done = يستطيع { $name } الدخول من جديد.
reset-link = رابط لكلمة مرور جديدة
reset-link-title = كلمة مرور جديدة لـ{ $name }
reset-link-text = يُصنع رابط يختار به كلمة مرور جديدة. تبقى القديمة صالحة حتى ذلك.
forget = انسَ العامل الثاني
forget-title = نسيان العامل الثاني لـ{ $name }
forget-text = تبطل رموزه أحادية الاستعمال والاحتياطية ومفاتيح مروره. تأكد بالصوت أنه هو من يطلب.
forget-done = يدخل { $name } الآن بكلمة المرور وحدها.
uninvite = استرد
uninvite-title = استرد دعوة { $name }
uninvite-text = يبطل الرابط الذي معه.
uninvite-done = استُردت الدعوة.
invite-link-title = دُعي { $name }
link = الرابط
link-mailed = الرابط في الطريق بالبريد. يمكنك أيضًا أن تعطيه بنفسك.
link-by-hand = هذا الخادم لا يرسل بريدًا: أعطِ هذا الرابط بنفسك بطريق لا يقرؤه غيره.
link-once = يعمل مرة واحدة ولا يُعرض إلا هنا.
copy = انسخ
copied = نُسخ.
copy-by-hand = لا يسمح المتصفح بالنسخ هنا. حدد النص وانسخه بنفسك.
done = تم

## أنت
me = أنت
your-password = كلمة مرورك
second-factor = العامل الثاني
second-factor-text = من عرف كلمة مرورك لا يستطيع الدخول من دون هاتفك أو مفتاحك.
totp = الرموز أحادية الاستعمال
totp-on = مفعّلة.
totp-off = يعرض تطبيق في هاتفك رمزًا جديدًا كل نصف دقيقة؛ تكتبه عند الدخول.
totp-set-up = هيّئ الرموز أحادية الاستعمال
totp-scan = امسح هذا بتطبيق مصادقة ثم اكتب الرمز الذي يعرضه.
totp-qr = رمز QR فيه السر لتطبيق المصادقة
totp-secret = أو اكتب هذا السر في التطبيق
totp-secret-hint = لا يجوز أن يراه غيرك.
totp-copy = انسخ السر
totp-code = الرمز الذي يعرضه التطبيق الآن
totp-confirm = فعّل
totp-remove = أزل الرموز أحادية الاستعمال
totp-remove-text = تبطل رموز التطبيق والرموز الاحتياطية.
totp-removed = أُزيلت الرموز أحادية الاستعمال.
recovery-left =
    { $count ->
        [zero] لم يبقَ رمز احتياطي.
        [one] بقي رمز احتياطي واحد.
        [two] بقي رمزان احتياطيان.
        [few] بقيت { $count } رموز احتياطية.
        [many] بقي { $count } رمزًا احتياطيًا.
       *[other] بقي { $count } رمز احتياطي.
    }
recovery-new = رموز احتياطية جديدة
recovery-new-text = تحصل على عشرة رموز جديدة؛ وتبطل القديمة.
recovery-codes = الرموز الاحتياطية
recovery-text = ليوم يضيع فيه هاتفك: كل رمز منها يدخلك مرة واحدة. لا تُعرض إلا الآن. اطبعها أو احفظها في مدير كلمات المرور.
recovery-kept = حفظتها
print = اطبع
passkeys = مفاتيح المرور
teach-passkeys = مفتاح المرور يحفظه هاتفك أو حاسوبك أو مفتاح أمان، ويحل محل كلمة المرور: لا شيء يُكتب، ولا شيء تلتقطه صفحة زائفة.
no-passkeys-here = ليس في هذا المتصفح مفاتيح مرور، أو لا تُقدَّم غرفة الأخبار عبر HTTPS.
factor-password-text = كلمة مرورك مرة أخرى، حتى لا يفتح أحد وجد شاشتك مفتوحة مدخلًا لنفسه.
passkey-name = اسم المفتاح الجديد
passkey-name-hint = مثل «حاسوب العمل».
passkey-add = أضف مفتاحًا
passkey-added = أُضيف المفتاح.
passkey-known = في هذا الجهاز مفتاح لحسابك بالفعل.
passkey-made = صُنع { $day }
passkey-used = استُعمل { $when }
passkey-remove-of = أزل المفتاح «{ $name }»
passkey-remove-text = لن تستطيع الدخول به بعد الآن. أزله من الجهاز أيضًا.
passkey-removed = أُزيل المفتاح.
remove = أزل
old-password = كلمة المرور الحالية
change-password = غيّر كلمة المرور
password-ends-others = تبقى داخلًا هنا وتخرج من كل مكان آخر.
sessions = أين أنت داخل
unknown-device = جهاز مجهول
this-one = هنا
session-since = منذ { $day }
session-end = اخرج هناك
session-end-of = اخرج هناك: { $device }
session-ended = خرجت هناك.
sessions-end-others = اخرج من كل مكان آخر
sessions-ended = أنت الآن داخل هنا فقط.
screen = الشاشة
shade-hint = في هذا المتصفح فقط.
single-keys = المفاتيح من دون Ctrl مثل j وk وn و/ تعمل في القوائم

## سجل الأفعال
audit-whole = السجل سليم: كل سطر يوافق ما قبله.
audit-broken = السجل مكسور: غُيّر سطر أو أُزيل من وراء البرنامج. أخبر من يدير الخادم واترك قاعدة البيانات كما هي.
audit-number = رقم
audit-when = متى
audit-who = من
audit-everybody = الجميع
audit-what = فعل ماذا
audit-on = بماذا
audit-detail = التفاصيل
audit-object = بماذا، مثل «article 12»
audit-nobody = البرنامج
empty-audit = لا سطر يطابق
teach-audit = كل فعل يغيّر شيئًا يترك هنا سطرًا: من ومتى وماذا وبماذا. لا يستطيع أحد أن يغيّر سطرًا أو يزيله خفية.

## الإعدادات
paper = الصحيفة
second-factor-hint = إلزامي: من ليس له عامل ثانٍ يهيّئه قبل أن يُفتح ما سواه.
second-factor-optional = كما يحب كل واحد
second-factor-required = إلزامي للجميع
budget = وزن الصفحة بالكيلوبايت
budget-hint = من ينشر أثقل من ذلك يكتب لماذا.
editions = الطبعات
edition-new = طبعة جديدة
edition-change = غيّر الطبعة { $name }
empty-editions = لا طبعة بعد
teach-editions = الطبعة هي الصحيفة بلغة واحدة. أنشئ الأولى ثم أقسامها.
default-edition = الأولى
change = غيّر
sections = الأقسام
section-new = قسم جديد
section-change = غيّر القسم { $name }
section-outside = خارج صف الأقسام
teach-sections = لا قسم بعد. لا تُنشر مادة إلا في قسم.
edition-name = الاسم
edition-name-hint = بلغتها، مثل «Русский».
edition-code = الرمز
edition-code-hint = الجزء الأول من كل عنوان. يبقى كما هو.
edition-title = اسم الصحيفة
edition-title-hint = ما يعلو كل صفحة.
edition-tagline = السطر تحت الاسم
edition-description = ما هي
edition-description-hint = جملة لمحركات البحث والخلاصات.
edition-zone = المنطقة الزمنية
edition-zone-hint = بساعة من تقول صفحاتها الوقت.
edition-digits = الأرقام
edition-founded = تأسست
edition-founded-hint = أول سنة في إشعار حقوق النشر.
edition-rights = الحقوق
edition-rights-hint = ما يجوز للآخرين بالمقالات، كما يُقال للقراء.
edition-default = العنوان المجرد للصحيفة يقود إلى هنا
edition-advertisements = في المقالات مكان معلَّم لإعلان
edition-views = تذكر المقالات كم شخصًا قرأها
edition-most-read = تذكر الصفحات الأكثر قراءة
edition-most-read-sensitive = والمواد الحساسة أيضًا
own-statistics = يرى الكتّاب عدد قراء موادهم
social = في أماكن أخرى
service = الخدمة
apps = التطبيقات
shop = المتجر
address = العنوان
link-add = أضف رابطًا
link-remove = أزل الرابط { $name }
section-slug = العنوان
section-slug-hint = ما يلي { $path } في عنوانه.
section-key = المفتاح
section-key-hint = الكلمة نفسها لتوائم هذا القسم في الطبعات الأخرى، مثل «world».
section-position = الموضع في الصف
section-position-hint = الأعداد الصغيرة أولًا. فارغ: يبقى خارج الصف.

## القراء
readers = القراء
readers-csv = تنزيل بصيغة CSV
readers-over = خلال أي مدة
readers-over-now = الآن: آخر 30 دقيقة
readers-over-day = آخر 24 ساعة
readers-over-week = آخر 7 أيام
readers-over-month = آخر 30 يومًا
readers-edition = الطبعة
readers-every-edition = كل الطبعات
readers-section = القسم
readers-every-section = كل الأقسام
readers-own = هذه هي المواد التي كتبتها أو عدّلتها.
readers-people =
    { $count ->
        [zero] لا قراء ({ $number })
        [one] قارئ واحد ({ $number })
        [two] قارئان ({ $number })
        [few] { $number } قراء
        [many] { $number } قارئًا
       *[other] { $number } قارئ
    }
readers-bots =
    { $count ->
        [zero] ولا زيارات من آلات ({ $number })
        [one] وزيارة واحدة من آلة ({ $number })
        [two] وزيارتان من آلات ({ $number })
        [few] و{ $number } زيارات من آلات
        [many] و{ $number } زيارة من آلات
       *[other] و{ $number } زيارة من آلات
    }
readers-chart-now = القراء بالدقيقة
readers-chart-day = القراء بالساعة
readers-chart-week = القراء باليوم
readers-chart-month = القراء باليوم
readers-most = الأعلى: { $number }
readers-table = الشيء نفسه في جدول
readers-when = متى
readers-count = القراء
readers-machines = الآلات
readers-stories = المواد
readers-sections = الأقسام
readers-editions = الطبعات
readers-countries = أين يقرؤون
readers-elsewhere = في بلدان أخرى، في كل منها أقل من خمسة قراء
readers-referrers = من أين جاؤوا
referrer-direct = مباشرة
referrer-search = من محرك بحث
referrer-social = من شبكة اجتماعية
referrer-own = من صفحة أخرى في الصحيفة
referrer-other = من موقع آخر
empty-readers = لم يقرأ أحد بعد
teach-readers = يُحصى القراء في الطبعات التي تُظهر المشاهدات أو الأكثر قراءة؛ وكلاهما من إعدادات الطبعة. ويُحصى كل شخص مرة في اليوم لكل مادة.
