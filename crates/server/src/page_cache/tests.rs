use std::sync::atomic::AtomicUsize;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};

use super::*;

fn key(address: &str) -> Key {
    Key { address: address.into(), flavour: 0 }
}

fn page(status: StatusCode, names: &str, body: &str) -> Page {
    let mut headers = HeaderMap::new();
    for (name, value) in [("content-type", "text/html"), ("surrogate-key", names)] {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_str(value).unwrap());
    }
    Page::new(status, headers, &Bytes::from(body.to_owned()), false)
}

fn ok(names: &str, body: &str) -> Page {
    page(StatusCode::OK, names, body)
}

fn text(page: &Arc<Page>) -> String {
    let body = page.wire(crate::Encoding::Identity).body();
    String::from_utf8(body.to_vec()).unwrap()
}

impl PageCache {
    async fn put(&self, address: &str, names: &'static str, body: &'static str) {
        self.made(key(address), move || async move { ok(names, body) }).await;
    }

    fn has(&self, address: &str) -> bool {
        self.get(&Sought { address, flavour: 0 }, Instant::now()).is_some()
    }

    fn read(&self, address: &str) {
        let sought = Sought { address, flavour: 0 };
        let page = self.get(&sought, Instant::now()).unwrap();
        self.count(&sought, &page);
    }
}

fn cache() -> PageCache {
    PageCache::new(8 << 20, Freshness::default())
}

#[tokio::test]
async fn exactly_the_pages_that_showed_what_changed_are_dropped() {
    let cache = cache();
    cache.put("/en/", "newest:en article:1 article:2", "front").await;
    cache.put("/en/post/rain", "article:1", "rain").await;
    cache.put("/en/post/sun", "article:2", "sun").await;
    cache.changed(&Changed::new(["article:1"]));
    assert!(!cache.has("/en/") && !cache.has("/en/post/rain"));
    assert!(cache.has("/en/post/sun"));
    cache.changed(&Changed::everything());
    assert!(!cache.has("/en/post/sun"));
}

#[tokio::test]
async fn the_pages_that_were_read_most_come_first() {
    let cache = cache();
    for address in ["/a", "/b", "/c"] {
        cache.put(address, "newest:en", "news").await;
    }
    for _ in 0..3 {
        cache.read("/b");
    }
    cache.read("/c");
    let read = cache.changed(&Changed::new(["newest:en"]));
    assert_eq!(read, [key("/b"), key("/c")], "nobody read /a");
}

