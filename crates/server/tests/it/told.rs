//! Requests that only tell something.

use std::net::IpAddr;
use std::sync::{Arc, Mutex};

use server::{Listener, Told};

use crate::serving::{Serving, config, count};

/// Notes what it hears.
#[derive(Default)]
pub(crate) struct Notebook(Mutex<Vec<(String, IpAddr, Option<String>)>>);

impl Listener for Notebook {
    fn hear(&self, told: &Told<'_>) -> bool {
        let agent = (told.header)("user-agent").map(str::to_owned);
        self.0.lock().unwrap().push((told.address.to_owned(), told.client, agent));
        told.address.starts_with("/-/view/")
    }
}

impl Notebook {
    fn heard(&self) -> Vec<(String, IpAddr, Option<String>)> {
        std::mem::take(&mut self.0.lock().unwrap())
    }
}

const TOLD: &str =
    "POST /-/view/7?t=1 HTTP/1.1\r\nHost: x\r\nUser-Agent: Firefox\r\nContent-Length: 0\r\n\r\n";

#[tokio::test]
async fn what_only_tells_something_is_heard_and_answered_with_nothing() {
    let notebook = Arc::new(Notebook::default());
    let site = Serving::told(config(), notebook.clone()).await;
    let said = site.say(TOLD.repeat(3).as_bytes()).await;
    assert_eq!(count(&said, 204), 3, "{said}");
    assert!(said.contains("cache-control: no-store"), "{said}");
    assert!(!said.to_lowercase().contains("content-length"), "{said}");
    let heard = notebook.heard();
    assert_eq!(heard.len(), 3);
    let (address, client, agent) = &heard[0];
    assert_eq!((address.as_str(), agent.as_deref()), ("/-/view/7?t=1", Some("Firefox")));
    assert!(client.is_loopback());
    assert_eq!((site.counters.passed.get(), site.counters.hits.get()), (3, 0));
}

#[tokio::test]
async fn it_is_heard_in_every_form_and_among_other_questions() {
    let notebook = Arc::new(Notebook::default());
    let site = Serving::told(config(), notebook.clone()).await;
    let page = "GET /page HTTP/1.1\r\nHost: x\r\n\r\n";
    let bare = "POST /-/view/8 HTTP/1.1\r\nHost: x\r\n\r\n";
    let with_body = "POST /-/view/9 HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nrain";
    let said = site.say(format!("{page}{TOLD}{page}{bare}{with_body}").as_bytes()).await;
    assert_eq!((count(&said, 200), count(&said, 204)), (2, 3), "{said}");
    assert_eq!(notebook.heard().len(), 3);
}

#[tokio::test]
async fn what_is_none_of_its_addresses_goes_on() {
    let notebook = Arc::new(Notebook::default());
    let site = Serving::told(config(), notebook.clone()).await;
    let said = site.say(b"POST /-/other HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n").await;
    assert_eq!(count(&said, 404), 1, "{said}");
    notebook.heard();
    for other in [
        "POST /mine/echo HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nrain",
        "GET /-/view/7 HTTP/1.1\r\nHost: x\r\n\r\n",
    ] {
        site.say(other.as_bytes()).await;
        assert_eq!(notebook.heard().len(), 0, "{other}");
    }
}

#[tokio::test]
async fn it_is_heard_who_sent_it_through_a_proxy() {
    let notebook = Arc::new(Notebook::default());
    let trusting =
        server::Config { trusted_proxies: vec!["127.0.0.1".parse().unwrap()], ..config() };
    let site = Serving::told(trusting, notebook.clone()).await;
    let forwarded = TOLD.replace("Host: x", "Host: x\r\nX-Forwarded-For: 203.0.113.9");
    let with_body = "POST /-/view/9 HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 203.0.113.9\r\nContent-Length: 4\r\n\r\nrain";
    site.say(format!("{forwarded}{with_body}").as_bytes()).await;
    let clients: Vec<String> =
        notebook.heard().into_iter().map(|(_, client, _)| client.to_string()).collect();
    assert_eq!(clients, ["203.0.113.9", "203.0.113.9"]);
}
