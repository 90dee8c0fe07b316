# The article: writing it, and everything that is done with it.

article = Article
article-text = Text
article-headline = Headline
article-standfirst = Standfirst
article-no-headline = Without a headline
article-characters = { $count ->
    [one] { $count } character
   *[other] { $count } characters
}
article-headline-long = { $count } characters; search engines show about { $good }
article-headline-too-long = { $count } characters; at most { $most } fit
article-standfirst-long = { $count } characters; about { $good } are read
article-writes-here = { $names } writing here
article-dateline = Dateline
article-dateline-example = where it was written
article-sponsor = Paid for by
article-sponsor-example = who paid, as readers know them
article-toolbar = What can be done with the text
article-panels = About this article
article-panel-publishing = Publishing
article-panel-comments = Comments
article-panel-versions = Versions
article-panel-languages = Languages
article-close = Close
article-cancel = Cancel
article-ready = Ready
article-more = Show more
article-none = none
article-gone = removed:
article-new = added:
article-read-only = You can read this article; writing it is for others.
article-leave = What you wrote last is kept nowhere yet. Leave all the same?
article-waits-for-server = The server does not answer, and this browser has no copy of the text yet. It opens as soon as the server answers.
article-changed = Somebody else changed how this article stands. Look at it, then try again.
article-not-settled = The server does not have your last words yet, so no version can be saved. They are safe in this browser; try again when the line above says that everything is saved.

## Where it is saved
article-status-connecting = Connecting …
article-status-saving = Saving …
article-status-saved = Saved here and on the server, { $at }
article-status-saved-server-only = Saved on the server, { $at }; this browser keeps no copy
article-status-away = Saved here; the server does not answer. Your text is safe in this browser.
article-status-away-saved = The server does not answer. It has everything so far; what you write now is saved here.
article-status-away-nothing-new = The server does not answer, and this browser keeps no copy. Wait before you write on.
article-status-nowhere = Neither the server nor this browser keeps what you write now. Copy it to a safe place before you close the page.
article-status-signed-out = You are signed out. Your text is safe in this browser; sign in, and it goes on.
article-status-signed-out-nowhere = You are signed out, and this browser keeps no copy. Sign in before you close the page.
article-status-forbidden = You may no longer write this article. What you wrote is still in this browser.
article-status-missing = This article is gone from the server. What you wrote is still in this browser.
article-status-sealed = This text was sealed by order of a court. It can no longer be written or read here.
article-here = Also here

## Byline, topics, picture
article-by = By { $names }
article-no-byline = No byline
article-byline = Byline
article-byline-change = Change the byline
article-byline-role = What they did
article-byline-name = Name as printed
article-byline-add = Add a name
article-byline-up = Move { $name } up
article-byline-remove = Remove { $name }
article-role-author = Author
article-role-agency = Agency
article-role-translator = Translator
article-role-photographer = Photographer
article-topics = Topics
article-topic = Topic
article-topic-add = Add a topic
article-topic-search = Search topics
article-topic-remove = Remove the topic { $name }
article-lead = The picture on top
article-lead-choose = Choose the picture on top, or drop one here
article-lead-change = Another picture
article-lead-remove = Remove the picture
article-alt = What it shows
article-caption = Caption
article-credit = Credit
article-picture-missing = This picture is not there. It may have been blocked or removed.
article-picture-choose = Choose a picture
article-picture-search = Search pictures
article-picture-upload = Upload
article-picture-none = No picture says that.
article-picture-none-yet = The newsroom has no pictures yet. Upload one, or drop one on the text.
article-picture-blocked = Blocked
article-picture-put = { $count ->
    [0] Put in the text
    [one] Put in the text
   *[other] Put { $count } pictures in the text
}
article-picture-in = { $count ->
    [one] The picture is in the text. Say what it shows.
   *[other] { $count } pictures are in the text. Say what they show.
}
article-uploading = Uploading ({ $count }) …
article-paste-pictures = { $count ->
    [one] A picture was left out of what you pasted, because it belongs to another site. Save it, check its rights, and upload it.
   *[other] { $count } pictures were left out of what you pasted, because they belong to another site. Save them, check their rights, and upload them.
}

## Blocks
article-quotation-source = Who said it
article-table-caption = What the table shows
article-embed = From elsewhere
article-embed-hint = Readers see this line; it loads only when they ask for it.
article-embed-title = What it is
article-embed-url = Address
article-embed-put = Put in the text
article-embed-wrong = This is no web address. It begins with https://.
article-card-title = Title of the card
article-fact-term = Fact
article-fact-value = What it is
article-fact-add = Add a fact
article-fact-remove = Remove the fact
article-post-title = What it is about
article-post-key = Key event
article-post-last = The report ends with this post
article-break-scene = Change of scene
article-break-page = New page
article-break-teaser = End of the teaser

