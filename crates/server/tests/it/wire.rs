//! Questions for pages, in all the ways in which clients ask them.

use std::sync::atomic::Ordering;

use tokio::io::AsyncWriteExt;

use crate::serving::{Serving, config, count, heard};

const PLAIN: &str = "GET /page HTTP/1.1\r\nHost: paper.example\r\n\r\n";

#[tokio::test]
async fn a_page_is_made_once_and_handed_out_from_then_on() {
    let site = Serving::begin().await;
    for _ in 0..3 {
        let said = site.say(PLAIN.as_bytes()).await;
        assert!(said.starts_with("HTTP/1.1 200 OK\r\ndate: "), "{said}");
        assert!(said.contains("\r\ncontent-length: 8000\r\n") && said.ends_with("play "));
        assert!(!said.contains("surrogate"), "{said}");
    }
    assert_eq!(site.made.load(Ordering::SeqCst), 1);
    assert_eq!((site.counters.misses.get(), site.counters.hits.get()), (1, 2));
}

#[tokio::test]
async fn questions_that_come_all_at_once_are_answered_in_turn() {
    let site = Serving::begin().await;
    let said = site.say(PLAIN.repeat(3).as_bytes()).await;
    assert_eq!(count(&said, 200), 3);
}

#[tokio::test]
async fn a_question_may_come_in_pieces() {
    let site = Serving::begin().await;
    let mut stream = site.connect().await;
    for piece in PLAIN.as_bytes().chunks(17) {
        stream.write_all(piece).await.unwrap();
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    assert_eq!(count(&heard(&mut stream).await, 200), 1);
}

#[tokio::test]
async fn a_head_is_the_page_without_its_body() {
    let site = Serving::begin().await;
    let said = site.say(b"HEAD /page HTTP/1.1\r\nHost: x\r\n\r\n").await;
    assert!(said.contains("content-length: 8000\r\n") && said.ends_with("\r\n\r\n"), "{said}");
}

#[tokio::test]
async fn a_page_that_the_client_has_is_not_sent_again() {
    let site = Serving::begin().await;
    let known = "GET /page HTTP/1.1\r\nHost: x\r\nIf-None-Match: \"zero\", \"one\"\r\n\r\n";
    // First while it is made, then from memory.
    let said = site.say(known.repeat(2).as_bytes()).await;
    assert_eq!(count(&said, 304), 2, "{said}");
    assert!(said.contains("etag: W/\"one\"") && !said.contains("rain"), "{said}");
}

#[tokio::test]
async fn a_page_comes_in_the_encoding_that_the_client_likes() {
    let site = Serving::begin().await;
    for (accept, encoding) in [("gzip, br", "br"), ("gzip", "gzip"), ("zstd;q=1, br;q=0.1", "zstd")]
    {
        let question =
            format!("GET /page HTTP/1.1\r\nHost: x\r\nAccept-Encoding: {accept}\r\n\r\n");
        let said = site.say(question.as_bytes()).await;
        assert!(said.contains(&format!("content-encoding: {encoding}\r\n")), "{accept}");
        assert!(said.len() < 1000, "{} bytes", said.len());
    }
    assert_eq!(site.made.load(Ordering::SeqCst), 1, "made once, packed three times");
}

#[tokio::test]
async fn who_says_that_it_is_the_last_question_is_hung_up_on() {
    let site = Serving::begin().await;
    let question = "GET /page HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    let said = site.say(question.repeat(2).as_bytes()).await;
    assert_eq!(count(&said, 200), 1);
    assert!(said.contains("\r\nconnection: close\r\n"), "{said}");
}

#[tokio::test]
async fn a_reader_gets_the_page_as_they_like_to_read() {
    let site = Serving::begin().await;
    let ask = async |cookie: &str| {
        site.say(format!("GET /prefs HTTP/1.1\r\nHost: x\r\nCookie: {cookie}\r\n\r\n").as_bytes())
            .await
    };
    assert!(ask("dark=1").await.contains("Some(\"dark=1\")"));
    assert!(ask("session=secret").await.ends_with("cookie: None"), "others' cookies go nowhere");
    assert!(ask("dark=1").await.contains("Some(\"dark=1\")"));
}

#[tokio::test]
async fn old_clients_and_forms_are_served_too() {
    let site = Serving::begin().await;
    let said = site.say(b"GET /page HTTP/1.0\r\nHost: x\r\n\r\n").await;
    assert!(said.starts_with("HTTP/1.0 200 OK") || said.starts_with("HTTP/1.1 200 OK"), "{said}");
    let said = site
        .say(
            b"POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nConnection: close\r\n\r\nrain",
        )
        .await;
    assert!(said.ends_with("rain"), "{said}");
}

#[tokio::test]
async fn a_question_for_a_page_and_then_a_form_share_a_connection() {
    let site = Serving::begin().await;
    let both = format!(
        "{PLAIN}POST /mine/echo HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nrain{PLAIN}"
    );
    let said = site.say(both.as_bytes()).await;
    assert_eq!(count(&said, 200), 3, "{said}");
}

#[tokio::test]
async fn what_is_for_one_client_alone_is_never_kept() {
    let site = Serving::begin().await;
    for _ in 0..2 {
        let said = site.say(b"GET /mine/who HTTP/1.1\r\nHost: x\r\n\r\n").await;
        assert!(said.ends_with("127.0.0.1"), "{said}");
    }
    assert!(site.pages.is_empty());
}

#[tokio::test]
async fn a_trusted_proxy_says_who_asks() {
    let question =
        b"GET /mine/who HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 1.1.1.1, 203.0.113.9\r\n\r\n";
    let site = Serving::begin().await;
    assert!(site.say(question).await.ends_with("127.0.0.1"), "a stranger is not believed");
    let trusted = vec!["127.0.0.0/8".parse().unwrap()];
    let site = Serving::with(server::Config { trusted_proxies: trusted, ..config() }).await;
    assert!(site.say(question).await.ends_with("203.0.113.9"));
}

#[tokio::test]
async fn http_2_is_spoken_on_the_same_socket() {
    let site = Serving::begin().await;
    // The preface, and a frame of settings without any.
    let said = site.say(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0").await;
    assert_eq!(said.as_bytes().get(3), Some(&4), "the server's own settings come first");
}
