//! Pages at hand: found by address, dropped by what they show, and made by one request for all that wait.

use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use futures_util::future::{BoxFuture, FutureExt, Shared};
use quick_cache::sync::Cache;

use crate::key::{Key, Sought};
use crate::page::Page;
use crate::tag::Tag;

/// How many changes are remembered for pages that were begun before them. A page that takes longer is not kept.
const REMEMBERED: usize = 4096;

/// After how many readers a page is packed as small as it can be.
const READ_OFTEN: u32 = 24;

/// How many pages wait at most to be packed.
const WAITING: usize = 256;

/// For how long a page may be handed out without a word that it is still true.
#[derive(Clone, Copy, Debug, Default)]
pub struct Freshness {
    /// After so long without [`PageCache::confirm`] no page is handed out; nothing means never.
    pub unconfirmed: Option<Duration>,
}

/// What changed.
#[derive(Clone, Debug, Default)]
pub struct Changed {
    tags: Option<HashSet<Tag>>,
    withdrawn: bool,
}

impl Changed {
    /// The things of these names.
    pub fn new<'a>(names: impl IntoIterator<Item = &'a str>) -> Changed {
        Changed { tags: Some(names.into_iter().map(Tag::of).collect()), withdrawn: false }
    }

    /// Everything.
    pub fn everything() -> Changed {
        Changed { tags: None, withdrawn: false }
    }

    /// Nobody may see what was there before, not even when the new page cannot be made.
    #[must_use]
    pub fn withdrawn(mut self) -> Changed {
        self.withdrawn = true;
        self
    }

    fn touches(&self, page: &Page) -> bool {
        self.tags.as_ref().is_none_or(|tags| page.tags().iter().any(|tag| tags.contains(tag)))
    }
}

/// The pages at hand. Cheap to clone.
#[derive(Clone)]
pub struct PageCache {
    inner: Arc<Inner>,
}

struct Inner {
    pages: Cache<Key, Arc<Page>, Weight>,
    most: u64,
    freshness: Freshness,
    begun: Instant,
    /// When somebody last said that all is true, in milliseconds since `begun`.
    confirmed: AtomicU64,
    /// Counts changes.
    epoch: AtomicU64,
    index: Mutex<Index>,
    flights: Mutex<HashMap<Key, (u64, Flight)>>,
    often: tokio::sync::mpsc::Sender<(Key, Arc<Page>)>,
}

/// A page that is being made, for everybody who waits.
type Flight = Shared<BoxFuture<'static, Arc<Page>>>;

#[derive(Default)]
struct Index {
    /// The keys of the pages that show something. Some may be gone from the cache meanwhile.
    shown: HashMap<Tag, HashSet<Key>>,
    size: usize,
    recent: VecDeque<(u64, Changed)>,
}

#[derive(Clone)]
struct Weight;

impl quick_cache::Weighter<Key, Arc<Page>> for Weight {
    fn weight(&self, key: &Key, page: &Arc<Page>) -> u64 {
        page.weight() + key.address.len() as u64
    }
}

impl PageCache {
    /// Room for so many bytes of pages. Must be called inside a runtime.
    pub fn new(bytes: u64, freshness: Freshness) -> PageCache {
        let (often, pages) = tokio::sync::mpsc::channel(WAITING);
        let cache = PageCache {
            inner: Arc::new(Inner {
                pages: Cache::with_weighter(
                    usize::try_from(bytes / 16_384).unwrap_or(usize::MAX).max(64),
                    bytes,
                    Weight,
                ),
                // A page that takes the place of hundreds is not worth it.
                most: (bytes / 64).clamp(1 << 20, 8 << 20),
                freshness,
                begun: Instant::now(),
                confirmed: AtomicU64::new(0),
                epoch: AtomicU64::new(0),
                index: Mutex::default(),
                flights: Mutex::default(),
                often,
            }),
        };
        tokio::spawn(pack_thoroughly(Arc::downgrade(&cache.inner), pages));
        cache
    }

