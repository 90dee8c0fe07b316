# L’article : l’écrire, et tout ce que l’on en fait.

article = Article
article-text = Texte
article-headline = Titre
article-standfirst = Chapô
article-no-headline = Sans titre
article-characters = { $count ->
    [one] { $count } signe
   *[other] { $count } signes
}
article-headline-long = { $count } signes ; les moteurs de recherche en montrent environ { $good }
article-headline-too-long = { $count } signes ; { $most } au plus
article-standfirst-long = { $count } signes ; on en lit environ { $good }
article-writes-here = { $names } : en train d’écrire ici
article-dateline = Lieu
article-dateline-example = où il a été écrit
article-sponsor = Payé par
article-sponsor-example = qui a payé, tel que les lecteurs le connaissent
article-toolbar = Ce que l’on peut faire du texte
article-panels = À propos de l’article
article-panel-publishing = Publication
article-panel-comments = Remarques
article-panel-versions = Versions
article-panel-languages = Langues
article-close = Fermer
article-cancel = Annuler
article-ready = Terminé
article-more = En voir plus
article-none = aucun
article-gone = supprimé :
article-new = ajouté :
article-read-only = Vous pouvez lire cet article ; d’autres l’écrivent.
article-leave = Vos derniers mots ne sont encore gardés nulle part. Partir quand même ?
article-waits-for-server = Le serveur ne répond pas et ce navigateur n’a pas encore de copie du texte. Il s’ouvrira dès que le serveur répondra.
article-changed = Quelqu’un a changé l’état de l’article. Regardez-le, puis réessayez.
article-not-settled = Le serveur n’a pas encore vos derniers mots : aucune version ne peut être enregistrée. Ils sont en sûreté dans ce navigateur ; réessayez quand la ligne du haut dira que tout est enregistré.

article-status-connecting = Connexion …
article-status-saving = Enregistrement …
article-status-saved = Enregistré ici et sur le serveur, { $at }
article-status-saved-server-only = Enregistré sur le serveur, { $at } ; ce navigateur ne garde pas de copie
article-status-away = Enregistré ici ; le serveur ne répond pas. Votre texte est en sûreté dans ce navigateur.
article-status-away-saved = Le serveur ne répond pas. Il a tout ce qui précède ; ce que vous écrivez maintenant est enregistré ici.
article-status-away-nothing-new = Le serveur ne répond pas et ce navigateur ne garde pas de copie. Attendez avant de continuer.
article-status-nowhere = Ni le serveur ni ce navigateur ne gardent ce que vous écrivez. Copiez-le en lieu sûr avant de fermer la page.
article-status-signed-out = Vous êtes déconnecté. Votre texte est en sûreté dans ce navigateur ; connectez-vous pour continuer.
article-status-signed-out-nowhere = Vous êtes déconnecté et ce navigateur ne garde pas de copie. Connectez-vous avant de fermer la page.
article-status-forbidden = Vous ne pouvez plus écrire cet article. Ce que vous avez écrit est encore dans ce navigateur.
article-status-missing = Cet article n’est plus sur le serveur. Ce que vous avez écrit est encore dans ce navigateur.
article-status-sealed = Ce texte est sous scellés par décision de justice. On ne peut plus l’écrire ni le lire ici.
article-here = Aussi présents

article-by = Par { $names }
article-no-byline = Sans signature
article-byline = Signature
article-byline-change = Changer la signature
article-byline-role = Rôle
article-byline-name = Nom tel qu’imprimé
article-byline-add = Ajouter un nom
article-byline-up = Monter { $name }
article-byline-remove = Retirer { $name }
article-role-author = Auteur
article-role-agency = Agence
article-role-translator = Traducteur
article-role-photographer = Photographe
article-topics = Sujets
article-topic = Sujet
article-topic-add = Ajouter un sujet
article-topic-search = Chercher un sujet
article-topic-remove = Retirer le sujet { $name }
article-lead = L’image de tête
article-lead-choose = Choisissez l’image de tête, ou déposez-la ici
article-lead-change = Une autre image
article-lead-remove = Retirer l’image
article-alt = Ce qu’elle montre
article-caption = Légende
article-credit = Crédit
article-picture-missing = Cette image n’est pas là. Elle a pu être bloquée ou retirée.
article-picture-choose = Choisir une image
article-picture-search = Chercher des images
article-picture-upload = Téléverser
article-picture-none = Aucune image ne correspond.
article-picture-none-yet = La rédaction n’a pas encore d’images. Téléversez-en une, ou déposez-la sur le texte.
article-picture-blocked = Bloquée
article-picture-put = { $count ->
    [0] Mettre dans le texte
    [one] Mettre dans le texte
   *[other] Mettre { $count } images dans le texte
}
article-picture-in = { $count ->
    [one] L’image est dans le texte. Dites ce qu’elle montre.
   *[other] { $count } images sont dans le texte. Dites ce qu’elles montrent.
}
article-uploading = Téléversement ({ $count }) …
article-paste-pictures = { $count ->
    [one] Une image n’a pas été collée : elle appartient à un autre site. Enregistrez-la, vérifiez ses droits et téléversez-la.
   *[other] { $count } images n’ont pas été collées : elles appartiennent à un autre site. Enregistrez-les, vérifiez leurs droits et téléversez-les.
}

