# Tout ce que le journal dit en français.

## Le haut et le bas de page
skip-to-content = Aller au contenu
skip-to-story = Aller à l’article
editions = Éditions
sections = Rubriques
about-this-paper = À propos du journal
follow-us = Nous suivre
reading-settings = Réglages de lecture
search = Rechercher
letter = A
smaller-text = Texte plus petit
larger-text = Texte plus grand
shade = Couleur de la page
shade-auto = Auto
shade-light = Jour
shade-dark = Nuit

## L’heure
city-and-offset = { $city }, { $offset }
updated = Mis à jour le
updated-at = mis à jour : { $time }
reading-time =
    { $minutes ->
        [one] { $minutes } minute de lecture
       *[other] { $minutes } minutes de lecture
    }

## Quand c’est arrivé, sans plus de précision que l’on n’en a
when-in-question = { $date } ?
when-year = { $year }
when-decade = années { $year }
when-season =
    { $season ->
        [spring] printemps
        [summer] été
        [autumn] automne
       *[winter] hiver
    } { $year }
when-days =
    du { $from ->
        [1] 1er
       *[other] { $from }
    } au { $to } { $month } { $year }
when-days-of-months = du { $from } au { $to } { $year }
when-months = { $from }-{ $to } { $year }
when-years = entre { $from } et { $to }
when-from-to = { $from } – { $to }
when-since = { $date } et depuis lors
when-since-day = depuis le { $date }
when-since-month = depuis { $month } { $year }
when-since-year = depuis { $year }
when-since-decade = depuis les { when-decade }
when-since-season =
    { $season ->
        [spring] depuis le printemps
        [summer] depuis l’été
        [autumn] depuis l’automne
       *[winter] depuis l’hiver
    } { $year }
when-until = jusqu’à { $date }
when-until-day = jusqu’au { $date }
when-until-month = jusqu’en { $date }
when-until-year = jusqu’en { $year }
when-until-decade = jusqu’aux { when-decade }
when-until-season =
    { $season ->
        [spring] jusqu’au printemps
        [summer] jusqu’à l’été
        [autumn] jusqu’à l’automne
       *[winter] jusqu’à l’hiver
    } { $year }
when-end-unknown = { $date }, fin inconnue
when-about-day = vers le { $date }
when-about-month = vers { $date }
when-about-year = vers { $year }
when-about-decade = vers les { when-decade }
when-about-season =
    { $season ->
        [spring] vers le printemps
        [summer] vers l’été
        [autumn] vers l’automne
       *[winter] vers l’hiver
    } { $year }

## Les genres
kind-news = Actualité
kind-brief = En bref
kind-analysis = Analyse
kind-opinion = Opinion
kind-interview = Entretien
kind-live = En direct
kind-live-ended = Le fil du direct
kind-card = Repères
kind-sponsored = Contenu sponsorisé
paid-by = Contenu payé par { $sponsor }
kind-page = Page
background = Repères
topic = Sujet
topics = Sujets

## Les auteurs
by-author = Par { $names }
by-agency = Source : { $names }
by-translator = Traduction : { $names }
by-photographer = Photos : { $names }
author-person = Auteur
author-desk = Service de la rédaction
author-agency = Agence de presse

## Ce qui se tient derrière un article
who-says-so = Qui le dit
claims-counted =
    { $claims ->
        [one] { $claims } affirmation
       *[other] { $claims } affirmations
    }, dont { $own } de notre fait
voices-counted =
    { $voices ->
        [0] aucune autre voix
        [one] { $voices } autre voix
       *[other] { $voices } autres voix
    }
in-the-story = dans l’article
own-voice = de notre fait
how-said = propos de
how-told = confié par
how-wrote = écrit par
how-estimated = estimation
how-assessed = analyse
how-reported = rapporté par
standing-disputed = contesté
standing-corrected = corrigé
standing-withdrawn = retiré
how-it-came-to-this = Comment on en est arrivé là
whole-timeline = { $shown } événements sur { $all } · toute la chronologie
coverage = Dossier
coverage-title = { $name } : le dossier
state-active = en cours
state-dormant = calme pour l’instant
state-closed = terminé
events-counted =
    { $events ->
        [one] événement
       *[other] événements
    }
