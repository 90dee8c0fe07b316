//! Who is in which text on the other nodes of the paper, as they announce it.
//!
//! Nothing of it is kept: a node says anew every few seconds what is true, and what it did not say for a while is
//! true no longer.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use collaboration::message::Presence;
use serde::{Deserialize, Serialize};
use story::ArticleId;
use tokio::time::Instant;

use crate::Desk;
use crate::room::PersonHere;

/// How long a node is believed that says nothing.
const BELIEVED: Duration = Duration::from_secs(15);

/// How often is looked for nodes that say nothing.
const SWEEP: Duration = Duration::from_secs(5);

/// How long an announcement may take: nobody's text waits longer for it to be kept.
const PATIENCE: Duration = Duration::from_secs(1);

/// What other nodes announced.
#[derive(Debug)]
pub(crate) struct Elsewhere {
    /// The number of this node, anew with every start.
    node: u64,
    texts: Mutex<HashMap<ArticleId, HashMap<u64, There>>>,
    /// Whether somebody listens for this node.
    heard: Mutex<bool>,
}

/// Who is in a text on another node.
#[derive(Debug)]
struct There {
    told: Instant,
    people: Vec<PersonHere>,
    /// By the number of the browser.
    places: BTreeMap<u64, (u32, String)>,
}

/// What nodes tell each other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "kebab-case")]
pub(crate) enum Announcement {
    /// This node wants to hear who is where.
    Asks {
        /// The node that says so.
        node: u64,
    },
    /// These people are in this text, each browser with a counter and its state in JSON.
    Here {
        /// The node that says so.
        node: u64,
        article: ArticleId,
        people: Vec<PersonHere>,
        places: Vec<(u64, u32, String)>,
    },
    /// The comments beside this text are others now.
    Comments {
        /// The node that says so.
        node: u64,
        article: ArticleId,
    },
}

/// What an announcement changed in a text.
#[derive(Debug, Default, PartialEq, Eq)]
struct Changed {
    people: bool,
    moved: Presence,
}

impl Default for Elsewhere {
    fn default() -> Elsewhere {
        // Without randomness nothing else at the desk works either.
        let node = getrandom::u64().unwrap_or_default();
        Elsewhere { node, texts: Mutex::default(), heard: Mutex::default() }
    }
}

impl Elsewhere {
    /// The texts that somebody has open on another node.
    pub(crate) fn articles(&self) -> Vec<ArticleId> {
        self.texts().keys().copied().collect()
    }

    /// Who is in a text on other nodes.
    pub(crate) fn people(&self, article: ArticleId) -> Vec<PersonHere> {
        people_of(&self.texts(), article)
    }

    /// Where they are.
    pub(crate) fn places(&self, article: ArticleId) -> Presence {
        let places = places_of(&self.texts(), article);
        let browsers = places.into_iter().map(|(browser, (clock, state))| (browser, clock, state));
        Presence { browsers: browsers.collect() }
    }

    /// What other nodes are told of a text. Where the carets of very many people do not fit into one announcement,
    /// the longest are left out; who is there is told of all.
    pub(crate) fn announcement(
        &self,
        article: ArticleId,
        (people, here): (Vec<PersonHere>, Presence),
    ) -> Announcement {
        let mut places = here.browsers;
        places.sort_unstable_by_key(|(_, _, state)| std::cmp::Reverse(state.len()));
        loop {
            let (people, told) = (people.clone(), places.clone());
            let whole = Announcement::Here { node: self.node, article, people, places: told };
            if places.is_empty() || whole.text().len() <= store::LONGEST_ANNOUNCEMENT {
                return whole;
            }
            places.remove(0);
        }
    }

    /// Takes in what a node said of a text.
    fn take(&self, node: u64, article: ArticleId, there: There) -> Changed {
        self.change(article, |nodes| {
            if there.people.is_empty() {
                nodes.remove(&node);
            } else {
                nodes.insert(node, there);
            }
        })
    }

    /// Forgets what was said too long ago.
    fn sweep(&self, now: Instant) -> Vec<(ArticleId, Changed)> {
        let old = |there: &There| now.duration_since(there.told) > BELIEVED;
        let stale: Vec<ArticleId> = {
            let texts = self.texts();
            let stale = texts.iter().filter(|(_, nodes)| nodes.values().any(old));
            stale.map(|(article, _)| *article).collect()
        };
        let forget = |article| self.change(article, |nodes| nodes.retain(|_, there| !old(there)));
        stale.into_iter().map(|article| (article, forget(article))).collect()
    }