article-quotation-source = Qui l’a dit
article-table-caption = Ce que montre le tableau
article-embed = D’ailleurs
article-embed-hint = Les lecteurs voient cette ligne ; le reste ne se charge que s’ils le demandent.
article-embed-title = Ce que c’est
article-embed-url = Adresse
article-embed-put = Mettre dans le texte
article-embed-wrong = Ce n’est pas une adresse du web. Elle commence par https://.
article-card-title = Titre de la fiche
article-fact-term = Fait
article-fact-value = Ce qu’il est
article-fact-add = Ajouter un fait
article-fact-remove = Retirer le fait
article-post-title = Sujet du message
article-post-key = Temps fort
article-post-last = Le direct se termine par ce message
article-break-scene = Changement de scène
article-break-page = Nouvelle page
article-break-teaser = Fin de l’accroche

article-tool-undo = Annuler
article-tool-redo = Rétablir
article-tool-paragraph = Paragraphe
article-tool-heading-2 = Intertitre
article-tool-heading-3 = Intertitre plus petit
article-tool-heading-4 = Le plus petit intertitre
article-tool-strong = Gras
article-tool-em = Italique
article-tool-underline = Souligné
article-tool-strike = Barré
article-tool-code = Code
article-tool-link = Lien
article-tool-language = Dans une autre langue
article-tool-bullet-list = Liste
article-tool-ordered-list = Liste numérotée
article-tool-quotation = Citation
article-tool-picture = Image
article-tool-embed = D’ailleurs
article-tool-table = Tableau
article-tool-card = Fiche
article-tool-post = Message du direct
article-tool-preformatted = Préformaté
article-tool-break-scene = Changement de scène
article-tool-break-page = Nouvelle page
article-tool-break-teaser = Fin de l’accroche
article-tool-comment = Remarque
article-tool-find = Chercher et remplacer
article-tool-help = Touches
article-tool-row-before = Ligne au-dessus
article-tool-row-after = Ligne au-dessous
article-tool-row-delete = Retirer la ligne
article-tool-column-before = Colonne avant
article-tool-column-after = Colonne après
article-tool-column-delete = Retirer la colonne
article-tool-header-row = Ligne d’en-tête
article-tool-header-column = Colonne d’en-tête
article-tool-merge-cells = Réunir les cellules
article-tool-split-cell = Diviser la cellule
article-tool-table-delete = Retirer le tableau
article-slash = Que mettre ici
article-help = Touches
article-help-keys = Touches
article-help-typed = Ce que l’on tape en début de ligne ou autour des mots
article-key-line = Nouvelle ligne dans le paragraphe
article-key-up = Monter le bloc
article-key-down = Descendre le bloc
article-key-slash = Liste de ce que l’on peut mettre ici
article-key-save = Enregistrer une version
article-key-toolbar = Aller à la barre d’outils
article-key-help = Cette aide
article-link-href = Où il mène
article-link-hint = https://…, un chemin de ce journal comme /fr/about, mailto: ou tel:
article-link-title = Infobulle (facultatif)
article-link-set = Poser le lien
article-link-remove = Retirer le lien
article-link-wrong = Les lecteurs ne peuvent pas suivre ce lien. Un lien commence par https:, http:, mailto:, tel:, story: ou une barre oblique.
article-language-of-words = Langue des mots choisis
article-language-same = Celle de l’article
article-language-set = Choisir
article-language-select-first = Sélectionnez d’abord les mots.
article-find-words = Chercher
article-find-replacement = Remplacer par
article-find-none = Rien trouvé
article-find-at = { $at } sur { $count }
article-find-before = Le précédent
article-find-next = Le suivant
article-find-case = Respecter les capitales
article-find-replace = Remplacer
article-find-replace-all = Tout remplacer
article-find-replaced = { $count ->
    [one] Remplacé une fois.
   *[other] Remplacé { $count } fois.
}

