//! Clients that mean no good, or know no better.

use std::time::{Duration, Instant};

use proptest::prelude::*;
use server::Config;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use crate::serving::{Serving, config, count, heard};

const PLAIN: &[u8] = b"GET /page HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

#[tokio::test]
async fn what_is_no_request_is_refused() {
    let site = Serving::begin().await;
    let counted = || site.counters.statuses.iter().map(server::Counter::get).collect::<Vec<_>>();
    let mut heard_so_far = vec![0; 5];
    for (said, statuses) in [
        (&b"GET /page HTTP/1.1\r\n\r\n"[..], &[200, 400][..]),
        (b"GET /page HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", &[200, 400]),
        (b"G@T / HTTP/1.1\r\nHost: x\r\n\r\n", &[400, 405, 404]),
        (b"GET page HTTP/1.1\r\nHost: x\r\n\r\n", &[400, 404]),
        (b"GET /page HTTP/9.9\r\nHost: x\r\n\r\n", &[400, 505]),
        (b"GET /page HTTP/1.1\r\nHost: x\r\nBad Header: x\r\n\r\n", &[400]),
        (b"GET /page HTTP/1.1\r\nHost: x\r\nX: a\0b\r\n\r\n", &[400]),
        (b"GET /%zz/../\xff HTTP/1.1\r\nHost: x\r\n\r\n", &[400, 404]),
        (b"GET //evil.example/%2e%2e HTTP/1.1\r\nHost: x\r\n\r\n", &[404, 400]),
        (b"GET /page HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef", &[400]),
        (b"GET /page HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n", &[400]),
        (b"\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03 a TLS hello\r\n\r\n", &[400]),
    ] {
        let answer = site.say(said).await;
        let shown = String::from_utf8_lossy(said);
        assert!(
            answer.is_empty() || statuses.iter().any(|status| count(&answer, *status) == 1),
            "{shown:?} was answered {answer:?}"
        );
        assert!(!answer.contains("HTTP/1.1 5"), "{shown:?} was answered {answer:?}");
        for (class, heard) in (1..).zip(&mut heard_so_far) {
            *heard += answer.matches(&format!("HTTP/1.1 {class}")).count() as u64;
        }
        assert_eq!(counted(), heard_so_far, "{shown:?} was answered and not counted");
    }
    assert!(site.counters.unread.get() >= 5);
    assert_eq!(count(&site.say(PLAIN).await, 200), 1);
}

#[tokio::test]
async fn a_head_that_is_too_big_is_refused_and_counted() {
    let site = Serving::begin().await;
    let big = format!("GET /page HTTP/1.1\r\nHost: x\r\nX: {}\r\n\r\n", "x".repeat(40_000));
    let answer = site.say(big.as_bytes()).await;
    // Who is still sending may find the line cut before the answer is read.
    assert!(answer.is_empty() || count(&answer, 431) == 1, "{answer}");
    assert_eq!((site.counters.unread.get(), site.counters.statuses[3].get()), (1, 1));
}

#[tokio::test]
async fn a_page_that_takes_too_long_is_given_up_and_counted() {
    let site =
        Serving::with(Config { request_timeout: Duration::from_millis(100), ..config() }).await;
    let answer = site.say(b"GET /slow HTTP/1.1\r\nHost: x\r\n\r\n").await;
    assert_eq!(count(&answer, 503), 1, "{answer}");
    assert_eq!((site.counters.misses.get(), site.counters.statuses[4].get()), (1, 1));
    assert_eq!(site.counters.bytes.get(), answer.len() as u64);
}

#[tokio::test]
async fn a_smuggled_second_request_is_not_seen() {
    let site = Serving::begin().await;
    let smuggled = b"POST /mine/echo HTTP/1.1\r\nHost: x\r\nContent-Length: 49\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /mine/who HTTP/1.1\r\nHost: x\r\n\r\n";
    let answer = site.say(smuggled).await;
    assert!(!answer.contains("127.0.0.1"), "{answer}");
}

