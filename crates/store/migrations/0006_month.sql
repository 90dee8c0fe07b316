-- How many articles of an edition's lists went live in a month, in UTC; 202603 is March of 2026. Every act keeps it
-- with the article, so that sitemaps name the months of an archive of any size without a walk through it.
CREATE TABLE month (
    edition TEXT NOT NULL REFERENCES edition (code),
    month BIGINT NOT NULL,
    articles BIGINT NOT NULL,
    PRIMARY KEY (edition, month)
);

-- The same, counted: what the table must say. The calendar is in whole numbers, since the engines have no words for it
-- in common: days since March 1 of the year -10000, in spans of 400 years, which all have as many days; the years
-- inside a span begin with March, so that the day that only some years have is their last.
CREATE VIEW counted_month AS
SELECT edition, year * 100 + month AS month, count(*) AS articles
FROM (
    SELECT edition,
           CASE WHEN march < 10 THEN year ELSE year + 1 END AS year,
           CASE WHEN march < 10 THEN march + 3 ELSE march - 9 END AS month
    FROM (
        SELECT edition,
               span * 400 + year - 10000 AS year,
               (5 * (day - (365 * year + year / 4 - year / 100)) + 2) / 153 AS march
        FROM (
            SELECT edition, span, day, (day - day / 1460 + day / 36524 - day / 146096) / 365 AS year
            FROM (
                SELECT edition,
                       (first_live_at + 377731555200000000) / 86400000000 / 146097 AS span,
                       (first_live_at + 377731555200000000) / 86400000000 % 146097 AS day
                FROM article WHERE live IS NOT NULL AND listed AND first_live_at IS NOT NULL
            ) AS days
        ) AS years
    ) AS marches
) AS months
GROUP BY edition, year, month;

INSERT INTO month (edition, month, articles) SELECT edition, month, articles FROM counted_month;
