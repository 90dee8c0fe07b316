-- The public record: what readers could see, written down in the transaction of the act and never changed.
CREATE TABLE record_entry (
    number BIGINT PRIMARY KEY,
    article BIGINT NOT NULL REFERENCES article (id),
    revision BIGINT NOT NULL,
    correction BIGINT,
    entry TEXT NOT NULL
);

CREATE INDEX record_entry_article ON record_entry (article, number);

-- The hashes of complete subtrees, level 0 being the entries: they never change, and a proof reads a few of them.
CREATE TABLE record_node (
    level BIGINT NOT NULL,
    number BIGINT NOT NULL,
    hash {BLOB} NOT NULL,
    PRIMARY KEY (level, number)
);

-- Signed heads of the log, as readers get them.
CREATE TABLE record_head (
    id {PK},
    size BIGINT NOT NULL,
    at BIGINT NOT NULL,
    note TEXT NOT NULL
);

CREATE INDEX record_head_size ON record_head (size);

-- What root keys say of other keys, as signed notes.
CREATE TABLE record_statement (
    id {PK},
    at BIGINT NOT NULL,
    note TEXT NOT NULL
);
