-- Which entity of Wikidata an item is: its number, without the Q.
ALTER TABLE item ADD COLUMN wikidata BIGINT;
