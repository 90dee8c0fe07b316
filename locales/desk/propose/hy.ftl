# Առաջարկներ

article-key-propose = Առաջարկել, թե ինչ է բառերի հետևում
article-key-accept-known = Ընդունել բոլոր առաջարկված անունները, որոնք խմբագրությունը գիտի
propose-title = Առաջարկներ
propose-ask = Առաջարկել
propose-put-away = Հեռացնել
propose-away = Առաջարկները հեռացված են։
propose-explained = Տեքստում՝ Tab-ն ընդունում է, F8-ը տանում է առաջ, Shift և Tab՝ հետ, Escape-ը մերժում է. Alt-ը P, O, L կամ T-ի հետ նոր անունը դարձնում է անձ, կազմակերպություն, վայր կամ թեմա։
propose-accept-known = { $count ->
    [one] Ընդունել { $count } հայտնի անունը
   *[other] Ընդունել բոլոր { $count } հայտնի անունները
}
propose-accepted = { $count ->
    [one] Նշված է { $count } անուն։
   *[other] Նշված է { $count } անուն։
}
propose-found = { $count ->
    [0] Առաջարկ չկա։
    [one] { $count } առաջարկ։ Tab-ն ընդունում է առաջինը։
   *[other] { $count } առաջարկ։ Tab-ն ընդունում է առաջինը։
}
propose-done = Դա վերջին առաջարկն էր։
propose-none = Այս տեքստի համար ուրիշ առաջարկ չկա։
propose-accept = Ընդունել
propose-refuse = Մերժել
propose-attribution = Ով է ասում
propose-attribution-by = Ասում է՝ { $names }
propose-quotation = Մեջբերում
propose-quotation-by = Մեջբերում՝ { $names }
propose-date-inferred = { $date }. բառերը չեն ասում՝ { $parts }
