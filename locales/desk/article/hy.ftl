# Հոդվածը. ինչպես է գրվում և ինչ են անում դրա հետ։

article = Հոդված
article-text = Տեքստ
article-headline = Վերնագիր
article-standfirst = Ենթավերնագիր
article-no-headline = Առանց վերնագրի
article-characters = { $count ->
    [one] { $count } նիշ
   *[other] { $count } նիշ
}
article-headline-long = { $count } նիշ. որոնիչները ցույց են տալիս մոտ { $good }
article-headline-too-long = { $count } նիշ. տեղավորվում է ամենաշատը { $most }
article-standfirst-long = { $count } նիշ. կարդում են մոտ { $good }
article-writes-here = { $names }՝ գրում է այստեղ
article-dateline = Վայր
article-dateline-example = որտեղ է գրվել
article-sponsor = Պատվիրատու
article-sponsor-example = ով է վճարել, ինչպես ճանաչում են ընթերցողները
article-toolbar = Ինչ կարելի է անել տեքստի հետ
article-panels = Հոդվածի մասին
article-panel-publishing = Հրապարակում
article-panel-comments = Նշումներ
article-panel-versions = Տարբերակներ
article-panel-languages = Լեզուներ
article-close = Փակել
article-cancel = Չեղարկել
article-ready = Պատրաստ է
article-more = Ցույց տալ ավելին
article-none = չկա
article-gone = հանված՝
article-new = ավելացված՝
article-read-only = Այս հոդվածը կարող եք կարդալ. գրում են ուրիշները։
article-leave = Վերջին բառերը դեռ ոչ մի տեղ պահված չեն։ Միևնույն է՝ հեռանա՞լ։
article-waits-for-server = Սերվերը չի պատասխանում, իսկ այս դիտարկիչը տեքստի պատճեն դեռ չունի։ Կբացվի, հենց որ սերվերը պատասխանի։
article-changed = Ինչ-որ մեկը փոխել է հոդվածի վիճակը։ Նայեք և փորձեք նորից։
article-not-settled = Սերվերը դեռ չունի ձեր վերջին բառերը, ուստի տարբերակ պահել հնարավոր չէ։ Դրանք ապահով են այս դիտարկիչում. փորձեք, երբ վերևում գրվի, որ ամեն ինչ պահված է։

article-status-connecting = Միանում ենք …
article-status-saving = Պահվում է …
article-status-saved = Պահված է այստեղ և սերվերում, { $at }
article-status-saved-server-only = Պահված է սերվերում, { $at }. այս դիտարկիչը պատճեն չի պահում
article-status-away = Պահված է այստեղ. սերվերը չի պատասխանում։ Ձեր տեքստն ապահով է այս դիտարկիչում։
article-status-away-saved = Սերվերը չի պատասխանում։ Մինչ այս ամենը նա ունի. այն, ինչ հիմա եք գրում, պահվում է այստեղ։
article-status-away-nothing-new = Սերվերը չի պատասխանում, իսկ այս դիտարկիչը պատճեն չի պահում։ Սպասեք, նախքան շարունակելը։
article-status-nowhere = Ո՛չ սերվերը, ո՛չ այս դիտարկիչը չեն պահում այն, ինչ գրում եք։ Պատճենեք ապահով տեղ, նախքան էջը փակելը։
article-status-signed-out = Դուք դուրս եք եկել։ Տեքստն ապահով է այս դիտարկիչում. մտեք, և կշարունակվի։
article-status-signed-out-nowhere = Դուք դուրս եք եկել, իսկ այս դիտարկիչը պատճեն չի պահում։ Մտեք, նախքան էջը փակելը։
article-status-forbidden = Այլևս չեք կարող գրել այս հոդվածը։ Գրածը դեռ այս դիտարկիչում է։
article-status-missing = Այս հոդվածն այլևս սերվերում չէ։ Գրածը դեռ այս դիտարկիչում է։
article-status-sealed = Տեքստը կնքված է դատարանի որոշմամբ։ Այստեղ այլևս չի կարելի գրել կամ կարդալ։
article-here = Նաև այստեղ են

