# What the paper says in English. Every other catalogue has the same messages with the same variables.

## The bar, the plate and the foot
skip-to-content = Skip to the content
skip-to-story = Skip to the story
editions = Editions
sections = Sections
about-this-paper = About this paper
follow-us = Follow us
reading-settings = Reading settings
search = Search
# The letter on the buttons that change the text size.
letter = A
smaller-text = Smaller text
larger-text = Larger text
shade = Colour of the page
shade-auto = Auto
shade-light = Day
shade-dark = Night

## Times
# Whose clock it is, after a time.
city-and-offset = { $city }, { $offset }
updated = Updated
updated-at = updated { $time }
reading-time =
    { $minutes ->
        [one] { $minutes } min read
       *[other] { $minutes } min read
    }

## When something happened, as exactly as it is known
when-in-question = { $date }?
when-year = { $year }
when-decade = { $year }s
when-season =
    { $season ->
        [spring] spring
        [summer] summer
        [autumn] autumn
       *[winter] winter
    } { $year }
# From the third to the ninth of one month.
when-days = { $from }–{ $to } { $month } { $year }
when-days-of-months = { $from } – { $to } { $year }
when-months = { $from }–{ $to } { $year }
when-years = between { $from } and { $to }
# Both ends are dates as the messages above and below tell them.
when-from-to = { $from } – { $to }
when-since = since { $date }
when-since-day = since { $date }
when-since-month = since { $month } { $year }
when-since-year = since { $year }
when-since-decade = since the { when-decade }
when-since-season = since { when-season }
when-until = until { $date }
when-until-day = until { $date }
when-until-month = until { $date }
when-until-year = until { $year }
when-until-decade = until the { when-decade }
when-until-season = until { when-season }
when-end-unknown = { $date } to an unknown date
when-about-day = about { $date }
when-about-month = about { $date }
when-about-year = about { $year }
when-about-decade = about the { when-decade }
when-about-season = about { when-season }

## What an article is
kind-news = News
kind-brief = In brief
kind-analysis = Analysis
kind-opinion = Opinion
kind-interview = Interview
kind-live = Live
kind-live-ended = As it happened
kind-card = Background
kind-sponsored = Paid content
paid-by = Paid for by { $sponsor }
kind-page = Page
background = Background
topic = Topic
topics = Topics

## Who made it
by-author = By { $names }
by-agency = Source: { $names }
by-translator = Translated by { $names }
by-photographer = Pictures by { $names }
author-person = Author
author-desk = Desk
author-agency = News agency

## What stands behind a story
who-says-so = Who says so
claims-counted =
    { $claims ->
        [one] { $claims } claim
       *[other] { $claims } claims
    }, { $own } in our own voice
voices-counted =
    { $voices ->
        [0] no other voices
        [one] { $voices } other voice
       *[other] { $voices } other voices
    }
in-the-story = in the story
own-voice = in our own voice
how-said = said
how-told = told by
how-wrote = written by
how-estimated = estimate
how-assessed = assessment
how-reported = reported by
standing-disputed = disputed
standing-corrected = corrected
standing-withdrawn = withdrawn
how-it-came-to-this = How it came to this
whole-timeline = { $shown } of { $all } events · whole timeline
coverage = Coverage
coverage-title = { $name }: coverage
state-active = ongoing
state-dormant = quiet for now
state-closed = over
events-counted =
    { $events ->
        [one] event
       *[other] events
    }
statements-counted =
    { $claims ->
        [one] statement
       *[other] statements
    }, { $attributed } attributed
voices-word =
    { $voices ->
        [one] voice
       *[other] voices
    }
checked = as of { $time }
follow-by-feed = Follow by feed
advisories = Advice
timeline = Timeline
what-was-said = What was said
map-caption = Places named in this coverage.
as-a-list = As a list
whos-who = Who’s who
statements-of =
    { $claims ->
        [one] { $claims } statement
       *[other] { $claims } statements
    }
places = Places
disputed = status disputed
coverage-articles = Articles
item-person = Person
item-organization = Organization
item-place = Place
item-topic = Topic
also-called = Also: { $names }

## The article
new-posts = New posts:
show-new-posts = Show them
live-ended = This live coverage ended:
key-events = Key events
share = Share
e-mail = E-mail
copy-link = Copy link
link-copied = The link is copied.
text-copied = The text is copied.
could-not-copy = Your browser would not copy it. Select the text and copy it by hand.
print = Print
version = Version { $number }
versions = Versions
light-view = Light view
plain-text = Plain text
whole-page = To the page with pictures
back-to-story = Back to the story
translated-from = Translated from:
correction-pending = The original of this story was corrected on { $time }. We are checking whether this text needs the same correction.
advertisement = Advertisement
beside-the-story = Beside the story
read-next = Read next
follow-paper = Follow { $paper }
gallery = Gallery
table = Table
open-on = Open on { $provider }

