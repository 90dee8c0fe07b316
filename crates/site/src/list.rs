//! Lists that stand on many pages of an edition: asked for once per change, and not once per page.

use std::sync::Arc;

use store::{Listed, Place};
use story::{SectionId, Timestamp};

use crate::Error;
use crate::memo::Memo;

/// How many lists of an edition are held: more than it has sections.
const MOST: usize = 200;

/// Which list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Which {
    /// What is most important in the edition or a section of it, until the clock next changes what editors placed.
    Important(Option<SectionId>, Option<Timestamp>),
    /// What is read most in the edition.
    MostRead,
}

/// A list, and where it goes on.
pub(crate) type List = (Vec<Listed>, Option<Place>);

/// The lists that pages asked for since the newest change.
#[derive(Debug)]
pub(crate) struct Lists(Memo<Which, Arc<List>>);

impl Default for Lists {
    fn default() -> Lists {
        Lists(Memo::new(MOST))
    }
}

impl Lists {
    /// The list, which `read` asks the store for if no page did.
    pub(crate) async fn get(
        &self,
        which: Which,
        read: impl Future<Output = Result<List, Error>>,
    ) -> Result<Arc<List>, Error> {
        if let Some(list) = self.0.get(&which) {
            return Ok(list);
        }
        let list = Arc::new(read.await?);
        self.0.put(which, Arc::clone(&list));
        Ok(list)
    }
}