article-by = { $names }
article-no-byline = Առանց ստորագրության
article-byline = Ստորագրություն
article-byline-change = Փոխել ստորագրությունը
article-byline-role = Ինչ է արել
article-byline-name = Անունը՝ ինչպես տպվում է
article-byline-add = Ավելացնել անուն
article-byline-up = Բարձրացնել՝ { $name }
article-byline-remove = Հանել՝ { $name }
article-role-author = Հեղինակ
article-role-agency = Գործակալություն
article-role-translator = Թարգմանիչ
article-role-photographer = Լուսանկարիչ
article-topics = Թեմաներ
article-topic = Թեմա
article-topic-add = Ավելացնել թեմա
article-topic-search = Գտնել թեմա
article-topic-remove = Հանել «{ $name }» թեման
article-lead = Գլխավոր նկարը
article-lead-choose = Ընտրեք գլխավոր նկարը կամ քաշեք այստեղ
article-lead-change = Ուրիշ նկար
article-lead-remove = Հանել նկարը
article-alt = Ինչ է պատկերված
article-caption = Նկարի տակ
article-credit = Ում նկարն է
article-picture-missing = Այս նկարը չկա։ Գուցե արգելափակված է կամ հանված։
article-picture-choose = Ընտրել նկար
article-picture-search = Գտնել նկար
article-picture-upload = Վերբեռնել
article-picture-none = Այդպիսի նկար չկա։
article-picture-none-yet = Խմբագրությունը դեռ նկարներ չունի։ Վերբեռնեք կամ քաշեք տեքստի վրա։
article-picture-blocked = Արգելափակված
article-picture-put = { $count ->
    [0] Դնել տեքստում
    [one] Դնել տեքստում
   *[other] Դնել { $count } նկար տեքստում
}
article-picture-in = { $count ->
    [one] Նկարը տեքստում է։ Ասեք՝ ինչ է պատկերված։
   *[other] { $count } նկար տեքստում է։ Ասեք՝ ինչ է պատկերված։
}
article-uploading = Վերբեռնվում է ({ $count }) …
article-paste-pictures = { $count ->
    [one] Մեկ նկար չտեղադրվեց. այն ուրիշ կայքինն է։ Պահեք, ստուգեք իրավունքները և վերբեռնեք։
   *[other] { $count } նկար չտեղադրվեց. դրանք ուրիշ կայքինն են։ Պահեք, ստուգեք իրավունքները և վերբեռնեք։
}

article-quotation-source = Ով է ասել
article-table-caption = Ինչ է ցույց տալիս աղյուսակը
article-embed = Ուրիշ տեղից
article-embed-hint = Ընթերցողը տեսնում է այս տողը. մնացածը բեռնվում է միայն նրա խնդրանքով։
article-embed-title = Ինչ է
article-embed-url = Հասցե
article-embed-put = Դնել տեքստում
article-embed-wrong = Սա ցանցի հասցե չէ։ Այն սկսվում է https://-ով։
article-card-title = Տեղեկանքի վերնագիր
article-fact-term = Փաստ
article-fact-value = Ինչպիսին է
article-fact-add = Ավելացնել փաստ
article-fact-remove = Հանել փաստը
article-post-title = Ինչի մասին է
article-post-key = Կարևոր իրադարձություն
article-post-last = Լուսաբանումն ավարտվում է այս գրառմամբ
article-break-scene = Տեսարանի փոփոխություն
article-break-page = Նոր էջ
article-break-teaser = Ազդի վերջը