## Taking an article over
republish = Republish this story
republish-terms = You may republish this text if you keep the link to { $paper }.
republish-html = HTML for your page
copy-html = Copy the HTML
first-published-by = First published by { $paper }.

## Lists
front-of = The front page of { $paper }
important = The most important news
important-in = The most important news: { $section }
load-more = Load more
could-not-load = The next headlines did not come. Try again.
no-articles-yet = There is nothing here yet.
older-articles = Older stories
not-in-this-language = The story that you were reading has not been written in this language yet. Here is its section. Back to the story:

## Corrections and history
corrections = Corrections
corrections-intro = What we got wrong, and what is right. Every correction also stands in its story.
no-corrections = Nothing has been corrected yet.
older-corrections = Older corrections
correction-correction = Correction
correction-clarification = Clarification
correction-update = Update
correction-retraction = Retraction
see-the-change = See the change
history = History
history-intro = Every version of this story that readers could see. Open one to see what it changed.
now-live = what you read now
version-sealed = This version is sealed by order of a court.
version-before-sealed = The version before it is sealed by order of a court, so this one is shown whole.
diff-key = Compared with the version before:
diff-gone = removed
diff-new = added
signed-entry = Signed, entry { $number }
proof = Proof
verify = Verify a copy
verify-intro = Others carry copies of this paper: on other sites, on sticks, from hand to hand. Here you see whether a page of a copy is what we published. Nothing leaves your browser.
verify-key = The paper’s key
verify-key-hint = Compare this line with one that you have from elsewhere, in print or from a friend: whoever forges the paper can forge this page too.
verify-files = The page and its proof: choose both files, index.html and proof.json
verify-genuine = Genuine: byte for byte the page that the paper made.
verify-changed = The words are the paper’s, but the page around them was changed and may mislead.
verify-forged = Not genuine: this is not what the paper published.
verify-entry = Entry in the public record
verify-signed = Signed on
verify-text = What the paper published:
verify-since = Whether the paper published something newer, only a newer copy or the paper’s own site tells.
verify-unable = This browser cannot check the signature (Ed25519). Use a newer one, over HTTPS, or verify by hand.
verify-unreadable = These files are no page with its proof.
verify-by-hand = By hand
verify-by-hand-text = With the program, or with the means of any Unix in the top folder of a copy:
verify-checkpoint = The newest signed head of the record
verify-keys = The keys, and what the root key says of them
verify-copies = What a copy cannot do
verify-copies-text = Search, reading settings, the number of readers and advertisements need the paper’s own site:

## Dead ends
error-number = Error { $number }
error-400 = We could not read that request
error-400-why = Something in the address or the form is not as it should be. Go back and try again.
error-404 = This page is not here
error-404-why = The address may be misspelt, or the page was never there.
error-410 = This story was withdrawn
error-410-why = We published it and then took it back. It will not return to this address.
error-451 = This page is closed for legal reasons
error-451-why = An authority or a court keeps us from showing it.
error-500 = Something broke on our side
error-500-why = It is not your doing. We know of it; please try again in a few minutes.
to-the-front = To the front page
read-instead = Read instead

## Search
search-prompt = Search { $title }
search-narrow = Narrow the search
search-section = Section
search-any-section = All sections
search-from = From
search-to = To
search-language = Language
search-all-languages = All languages
search-sort = Order
search-by-relevance = Best answers first
search-by-date = Newest first
search-found =
    { $count ->
        [one] { $count } story.
       *[other] { $count } stories.
    }
search-instead = Nothing is spelled as you typed it; these are for “{ $words }”.
search-some-words = No story has all of the words; these have some of them.
search-nothing = Nothing was found.
search-nothing-help = Look at the spelling, try fewer or other words, or leave out dates and sections.
search-incomplete = The search is being made anew and does not know all stories yet. Please try again in a few minutes.
search-away = The search does not answer now. Please try again in a minute.
search-help = Words in quotation marks are found in a row; a word with a minus before it must not be there.
search-more = More stories

## Readers
views =
    { $count ->
        [one] { $number } view
       *[other] { $number } views
    }
# Read out for the picture that shows the number to readers without scripts.
views-picture = The number of views
most-read = Most read
most-read-in = Most read: { $section }
most-read-spans = Over how long
most-read-hour = Last hour
most-read-day = Last 24 hours
most-read-week = Last 7 days
most-read-sections = Of which section
most-read-everywhere = All sections
most-read-nothing = Too little was read to name anything.
most-read-more = More
