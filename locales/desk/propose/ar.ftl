# الاقتراحات

article-key-propose = اقتراح ما وراء الكلمات
article-key-accept-known = قبول كل الأسماء المقترحة التي تعرفها غرفة الأخبار
propose-title = اقتراحات
propose-ask = اقتراح
propose-put-away = إخفاء
propose-away = أُخفيت الاقتراحات.
propose-explained = في النص: Tab يقبل، وF8 يمضي إلى التالي، وShift مع Tab يعود، وEscape يرفض؛ وAlt مع P أو O أو L أو T يجعل الاسم الجديد شخصاً أو منظمة أو مكاناً أو موضوعاً.
propose-accept-known = { $count ->
    [zero] لا أسماء معروفة
    [one] قبول الاسم المعروف
    [two] قبول الاسمين المعروفين
    [few] قبول { $count } أسماء معروفة
    [many] قبول { $count } اسماً معروفاً
   *[other] قبول { $count } اسم معروف
}
propose-accepted = { $count ->
    [zero] لم يُعلَّم أي اسم.
    [one] عُلِّم اسم واحد.
    [two] عُلِّم اسمان.
    [few] عُلِّمت { $count } أسماء.
    [many] عُلِّم { $count } اسماً.
   *[other] عُلِّم { $count } اسم.
}
propose-found = { $count ->
    [zero] لا اقتراحات.
    [one] اقتراح واحد. Tab يقبله.
    [two] اقتراحان. Tab يقبل الأول.
    [few] { $count } اقتراحات. Tab يقبل الأول.
    [many] { $count } اقتراحاً. Tab يقبل الأول.
   *[other] { $count } اقتراح. Tab يقبل الأول.
}
propose-done = كان هذا آخر اقتراح.
propose-none = لا اقتراحات أخرى لهذا النص.
propose-accept = قبول
propose-refuse = رفض
propose-attribution = من يقول ذلك
propose-attribution-by = يقوله: { $names }
propose-quotation = اقتباس
propose-quotation-by = اقتباس من { $names }
propose-date-inferred = { $date }؛ لا تذكر الكلمات: { $parts }