article-tool-undo = Հետարկել
article-tool-redo = Վերարկել
article-tool-paragraph = Պարբերություն
article-tool-heading-2 = Միջնավերնագիր
article-tool-heading-3 = Փոքր միջնավերնագիր
article-tool-heading-4 = Ամենափոքր միջնավերնագիր
article-tool-strong = Թավ
article-tool-em = Շեղ
article-tool-underline = Ընդգծված
article-tool-strike = Ջնջագծված
article-tool-code = Կոդ
article-tool-link = Հղում
article-tool-language = Ուրիշ լեզվով
article-tool-bullet-list = Ցանկ
article-tool-ordered-list = Համարակալված ցանկ
article-tool-quotation = Մեջբերում
article-tool-picture = Նկար
article-tool-embed = Ուրիշ տեղից
article-tool-table = Աղյուսակ
article-tool-card = Տեղեկանք
article-tool-post = Ուղիղ գրառում
article-tool-preformatted = Ինչպես հավաքված է
article-tool-break-scene = Տեսարանի փոփոխություն
article-tool-break-page = Նոր էջ
article-tool-break-teaser = Ազդի վերջը
article-tool-comment = Նշում
article-tool-find = Գտնել և փոխարինել
article-tool-help = Ստեղներ
article-tool-row-before = Տող վերևում
article-tool-row-after = Տող ներքևում
article-tool-row-delete = Հանել տողը
article-tool-column-before = Սյունակ առաջ
article-tool-column-after = Սյունակ հետո
article-tool-column-delete = Հանել սյունակը
article-tool-header-row = Գլխագրի տող
article-tool-header-column = Գլխագրի սյունակ
article-tool-merge-cells = Միացնել վանդակները
article-tool-split-cell = Բաժանել վանդակը
article-tool-table-delete = Հանել աղյուսակը
article-slash = Ինչ դնել այստեղ
article-help = Ստեղներ
article-help-keys = Ստեղներ
article-help-typed = Ինչ են հավաքում տողի սկզբում կամ բառերի շուրջ
article-key-line = Նոր տող պարբերության մեջ
article-key-up = Բարձրացնել բլոկը
article-key-down = Իջեցնել բլոկը
article-key-slash = Ցանկ, թե ինչ կարելի է դնել այստեղ
article-key-save = Պահել տարբերակ
article-key-toolbar = Դեպի գործիքներ
article-key-help = Այս օգնությունը
article-link-href = Ուր է տանում
article-link-hint = https://…, այս թերթի ճանապարհ, օրինակ՝ /hy/about, mailto: կամ tel:
article-link-title = Հուշում (պարտադիր չէ)
article-link-set = Դնել հղումը
article-link-remove = Հանել հղումը
article-link-wrong = Ընթերցողը չի կարող գնալ այս հղումով։ Հղումը սկսվում է https:, http:, mailto:, tel:, story: կամ թեք գծով։
article-language-of-words = Ընտրված բառերի լեզուն
article-language-same = Ինչպես հոդվածինը
article-language-set = Նշել
article-language-select-first = Նախ ընտրեք բառերը։
article-find-words = Գտնել
article-find-replacement = Փոխարինել սրանով
article-find-none = Ոչինչ չգտնվեց
article-find-at = { $at }՝ { $count }-ից
article-find-before = Նախորդը
article-find-next = Հաջորդը
article-find-case = Տարբերել մեծատառերը
article-find-replace = Փոխարինել
article-find-replace-all = Փոխարինել բոլորը
article-find-replaced = { $count ->
    [one] Փոխարինվեց { $count } անգամ։
   *[other] Փոխարինվեց { $count } անգամ։
}

article-comment-new = Ձեր նշումը
article-comment-send = Ավելացնել
article-comment-sent = Նշումը լուսանցքում է։
article-comment-select-first = Նախ ընտրեք բառերը, որոնց մասին է նշումը։
article-comment-go = Դեպի այդ բառերը
article-comment-orphan = Այս բառերն այլևս տեքստում չեն։
article-comment-reply = Պատասխանել
article-comment-resolve = Լուծված է
article-comment-resolved = Նշումը լուծված է։
article-comment-reopen = Բացել նորից
article-comment-done-by = Լուծել է { $name }, { $when }
article-comment-none = Բաց նշումներ չկան։ Ընտրեք բառեր տեքստում և սեղմեք նշման կոճակը։
article-comment-show-done = Ցույց տալ լուծվածները ({ $count })

