use std::collections::{BTreeMap, BTreeSet};

use jiff::{Timestamp, ToSpan};
use proptest::prelude::*;
use story::ArticleId;

use super::*;
use crate::{Referrer, Weight, weight};

const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
const SECRET: [u8; 32] = [3; 32];

fn noon() -> Timestamp {
    "2026-03-04T12:00:00Z".parse().unwrap()
}

fn counter() -> Counter {
    Counter::new(Day::of(noon()), [9; 32], Tokens::new(SECRET))
}

fn hit(article: i64, address: [u8; 4]) -> Hit<'static> {
    Hit {
        what: What::View(ArticleId::new(article)),
        address: address.into(),
        agent: FIREFOX,
        referrer: Referrer::Direct,
        proof: Proof::NotAsked,
        at: noon(),
    }
}

/// What the store makes of batches.
#[derive(Debug, Default, PartialEq, Eq)]
struct Kept {
    seen: BTreeSet<(Day, i64)>,
    networks: BTreeMap<(i64, i64), i64>,
    people: BTreeMap<What, u64>,
    hits: BTreeMap<What, (u64, u64)>,
}

impl Kept {
    fn keep(&mut self, batch: Batch) {
        for visit in batch.visits {
            if self.seen.insert((visit.day, visit.reader)) {
                *self.people.entry(visit.subject.what).or_default() += 1;
                let hour = visit.subject.hour().number();
                *self.networks.entry((hour, visit.network)).or_default() += 1;
            }
        }
        for (subject, tally) in batch.tallies {
            let sum = self.hits.entry(subject.what).or_default();
            sum.0 += tally.hits;
            sum.1 += tally.bots;
        }
    }

    fn weight(&self) -> Weight {
        self.networks.values().map(|readers| weight(*readers)).sum()
    }
}

#[test]
fn a_reader_counts_once_for_each_article_and_day() {
    let counter = counter();
    assert_eq!(counter.count(&hit(1, [203, 0, 113, 9])), Verdict::New);
    for _ in 0..500 {
        assert_eq!(counter.count(&hit(1, [203, 0, 113, 9])), Verdict::Again);
    }
    assert_eq!(counter.count(&hit(2, [203, 0, 113, 9])), Verdict::New);
    assert_eq!(counter.count(&hit(1, [203, 0, 113, 10])), Verdict::New);
    let other = Hit { agent: "Mozilla/5.0 (X11)", ..hit(1, [203, 0, 113, 9]) };
    assert_eq!(counter.count(&other), Verdict::New);
    let mut kept = Kept::default();
    kept.keep(counter.take());
    assert_eq!(kept.people[&What::View(ArticleId::new(1))], 3);
    assert_eq!(kept.hits[&What::View(ArticleId::new(1))], (503, 0));
    assert!(counter.take().is_empty());
    let tomorrow = Day::new(counter.day().number() + 1);
    counter.begin(tomorrow, [10; 32]);
    let again = Hit { at: noon() + 24.hours(), ..hit(1, [203, 0, 113, 9]) };
    assert_eq!(counter.count(&again), Verdict::New);
    kept.keep(counter.take());
    assert_eq!(kept.people[&What::View(ArticleId::new(1))], 4);
}

#[test]
fn nobody_can_tell_that_one_person_read_two_articles() {
    let counter = counter();
    counter.count(&hit(1, [203, 0, 113, 9]));
    counter.count(&hit(2, [203, 0, 113, 9]));
    let batch = counter.take();
    let [one, two] = &batch.visits[..] else { panic!("{batch:?}") };
    assert_ne!(one.reader, two.reader);
    assert_ne!(one.network, two.network);
}