    /// The page, if it is at hand and may be handed out.
    pub(crate) fn get(&self, sought: &Sought<'_>, now: Instant) -> Option<Arc<Page>> {
        let page = self.inner.pages.get(sought)?;
        (page.is_fresh(now) && self.is_trusted(now)).then_some(page)
    }

    /// Counts a reader of a page that is at hand; one that is read often is packed with more effort.
    pub(crate) fn count(&self, key: &Sought<'_>, page: &Arc<Page>) {
        if page.count() == READ_OFTEN {
            let _ = self.inner.often.try_send((key.key(), Arc::clone(page)));
        }
    }

    /// The page made by `make`, by one for all that ask while it is being made. Kept if it may be; should it fail,
    /// the page before it is handed out once more, unless that was withdrawn.
    pub(crate) async fn made<F>(&self, key: Key, make: impl FnOnce() -> F) -> Arc<Page>
    where
        F: Future<Output = Page> + Send + 'static,
    {
        let flight = {
            let mut flights = lock(&self.inner.flights);
            let epoch = self.inner.epoch.load(Ordering::SeqCst);
            match flights.get(&key) {
                // One that began before the last change may show what was before it.
                Some((began, flight)) if *began == epoch => flight.clone(),
                _ => {
                    let task = tokio::spawn(self.clone().fly(key.clone(), epoch, make()));
                    let flight = landed(task).boxed().shared();
                    flights.insert(key, (epoch, flight.clone()));
                    flight
                }
            }
        };
        flight.await
    }

    async fn fly(self, key: Key, epoch: u64, make: impl Future<Output = Page>) -> Arc<Page> {
        let _over = Over { cache: self.clone(), key: key.clone(), epoch };
        let page = Arc::new(make.await);
        if page.status().is_server_error() {
            let sought = Sought { address: &key.address, flavour: key.flavour };
            if let Some(before) = self.inner.pages.get(&sought)
                && self.is_trusted(Instant::now())
            {
                tracing::warn!(address = %key.address, "a page could not be made; readers get the one before it");
                return before;
            }
        } else if page.may_be_kept() {
            self.keep(key, epoch, &page);
        }
        page
    }

    /// Keeps a page that was begun at this epoch. If something on it changed since, it is kept only for the case that
    /// a newer one cannot be made; if something was withdrawn, not at all.
    fn keep(&self, key: Key, epoch: u64, page: &Arc<Page>) {
        if page.weight() > self.inner.most {
            return;
        }
        let mut index = lock(&self.inner.index);
        let oldest = index.recent.front().map_or(0, |(epoch, _)| *epoch);
        if index.recent.len() == REMEMBERED && oldest > epoch + 1 {
            return;
        }
        let sought = Sought { address: &key.address, flavour: key.flavour };
        let before = self.inner.pages.peek(&sought);
        let since = index.recent.iter().rev().take_while(|(at, _)| *at > epoch);
        for (_, changed) in since.filter(|(_, changed)| changed.touches(page)) {
            if changed.withdrawn || before.is_some() {
                return;
            }
            page.make_stale();
        }
        if let Some(before) = before {
            page.follows(&before);
        }
        for tag in page.tags() {
            if index.shown.entry(*tag).or_default().insert(key.clone()) {
                index.size += 1;
            }
        }
        self.inner.pages.insert(key, Arc::clone(page));
        if index.size > 64 * (self.inner.pages.len() + 256) {
            self.tidy(&mut index);
        }
    }

    /// Forgets what pages showed that are not at hand any more.
    fn tidy(&self, index: &mut Index) {
        let mut size = 0;
        index.shown.retain(|_, keys| {
            keys.retain(|key| {
                let sought = Sought { address: &key.address, flavour: key.flavour };
                self.inner.pages.peek(&sought).is_some()
            });
            size += keys.len();
            !keys.is_empty()
        });
        index.size = size;
    }

