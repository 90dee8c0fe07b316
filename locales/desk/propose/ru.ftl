# Предложения

article-key-propose = Предложить, что стоит за словами
article-key-accept-known = Принять все предложенные имена, известные редакции
propose-title = Предложения
propose-ask = Предложить
propose-put-away = Убрать
propose-away = Предложения убраны.
propose-explained = В тексте: Tab принимает, F8 ведёт дальше, Shift и Tab — назад, Escape отклоняет; Alt с P, O, L или T делает новое имя человеком, организацией, местом или темой.
propose-accept-known = { $count ->
    [one] Принять { $count } известное имя
    [few] Принять все { $count } известных имени
    [many] Принять все { $count } известных имён
   *[other] Принять все { $count } известного имени
}
propose-accepted = { $count ->
    [one] Отмечено { $count } имя.
    [few] Отмечено { $count } имени.
    [many] Отмечено { $count } имён.
   *[other] Отмечено { $count } имени.
}
propose-found = { $count ->
    [0] Предложений нет.
    [one] { $count } предложение. Tab принимает первое.
    [few] { $count } предложения. Tab принимает первое.
    [many] { $count } предложений. Tab принимает первое.
   *[other] { $count } предложения. Tab принимает первое.
}
propose-done = Это было последнее предложение.
propose-none = Больше к этому тексту предложить нечего.
propose-accept = Принять
propose-refuse = Отклонить
propose-attribution = Кто это говорит
propose-attribution-by = Говорит: { $names }
propose-quotation = Цитата
propose-quotation-by = Цитата: { $names }
propose-date-inferred = { $date }; в словах не указано: { $parts }