## Tools
article-tool-undo = Undo
article-tool-redo = Redo
article-tool-paragraph = Paragraph
article-tool-heading-2 = Crosshead
article-tool-heading-3 = Smaller crosshead
article-tool-heading-4 = Smallest crosshead
article-tool-strong = Strong
article-tool-em = Emphasis
article-tool-underline = Underline
article-tool-strike = Struck through
article-tool-code = Code
article-tool-link = Link
article-tool-language = In another language
article-tool-bullet-list = List
article-tool-ordered-list = Numbered list
article-tool-quotation = Quotation
article-tool-picture = Picture
article-tool-embed = From elsewhere
article-tool-table = Table
article-tool-card = Background card
article-tool-post = Live post
article-tool-preformatted = Preformatted
article-tool-break-scene = Change of scene
article-tool-break-page = New page
article-tool-break-teaser = End of the teaser
article-tool-comment = Comment
article-tool-find = Find and replace
article-tool-help = Keys
article-tool-row-before = Row above
article-tool-row-after = Row below
article-tool-row-delete = Remove row
article-tool-column-before = Column before
article-tool-column-after = Column after
article-tool-column-delete = Remove column
article-tool-header-row = Head row
article-tool-header-column = Head column
article-tool-merge-cells = Join cells
article-tool-split-cell = Split cell
article-tool-table-delete = Remove table
article-slash = What to put here
article-help = Keys
article-help-keys = Keys
article-help-typed = What you type at the start of a line or around words
article-key-line = New line in the paragraph
article-key-up = Move the block up
article-key-down = Move the block down
article-key-slash = List of what can be put here
article-key-save = Save a version
article-key-toolbar = To the toolbar
article-key-help = This help
article-link-href = Where it leads
article-link-hint = https://…, a path of this paper such as /en/about, mailto: or tel:
article-link-title = Hint (not needed)
article-link-set = Set the link
article-link-remove = Remove the link
article-link-wrong = Readers cannot follow this. Links begin with https:, http:, mailto:, tel:, story: or a slash.
article-language-of-words = Language of the selected words
article-language-same = As the article
article-language-set = Set
article-language-select-first = Select the words first.
article-find-words = Find
article-find-replacement = Replace with
article-find-none = Nothing found
article-find-at = { $at } of { $count }
article-find-before = The one before
article-find-next = The next one
article-find-case = Capitals as typed
article-find-replace = Replace
article-find-replace-all = Replace all
article-find-replaced = { $count ->
    [one] Replaced once.
   *[other] Replaced { $count } times.
}

## Comments
article-comment-new = Your comment
article-comment-send = Comment
article-comment-sent = The comment is in the margin.
article-comment-select-first = Select the words that you want to comment on first.
article-comment-go = Go to the words
article-comment-orphan = These words are no longer in the text.
article-comment-reply = Reply
article-comment-resolve = Done
article-comment-resolved = The comment is done.
article-comment-reopen = Open again
article-comment-done-by = Done by { $name } { $when }
article-comment-none = No open comments. Select words in the text and press the comment button.
article-comment-show-done = Show what is done ({ $count })

## Versions
article-version-note = What is new in it (not needed)
article-version-save = Save a version
article-version-explained = The text itself is saved all the time. A version is what others approve, compare and go back to.
article-version-saved = Saved as version { $number }.
article-version-same = Version { $number } says the same already.
article-version-number = Version { $number }
article-version-live = live
article-version-nobody = Imported
article-version-sealed = Sealed by order of a court.
article-version-changes = What changed
article-version-restore = Bring back
article-version-restore-title = Bring back version { $number }?
article-version-restore-text = Its words take the place of the present ones, for everybody who writes here. Undo takes that back.
article-version-restored = The text is that of version { $number } again.
article-version-difference = What changed
article-version-from = From
article-version-to = to
article-version-only-changed = Only what changed
article-version-no-difference = The two say the same.