article-version-note = Ինչ նոր բան կա (պարտադիր չէ)
article-version-save = Պահել տարբերակ
article-version-explained = Տեքստն ինքը պահվում է շարունակ։ Տարբերակն այն է, ինչ հաստատում են, համեմատում և վերադարձնում։
article-version-saved = Պահվեց որպես տարբերակ { $number }։
article-version-same = Տարբերակ { $number }-ն արդեն նույնն է ասում։
article-version-number = Տարբերակ { $number }
article-version-live = ընթերցողների մոտ
article-version-nobody = Տեղափոխված
article-version-sealed = Կնքված է դատարանի որոշմամբ։
article-version-changes = Ինչ է փոխվել
article-version-restore = Վերադարձնել
article-version-restore-title = Վերադարձնե՞լ տարբերակ { $number }-ը
article-version-restore-text = Դրա բառերը կզբաղեցնեն այժմյանների տեղը բոլորի համար, ովքեր գրում են այստեղ։ Կարելի է հետարկել։
article-version-restored = Տեքստը կրկին տարբերակ { $number }-ինն է։
article-version-difference = Ինչ է փոխվել
article-version-from = Սկսած՝
article-version-to = մինչև
article-version-only-changed = Միայն փոփոխվածը
article-version-no-difference = Երկուսն էլ նույնն են ասում։

