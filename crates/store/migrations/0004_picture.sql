-- What is known of a picture beyond its file, and the files that are made of it for readers.

ALTER TABLE media ADD COLUMN taken_at BIGINT;
ALTER TABLE media ADD COLUMN place TEXT NOT NULL DEFAULT '';
ALTER TABLE media ADD COLUMN focal TEXT NOT NULL DEFAULT '{"x":0.5,"y":0.5}';
ALTER TABLE media ADD COLUMN by_account BIGINT;
-- The picture that is shown wherever this one stands. Never one that is itself replaced.
ALTER TABLE media ADD COLUMN replaced_by BIGINT REFERENCES media (id);
-- All words about it in small letters, for the search in the library.
ALTER TABLE media ADD COLUMN words TEXT NOT NULL DEFAULT '';
-- By which recipe its files were made: empty while they are to be made, 'none' if there is nothing to make.
ALTER TABLE media ADD COLUMN recipe TEXT NOT NULL DEFAULT '';
-- Counts what changes the files, so that files of an older state are not taken for the newest.
ALTER TABLE media ADD COLUMN turn BIGINT NOT NULL DEFAULT 0;
ALTER TABLE media ADD COLUMN making_until BIGINT NOT NULL DEFAULT 0;
ALTER TABLE media ADD COLUMN makings BIGINT NOT NULL DEFAULT 0;

UPDATE media SET recipe = 'none' WHERE content_type NOT LIKE 'image/%' OR content_type = 'image/svg+xml';
CREATE INDEX media_to_make ON media (id) WHERE recipe = '';
CREATE INDEX media_replaced ON media (replaced_by) WHERE replaced_by IS NOT NULL;

CREATE TABLE rendition (
    media BIGINT NOT NULL REFERENCES media (id),
    set_name TEXT NOT NULL,
    name TEXT NOT NULL,
    content_type TEXT NOT NULL,
    width BIGINT NOT NULL,
    height BIGINT NOT NULL,
    bytes BIGINT NOT NULL,
    hash TEXT NOT NULL,
    -- Since when there is a newer set. Pages that somebody still reads show this one.
    retired_at BIGINT,
    PRIMARY KEY (media, set_name, name)
);
CREATE INDEX rendition_in_set ON rendition (set_name, name);
