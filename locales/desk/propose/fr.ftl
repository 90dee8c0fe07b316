# Propositions

article-key-propose = Proposer ce qui se tient derrière les mots
article-key-accept-known = Accepter tous les noms proposés que la rédaction connaît
propose-title = Propositions
propose-ask = Proposer
propose-put-away = Ranger
propose-away = Les propositions sont rangées.
propose-explained = Dans le texte : Tab accepte, F8 avance, Maj et Tab reculent, Échap refuse ; Alt avec P, O, L ou T fait d’un nouveau nom une personne, une organisation, un lieu ou un sujet.
propose-accept-known = { $count ->
    [one] Accepter le nom connu
   *[other] Accepter les { $count } noms connus
}
propose-accepted = { $count ->
    [one] Un nom est marqué.
   *[other] { $count } noms sont marqués.
}
propose-found = { $count ->
    [0] Rien n’est proposé.
    [one] Une proposition. Tab l’accepte.
   *[other] { $count } propositions. Tab accepte la première.
}
propose-done = C’était la dernière proposition.
propose-none = Rien de plus n’est proposé pour ce texte.
propose-accept = Accepter
propose-refuse = Refuser
propose-attribution = Qui le dit
propose-attribution-by = Le dit : { $names }
propose-quotation = Une citation
propose-quotation-by = Une citation de { $names }
propose-date-inferred = { $date } ; les mots ne disent pas : { $parts }