article-before = Հրապարակումից առաջ
article-state = Տեքստ
article-desk-draft = Սևագիր
article-desk-in-review = Ստուգման մեջ
article-desk-approved = Հաստատված
article-desk-changed = Փոփոխված տարբերակ { $number }-ից հետո
article-readers = Ընթերցողները ստանում են
article-public-unpublished = դեռ ոչինչ
article-public-live = տարբերակ { $number }
article-public-withdrawn = հետկանչի հայտարարություն
article-public-held = ոչինչ՝ օրենքով
article-scheduled = Լույս կտեսնի
article-embargo = Էմբարգո
article-embargo-until = Պատմությունն էմբարգոյի տակ է մինչև { $at }։
article-embargo-at = Ոչ շուտ, քան՝ { $zone } ժամացույցով
article-embargo-set = Դնել էմբարգո
article-embargo-change = Փոխել էմբարգոն
article-embargo-remove = Հանել էմբարգոն
article-embargo-public = Ընթերցողներն այն արդեն տեսնում են «{ $edition }»-ում, ուստի էմբարգո դնել չի կարելի։
article-story = Պատմությունը բոլոր լեզուներով
article-story-kind-public = Ընթերցողներն այն տեսնում են «{ $edition }»-ում, ուստի ժանրը չի փոխվում։
article-story-saved = Պահված է պատմության բոլոր լեզուների համար։
article-sensitive = Առանց գովազդի կողքին
article-sensitive-hint = Մահվան, բռնության կամ վշտի մասին պատմությունների համար։
article-alts = Բառեր նկարների համար
article-alts-all = բոլորը գրված են
article-alts-wanting = { $count ->
    [one] { $count }-ը բառեր չունի
   *[other] { $count }-ը բառեր չունեն
}
article-length = Ծավալ
article-words = { $count ->
    [one] { $number } բառ
   *[other] { $number } բառ
}
article-minutes = { $count } րոպե
article-kind = Ժանր
article-kind-news = Լուր
article-kind-brief = Կարճ լուր
article-kind-analysis = Վերլուծություն
article-kind-opinion = Կարծիք
article-kind-interview = Հարցազրույց
article-kind-live = Ուղիղ
article-kind-card = Տեղեկանք
article-kind-sponsored = Գովազդային
article-kind-page = Էջ
article-section = Բաժին
article-section-none = դեռ չկա
article-see-public = Տեսնել ընթերցողի աչքերով
article-act-write = Գրել
article-act-review = Ուղարկել ստուգման
article-act-return = Վերադարձնել հեղինակին
article-act-approve = Հաստատել այս տեքստը
article-act-publish = Հրապարակել
article-act-schedule = Նշանակել ժամ
article-act-unschedule = Հանել ժամանակացույցից
article-act-correct = Հրապարակել որպես ուղղում
article-act-fix = Հրապարակել որպես մանր ուղղում
article-act-withdraw = Հետ կանչել
article-act-hold = Փակել օրենքով
article-act-release = Բացել նորից
article-ask-publish = Ընթերցողները հիմա կստանան այս տեքստը, ինչպես որ կա։
article-ask-schedule = Տեքստը լույս կտեսնի ընտրված պահին՝ թողարկման ժամացույցով։
article-ask-correct = Ընթերցողները կստանան այս տեքստը և կիմանան, թե ինչն էր սխալ։
article-ask-fix = Ընթերցողները կստանան այս տեքստն առանց հայտարարության։ Այսպես ուղղում են միայն վրիպակները. պատմությունը ցույց է տալիս դրանք։
article-ask-withdraw = Հոդվածի փոխարեն ընթերցողները կտեսնեն հայտարարություն՝ պատճառով։
article-ask-hold = Հոդվածն այլևս ոչ ոք չի ստանա, և ասված կլինի միայն, որ օրենքն է փակել։
article-ask-release = Ընթերցողները նորից կստանան հոդվածը, ինչպես որ էր։
article-done-review = Տեքստը ստուգման մեջ է։
article-done-return = Տեքստը կրկին հեղինակի մոտ է։
article-done-approve = Այս տեքստը հաստատված է։
article-done-publish = Հրապարակված է։
article-done-schedule = Ժամը նշանակված է։
article-done-unschedule = Հանված է ժամանակացույցից։
article-done-correct = Ուղղումը հրապարակված է։
article-done-fix = Մանր ուղղումը հրապարակված է։
article-done-withdraw = Հոդվածը հետ է կանչված։
article-done-hold = Հոդվածը փակված է օրենքով։
article-done-release = Հոդվածը բացված է նորից։
article-correct-kind = Ինչ է
article-correct-correction = Ուղղում. ինչ-որ բան սխալ էր
article-correct-clarification = Պարզաբանում. ինչ-որ բան պարզ չէր
article-correct-update = Թարմացում. նոր բան է հայտնի
article-correct-retraction = Հրաժարում. չպետք էր հրապարակել
article-correct-text = Ինչ ասել ընթերցողներին
article-correct-hint = Ինչն էր սխալ և որն է ճիշտը։
article-correct-claim = Սխալ պնդումը
article-correct-claim-hint = Այն կրող յուրաքանչյուր այլ հոդված, բոլոր լեզուներով, ստանում է առաջադրանք, և ընթերցողները պնդման մոտ տեսնում են, որ այն ուղղվել է։
article-correct-no-claim = Այս տեքստի ոչ մի պնդում
article-withdraw-note = Ինչ ասել ընթերցողներին
article-schedule-at = Երբ՝ { $zone } ժամացույցով
article-schedule-offset = Դա UTC{ $offset } է։
article-schedule-never = Այդ օրը ժամացույցներն առաջ են տալիս, և այդպիսի ժամ չի լինի։ Ընտրեք ուրիշը։
article-schedule-twice = Այդ օրը ժամացույցները հետ են տալիս, և այդ ժամը երկու անգամ կլինի։
article-schedule-which = Երկուսից ո՞րը
article-hold-order = Ում որոշումը և համարը
article-hold-hint = Սա տեսնում է խմբագրությունը. ընթերցողները՝ ոչ։
article-second-person = Գործընկերը, որը համաձայն է
article-second-explained = Պետք է երկրորդ մարդու համաձայնությունը. նա այստեղ գրում է իր հասցեն և գաղտնաբառը։
article-over-because = Ինչու կարող է այդքան ծանր լինել
article-over-hint = Պատճառը մնում է մատյանում։
article-why-not-allowed = Ձեր դերն այստեղ դա չի ներառում։
article-why-nothing-to-change = Դրանից հետո ոչինչ չի փոխվել. այս տեքստն այդ քայլն արդեն անցել է։
article-why-not-approved = Նորագույն տեքստը սպասում է հաստատման։
article-why-no-headline = Հոդվածը վերնագիր չունի։
article-why-no-text = Հոդվածը տեքստ չունի։
article-why-no-section = Հոդվածը ոչ մի բաժնում չէ։ Ընտրեք բաժին։
article-why-no-sponsor = Նյութը գովազդային է, և չի ասված՝ ով է վճարել։ Նշեք պատվիրատուին վերնագրի տակ։
article-why-not-held = Հոդվածն օրենքով փակված չէ։
article-why-not-live = Հոդվածն ընթերցողների մոտ չէ։
article-why-already-live = Այս տեքստն արդեն ընթերցողների մոտ է։
article-why-not-scheduled = Ոչինչ նշանակված չէ։
article-why-no-second-person = Պետք է երկրորդ մարդու համաձայնությունը, իսկ ուրիշ ոչ ոք չի կարող։
article-why-text-changed = Նորագույն բառերը սպասում են հաստատման։
article-why-sealed = Տեքստը կնքված է դատարանի որոշմամբ։