statements-counted =
    { $claims ->
        [one] affirmation
       *[other] affirmations
    }, dont { $attributed } avec source
voices-word =
    { $voices ->
        [one] voix
       *[other] voix
    }
checked = état au { $time }
follow-by-feed = Suivre par flux
advisories = Conseils
timeline = Chronologie
what-was-said = Ce qui a été dit
map-caption = Lieux nommés dans ce dossier.
as-a-list = En liste
whos-who = Qui est qui
statements-of =
    { $claims ->
        [one] { $claims } affirmation
       *[other] { $claims } affirmations
    }
places = Lieux
disputed = statut contesté
coverage-articles = Articles
item-person = Personne
item-organization = Organisation
item-place = Lieu
item-topic = Sujet
also-called = Aussi : { $names }

## L’article
new-posts = Nouveaux messages :
show-new-posts = Les afficher
live-ended = Ce direct est terminé :
key-events = Temps forts
share = Partager
e-mail = E-mail
copy-link = Copier le lien
link-copied = Le lien est copié.
text-copied = Le texte est copié.
could-not-copy = Votre navigateur a refusé de copier. Sélectionnez le texte et copiez-le à la main.
print = Imprimer
version = Version { $number }
versions = Versions
light-view = Version légère
plain-text = Texte seul
whole-page = Voir la page avec les images
back-to-story = Retour à l’article
translated-from = Traduit de l’article :
correction-pending = L’original de cet article a été corrigé le { $time }. Nous vérifions si ce texte appelle la même correction.
advertisement = Publicité
beside-the-story = En marge de l’article
read-next = À lire ensuite
follow-paper = Suivre { $paper }
gallery = Galerie
table = Tableau
open-on = Ouvrir sur { $provider }

## Reprendre un article
republish = Reprendre cet article
republish-terms = Vous pouvez reprendre ce texte à condition de garder le lien vers { $paper }.
republish-html = HTML pour votre page
copy-html = Copier le HTML
first-published-by = Publié d’abord par { $paper }.

## Les listes
front-of = La une : { $paper }
important = L’essentiel de l’actualité
important-in = L’essentiel : { $section }
load-more = Afficher la suite
could-not-load = Les titres suivants ne sont pas arrivés. Réessayez.
no-articles-yet = Il n’y a encore rien ici.
older-articles = Articles plus anciens
not-in-this-language = L’article que vous lisiez n’existe pas encore dans cette langue. Voici sa rubrique. Revenir à l’article :

## Corrections et historique
corrections = Corrections
corrections-intro = Nos erreurs, et ce qu’il fallait écrire. Chaque correction figure aussi dans son article.
no-corrections = Rien n’a encore été corrigé.
older-corrections = Corrections plus anciennes
correction-correction = Correction
correction-clarification = Précision
correction-update = Mise à jour
correction-retraction = Rétractation
see-the-change = Voir la modification
history = Historique
history-intro = Toutes les versions de cet article que les lecteurs ont pu voir. Ouvrez-en une pour voir ce qu’elle a changé.
now-live = celle que vous lisez
version-sealed = Cette version est scellée sur décision de justice.
version-before-sealed = La version précédente est scellée sur décision de justice ; celle-ci est donc montrée en entier.
diff-key = Par rapport à la version précédente :
diff-gone = retiré
diff-new = ajouté
signed-entry = Signée, entrée { $number }
proof = Preuve
verify = Vérifier une copie
verify-intro = D’autres portent des copies de ce journal : sur d’autres sites, sur des clés, de main en main. Vous voyez ici si une page d’une copie est bien celle que nous avons publiée. Rien ne quitte votre navigateur.
verify-key = La clé du journal
verify-key-hint = Comparez cette ligne à celle que vous tenez d’ailleurs, imprimée ou reçue d’un ami : qui falsifie le journal peut aussi falsifier cette page.
verify-files = La page et sa preuve : choisissez les deux fichiers, index.html et proof.json
verify-genuine = Authentique : octet pour octet, la page que le journal a faite.
verify-changed = Les mots sont ceux du journal, mais la page autour a été modifiée et peut tromper.
verify-forged = Non authentique : le journal n’a pas publié cela.
verify-entry = Entrée du registre public
verify-signed = Signé le
verify-text = Ce que le journal a publié :
verify-since = Seule une copie plus récente, ou le site du journal, dit s’il a publié quelque chose de plus récent.
verify-unable = Ce navigateur ne sait pas vérifier la signature (Ed25519). Prenez-en un plus récent, en HTTPS, ou vérifiez à la main.
verify-unreadable = Ces fichiers ne sont pas une page et sa preuve.
verify-by-hand = À la main
verify-by-hand-text = Avec le programme, ou avec les moyens de tout Unix dans le dossier racine d’une copie :
verify-checkpoint = La dernière tête signée du registre
verify-keys = Les clés, et ce qu’en dit la clé racine
verify-copies = Ce qu’une copie ne sait pas faire
verify-copies-text = La recherche, les réglages de lecture, le nombre de lecteurs et la publicité demandent le site du journal :

