//! Stories.

use story::{Kind, Story, StoryId};

use crate::db::args;
use crate::revision::{moment, optional_moment};
use crate::{Error, Reader, Result};

type StoryRow = (i64, String, Option<i64>, bool, Option<i64>, i64);

pub(crate) fn story(
    id: i64,
    kind: &str,
    embargo: Option<i64>,
    sensitive: bool,
    parent: Option<i64>,
    created_at: i64,
) -> Result<Story> {
    Ok(Story {
        id: StoryId::new(id),
        kind: Kind::parse(kind).ok_or_else(|| Error::unreadable("kind of story", kind))?,
        embargo: optional_moment(embargo),
        sensitive,
        parent: parent.map(StoryId::new),
        created_at: moment(created_at),
    })
}

impl Reader {
    /// A story.
    pub async fn story(&self, id: StoryId) -> Result<Story> {
        let row: Option<StoryRow> = self
            .db
            .optional(
                "SELECT id, kind, embargo, sensitive, parent, created_at FROM story WHERE id = $1",
                args![id],
            )
            .await?;
        let (id, kind, embargo, sensitive, parent, created_at) =
            row.ok_or_else(|| Error::missing("story", id))?;
        story(id, &kind, embargo, sensitive, parent, created_at)
    }
}