article-cost = Ինչ արժե ընթերցողին
article-cost-page = Այս էջը
article-cost-meter = { $total }՝ { $budget } սահմանից
article-cost-budget = { $budget } սահմանի մեջ է։
article-cost-over = { $budget } սահմանից ավելի։ Հրապարակելիս կհարցվի պատճառը։
article-cost-pictures = որից նկարներ
article-cost-2g-words = 2G, առաջին բառերը
article-cost-2g-whole = 2G, ամբողջը
article-cost-3g-words = 3G, առաջին բառերը
article-cost-3g-whole = 3G, ամբողջը
article-cost-again = Կշռել նորից

article-preview = Նախադիտում
article-preview-of = Նախադիտում՝ { $headline }
article-preview-width = Լայնություն
article-preview-phone = Հեռախոս
article-preview-desktop = Համակարգիչ
article-preview-theme = Պայծառություն
article-preview-light = Լուսավոր
article-preview-dark = Մութ
article-preview-again = Բեռնել նորից
article-preview-tab = Բացել ներդիրում
article-preview-until = Հղումը գործում է նրա համար, ով ունի այն, մինչև { $at }։

article-languages = Այս պատմության լեզուները
article-beside = Աղբյուրը կողքին
article-in-step = համընթաց
article-original = բնագիրը
article-behind = { $count ->
    [one] { $count } բլոկով հետ է
   *[other] { $count } բլոկով հետ է
}
article-not-begun = սկսված չէ
article-translate = Սկսել թարգմանություն
article-source = Տեքստը, որից թարգմանված է
article-source-version = թարգմանված է տարբերակ { $from }-ից, նորագույնը { $newest }-ն է
article-source-changed = { $count ->
    [one] Այդ ժամանակից այնտեղ փոխվել է { $count } բլոկ։
   *[other] Այդ ժամանակից այնտեղ փոխվել է { $count } բլոկ։
}
article-source-mark = Նշել որպես թարմացված
article-source-now-in-step = Թարգմանությունը համընթաց է աղբյուրին։
article-source-was-changed = Փոխված է այդ ժամանակից
article-source-was-added = Ավելացված է այդ ժամանակից
article-source-was-removed = Հանված է այդ ժամանակից
article-source-go = Դեպի թարգմանություն
article-source-no-own = Թարգմանությունն այս բլոկը դեռ չունի։