    fn change(&self, article: ArticleId, act: impl FnOnce(&mut HashMap<u64, There>)) -> Changed {
        let mut texts = self.texts();
        let before = (people_of(&texts, article), places_of(&texts, article));
        let nodes = texts.entry(article).or_default();
        act(nodes);
        if nodes.is_empty() {
            texts.remove(&article);
        }
        let after = (people_of(&texts, article), places_of(&texts, article));
        let mut moved = Presence::default();
        for (browser, (clock, state)) in &after.1 {
            if before.1.get(browser).is_none_or(|place| place != &(*clock, state.clone())) {
                moved.browsers.push((*browser, *clock, state.clone()));
            }
        }
        for (browser, (clock, _)) in &before.1 {
            if !after.1.contains_key(browser) {
                moved.browsers.push((*browser, clock.saturating_add(1), "null".to_owned()));
            }
        }
        Changed { people: before.0 != after.0, moved }
    }

    fn texts(&self) -> MutexGuard<'_, HashMap<ArticleId, HashMap<u64, There>>> {
        self.texts.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn heard(&self) -> MutexGuard<'_, bool> {
        self.heard.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn people_of(
    texts: &HashMap<ArticleId, HashMap<u64, There>>,
    article: ArticleId,
) -> Vec<PersonHere> {
    let nodes = texts.get(&article).into_iter().flat_map(HashMap::values);
    let mut people: Vec<PersonHere> = nodes.flat_map(|there| there.people.clone()).collect();
    people.sort();
    people.dedup();
    people
}

/// A browser that changed from one node to another is where it said so last.
fn places_of(
    texts: &HashMap<ArticleId, HashMap<u64, There>>,
    article: ArticleId,
) -> BTreeMap<u64, (u32, String)> {
    let mut all = BTreeMap::<u64, (u32, String)>::new();
    for there in texts.get(&article).into_iter().flat_map(HashMap::values) {
        for (browser, place) in &there.places {
            if all.get(browser).is_none_or(|(clock, _)| *clock < place.0) {
                all.insert(*browser, place.clone());
            }
        }
    }
    all
}

impl Announcement {
    fn text(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

impl Desk {
    /// Tells the other nodes. One that cannot be told now hears it with the next announcement.
    pub(crate) async fn announce(&self, announcement: &Announcement) {
        let text = announcement.text();
        match tokio::time::timeout(PATIENCE, self.store().announce(&text)).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => {
                tracing::debug!("The other nodes cannot be told who is in which text: {error}");
            }
            Err(_) => {
                tracing::debug!("Telling the other nodes who is in which text took too long.");
            }
        }
    }

    /// Tells everybody in a text, on every node, that the comments beside it are others now.
    pub(crate) async fn comments_changed(&self, article: ArticleId) {
        self.rooms().comments_changed(article).await;
        let node = self.rooms().elsewhere.node;
        self.announce(&Announcement::Comments { node, article }).await;
    }

    /// Listens to the other nodes, for as long as somebody at this one wants to know.
    pub(crate) fn hear_other_nodes(&self) {
        let elsewhere = &self.rooms().elsewhere;
        let mut heard = elsewhere.heard();
        if !*heard {
            *heard = true;
            elsewhere.texts().clear();
            tokio::spawn(hear(self.clone()));
        }
    }
}

async fn hear(desk: Desk) {
    let mut announcements = desk.store().announcements();
    let mut sweep = tokio::time::interval(SWEEP);
    let mut closing = desk.closing();
    loop {
        tokio::select! {
            words = announcements.next() => match words {
                Some(words) => match serde_json::from_str(&words) {
                    Ok(announcement) => take(&desk, announcement).await,
                    // Another version of the program may say what this one does not know.
                    Err(error) => tracing::debug!("Another node said what is not understood: {error}"),
                },
                None => {
                    desk.announce(&Announcement::Asks { node: desk.rooms().elsewhere.node }).await;
                }
            },
            _ = sweep.tick() => {
                for (article, changed) in desk.rooms().elsewhere.sweep(Instant::now()) {
                    tell(&desk, article, changed).await;
                }
                let mut heard = desk.rooms().elsewhere.heard();
                if !desk.is_listened_to() && !desk.rooms().are_open() {
                    *heard = false;
                    return;
                }
            }
            () = crate::closed(&mut closing) => return,
        }
    }
}

async fn take(desk: &Desk, announcement: Announcement) {
    let mine = desk.rooms().elsewhere.node;
    match announcement {
        Announcement::Asks { node } if node != mine => {
            for announcement in desk.rooms().announcements().await {
                desk.announce(&announcement).await;
            }
        }
        Announcement::Here { node, article, people, places } if node != mine => {
            let places =
                places.into_iter().map(|(browser, clock, state)| (browser, (clock, state)));
            let there = There { told: Instant::now(), people, places: places.collect() };
            let changed = desk.rooms().elsewhere.take(node, article, there);
            tell(desk, article, changed).await;
        }
        Announcement::Comments { node, article } if node != mine => {
            desk.rooms().comments_changed(article).await;
        }
        Announcement::Asks { .. } | Announcement::Here { .. } | Announcement::Comments { .. } => {}
    }
}

async fn tell(desk: &Desk, article: ArticleId, Changed { people, moved }: Changed) {
    if !moved.browsers.is_empty() {
        desk.rooms().moved_elsewhere(article, moved).await;
    }
    if people {
        desk.told(article);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(number: i64, name: &str) -> PersonHere {
        PersonHere { account: story::AccountId::new(number), name: name.to_owned() }
    }

    fn there(people: &[PersonHere], places: &[(u64, u32, &str)]) -> There {
        let place =
            |(browser, clock, state): &(u64, u32, &str)| (*browser, (*clock, (*state).to_owned()));
        let places = places.iter().map(place).collect();
        There { told: Instant::now(), people: people.to_vec(), places }
    }

    fn moved(browsers: &[(u64, u32, &str)]) -> Presence {
        let place =
            |(browser, clock, state): &(u64, u32, &str)| (*browser, *clock, (*state).to_owned());
        Presence { browsers: browsers.iter().map(place).collect() }
    }

    #[test]
    fn only_what_changed_is_told() {
        let (elsewhere, text) = (Elsewhere::default(), ArticleId::new(5));
        let ana = [person(1, "ana")];
        let came = elsewhere.take(9, text, there(&ana, &[(7, 1, "a")]));
        assert_eq!(came, Changed { people: true, moved: moved(&[(7, 1, "a")]) });
        let again = elsewhere.take(9, text, there(&ana, &[(7, 1, "a")]));
        assert_eq!(again, Changed::default());
        // Her browser came back on another node before the first one noticed: nobody is told that she left.
        let twice = elsewhere.take(8, text, there(&ana, &[(7, 2, "b")]));
        assert_eq!(twice, Changed { people: false, moved: moved(&[(7, 2, "b")]) });
        assert_eq!(elsewhere.take(9, text, there(&[], &[])), Changed::default());
        let left = elsewhere.take(8, text, there(&[], &[]));
        assert_eq!(left, Changed { people: true, moved: moved(&[(7, 3, "null")]) });
        assert_eq!(elsewhere.articles(), []);
    }

    #[test]
    fn a_node_that_says_nothing_is_not_believed_for_long() {
        let (elsewhere, text) = (Elsewhere::default(), ArticleId::new(5));
        elsewhere.take(9, text, there(&[person(1, "ana")], &[(7, 1, "a")]));
        let now = Instant::now();
        assert_eq!(elsewhere.sweep(now), []);
        let gone = Changed { people: true, moved: moved(&[(7, 2, "null")]) };
        assert_eq!(elsewhere.sweep(now + BELIEVED), [(text, gone)]);
        assert_eq!(elsewhere.people(text), []);
    }

    #[test]
    fn the_people_of_a_crowded_text_are_told_when_their_carets_do_not_fit() {
        let people: Vec<PersonHere> = (0..60).map(|number| person(number, "somebody")).collect();
        let long = "x".repeat(300);
        let browsers = (0..60).map(|number| (number, 1, long.clone())).collect();
        let told =
            Elsewhere::default().announcement(ArticleId::new(5), (people, Presence { browsers }));
        assert!(told.text().len() <= store::LONGEST_ANNOUNCEMENT);
        let Announcement::Here { people, places, .. } = told else { panic!() };
        assert_eq!(people.len(), 60);
        assert!(places.len() > 10, "{}", places.len());
    }
}