    /// Lets no page be handed out any more that shows what changed. Tells which of them were read, those that were
    /// read most first.
    pub fn changed(&self, changed: &Changed) -> Vec<Key> {
        let mut index = lock(&self.inner.index);
        let epoch = self.inner.epoch.fetch_add(1, Ordering::SeqCst) + 1;
        if index.recent.len() == REMEMBERED {
            index.recent.pop_front();
        }
        index.recent.push_back((epoch, changed.clone()));
        let keys: HashSet<Key> = match &changed.tags {
            None => self.inner.pages.iter().map(|(key, _)| key).collect(),
            Some(tags) => {
                let shown = tags.iter().filter_map(|tag| index.shown.get(tag));
                shown.flatten().cloned().collect()
            }
        };
        let mut read = Vec::new();
        for key in keys {
            let sought = Sought { address: &key.address, flavour: key.flavour };
            let Some(page) = self.inner.pages.peek(&sought) else { continue };
            if !changed.touches(&page) {
                continue;
            }
            page.make_stale();
            if changed.withdrawn {
                self.inner.pages.remove(&sought);
            }
            if page.hits() > 0 {
                read.push((page.hits(), key));
            }
        }
        drop(index);
        read.sort_by_key(|(hits, _)| std::cmp::Reverse(*hits));
        read.into_iter().map(|(_, key)| key).collect()
    }

    /// Says that until this moment every change was told.
    pub fn confirm(&self, at: Instant) {
        let since = at.saturating_duration_since(self.inner.begun).as_millis();
        let since = u64::try_from(since).unwrap_or(u64::MAX);
        self.inner.confirmed.fetch_max(since, Ordering::Relaxed);
    }

    fn is_trusted(&self, now: Instant) -> bool {
        let Some(most) = self.inner.freshness.unconfirmed else { return true };
        let confirmed = Duration::from_millis(self.inner.confirmed.load(Ordering::Relaxed));
        now.saturating_duration_since(self.inner.begun + confirmed) <= most
    }

    /// How many pages are at hand.
    pub fn len(&self) -> usize {
        self.inner.pages.len()
    }

    /// Whether no page is at hand.
    pub fn is_empty(&self) -> bool {
        self.inner.pages.is_empty()
    }

    /// What the pages take in memory, in bytes.
    pub fn weight(&self) -> u64 {
        self.inner.pages.weight()
    }
}

impl std::fmt::Debug for PageCache {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PageCache").field("pages", &self.len()).finish_non_exhaustive()
    }
}

/// Takes a flight off the board when it ends, in whatever way.
struct Over {
    cache: PageCache,
    key: Key,
    epoch: u64,
}

impl Drop for Over {
    fn drop(&mut self) {
        let mut flights = lock(&self.cache.inner.flights);
        if flights.get(&self.key).is_some_and(|(epoch, _)| *epoch == self.epoch) {
            flights.remove(&self.key);
        }
    }
}

async fn landed(task: tokio::task::JoinHandle<Arc<Page>>) -> Arc<Page> {
    match task.await {
        Ok(page) => page,
        Err(error) => {
            tracing::error!("a page could not be made: {error}");
            Arc::new(Page::failed())
        }
    }
}

/// Packs pages that are read often as small as they can be, one after the other.
async fn pack_thoroughly(
    inner: std::sync::Weak<Inner>,
    mut pages: tokio::sync::mpsc::Receiver<(Key, Arc<Page>)>,
) {
    while let Some((key, page)) = pages.recv().await {
        if !page.is_fresh(Instant::now()) {
            continue;
        }
        let packed = {
            let page = Arc::clone(&page);
            tokio::task::spawn_blocking(move || page.thorough()).await
        };
        let (Ok(Some(packed)), Some(inner)) = (packed, inner.upgrade()) else { continue };
        // Held, so that nobody makes it stale between the look and the change.
        let _index = lock(&inner.index);
        let sought = Sought { address: &key.address, flavour: key.flavour };
        let is_there = inner.pages.peek(&sought).is_some_and(|there| Arc::ptr_eq(&there, &page));
        if is_there && page.is_fresh(Instant::now()) {
            inner.pages.insert(key, Arc::new(packed));
        }
    }
}

/// A lock of ours is never held across anything that can panic halfway.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests;
