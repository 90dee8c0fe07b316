-- What people do together at the desk. {BLOB} is the type of bytes.

-- When somebody last worked on an article: the order of the newsroom's list.
ALTER TABLE article ADD COLUMN touched_at BIGINT NOT NULL DEFAULT 0;
UPDATE article SET touched_at = coalesce(
    (SELECT max(r.at) FROM revision r WHERE r.article = article.id), coalesce(live_at, first_live_at, 0));
CREATE INDEX article_touched ON article (touched_at, id);

-- The text on which several people write: its changes in the order in which they were kept. Older ones are merged
-- into one from time to time, which then has the number of the newest of them.
CREATE TABLE room (
    article BIGINT PRIMARY KEY REFERENCES article (id),
    sequence BIGINT NOT NULL,
    touched_at BIGINT NOT NULL,
    touched_by BIGINT
);
CREATE TABLE room_change (
    article BIGINT NOT NULL REFERENCES article (id),
    sequence BIGINT NOT NULL,
    change {BLOB} NOT NULL,
    PRIMARY KEY (article, sequence)
);

-- What colleagues say beside a text; nothing of it is ever public.
CREATE TABLE margin_comment (
    id BIGINT PRIMARY KEY,
    article BIGINT NOT NULL REFERENCES article (id),
    parent BIGINT REFERENCES margin_comment (id),
    at BIGINT NOT NULL,
    account BIGINT,
    name TEXT NOT NULL,
    words TEXT NOT NULL,
    anchor TEXT NOT NULL,
    text TEXT NOT NULL,
    resolved_at BIGINT,
    resolved_by TEXT
);
CREATE INDEX margin_comment_of_article ON margin_comment (article, id);

-- Links that show what is not public yet to whoever has them.
CREATE TABLE preview (
    token_hash {BLOB} PRIMARY KEY,
    subject TEXT NOT NULL,
    expires_at BIGINT NOT NULL
);

-- Why a sibling's correction was not needed here, and who said so.
ALTER TABLE correction ADD COLUMN because TEXT;
ALTER TABLE correction ADD COLUMN closed_at BIGINT;
ALTER TABLE correction ADD COLUMN closed_by TEXT;
CREATE INDEX correction_pending ON correction (at, id) WHERE state = 'pending';