#[test]
fn machines_are_counted_apart() {
    let counter = counter();
    let address = [203, 0, 113, 9];
    let token = counter.tokens().make(hit(1, address).what, noon() - 6.seconds());
    let fresh = counter.tokens().make(hit(1, address).what, noon() - 1.seconds());
    let old = counter.tokens().make(hit(1, address).what, noon() - 48.hours());
    for (proof, agent, verdict) in [
        (Proof::Token(&token), FIREFOX, Verdict::New),
        (Proof::Token("0.0"), FIREFOX, Verdict::Bot(Sign::Token)),
        (Proof::Token(""), FIREFOX, Verdict::Bot(Sign::Token)),
        (Proof::Token(&fresh), FIREFOX, Verdict::Bot(Sign::Pace)),
        (Proof::Token(&old), FIREFOX, Verdict::Bot(Sign::Pace)),
        (Proof::Token(&token), "curl/8", Verdict::Bot(Sign::Agent)),
        (Proof::NotAsked, "", Verdict::Bot(Sign::Agent)),
    ] {
        let hit = Hit { proof, agent, ..hit(1, address) };
        assert_eq!(counter.count(&hit), verdict, "{hit:?}");
    }
    let mut kept = Kept::default();
    kept.keep(counter.take());
    assert_eq!(kept.hits[&What::View(ArticleId::new(1))], (1, 6));
    let figures = counter.figures();
    assert_eq!((figures.people, figures.again, figures.bots, figures.lost), (1, 0, 6, 0));
}

#[test]
fn nobody_reads_more_articles_than_a_minute_has_seconds() {
    let counter = counter();
    let read: Vec<Verdict> =
        (1..=100).map(|article| counter.count(&hit(article, [203, 0, 113, 9]))).collect();
    assert_eq!(read.iter().filter(|verdict| **verdict == Verdict::New).count(), 60);
    assert_eq!(read[99], Verdict::Bot(Sign::Greed));
    let later = Hit { at: noon() + 1.minutes(), ..hit(200, [203, 0, 113, 9]) };
    assert_eq!(counter.count(&later), Verdict::New);
    assert_eq!(counter.count(&hit(200, [203, 0, 113, 10])), Verdict::New);
}

#[test]
fn what_the_store_could_not_keep_comes_again() {
    let counter = counter();
    counter.count(&hit(1, [203, 0, 113, 9]));
    counter.count(&Hit { agent: "curl/8", ..hit(1, [203, 0, 113, 9]) });
    let batch = counter.take();
    counter.give_back(batch.clone());
    assert_eq!(counter.count(&hit(1, [203, 0, 113, 9])), Verdict::Again);
    let again = counter.take();
    assert_eq!(again.visits, batch.visits);
    let subject = again.visits[0].subject;
    assert_eq!(again.tallies[&subject], Tally { hits: 2, bots: 1 });
}

#[test]
fn made_up_ids_do_not_fill_the_memory() {
    let counter = counter();
    for article in 1..200_000 {
        counter.count(&Hit { proof: Proof::Token("0.0"), ..hit(article, [203, 0, 113, 9]) });
    }
    assert!(counter.take().tallies.len() <= MOST_SUBJECTS * PARTS);
    assert!(counter.figures().lost > 180_000);
}

proptest! {
    #[test]
    fn the_sum_is_the_same_however_hits_are_cut(
        hits in prop::collection::vec((1..5_i64, 0..4_u8, 0..9_u8, 0..3_usize, 0..12_u8), 0..400),
    ) {
        let day = Day::of(noon());
        let nodes = [(); 3].map(|()| Counter::new(day, [9; 32], Tokens::new(SECRET)));
        let one = counter();
        let (mut cut, mut whole) = (Kept::default(), Kept::default());
        for (article, network, host, node, act) in hits {
            let hit = hit(article, [203, 0, network, host]);
            one.count(&hit);
            nodes[node].count(&hit);
            match act {
                0 => cut.keep(nodes[node].take()),
                1 => {
                    // The store fails: nothing was kept.
                    let batch = nodes[node].take();
                    nodes[node].give_back(batch);
                }
                // The store kept it, but nobody heard: what people read is right all the same.
                2 => {
                    let batch = nodes[node].take();
                    cut.keep(Batch { tallies: BTreeMap::new(), ..batch.clone() });
                    nodes[node].give_back(batch);
                }
                _ => {}
            }
        }
        for node in &nodes {
            cut.keep(node.take());
        }
        whole.keep(one.take());
        prop_assert_eq!(cut.weight(), whole.weight());
        prop_assert_eq!(cut, whole);
    }
}
