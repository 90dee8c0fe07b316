//! The end of a server is nobody's lost request.

use std::time::Duration;

use tokio::io::AsyncWriteExt;

use crate::serving::{Serving, count, heard};

#[tokio::test]
async fn who_asked_before_the_end_is_answered_and_told_that_it_was_the_last() {
    let site = Serving::begin().await;
    let mut asked = site.connect().await;
    asked.write_all(b"GET /slow HTTP/1.1\r\nHost: x\r\n\r\n").await.unwrap();
    let mut idle = site.connect().await;
    idle.write_all(b"GET /page HTTP/1.1\r\nHost: x\r\n\r\n").await.unwrap();
    assert_eq!(count(&heard(&mut idle).await, 200), 1);
    // By now `/slow` was answered too; a second one is under way when the end comes.
    assert_eq!(count(&heard(&mut asked).await, 200), 1);
    site.pages.changed(&server::Changed::everything());
    asked.write_all(b"GET /slow HTTP/1.1\r\nHost: x\r\n\r\n").await.unwrap();
    tokio::time::sleep(Duration::from_millis(50)).await;
    site.stop.cancel();
    // A question that was on its way when the end came.
    tokio::time::sleep(Duration::from_millis(20)).await;
    idle.write_all(b"GET /page HTTP/1.1\r\nHost: x\r\n\r\n").await.unwrap();
    let last = heard(&mut idle).await;
    assert!(count(&last, 200) == 1 && last.contains("connection: close"), "{last}");
    assert_eq!(count(&heard(&mut asked).await, 200), 1);
    tokio::time::timeout(Duration::from_secs(5), site.ended).await.unwrap().unwrap();
}

#[tokio::test]
async fn connections_that_ask_nothing_end_soon() {
    let site = Serving::begin().await;
    let mut quiet = Vec::new();
    for _ in 0..20 {
        quiet.push(site.connect().await);
    }
    let mut by_hyper = site.connect().await;
    by_hyper.write_all(b"GET /mine/who HTTP/1.1\r\nHost: x\r\n\r\n").await.unwrap();
    assert_eq!(count(&heard(&mut by_hyper).await, 200), 1);
    site.stop.cancel();
    tokio::time::timeout(Duration::from_secs(2), site.ended).await.unwrap().unwrap();
}
