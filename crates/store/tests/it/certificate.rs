//! Certificates: kept for all nodes, ordered by one.

use std::time::Duration;

use jiff::SignedDuration;
use store::{Certificate, CertificateLease, Error};
use testkit::Paper;

on_both_engines!(
    a_certificate_is_there_for_every_node,
    the_order_of_names_makes_no_difference,
    of_many_nodes_one_orders,
    a_lease_that_ended_lets_another_node_order,
    who_was_too_slow_does_not_undo_what_the_next_one_did,
    after_a_failure_nobody_tries_before_the_pause_is_over,
    a_certificate_that_came_ends_all_trouble,
    a_challenge_is_answered_until_it_is_over,
    an_account_is_kept_and_forgotten,
);

const MINUTE: Duration = Duration::from_secs(60);

fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

fn certificate(paper: &Paper, chain: &str) -> Certificate {
    Certificate {
        chain: chain.to_owned(),
        private_key: "the key".to_owned(),
        not_before: paper.now(),
        not_after: paper.now().checked_add(SignedDuration::from_hours(24 * 90)).unwrap(),
        created_at: paper.now(),
    }
}

async fn lease(paper: &Paper) -> Option<CertificateLease> {
    paper.store.lease_certificate(&names(&["paper.example"]), MINUTE).await.unwrap()
}

async fn a_certificate_is_there_for_every_node(paper: Paper) {
    let names = names(&["paper.example", "www.paper.example"]);
    assert_eq!(paper.store.certificate(&names).await.unwrap(), None);
    let lease = paper.store.lease_certificate(&names, MINUTE).await.unwrap().unwrap();
    let certificate = certificate(&paper, "first");
    paper.store.put_certificate(&lease, &certificate).await.unwrap();
    let other = paper.database.open(paper.clock.clone()).await;
    assert_eq!(other.certificate(&names).await.unwrap(), Some(certificate));
    assert_eq!(other.certificate(&names[..1]).await.unwrap(), None, "other names, another one");
}

async fn the_order_of_names_makes_no_difference(paper: Paper) {
    let (one, other) = (names(&["a.example", "b.example"]), names(&["B.example", "a.example"]));
    let lease = paper.store.lease_certificate(&one, MINUTE).await.unwrap().unwrap();
    assert_eq!(paper.store.lease_certificate(&other, MINUTE).await.unwrap(), None);
    paper.store.put_certificate(&lease, &certificate(&paper, "first")).await.unwrap();
    assert!(paper.store.certificate(&other).await.unwrap().is_some());
}

async fn of_many_nodes_one_orders(paper: Paper) {
    let nodes: Vec<_> = (0..8)
        .map(|_| {
            let store = paper.store.clone();
            tokio::spawn(async move {
                store.lease_certificate(&names(&["paper.example"]), MINUTE).await.unwrap()
            })
        })
        .collect();
    let mut leases = 0;
    for node in nodes {
        leases += usize::from(node.await.unwrap().is_some());
    }
    assert_eq!(leases, 1);
}

async fn a_lease_that_ended_lets_another_node_order(paper: Paper) {
    assert_eq!(lease(&paper).await.unwrap().tries, 1);
    assert_eq!(lease(&paper).await, None);
    paper.pass_minutes(1);
    assert_eq!(lease(&paper).await.unwrap().tries, 2);
}

async fn who_was_too_slow_does_not_undo_what_the_next_one_did(paper: Paper) {
    let slow = lease(&paper).await.unwrap();
    paper.pass_minutes(1);
    let next = lease(&paper).await.unwrap();
    paper.store.put_certificate(&next, &certificate(&paper, "next")).await.unwrap();
    let late = paper.store.put_certificate(&slow, &certificate(&paper, "slow")).await;
    assert!(matches!(late, Err(Error::Missing { .. })), "{late:?}");
    let late = paper.store.fail_certificate(&slow, "no answer", MINUTE).await;
    assert!(matches!(late, Err(Error::Missing { .. })), "{late:?}");
    let kept = paper.store.certificate(&names(&["paper.example"])).await.unwrap().unwrap();
    assert_eq!(kept.chain, "next");
}

async fn after_a_failure_nobody_tries_before_the_pause_is_over(paper: Paper) {
    let first = lease(&paper).await.unwrap();
    paper.store.fail_certificate(&first, "the name leads elsewhere", 5 * MINUTE).await.unwrap();
    let order = paper.store.certificate_order(&names(&["paper.example"])).await.unwrap().unwrap();
    assert_eq!(order.trouble.as_deref(), Some("the name leads elsewhere"));
    paper.pass_minutes(4);
    assert_eq!(lease(&paper).await, None);
    paper.pass_minutes(1);
    assert_eq!(lease(&paper).await.unwrap().tries, 2);
}

async fn a_certificate_that_came_ends_all_trouble(paper: Paper) {
    let first = lease(&paper).await.unwrap();
    paper.store.fail_certificate(&first, "no answer", MINUTE).await.unwrap();
    paper.pass_minutes(1);
    let second = lease(&paper).await.unwrap();
    paper.store.put_certificate(&second, &certificate(&paper, "first")).await.unwrap();
    let order = paper.store.certificate_order(&names(&["paper.example"])).await.unwrap().unwrap();
    assert_eq!((order.tries, order.trouble), (0, None));
    assert_eq!(lease(&paper).await.unwrap().tries, 1);
}

async fn a_challenge_is_answered_until_it_is_over(paper: Paper) {
    paper.store.put_acme_challenge("token", "token.thumb", MINUTE).await.unwrap();
    let other = paper.database.open(paper.clock.clone()).await;
    assert_eq!(other.acme_challenge("token").await.unwrap().as_deref(), Some("token.thumb"));
    assert_eq!(other.acme_challenge("another").await.unwrap(), None);
    paper.pass_minutes(1);
    assert_eq!(other.acme_challenge("token").await.unwrap(), None);
    paper.store.put_acme_challenge("later", "later.thumb", MINUTE).await.unwrap();
    assert_eq!(paper.database.number("SELECT count(*) FROM acme_challenge").await, 1);
}

async fn an_account_is_kept_and_forgotten(paper: Paper) {
    let directory = "https://acme.example/dir";
    assert_eq!(paper.store.acme_account(directory).await.unwrap(), None);
    paper.store.put_acme_account(directory, "{}").await.unwrap();
    paper.store.put_acme_account(directory, "{\"id\":1}").await.unwrap();
    let kept = paper.store.acme_account(directory).await.unwrap();
    assert_eq!(kept.as_deref(), Some("{\"id\":1}"));
    paper.store.forget_acme_account(directory).await.unwrap();
    assert_eq!(paper.store.acme_account(directory).await.unwrap(), None);
}
