//! What `masthead check` asks of the database: does everything that points somewhere arrive?

use story::ArticleId;

use crate::audit::AuditLine;
use crate::db::args;
use crate::{Reader, Result};

/// Something that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Fault {
    /// What it is about: `article 12`.
    pub object: String,
    /// What is wrong, and what follows.
    pub what: String,
}

/// A query that finds faults: each row is an object and a detail.
struct Question {
    sql: &'static str,
    what: &'static str,
}

const QUESTIONS: &[Question] = &[
    Question {
        sql: "SELECT 'article ' || a.id, 'revision ' || a.live FROM article a
              LEFT JOIN revision r ON r.article = a.id AND r.number = a.live
              WHERE a.live IS NOT NULL AND r.number IS NULL",
        what: "is live with a text that does not exist",
    },
    Question {
        sql: "SELECT 'article ' || a.id, 'revision ' || a.draft FROM article a
              LEFT JOIN revision r ON r.article = a.id AND r.number = a.draft WHERE r.number IS NULL",
        what: "has a newest text that does not exist",
    },
    Question {
        sql: "SELECT 'article ' || a.id, 'revision ' || a.scheduled FROM article a
              LEFT JOIN revision r ON r.article = a.id AND r.number = a.scheduled
              WHERE a.scheduled IS NOT NULL AND r.number IS NULL",
        what: "is scheduled with a text that does not exist",
    },
    Question {
        sql: "SELECT 'article ' || a.id, a.edition || '/' || a.slug FROM article a
              LEFT JOIN url u ON u.article = a.id AND u.state = 'current'
                  AND u.path = '/' || a.edition || '/post/' || a.slug
              WHERE a.live IS NOT NULL AND u.path IS NULL",
        what: "is live and its address does not lead to it",
    },
    Question {
        sql: "SELECT 'article ' || article, CAST(count(*) AS TEXT) FROM url WHERE state = 'current'
              GROUP BY article HAVING count(*) > 1",
        what: "has more than one current address",
    },
    Question {
        sql: "SELECT 'article ' || a.id, 'revision ' || a.live FROM article a
              LEFT JOIN publication p ON p.article = a.id AND p.revision = a.live
              WHERE a.live IS NOT NULL AND p.revision IS NULL",
        what: "is live with a text that its public history does not have",
    },
    Question {
        sql: "SELECT 'article ' || a.id, a.public FROM article a
              WHERE (a.public = 'live') <> (a.live IS NOT NULL) OR (a.live IS NOT NULL AND a.first_live_at IS NULL)",
        what: "has a public state that contradicts itself",
    },
    Question {
        sql: "SELECT 'article ' || m.article, m.kind FROM mention m JOIN article a ON a.id = m.article
              WHERE a.live IS NULL",
        what: "is listed under an author, a topic or a picture and is not live",
    },
    Question {
        sql: "SELECT 'article ' || a.id, s.edition || '/' || s.slug FROM article a JOIN section s ON s.id = a.section
              WHERE s.edition <> a.edition",
        what: "is in a section of another edition",
    },
    Question {
        sql: "SELECT 'article ' || a.id, p.list || ' of ' || p.edition FROM placement p
              JOIN article a ON a.id = p.article WHERE p.edition <> a.edition",
        what: "is placed in a list of another edition",
    },
    Question {
        sql: "SELECT 'story ' || s.id, s.kind FROM story s LEFT JOIN article a ON a.story = s.id WHERE a.id IS NULL",
        what: "is told in no article",
    },
    Question {
        sql: "SELECT 'correction ' || c.id, 'revision ' || c.to_revision FROM correction c
              LEFT JOIN revision r ON r.article = c.article AND r.number = c.to_revision
              WHERE c.to_revision IS NOT NULL AND r.number IS NULL",
        what: "points to a text that does not exist",
    },
    Question {
        sql: "SELECT 'import ' || i.kind || ' ' || i.foreign_id, CAST(i.object AS TEXT) FROM import_item i
              LEFT JOIN article a ON a.id = i.object
              WHERE i.outcome = 'stored' AND i.kind IN ('post', 'page') AND a.id IS NULL",
        what: "was stored as an article that does not exist",
    },
];

impl Reader {
    /// Asks everything and gives every fault found.
    pub async fn inspect(&self) -> Result<Vec<Fault>> {
        let mut faults = Vec::new();
        for question in QUESTIONS {
            let rows: Vec<(String, Option<String>)> = self.db.walk(question.sql, args![]).await?;
            faults.extend(rows.into_iter().map(|(object, detail)| Fault {
                object,
                what: format!("{} ({})", question.what, detail.unwrap_or_default()),
            }));
        }
        faults.extend(self.inspect_chains().await?);
        faults.extend(self.inspect_audit().await?);
        Ok(faults)
    }

    /// Article ids in order, for walks over everything.
    pub async fn article_ids(&self, after: i64, limit: i64) -> Result<Vec<ArticleId>> {
        let rows: Vec<(i64,)> = self
            .db
            .all("SELECT id FROM article WHERE id > $1 ORDER BY id LIMIT $2", args![after, limit])
            .await?;
        Ok(rows.into_iter().map(|(id,)| ArticleId::new(id)).collect())
    }

    async fn inspect_chains(&self) -> Result<Vec<Fault>> {
        let mut faults = Vec::new();
        let mut after = 0;
        loop {
            let ids = self.article_ids(after, 500).await?;
            let Some(last) = ids.last() else { return Ok(faults) };
            after = last.number();
            for id in ids {
                if let Err(broken) = story::revision::verify(&self.revisions(id).await?) {
                    faults
                        .push(Fault { object: format!("article {id}"), what: broken.to_string() });
                }
            }
        }
    }

    async fn inspect_audit(&self) -> Result<Vec<Fault>> {
        let mut faults = Vec::new();
        let mut before: Option<AuditLine> = None;
        loop {
            let lines =
                self.audit_after(before.as_ref().map_or(0, |line| line.number), 1000).await?;
            if lines.is_empty() {
                return Ok(faults);
            }
            for line in lines {
                if !line.follows(before.as_ref()) {
                    let what = "does not follow from the line before it: one of them was changed"
                        .to_owned();
                    faults.push(Fault { object: format!("audit line {}", line.number), what });
                }
                before = Some(line);
            }
        }
    }
}
