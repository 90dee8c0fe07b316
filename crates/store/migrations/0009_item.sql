-- What stories speak of. A topic is one kind of item, with the id that it had.
CREATE TABLE item (
    id BIGINT PRIMARY KEY,
    kind TEXT NOT NULL,
    slug TEXT NOT NULL UNIQUE,
    names TEXT NOT NULL,
    aliases TEXT NOT NULL,
    about TEXT NOT NULL,
    facts TEXT NOT NULL,
    merged_into BIGINT REFERENCES item (id),
    version BIGINT NOT NULL,
    changed_at BIGINT NOT NULL
);
CREATE INDEX item_of_kind ON item (kind, id);
CREATE INDEX item_merged ON item (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX item_changed ON item (changed_at);

INSERT INTO item (id, kind, slug, names, aliases, about, facts, merged_into, version, changed_at)
    SELECT id, 'topic', slug, names, '{}', '{}', '{"kind":"topic"}', NULL, 1, 0 FROM topic;
DROP TABLE topic;

-- What one item is to another, as its facts say.
CREATE TABLE edge (
    from_item BIGINT NOT NULL REFERENCES item (id),
    role TEXT NOT NULL,
    to_item BIGINT NOT NULL REFERENCES item (id),
    PRIMARY KEY (from_item, role, to_item)
);
CREATE INDEX edge_to_item ON edge (to_item, role, from_item);

ALTER TABLE change ADD COLUMN item BIGINT;

-- Which claim a correction puts right.
ALTER TABLE correction ADD COLUMN claim BIGINT;