## Publishing
article-before = Before publishing
article-state = Text
article-desk-draft = Draft
article-desk-in-review = In review
article-desk-approved = Approved
article-desk-changed = Changed since version { $number }
article-readers = Readers get
article-public-unpublished = nothing yet
article-public-live = version { $number }
article-public-withdrawn = a note that it was withdrawn
article-public-held = nothing, for legal reasons
article-scheduled = Goes out
article-embargo = Embargo
article-embargo-until = The story is under embargo until { $at }.
article-embargo-at = Not before, by the clocks of { $zone }
article-embargo-set = Set an embargo
article-embargo-change = Change the embargo
article-embargo-remove = Remove the embargo
article-embargo-public = Readers have it in “{ $edition }” already, so it can have no embargo.
article-story = The story in all languages
article-story-kind-public = Readers have it in “{ $edition }”, so its kind stays.
article-story-saved = Saved for the story in all languages.
article-sensitive = No advertisements beside it
article-sensitive-hint = For stories of death, violence or grief.
article-alts = Words for pictures
article-alts-all = all written
article-alts-wanting = { $count ->
    [one] 1 wants words
   *[other] { $count } want words
}
article-length = Length
article-words = { $count ->
    [one] { $number } word
   *[other] { $number } words
}
article-minutes = { $count } min
article-kind = Kind
article-kind-news = News
article-kind-brief = Brief
article-kind-analysis = Analysis
article-kind-opinion = Opinion
article-kind-interview = Interview
article-kind-live = Live
article-kind-card = Card
article-kind-sponsored = Sponsored
article-kind-page = Page
article-section = Section
article-section-none = none yet
article-see-public = See it as readers do
article-act-write = Write
article-act-review = Send to review
article-act-return = Give back to the writer
article-act-approve = Approve this text
article-act-publish = Publish
article-act-schedule = Schedule
article-act-unschedule = Take off the schedule
article-act-correct = Publish as a correction
article-act-fix = Publish as a minor fix
article-act-withdraw = Withdraw
article-act-hold = Close for legal reasons
article-act-release = Release
article-ask-publish = Readers get this text now, as it stands in the room.
article-ask-schedule = The text goes out at the moment that you choose, by the clocks of the edition.
article-ask-correct = Readers get this text, and are told what was wrong.
article-ask-fix = Readers get this text without a notice. Only slips of the pen may be mended so; the history shows them.
article-ask-withdraw = Readers no longer get the article, but a note that says why.
article-ask-hold = Nobody gets the article any more, and no note says more than that a law closed it.
article-ask-release = Readers get the article again as it was.
article-done-review = The text is in review.
article-done-return = The text is with its writer again.
article-done-approve = This text is approved.
article-done-publish = It is published.
article-done-schedule = It is scheduled.
article-done-unschedule = It is off the schedule.
article-done-correct = The correction is published.
article-done-fix = The fix is published.
article-done-withdraw = The article is withdrawn.
article-done-hold = The article is closed for legal reasons.
article-done-release = The article is released.
article-correct-kind = What it is
article-correct-correction = Correction: something was wrong
article-correct-clarification = Clarification: something was unclear
article-correct-update = Update: something new is known
article-correct-retraction = Retraction: it should not have been published
article-correct-text = What readers are told
article-correct-hint = What was wrong, and what is right.
article-correct-claim = The claim that was wrong
article-correct-claim-hint = Every other article that carries it gets a task, in every language, and readers see at the claim that it was corrected.
article-correct-no-claim = No claim of this text
article-withdraw-note = What readers are told
article-schedule-at = When, by the clocks of { $zone }
article-schedule-offset = That is UTC{ $offset }.
article-schedule-never = The clocks go forward then, and this hour never comes. Choose another.
article-schedule-twice = The clocks go back then, and this hour comes twice.
article-schedule-which = Which of the two?
article-hold-order = Whose order, and its number
article-hold-hint = The newsroom sees it; readers do not.
article-second-person = The colleague who agrees
article-second-explained = A second person must agree: they type their own e-mail address and password here.
article-over-because = Why it may be that heavy
article-over-hint = The audit log keeps the reason.
article-why-not-allowed = Your role does not include this here.
article-why-nothing-to-change = Nothing changed since: this text has gone this way already.
article-why-not-approved = The newest text waits for an approval.
article-why-no-headline = The article has no headline.
article-why-no-text = The article has no text.
article-why-no-section = The article is in no section. Choose one.
article-why-no-sponsor = The story is paid content, and it does not say who paid. Name them under the headline.
article-why-not-held = The article is not closed for legal reasons.
article-why-not-live = The article is not live.
article-why-already-live = Readers have this text already.
article-why-not-scheduled = Nothing is scheduled.
article-why-no-second-person = A second person must agree, and nobody else here may.
article-why-text-changed = The newest words wait for an approval.
article-why-sealed = This text is sealed by order of a court.

## What it costs
article-cost = What it costs a reader
article-cost-page = This page
article-cost-meter = { $total } of a budget of { $budget }
article-cost-budget = Within the budget of { $budget }.
article-cost-over = Over the budget of { $budget }. Publishing it asks why.
article-cost-pictures = of it pictures
article-cost-2g-words = 2G, first words
article-cost-2g-whole = 2G, all of it
article-cost-3g-words = 3G, first words
article-cost-3g-whole = 3G, all of it
article-cost-again = Weigh again

## Preview
article-preview = Preview
article-preview-of = Preview of { $headline }
article-preview-width = Width
article-preview-phone = Phone
article-preview-desktop = Desktop
article-preview-theme = Brightness
article-preview-light = Light
article-preview-dark = Dark
article-preview-again = Load again
article-preview-tab = Open in a tab
article-preview-until = The link works for whoever has it, until { $at }.

## Languages
article-languages = Languages of this story
article-beside = The source beside it
article-in-step = in step
article-original = the original
article-behind = { $count ->
    [one] 1 block behind
   *[other] { $count } blocks behind
}
article-not-begun = not begun
article-translate = Begin a translation
article-source = The text it was translated from
article-source-version = translated from version { $from }, newest is { $newest }
article-source-changed = { $count ->
    [one] 1 block changed there since.
   *[other] { $count } blocks changed there since.
}
article-source-mark = Mark as brought up to date
article-source-now-in-step = The translation is in step with its source.
article-source-was-changed = Changed since
article-source-was-added = New since
article-source-was-removed = Removed since
article-source-go = Go to the translation
article-source-no-own = The translation has no block for it yet.
