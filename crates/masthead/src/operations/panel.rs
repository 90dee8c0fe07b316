//! Everything that those who run the paper can look at, in one place.

use std::sync::Arc;
use std::time::{Duration, Instant};

use server::{Notes, PageCache};
use store::Store;
use story::Timestamp;
use tokio_util::sync::CancellationToken;

use super::asking::Asking;
use crate::worker::{Audience, Followed, LISTENERS, Means};

/// After so long without word from the database the pages count as not followed.
const UNFOLLOWED: Duration = Duration::from_secs(5);

/// Everything that those who run the paper can look at.
#[derive(Debug)]
pub(crate) struct Panel {
    pub(super) notes: Notes,
    /// The pages at hand, and how many bytes of them there may be.
    pub(super) pages: Option<(PageCache, u64)>,
    pub(super) followed: Option<Arc<Followed>>,
    pub(super) audience: Option<Audience>,
    pub(super) asking: Asking,
    pub(super) started: Timestamp,
    stopping: CancellationToken,
}

impl Panel {
    /// Looks at these. Listeners that have nothing to do in this paper are left out.
    pub(crate) fn new(
        notes: Notes,
        pages: Option<(PageCache, u64)>,
        means: &Means,
        stopping: CancellationToken,
    ) -> Panel {
        let at_work = LISTENERS.iter().filter(|listener| (listener.begin)(means).is_some());
        let store: Store = means.store.clone();
        Panel {
            notes,
            pages,
            followed: means.pages.clone(),
            audience: means.audience.clone(),
            started: store.clock().now(),
            asking: Asking::new(store, at_work.map(|listener| listener.name).collect()),
            stopping,
        }
    }

    /// What keeps the paper from readers, each as a sentence; nothing if it is ready for them.
    pub(super) async fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        if self.stopping.is_cancelled() {
            faults.push("The server is stopping.".to_owned());
        }
        if let Err(fault) = &*self.asking.places().await {
            faults.push(fault.clone());
        }
        match self.followed.as_ref().map(|followed| followed.confirmed(Instant::now())) {
            Some(None) => faults.push("The pages are not followed yet.".to_owned()),
            Some(Some(since)) if since > UNFOLLOWED => {
                faults.push(format!("The pages have not been followed for {} s.", since.as_secs()));
            }
            Some(Some(_)) | None => {}
        }
        faults
    }
}
