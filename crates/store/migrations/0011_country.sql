-- In which countries people read, where the newsroom has a database that tells: by the day and the section (0 where
-- there is none), and never by the article, so that nobody is told by being the only one.
CREATE TABLE view_country (
    day BIGINT NOT NULL,
    edition TEXT NOT NULL,
    section BIGINT NOT NULL,
    country TEXT NOT NULL,
    people BIGINT NOT NULL,
    PRIMARY KEY (day, edition, section, country)
);
