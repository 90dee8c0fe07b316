"""The articles and questions of `bin/bench search` for PostgreSQL's full text, and for the query that WordPress 6.1
makes of `?s=`: prints how long they take."""

import re
import subprocess
import sys
import threading
import time
from collections import defaultdict
from pathlib import Path

folder, postgres, socket = sys.argv[1:4]
folder = Path(folder)
CONFIGURATIONS = {"en": "english", "fr": "french", "hy": "armenian", "ru": "russian", "ar": "arabic"}
PSQL = ["psql", postgres, "-qAtX", "-v", "ON_ERROR_STOP=1"]
MARIADB = ["mariadb", "--no-defaults", f"--socket={socket}", "--user=root", "--local-infile=1", "--default-character-set=utf8mb4"]
# A scan of all articles for each question: few are enough, and more would take hours.
OF_WORDPRESS = 4

rows = [line.split("\t") for line in (folder / "questions.tsv").read_text().splitlines()]
questions = defaultdict(list)
for kind, edition, sort, words in rows:
    questions[kind].append((edition, sort, words))


def run(command, sql):
    done = subprocess.run(command, input=sql, text=True, capture_output=True, check=False)
    if done.returncode:
        sys.exit(f"{command[0]}: {done.stderr[:2000]}")
    return done.stdout


def quoted(words):
    return "'" + words.replace("'", "''") + "'"


def percentile(times, percent):
    times = sorted(times)
    return times[min(len(times) * percent // 100, len(times) - 1)]


def of_postgres(edition, sort, words):
    order = "at DESC" if sort == "Date" else "ts_rank(document, asked) DESC, at DESC"
    return (
        f"SELECT count(*) FROM (SELECT id, headline FROM article, websearch_to_tsquery('{CONFIGURATIONS[edition]}', {quoted(words)}) asked "
        f"WHERE edition = '{edition}' AND document @@ asked ORDER BY {order} LIMIT 20) found;"
    )


def of_wordpress(_, sort, words):
    def like(column, word):
        pattern = word.replace("%", "\\%").replace("_", "\\_")
        return f"{column} LIKE {quoted('%' + pattern + '%')}"

    # What stands in quotation marks is one word; of ten words and more the sentence is one.
    terms = re.findall(r'"([^"]+)"|(\S+)', words)
    terms = [phrase or word for phrase, word in terms]
    if len(terms) > 9:
        terms = [words]
    columns = ["post_title", "post_excerpt", "post_content"]
    found = " AND ".join("(" + " OR ".join(f"({like(column, term)})" for column in columns) + ")" for term in terms)
    order = "post_date DESC" if sort == "Date" else f"{like('post_title', words)} DESC, post_date DESC"
    return (
        f"SELECT SQL_CALC_FOUND_ROWS ID FROM wp_posts WHERE 1=1 AND ({found}) AND post_password = '' "
        f"AND post_type = 'post' AND post_status = 'publish' ORDER BY {order} LIMIT 0, 20;"
    )


def times_of_postgres(asked):
    script = "\\timing on\n" + "\n".join(of_postgres(*question) for question in asked)
    return [float(ms) for ms in re.findall(r"Time: ([\d.]+) ms", run(PSQL, script))]


def times_of_wordpress(asked):
    script = "\n".join(of_wordpress(*question) for question in asked)
    told = run([*MARIADB, "-vvv", "paper"], script)
    return [float(seconds) * 1e3 for seconds in re.findall(r"\(([\d.]+) sec\)", told)]


def loaded(name, load):
    began = time.monotonic()
    load()
    print(f"{name}: loaded and indexed in {time.monotonic() - began:.0f} s")


def load_postgres():
    run(PSQL, "CREATE TABLE article (id bigint PRIMARY KEY, edition text NOT NULL, at bigint NOT NULL, headline text NOT NULL, body text NOT NULL, document tsvector);")
    run(PSQL, f"\\copy article (id, edition, at, headline, body) from '{folder}/articles.tsv'")
    cases = " ".join(f"WHEN '{edition}' THEN '{name}'::regconfig" for edition, name in CONFIGURATIONS.items())
    config = f"CASE edition {cases} ELSE 'simple'::regconfig END"
    run(PSQL, f"UPDATE article SET document = setweight(to_tsvector({config}, headline), 'A') || to_tsvector({config}, body);")
    run(PSQL, "SET maintenance_work_mem = '1GB'; CREATE INDEX ON article USING gin (document); CREATE INDEX ON article (at); VACUUM FULL ANALYZE article;")


def load_wordpress():
    while subprocess.run([*MARIADB, "-e", "SELECT 1"], capture_output=True, check=False).returncode:
        time.sleep(0.2)
    run(
        MARIADB,
        "CREATE DATABASE paper CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci; USE paper;"
        "CREATE TABLE wp_posts (ID bigint unsigned NOT NULL PRIMARY KEY, post_date datetime NOT NULL, post_content longtext NOT NULL, post_title text NOT NULL,"
        " post_excerpt text NOT NULL, post_status varchar(20) NOT NULL DEFAULT 'publish', post_password varchar(255) NOT NULL DEFAULT '', post_type varchar(20) NOT NULL DEFAULT 'post',"
        " KEY type_status_date (post_type, post_status, post_date, ID)) ENGINE=InnoDB;"
        f"LOAD DATA LOCAL INFILE '{folder}/articles.tsv' INTO TABLE wp_posts CHARACTER SET utf8mb4 (ID, @edition, @at, post_title, post_content)"
        " SET post_date = FROM_UNIXTIME(@at), post_excerpt = '';",
    )


loaded("PostgreSQL", load_postgres)
size = int(run(PSQL, "SELECT pg_indexes_size('article') + sum(pg_column_size(document)) FROM article;").strip().split(".")[0])
text = int(run(PSQL, "SELECT sum(octet_length(headline) + octet_length(body)) FROM article;"))
print(f"PostgreSQL: indices and vectors {size / text:.2f} of the text")
loaded("MariaDB", load_wordpress)

for kind, asked in questions.items():
    first = times_of_postgres(asked[:100])
    warm = times_of_postgres(asked)
    print(f"PostgreSQL {kind:<19} first p95 {percentile(first, 95):8.2f} ms, then p50 {percentile(warm, 50):8.2f} ms, p95 {percentile(warm, 95):8.2f} ms")
    each = times_of_wordpress(asked[:OF_WORDPRESS])
    print(f"WordPress  {kind:<19} p50 {percentile(each, 50):8.0f} ms, at most {max(each):8.0f} ms, {len(each)} questions")

# From two connections at once, all kinds in turn.
turns = [question for together in zip(*questions.values()) for question in together]
began = time.monotonic()
threads = [threading.Thread(target=times_of_postgres, args=(turns[half::2],)) for half in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"PostgreSQL all kinds together: {len(turns) / (time.monotonic() - began):.0f} questions a second")