#[tokio::test]
async fn a_page_is_made_once_for_all_that_wait() {
    let cache = cache();
    let made = Arc::new(AtomicUsize::new(0));
    let readers = (0..50).map(|_| {
        let (cache, made) = (cache.clone(), Arc::clone(&made));
        tokio::spawn(async move {
            let make = || async move {
                made.fetch_add(1, Ordering::SeqCst);
                tokio::time::sleep(Duration::from_millis(20)).await;
                ok("newest:en", "front")
            };
            text(&cache.made(key("/en/"), make).await)
        })
    });
    for reader in readers.collect::<Vec<_>>() {
        assert_eq!(reader.await.unwrap(), "front");
    }
    assert_eq!(made.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn who_asks_after_a_change_does_not_get_what_was_begun_before_it() {
    let cache = cache();
    let (finish, finished) = tokio::sync::oneshot::channel();
    let early = {
        let cache = cache.clone();
        tokio::spawn(async move {
            let make = || async move {
                let _ = finished.await;
                ok("article:1", "with a mistake")
            };
            text(&cache.made(key("/a"), make).await)
        })
    };
    tokio::time::sleep(Duration::from_millis(10)).await;
    cache.changed(&Changed::new(["article:1"]));
    let late = cache.made(key("/a"), || async { ok("article:1", "corrected") }).await;
    assert_eq!(text(&late), "corrected");
    finish.send(()).unwrap();
    assert_eq!(early.await.unwrap(), "with a mistake");
    let kept = cache.get(&Sought { address: "/a", flavour: 0 }, Instant::now()).unwrap();
    assert_eq!(text(&kept), "corrected", "the page that was begun before the change was kept");
}

#[tokio::test]
async fn a_page_that_was_overtaken_by_a_change_is_better_than_none() {
    for (withdrawn, shown) in [(false, "overtaken"), (true, "broken")] {
        let cache = cache();
        let change = {
            let cache = cache.clone();
            move || async move {
                let changed = Changed::new(["article:1"]);
                cache.changed(&if withdrawn { changed.withdrawn() } else { changed });
                ok("article:1", "overtaken")
            }
        };
        cache.made(key("/a"), change).await;
        assert!(!cache.has("/a"), "it is not what is true now");
        let broken = || async { page(StatusCode::SERVICE_UNAVAILABLE, "", "broken") };
        assert_eq!(text(&cache.made(key("/a"), broken).await), shown);
    }
}

#[tokio::test]
async fn a_page_that_cannot_be_made_is_shown_as_it_was() {
    let cache = cache();
    cache.put("/a", "article:1", "yesterday's").await;
    cache.changed(&Changed::new(["article:1"]));
    let broken = || async { page(StatusCode::INTERNAL_SERVER_ERROR, "", "broken") };
    assert_eq!(text(&cache.made(key("/a"), broken).await), "yesterday's");
    assert!(!cache.has("/a"), "the next reader tries again");
}

#[tokio::test]
async fn a_withdrawn_page_is_never_shown_again() {
    let cache = cache();
    cache.put("/a", "article:1", "a mistake").await;
    cache.changed(&Changed::new(["article:1"]));
    cache.changed(&Changed::new(["article:1"]).withdrawn());
    let broken = || async { page(StatusCode::INTERNAL_SERVER_ERROR, "", "broken") };
    assert_eq!(text(&cache.made(key("/a"), broken).await), "broken");
}

#[tokio::test]
async fn without_word_that_all_is_true_nothing_is_handed_out() {
    let freshness = Freshness { unconfirmed: Some(Duration::from_millis(60)) };
    let cache = PageCache::new(8 << 20, freshness);
    cache.confirm(Instant::now());
    cache.put("/a", "article:1", "news").await;
    assert!(cache.has("/a"));
    tokio::time::sleep(Duration::from_millis(80)).await;
    assert!(!cache.has("/a"), "nobody knows whether it was withdrawn");
    let broken = || async { page(StatusCode::SERVICE_UNAVAILABLE, "", "broken") };
    assert_eq!(text(&cache.made(key("/a"), broken).await), "broken");
    cache.confirm(Instant::now());
    assert!(cache.has("/a"));
}

#[tokio::test]
async fn pages_take_no_more_room_than_they_are_given() {
    let cache = PageCache::new(1 << 20, Freshness::default());
    for number in 0..500 {
        let names = format!("article:{number} newest:en");
        let body = "rain ".repeat(2000);
        cache.made(key(&format!("/{number}")), || async move { ok(&names, &body) }).await;
    }
    assert!(cache.weight() <= 1 << 20, "{} bytes", cache.weight());
    assert!(!cache.is_empty());
    let index = lock(&cache.inner.index);
    assert!(
        index.size < 2 * 64 * (cache.len() + 256),
        "{} names of {} pages",
        index.size,
        cache.len()
    );
}

#[tokio::test]
async fn a_page_that_panics_fails_for_its_readers_alone() {
    let cache = cache();
    let panics = || async { panic!("a mistake in a template") };
    let page = cache.made(key("/a"), panics).await;
    assert_eq!(page.status(), StatusCode::INTERNAL_SERVER_ERROR);
    cache.put("/a", "article:1", "news").await;
    assert!(cache.has("/a"));
}

#[tokio::test]
async fn a_page_that_is_read_often_is_packed_as_small_as_can_be() {
    let cache = cache();
    let body: String = (0..4000).map(|n| format!("{} rain stops play; ", n * n % 977)).collect();
    cache.made(key("/a"), || async move { ok("article:1", &body) }).await;
    let sought = Sought { address: "/a", flavour: 0 };
    let quick = cache.get(&sought, Instant::now()).unwrap();
    let quick = quick.wire(crate::Encoding::Brotli).body().len();
    for _ in 0..READ_OFTEN {
        cache.read("/a");
    }
    let mut thorough = quick;
    for _ in 0..500 {
        tokio::time::sleep(Duration::from_millis(20)).await;
        let page = cache.get(&sought, Instant::now()).unwrap();
        thorough = page.wire(crate::Encoding::Brotli).body().len();
        if thorough < quick {
            break;
        }
    }
    assert!(thorough < quick, "{thorough} bytes instead of {quick}");
}