## Les impasses
error-number = Erreur { $number }
error-400 = Nous n’avons pas compris la demande
error-400-why = Quelque chose cloche dans l’adresse ou le formulaire. Revenez en arrière et réessayez.
error-404 = Cette page n’existe pas
error-404-why = L’adresse est peut-être mal écrite, ou la page n’a jamais existé.
error-410 = Cet article a été retiré
error-410-why = Nous l’avions publié, puis retiré. Il ne reviendra pas à cette adresse.
error-451 = Cette page est fermée pour des raisons juridiques
error-451-why = Une autorité ou un tribunal nous empêche de la montrer.
error-500 = Une panne de notre côté
error-500-why = Vous n’y êtes pour rien. Nous sommes prévenus ; réessayez dans quelques minutes.
to-the-front = Aller à la une
read-instead = À lire plutôt

## La recherche
search-prompt = Chercher dans { $title }
search-narrow = Préciser la recherche
search-section = Rubrique
search-any-section = Toutes les rubriques
search-from = Du
search-to = Au
search-language = Langue
search-all-languages = Toutes les langues
search-sort = Ordre
search-by-relevance = Les plus pertinents d’abord
search-by-date = Les plus récents d’abord
search-found =
    { $count ->
        [one] { $count } article.
       *[other] { $count } articles.
    }
search-instead = Rien ne s’écrit ainsi ; voici les résultats pour « { $words } ».
search-some-words = Aucun article n’a tous ces mots ; ceux-ci en ont une partie.
search-nothing = Rien n’a été trouvé.
search-nothing-help = Vérifiez l’orthographe, essayez moins de mots ou d’autres mots, ou retirez les dates et la rubrique.
search-incomplete = La recherche est en cours de reconstruction et ne connaît pas encore tous les articles. Réessayez dans quelques minutes.
search-away = La recherche ne répond pas pour l’instant. Réessayez dans une minute.
search-help = Les mots entre guillemets sont cherchés à la suite ; un mot précédé d’un moins ne doit pas s’y trouver.
search-more = Plus d’articles

## Les lecteurs
views =
    { $count ->
        [one] { $number } vue
       *[other] { $number } vues
    }
# Lu à voix haute pour l’image qui montre le nombre aux lecteurs sans scripts.
views-picture = Le nombre de vues
most-read = Les plus lus
most-read-in = Les plus lus : { $section }
most-read-spans = Sur quelle durée
most-read-hour = Dernière heure
most-read-day = Dernières 24 heures
most-read-week = 7 derniers jours
most-read-sections = De quelle rubrique
most-read-everywhere = Toutes les rubriques
most-read-nothing = Trop peu de lectures pour citer un article.
most-read-more = Suite
