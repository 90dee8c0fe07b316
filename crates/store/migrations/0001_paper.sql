-- The paper. {PK} is a counting primary key, {BLOB} the type of bytes; everything else both engines share.
-- Times are microseconds since 1970 in UTC. JSON is TEXT.

CREATE TABLE setting (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

CREATE TABLE edition (
    code TEXT PRIMARY KEY,
    position BIGINT NOT NULL,
    settings TEXT NOT NULL
);

CREATE TABLE section (
    id BIGINT PRIMARY KEY,
    edition TEXT NOT NULL REFERENCES edition (code),
    key TEXT NOT NULL,
    slug TEXT NOT NULL,
    name TEXT NOT NULL,
    position BIGINT,
    parent BIGINT REFERENCES section (id),
    UNIQUE (edition, key),
    UNIQUE (edition, slug)
);

CREATE TABLE author (
    id BIGINT PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    names TEXT NOT NULL,
    titles TEXT NOT NULL,
    bios TEXT NOT NULL
);

CREATE TABLE topic (
    id BIGINT PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    names TEXT NOT NULL
);

CREATE TABLE media (
    id BIGINT PRIMARY KEY,
    hash TEXT NOT NULL,
    file_name TEXT NOT NULL,
    content_type TEXT NOT NULL,
    bytes BIGINT NOT NULL,
    width BIGINT,
    height BIGINT,
    credit TEXT NOT NULL,
    alt TEXT NOT NULL,
    caption TEXT NOT NULL,
    rights TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX media_by_hash ON media (hash);

CREATE TABLE story (
    id BIGINT PRIMARY KEY,
    kind TEXT NOT NULL,
    embargo BIGINT,
    sensitive BOOLEAN NOT NULL,
    parent BIGINT REFERENCES story (id),
    created_at BIGINT NOT NULL
);

CREATE TABLE article (
    id BIGINT PRIMARY KEY,
    story BIGINT NOT NULL REFERENCES story (id),
    edition TEXT NOT NULL REFERENCES edition (code),
    section BIGINT REFERENCES section (id),
    slug TEXT NOT NULL,
    desk TEXT NOT NULL,
    draft BIGINT NOT NULL,
    public TEXT NOT NULL,
    live BIGINT,
    public_at BIGINT,
    public_note TEXT,
    held_live BIGINT,
    scheduled BIGINT,
    scheduled_at BIGINT,
    first_live_at BIGINT,
    live_at BIGINT,
    changed_at BIGINT,
    from_article BIGINT,
    from_revision BIGINT,
    version BIGINT NOT NULL,
    -- What lists show of the live text, so that a list reads no documents.
    listed BOOLEAN NOT NULL,
    headline TEXT NOT NULL,
    standfirst TEXT NOT NULL,
    byline TEXT NOT NULL,
    lead TEXT,
    draft_headline TEXT NOT NULL,
    UNIQUE (story, edition),
    UNIQUE (edition, slug)
);
CREATE INDEX article_in_edition ON article (edition, first_live_at, id) WHERE live IS NOT NULL AND listed;
CREATE INDEX article_in_section ON article (edition, section, first_live_at, id) WHERE live IS NOT NULL AND listed;
-- Standing pages and cards: few, and asked for by every page's foot.
CREATE INDEX article_unlisted ON article (edition) WHERE live IS NOT NULL AND NOT listed;
CREATE INDEX article_scheduled ON article (scheduled_at) WHERE scheduled IS NOT NULL;

CREATE TABLE revision (
    -- Deferred, because an article's first text is written before the article that lists show of it.
    article BIGINT NOT NULL REFERENCES article (id) DEFERRABLE INITIALLY DEFERRED,
    number BIGINT NOT NULL,
    kind TEXT NOT NULL,
    at BIGINT NOT NULL,
    by_account BIGINT,
    note TEXT NOT NULL,
    salt {BLOB} NOT NULL,
    document_hash {BLOB} NOT NULL,
    chain_hash {BLOB} NOT NULL,
    document TEXT,
    PRIMARY KEY (article, number)
);

-- Which texts readers had, and since when: the public history.
CREATE TABLE publication (
    article BIGINT NOT NULL REFERENCES article (id),
    revision BIGINT NOT NULL,
    kind TEXT NOT NULL,
    at BIGINT NOT NULL,
    correction BIGINT,
    PRIMARY KEY (article, revision)
);

CREATE TABLE url (
    path TEXT PRIMARY KEY,
    article BIGINT NOT NULL REFERENCES article (id),
    state TEXT NOT NULL,
    since BIGINT NOT NULL
);
CREATE INDEX url_of_article ON url (article);

-- Authors, topics and pictures of live texts, the first two in the order of lists.
CREATE TABLE mention (
    kind TEXT NOT NULL,
    target BIGINT NOT NULL,
    edition TEXT NOT NULL,
    first_live_at BIGINT NOT NULL,
    article BIGINT NOT NULL REFERENCES article (id),
    PRIMARY KEY (kind, target, edition, first_live_at, article)
);
CREATE INDEX mention_of_article ON mention (article);

CREATE TABLE correction (
    id BIGINT PRIMARY KEY,
    story BIGINT NOT NULL REFERENCES story (id),
    article BIGINT NOT NULL REFERENCES article (id),
    edition TEXT NOT NULL,
    from_revision BIGINT NOT NULL,
    to_revision BIGINT,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    state TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX correction_of_article ON correction (article, at);
CREATE INDEX correction_in_edition ON correction (edition, state, at, id);

CREATE TABLE placement (
    id BIGINT PRIMARY KEY,
    edition TEXT NOT NULL REFERENCES edition (code),
    list TEXT NOT NULL,
    position BIGINT NOT NULL,
    article BIGINT NOT NULL REFERENCES article (id),
    from_at BIGINT,
    until_at BIGINT
);
CREATE INDEX placement_in_list ON placement (edition, list, position);

CREATE TABLE account (
    id BIGINT PRIMARY KEY,
    email TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    password_hash TEXT,
    grants TEXT NOT NULL,
    disabled_at BIGINT,
    created_at BIGINT NOT NULL
);

CREATE TABLE session (
    token_hash {BLOB} PRIMARY KEY,
    account BIGINT NOT NULL REFERENCES account (id),
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);

CREATE TABLE audit (
    number {PK},
    at BIGINT NOT NULL,
    account BIGINT,
    name TEXT NOT NULL,
    act TEXT NOT NULL,
    object TEXT NOT NULL,
    detail TEXT NOT NULL,
    hash {BLOB} NOT NULL
);

CREATE TABLE change (
    sequence {PK},
    at BIGINT NOT NULL,
    kind TEXT NOT NULL,
    edition TEXT,
    story BIGINT,
    article BIGINT,
    revision BIGINT
);

CREATE TABLE listener (
    name TEXT PRIMARY KEY,
    place BIGINT NOT NULL
);

CREATE TABLE job (
    id BIGINT PRIMARY KEY,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,
    run_at BIGINT NOT NULL,
    tries BIGINT NOT NULL,
    leased_until BIGINT,
    done_at BIGINT,
    outcome TEXT
);
CREATE INDEX job_due ON job (run_at) WHERE done_at IS NULL;

CREATE TABLE import_item (
    source TEXT NOT NULL,
    kind TEXT NOT NULL,
    foreign_id TEXT NOT NULL,
    object BIGINT,
    outcome TEXT NOT NULL,
    note TEXT NOT NULL,
    payload TEXT,
    at BIGINT NOT NULL,
    PRIMARY KEY (source, kind, foreign_id)
);

CREATE TABLE comment (
    id BIGINT PRIMARY KEY,
    article BIGINT NOT NULL REFERENCES article (id),
    source TEXT NOT NULL,
    foreign_id TEXT NOT NULL,
    parent TEXT,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    author_name TEXT NOT NULL,
    author_email TEXT NOT NULL,
    author_url TEXT NOT NULL,
    at BIGINT,
    content TEXT NOT NULL,
    UNIQUE (source, foreign_id)
);