article-comment-new = Votre remarque
article-comment-send = Envoyer
article-comment-sent = La remarque est dans la marge.
article-comment-select-first = Sélectionnez d’abord les mots à commenter.
article-comment-go = Aller aux mots
article-comment-orphan = Ces mots ne sont plus dans le texte.
article-comment-reply = Répondre
article-comment-resolve = Réglé
article-comment-resolved = La remarque est réglée.
article-comment-reopen = Rouvrir
article-comment-done-by = Réglé par { $name } { $when }
article-comment-none = Aucune remarque ouverte. Sélectionnez des mots dans le texte et pressez le bouton des remarques.
article-comment-show-done = Montrer ce qui est réglé ({ $count })

article-version-note = Ce qu’elle a de nouveau (facultatif)
article-version-save = Enregistrer une version
article-version-explained = Le texte est enregistré en permanence. Une version est ce que d’autres approuvent, comparent et retrouvent.
article-version-saved = Enregistré comme version { $number }.
article-version-same = La version { $number } dit déjà la même chose.
article-version-number = Version { $number }
article-version-live = en ligne
article-version-nobody = Importé
article-version-sealed = Sous scellés par décision de justice.
article-version-changes = Ce qui a changé
article-version-restore = Reprendre
article-version-restore-title = Reprendre la version { $number } ?
article-version-restore-text = Ses mots prennent la place des mots actuels, pour tous ceux qui écrivent ici. On peut l’annuler.
article-version-restored = Le texte est de nouveau celui de la version { $number }.
article-version-difference = Ce qui a changé
article-version-from = De
article-version-to = à
article-version-only-changed = Seulement ce qui a changé
article-version-no-difference = Les deux disent la même chose.

article-before = Avant de publier
article-state = Texte
article-desk-draft = Brouillon
article-desk-in-review = En relecture
article-desk-approved = Approuvé
article-desk-changed = Modifié depuis la version { $number }
article-readers = Les lecteurs ont
article-public-unpublished = rien encore
article-public-live = la version { $number }
article-public-withdrawn = un avis de retrait
article-public-held = rien, pour des raisons légales
article-scheduled = Paraît
article-embargo = Embargo
article-embargo-until = L’histoire est sous embargo jusqu’au { $at }.
article-embargo-at = Pas avant, à l’heure de { $zone }
article-embargo-set = Fixer un embargo
article-embargo-change = Modifier l’embargo
article-embargo-remove = Lever l’embargo
article-embargo-public = Elle est déjà publique dans « { $edition } » : plus d’embargo possible.
article-story = L’histoire dans toutes les langues
article-story-kind-public = Elle est publique dans « { $edition } » : son genre ne change plus.
article-story-saved = Enregistré pour l’histoire dans toutes les langues.
article-sensitive = Pas de publicité à côté
article-sensitive-hint = Pour les histoires de mort, de violence ou de deuil.
article-alts = Mots pour les images
article-alts-all = tous écrits
article-alts-wanting = { $count ->
    [one] { $count } en manque
   *[other] { $count } en manquent
}
article-length = Longueur
article-words = { $count ->
    [one] { $number } mot
   *[other] { $number } mots
}
article-minutes = { $count } min
article-kind = Genre
article-kind-news = Actualité
article-kind-brief = Brève
article-kind-analysis = Analyse
article-kind-opinion = Opinion
article-kind-interview = Entretien
article-kind-live = Direct
article-kind-card = Fiche
article-kind-sponsored = Sponsorisé
article-kind-page = Page
article-section = Rubrique
article-section-none = aucune encore
article-see-public = Voir comme les lecteurs
article-act-write = Écrire
article-act-review = Envoyer en relecture
article-act-return = Rendre à l’auteur
article-act-approve = Approuver ce texte
article-act-publish = Publier
article-act-schedule = Programmer
article-act-unschedule = Déprogrammer
article-act-correct = Publier comme rectification
article-act-fix = Publier comme retouche
article-act-withdraw = Retirer
article-act-hold = Fermer pour raisons légales
article-act-release = Rouvrir
article-ask-publish = Les lecteurs reçoivent ce texte maintenant, tel qu’il est.
article-ask-schedule = Le texte paraît au moment choisi, à l’heure de l’édition.
article-ask-correct = Les lecteurs reçoivent ce texte et apprennent ce qui était faux.
article-ask-fix = Les lecteurs reçoivent ce texte sans avis. Seules les coquilles se corrigent ainsi ; l’historique les montre.
article-ask-withdraw = Les lecteurs n’ont plus l’article, mais un avis qui dit pourquoi.
article-ask-hold = Plus personne n’a l’article, et l’avis dit seulement que la loi l’a fermé.
article-ask-release = Les lecteurs retrouvent l’article tel qu’il était.
article-done-review = Le texte est en relecture.
article-done-return = Le texte est de nouveau chez son auteur.
article-done-approve = Ce texte est approuvé.
article-done-publish = C’est publié.
article-done-schedule = C’est programmé.
article-done-unschedule = C’est déprogrammé.
article-done-correct = La rectification est publiée.
article-done-fix = La retouche est publiée.
article-done-withdraw = L’article est retiré.
article-done-hold = L’article est fermé pour des raisons légales.
article-done-release = L’article est rouvert.
article-correct-kind = Ce que c’est
article-correct-correction = Rectification : quelque chose était faux
article-correct-clarification = Précision : quelque chose n’était pas clair
article-correct-update = Mise à jour : on en sait plus
article-correct-retraction = Rétractation : il ne fallait pas le publier
article-correct-text = Ce que l’on dit aux lecteurs
article-correct-hint = Ce qui était faux, et ce qui est exact.
article-correct-claim = L’affirmation qui était fausse
article-correct-claim-hint = Chaque autre article qui la porte reçoit une tâche, dans toutes les langues, et les lecteurs voient auprès d’elle qu’elle a été rectifiée.
article-correct-no-claim = Aucune affirmation de ce texte
article-withdraw-note = Ce que l’on dit aux lecteurs
article-schedule-at = Quand, à l’heure de { $zone }
article-schedule-offset = C’est UTC{ $offset }.
article-schedule-never = Ce jour-là les horloges avancent et cette heure n’existe pas. Choisissez-en une autre.
article-schedule-twice = Ce jour-là les horloges reculent et cette heure vient deux fois.
article-schedule-which = Laquelle des deux ?
article-hold-order = Quelle décision, et son numéro
article-hold-hint = La rédaction le voit ; les lecteurs non.
article-second-person = Le collègue qui consent
article-second-explained = Une seconde personne doit consentir : elle tape ici sa propre adresse et son mot de passe.
article-over-because = Pourquoi elle peut être si lourde
article-over-hint = Le journal d’audit garde la raison.
article-why-not-allowed = Votre rôle ne le permet pas ici.
article-why-nothing-to-change = Rien n’a changé depuis : ce texte a déjà fait ce chemin.
article-why-not-approved = Le texte le plus récent attend une approbation.
article-why-no-headline = L’article n’a pas de titre.
article-why-no-text = L’article n’a pas de texte.
article-why-no-section = L’article n’est dans aucune rubrique. Choisissez-en une.
article-why-no-sponsor = C’est un contenu payé, et il ne dit pas par qui. Nommez le payeur sous le titre.
article-why-not-held = L’article n’est pas fermé pour des raisons légales.
article-why-not-live = L’article n’est pas en ligne.
article-why-already-live = Les lecteurs ont déjà ce texte.
article-why-not-scheduled = Rien n’est programmé.
article-why-no-second-person = Une seconde personne doit consentir, et personne d’autre ici ne le peut.
article-why-text-changed = Les derniers mots attendent une approbation.
article-why-sealed = Ce texte est sous scellés par décision de justice.

