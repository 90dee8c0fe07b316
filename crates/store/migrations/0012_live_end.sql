-- When the live coverage of an article ended, so that lists, which read no documents, do not call it live.
ALTER TABLE article ADD COLUMN ended_at BIGINT;
