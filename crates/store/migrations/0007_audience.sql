-- The key that makes numbers of a day's readers. It is deleted with them when the day is over; days are counted from
-- 1970, in UTC.
CREATE TABLE reader_key (
    day BIGINT PRIMARY KEY,
    key {BLOB} NOT NULL
);

-- A number for a reader of one thing on one day: whoever has it here was counted.
CREATE TABLE reader_seen (
    day BIGINT NOT NULL,
    reader BIGINT NOT NULL,
    PRIMARY KEY (day, reader)
);

-- How many readers of one article came from one network in an hour, under a number of that day.
CREATE TABLE reader_network (
    hour BIGINT NOT NULL,
    network BIGINT NOT NULL,
    readers BIGINT NOT NULL,
    PRIMARY KEY (hour, network)
);

-- What was viewed in an hour. `people` counts everybody once a day, `hits` every time; machines are in `bots` and
-- nowhere else. `weight` is what the people weigh for what is popular, in thousandths. Hours of long ago are put
-- together to days, under the first hour of each.
CREATE TABLE view_count (
    kind TEXT NOT NULL,
    object BIGINT NOT NULL,
    hour BIGINT NOT NULL,
    referrer TEXT NOT NULL,
    people BIGINT NOT NULL,
    hits BIGINT NOT NULL,
    bots BIGINT NOT NULL,
    weight BIGINT NOT NULL,
    PRIMARY KEY (kind, object, hour, referrer)
);
CREATE INDEX view_count_by_hour ON view_count (hour);

-- The last two hours of articles by the minute: what is read now.
CREATE TABLE view_minute (
    minute BIGINT NOT NULL,
    article BIGINT NOT NULL,
    people BIGINT NOT NULL,
    weight BIGINT NOT NULL,
    PRIMARY KEY (minute, article)
);

-- The sum of `view_count`, which pages show.
CREATE TABLE view_total (
    kind TEXT NOT NULL,
    object BIGINT NOT NULL,
    people BIGINT NOT NULL,
    hits BIGINT NOT NULL,
    bots BIGINT NOT NULL,
    PRIMARY KEY (kind, object)
);

-- What is read most in an edition or, if it is not 0, in a section of it, over so many hours.
CREATE TABLE popular (
    edition TEXT NOT NULL REFERENCES edition (code),
    section BIGINT NOT NULL,
    hours BIGINT NOT NULL,
    position BIGINT NOT NULL,
    article BIGINT NOT NULL REFERENCES article (id),
    weight BIGINT NOT NULL,
    PRIMARY KEY (edition, section, hours, position)
);

-- When it was last looked up, so that one node does.
CREATE TABLE popular_made (
    hours BIGINT PRIMARY KEY,
    at BIGINT NOT NULL
);