#[tokio::test]
async fn a_line_break_in_an_address_makes_no_header() {
    let site = Serving::begin().await;
    let answer = site.say(b"GET /page%0d%0aSet-Cookie:%20a=b HTTP/1.1\r\nHost: x\r\n\r\n").await;
    assert!(!answer.to_lowercase().contains("set-cookie"), "{answer}");
}

#[tokio::test]
async fn a_head_that_never_ends_is_cut_off() {
    let site = Serving::begin().await;
    let mut stream = site.connect().await;
    let mut sent = 0;
    let _ = stream.write_all(b"GET /page HTTP/1.1\r\nHost: x\r\n").await;
    while sent < 4 << 20 {
        if stream.write_all(b"X-More: and more and more and more\r\n").await.is_err() {
            break;
        }
        sent += 36;
    }
    assert!(sent < 4 << 20, "4 MiB of headers were read");
    assert_eq!(count(&site.say(PLAIN).await, 200), 1);
}

#[tokio::test]
async fn a_client_that_drips_its_question_is_given_up() {
    let site = Serving::begin().await;
    let begun = Instant::now();
    let mut stream = site.connect().await;
    for byte in b"GET /page HTTP/1.1\r\nHost: a-very-long-name-that-comes-a-letter-at-a-time" {
        if stream.write_all(&[*byte]).await.is_err() || begun.elapsed() > Duration::from_secs(5) {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert_eq!(heard(&mut stream).await, "");
    assert!(begun.elapsed() < Duration::from_secs(5), "it was waited for");
}

#[tokio::test]
async fn a_client_that_reads_nothing_is_given_up() {
    let config = server::Config { request_timeout: Duration::from_millis(300), ..config() };
    let site = Serving::with(config).await;
    let mut stream = site.connect().await;
    // More answers than the system's buffers hold.
    let question = b"GET /page HTTP/1.1\r\nHost: x\r\n\r\n".repeat(5000);
    let writing = tokio::time::timeout(Duration::from_secs(5), stream.write_all(&question));
    let _ = writing.await;
    for _ in 0..100 {
        if site.counters.ended.get() == 1 {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("the connection is still held");
}

#[tokio::test]
async fn a_page_that_takes_too_long_is_not_waited_for_for_ever() {
    let config = server::Config { request_timeout: Duration::from_millis(100), ..config() };
    let site = Serving::with(config).await;
    let answer = site.say(b"GET /slow HTTP/1.1\r\nHost: x\r\n\r\n").await;
    assert_eq!(count(&answer, 503), 1, "{answer}");
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    assert!(head.contains(&format!("content-length: {}", body.len())), "{answer}");
}

#[tokio::test]
async fn a_client_that_vanishes_leaves_nothing_behind() {
    let site = Serving::begin().await;
    for _ in 0..50 {
        let mut stream = site.connect().await;
        stream.write_all(b"GET /slow HTTP/1.1\r\nHost: x\r\n\r\n").await.unwrap();
        drop(stream);
    }
    for _ in 0..100 {
        if site.counters.ended.get() == 50 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert_eq!(site.counters.ended.get(), 50);
    assert_eq!(count(&site.say(PLAIN).await, 200), 1);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    /// Whatever is said, the server answers the next one.
    #[test]
    fn no_bytes_bring_it_down(
        bytes in prop_oneof![
            proptest::collection::vec(any::<u8>(), 0..400),
            "(GET|HEAD|POST|PUT|OPTIONS) /[ -~]{0,60} HTTP/1.[01]\r\n(Host: [ -~]{0,20}\r\n)?([A-Za-z-]{1,20}: [ -~]{0,40}\r\n){0,4}\r\n"
                .prop_map(String::into_bytes),
        ]
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let site = Serving::begin().await;
            let mut stream = site.connect().await;
            stream.write_all(&bytes).await.unwrap();
            stream.shutdown().await.unwrap();
            let mut answer = Vec::new();
            let _ = tokio::time::timeout(Duration::from_secs(3), stream.read_to_end(&mut answer))
                .await
                .expect("an end");
            let next = site.say(PLAIN).await;
            assert_eq!(count(&next, 200), 1, "{next}");
        });
    }
}