article-cost = Ce qu’elle coûte au lecteur
article-cost-page = Cette page
article-cost-meter = { $total } sur un budget de { $budget }
article-cost-budget = Dans le budget de { $budget }.
article-cost-over = Au-dessus du budget de { $budget }. La publication demandera pourquoi.
article-cost-pictures = dont les images
article-cost-2g-words = 2G, premiers mots
article-cost-2g-whole = 2G, tout
article-cost-3g-words = 3G, premiers mots
article-cost-3g-whole = 3G, tout
article-cost-again = Peser de nouveau

article-preview = Aperçu
article-preview-of = Aperçu de { $headline }
article-preview-width = Largeur
article-preview-phone = Téléphone
article-preview-desktop = Ordinateur
article-preview-theme = Clarté
article-preview-light = Clair
article-preview-dark = Sombre
article-preview-again = Recharger
article-preview-tab = Ouvrir dans un onglet
article-preview-until = Le lien vaut pour quiconque l’a, jusqu’au { $at }.

article-languages = Langues de cette histoire
article-beside = La source à côté
article-in-step = à jour
article-original = l’original
article-behind = { $count ->
    [one] { $count } bloc de retard
   *[other] { $count } blocs de retard
}
article-not-begun = pas commencé
article-translate = Commencer une traduction
article-source = Le texte dont il est traduit
article-source-version = traduit de la version { $from }, la plus récente est la { $newest }
article-source-changed = { $count ->
    [one] { $count } bloc y a changé depuis.
   *[other] { $count } blocs y ont changé depuis.
}
article-source-mark = Marquer comme mis à jour
article-source-now-in-step = La traduction est à jour de sa source.
article-source-was-changed = Changé depuis
article-source-was-added = Nouveau depuis
article-source-was-removed = Retiré depuis
article-source-go = Aller à la traduction
article-source-no-own = La traduction n’a pas encore ce bloc.
