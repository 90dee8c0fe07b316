# What is proposed

article-key-propose = Propose what stands behind the words
article-key-accept-known = Accept all proposed names that the newsroom knows
propose-title = Proposals
propose-ask = Propose
propose-put-away = Put away
propose-away = The proposals are put away.
propose-explained = In the text: Tab accepts, F8 goes on, Shift and Tab go back, Escape refuses; Alt with P, O, L or T makes a new name a person, an organization, a place or a topic.
propose-accept-known = { $count ->
    [one] Accept the known name
   *[other] Accept all { $count } known names
}
propose-accepted = { $count ->
    [one] One name is marked.
   *[other] { $count } names are marked.
}
propose-found = { $count ->
    [0] Nothing is proposed.
    [one] One proposal. Tab accepts it.
   *[other] { $count } proposals. Tab accepts the first.
}
propose-done = That was the last proposal.
propose-none = Nothing more is proposed for this text.
propose-accept = Accept
propose-refuse = Refuse
propose-attribution = Who says so
propose-attribution-by = Says so: { $names }
propose-quotation = A quotation
propose-quotation-by = A quotation of { $names }
propose-date-inferred = { $date }; the words do not say { $parts }
