//! A text on which several people write, while somebody has it open.
//!
//! What a browser sends is merged and told to the others at once; it is kept in batches, and a browser learns what of
//! its own is on disk. Every node has its own copy, and looks at what the others kept; who is in it is announced to
//! them.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use collaboration::message::{self, Presence};
use collaboration::{BadUpdate, SharedText};
use story::{AccountId, ArticleId, Content};
use tokio::sync::{Notify, mpsc};

use crate::elsewhere::{Announcement, Elsewhere};
use crate::person::Person;
use crate::{Desk, Error};

/// How often a node looks at what others wrote, and tries again what could not be kept.
const LOOK: Duration = Duration::from_millis(500);

/// How long a text stays at hand after the last person left.
const LINGER: Duration = Duration::from_secs(30);

/// How often the other nodes are told at most who is where, and how often they are told although nobody moved.
const ANNOUNCE_AT_MOST: Duration = Duration::from_millis(300);
const ANNOUNCE_AGAIN: Duration = Duration::from_secs(5);

/// How many messages wait for a browser before it is sent away to come back with an empty queue.
const WAITING: usize = 1_024;

/// The texts that somebody has open on this node.
#[derive(Debug, Default)]
pub(crate) struct Rooms {
    open: tokio::sync::Mutex<HashMap<ArticleId, Arc<Room>>>,
    pub(crate) elsewhere: Elsewhere,
}

/// One of them.
#[derive(Debug)]
pub(crate) struct Room {
    article: ArticleId,
    state: Mutex<State>,
    wake: Notify,
}

#[derive(Debug)]
struct State {
    text: SharedText,
    /// The newest change of the store that this copy has.
    sequence: i64,
    /// Changes that are not on disk yet, and who made the last of them.
    unkept: Vec<Vec<u8>>,
    by: Option<AccountId>,
    here: HashMap<u64, Here>,
    next: u64,
    /// Where people are, by the number of their browser.
    presence: HashMap<u64, Place>,
    /// Something contradicted itself; everybody has to come in anew.
    torn: bool,
}

/// A browser that has the text open.
#[derive(Debug)]
struct Here {
    account: AccountId,
    name: String,
    out: mpsc::Sender<Bytes>,
    /// How many changes came from it, and how many of them are on disk.
    received: u64,
    kept: u64,
}

#[derive(Debug)]
struct Place {
    seat: u64,
    clock: u32,
    state: String,
}

/// Somebody who is in a text now.
#[derive(
    Clone,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    serde::Serialize,
    serde::Deserialize,
    utoipa::ToSchema,
)]
pub(crate) struct PersonHere {
    #[schema(value_type = crate::vocabulary::Id)]
    pub(crate) account: AccountId,
    pub(crate) name: String,
}

/// A place in a room, given up when it is dropped.
#[derive(Debug)]
pub(crate) struct Seat {
    desk: Desk,
    room: Arc<Room>,
    number: u64,
}

impl Rooms {
    /// The text, opened if nobody has it open.
    pub(crate) async fn open(&self, desk: &Desk, article: ArticleId) -> Result<Arc<Room>, Error> {
        let mut open = self.open.lock().await;
        if let Some(room) = open.get(&article) {
            return Ok(Arc::clone(room));
        }
        let (text, sequence) = load(desk, article).await?;
        let room = Arc::new(Room {
            article,
            state: Mutex::new(State {
                text,
                sequence,
                unkept: Vec::new(),
                by: None,
                here: HashMap::new(),
                next: 0,
                presence: HashMap::new(),
                torn: false,
            }),
            wake: Notify::new(),
        });
        open.insert(article, Arc::clone(&room));
        desk.hear_other_nodes();
        tokio::spawn(keep(desk.clone(), Arc::clone(&room)));
        Ok(room)
    }

    /// What the text says now, with what is not on disk yet; nothing if nobody ever opened it.
    pub(crate) async fn content(
        &self,
        desk: &Desk,
        article: ArticleId,
    ) -> Result<Option<Content>, Error> {
        if let Some(room) = self.open.lock().await.get(&article) {
            return Ok(Some(room.state().text.content()));
        }
        let kept = desk.store().room_changes(article, 0).await?;
        if kept.changes.is_empty() {
            return Ok(None);
        }
        Ok(Some(read(article, &kept.changes)?.content()))
    }

    /// Makes the text say what was written past it, so that whoever opens it finds the newest revision.
    pub(crate) async fn replace(
        &self,
        desk: &Desk,
        article: ArticleId,
        content: &Content,
        by: Option<AccountId>,
    ) -> Result<(), Error> {
        if let Some(room) = self.open.lock().await.get(&article) {
            room.replace(content, by);
            return Ok(());
        }
        let kept = desk.store().room_changes(article, 0).await?;
        if kept.changes.is_empty() {
            return Ok(());
        }
        let text = read(article, &kept.changes)?;
        if text.content() != *content {
            let change = text.replace(content);
            desk.store().keep_room_change(article, &change, &content.headline, by).await?;
        }
        Ok(())
    }

    /// Who is in which text, on any node.
    pub(crate) async fn here(&self) -> Vec<(ArticleId, Vec<PersonHere>)> {
        let mut articles: Vec<ArticleId> = self.open.lock().await.keys().copied().collect();
        articles.extend(self.elsewhere.articles());
        articles.sort_unstable();
        articles.dedup();
        let mut all = Vec::new();
        for article in articles {
            all.push((article, self.people(article).await));
        }
        all
    }

    /// Who is in this text, on any node.
    pub(crate) async fn people(&self, article: ArticleId) -> Vec<PersonHere> {
        let mut people = self.elsewhere.people(article);
        if let Some(room) = self.open.lock().await.get(&article) {
            people.extend(room.people());
        }
        people.sort();
        people.dedup();
        people
    }

    /// Whether somebody has a text open on this node, or is about to.
    pub(crate) fn are_open(&self) -> bool {
        self.open.try_lock().map_or(true, |open| !open.is_empty())
    }

    /// What the other nodes are told when they ask.
    pub(crate) async fn announcements(&self) -> Vec<Announcement> {
        let open = self.open.lock().await;
        let rooms = open.values().filter(|room| !room.people().is_empty());
        rooms.map(|room| self.elsewhere.announcement(room.article, room.here())).collect()
    }

    /// Tells everybody in a text on this node where people on others are now.
    pub(crate) async fn moved_elsewhere(&self, article: ArticleId, mut moved: Presence) {
        let open = self.open.lock().await;
        let Some(room) = open.get(&article) else { return };
        let mut state = room.state();
        // Somebody may come back on this node before the other one notices.
        moved.browsers.retain(|(browser, ..)| !state.presence.contains_key(browser));
        if !moved.browsers.is_empty() {
            state.tell(None, &message::presence(&moved).into());
        }
    }

    /// Lets every text be written down at once, and waits until they are.
    pub(crate) async fn close(&self) {
        const PATIENCE: Duration = Duration::from_secs(5);
        let end = tokio::time::Instant::now() + PATIENCE;
        loop {
            {
                let open = self.open.lock().await;
                if open.is_empty() || tokio::time::Instant::now() > end {
                    return;
                }
                open.values().for_each(|room| room.wake.notify_one());
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Tells everybody in a text on this node that the comments beside it are others now.
    pub(crate) async fn comments_changed(&self, article: ArticleId) {
        if let Some(room) = self.open.lock().await.get(&article) {
            room.state().tell(None, &message::comments().into());
        }
    }
}

async fn load(desk: &Desk, article: ArticleId) -> Result<(SharedText, i64), Error> {
    let store = desk.store();
    let mut kept = store.room_changes(article, 0).await?;
    if kept.changes.is_empty() {
        let draft = store.article(article).await?.draft;
        let content = store.content(article, draft).await?;
        kept = store.begin_room(article, &SharedText::of(&content).whole()).await?;
    }
    let text = read(article, &kept.changes)?;
    if kept.are_many() {
        store.merge_room(article, kept.sequence, &text.whole()).await?;
    }
    Ok((text, kept.sequence))
}

/// Makes one state of what an article's text was written of, in which nothing that was deleted is left.
pub async fn forget_deleted(store: &store::Store, article: ArticleId) -> Result<(), Error> {
    let kept = store.room_changes(article, 0).await?;
    if kept.changes.is_empty() {
        return Ok(());
    }
    let text = read(article, &kept.changes)?;
    Ok(store.merge_room(article, kept.sequence, &text.whole()).await?)
}

fn read(article: ArticleId, changes: &[Vec<u8>]) -> Result<SharedText, Error> {
    let text = SharedText::empty();
    for change in changes {
        text.apply(change).map_err(|error| {
            Error::Internal(format!("the shared text of article {article} cannot be read: {error}"))
        })?;
    }
    Ok(text)
}

impl Room {
    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Who is in it on this node.
    fn people(&self) -> Vec<PersonHere> {
        let state = self.state();
        let mut people: Vec<PersonHere> = state
            .here
            .values()
            .map(|here| PersonHere { account: here.account, name: here.name.clone() })
            .collect();
        people.sort();
        people.dedup();
        people
    }

    /// Who is in it on this node, and where.
    fn here(&self) -> (Vec<PersonHere>, Presence) {
        let people = self.people();
        (people, self.state().everywhere(Presence::default()))
    }

    fn replace(&self, content: &Content, by: Option<AccountId>) {
        let mut state = self.state();
        if state.text.content() == *content {
            return;
        }
        let change = state.text.replace(content);
        state.tell(None, &message::change(change.clone()).into());
        state.unkept.push(change);
        state.by = by;
        self.wake.notify_one();
    }
}

impl State {
    /// Sends to everybody but one. Who reads too slowly is sent away, and comes back asking for what is missing.
    fn tell(&mut self, but: Option<u64>, message: &Bytes) {
        self.here
            .retain(|seat, here| Some(*seat) == but || here.out.try_send(message.clone()).is_ok());
    }

    /// Everybody has to come in anew.
    fn tear(&mut self) {
        self.torn = true;
        self.here.clear();
    }
}

impl Seat {
    /// Sits down, and gives the messages for the browser.
    pub(crate) async fn take(
        desk: &Desk,
        article: ArticleId,
        person: &Person,
    ) -> Result<(Seat, mpsc::Receiver<Bytes>), Error> {
        let (out, messages) = mpsc::channel(WAITING);
        // A room that was torn leaves as soon as its keeper notices.
        for _ in 0..50 {
            let room = desk.rooms().open(desk, article).await?;
            let number = {
                let mut state = room.state();
                if state.torn {
                    None
                } else {
                    state.next += 1;
                    let number = state.next;
                    let here = Here {
                        account: person.account.id,
                        name: person.account.name.clone(),
                        out: out.clone(),
                        received: 0,
                        kept: 0,
                    };
                    let _ = here.out.try_send(message::ask(&state.text.state_vector()).into());
                    let everywhere = state.everywhere(desk.rooms().elsewhere.places(article));
                    if !everywhere.browsers.is_empty() {
                        let _ = here.out.try_send(message::presence(&everywhere).into());
                    }
                    state.here.insert(number, here);
                    Some(number)
                }
            };
            if let Some(number) = number {
                desk.told(article);
                return Ok((Seat { desk: desk.clone(), room, number }, messages));
            }
            room.wake.notify_one();
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        Err(Error::Internal(format!("the text of article {article} does not open")))
    }

    /// Whether the browser still has its place; one that read too slowly has lost it.
    pub(crate) fn is_taken(&self) -> bool {
        self.room.state().here.contains_key(&self.number)
    }

    /// Answers what the browser does not have.
    pub(crate) fn answer(&self, has: &[u8]) -> Result<(), BadUpdate> {
        let state = self.room.state();
        let missing = state.text.missing(has)?;
        if let Some(here) = state.here.get(&self.number) {
            let _ = here.out.try_send(message::answer(missing).into());
        }
        Ok(())
    }

    /// Merges a change of the browser's, and tells it to the others.
    pub(crate) fn change(&self, change: Vec<u8>) -> Result<(), BadUpdate> {
        let mut state = self.room.state();
        let Some(here) = state.here.get_mut(&self.number) else { return Ok(()) };
        here.received += 1;
        let account = here.account;
        // Without structs and without deletions it changes nothing, and is told to be kept with those before it.
        if change != [0, 0] {
            if let Err(error) = state.text.apply(&change) {
                state.tear();
                self.room.wake.notify_one();
                return Err(error);
            }
            state.tell(Some(self.number), &message::change(change.clone()).into());
            state.unkept.push(change);
            state.by = Some(account);
        }
        self.room.wake.notify_one();
        Ok(())
    }

    /// Takes note of where the person is, under the name that the desk knows.
    pub(crate) fn moved(&self, presence: Presence) {
        let mut state = self.room.state();
        let Some(here) = state.here.get(&self.number) else { return };
        let (account, name) = (here.account, here.name.clone());
        let mut told = Presence::default();
        for (browser, clock, words) in presence.browsers.into_iter().take(4) {
            let old = state.presence.get(&browser);
            // Nobody speaks for another browser, and nothing older replaces what is newer.
            if old.is_some_and(|old| old.seat != self.number || old.clock > clock) {
                continue;
            }
            let words = known_as(&words, account, &name);
            if words == "null" {
                state.presence.remove(&browser);
            } else {
                let place = Place { seat: self.number, clock, state: words.clone() };
                state.presence.insert(browser, place);
            }
            told.browsers.push((browser, clock, words));
        }
        if !told.browsers.is_empty() {
            state.tell(Some(self.number), &message::presence(&told).into());
        }
    }

    /// Tells the browser where everybody is.
    pub(crate) fn who_is_here(&self) {
        let elsewhere = self.desk.rooms().elsewhere.places(self.room.article);
        let state = self.room.state();
        if let Some(here) = state.here.get(&self.number) {
            let _ = here.out.try_send(message::presence(&state.everywhere(elsewhere)).into());
        }
    }
}

impl State {
    /// Where everybody is, those on other nodes with them.
    fn everywhere(&self, elsewhere: Presence) -> Presence {
        let mut browsers = elsewhere.browsers;
        browsers.retain(|(browser, ..)| !self.presence.contains_key(browser));
        browsers.extend(
            self.presence
                .iter()
                .map(|(browser, place)| (*browser, place.clock, place.state.clone())),
        );
        browsers.sort_unstable();
        Presence { browsers }
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut state = self.room.state();
        state.here.remove(&self.number);
        let mut gone = Presence::default();
        state.presence.retain(|browser, place| {
            let goes = place.seat == self.number;
            if goes {
                gone.browsers.push((*browser, place.clock + 1, "null".to_owned()));
            }
            !goes
        });
        if !gone.browsers.is_empty() {
            state.tell(None, &message::presence(&gone).into());
        }
        drop(state);
        self.room.wake.notify_one();
        self.desk.told(self.room.article);
    }
}

/// What a browser says of itself, with the name that the desk knows in the place of any other.
fn known_as(state: &str, account: AccountId, name: &str) -> String {
    const MOST: usize = 4_096;
    let Ok(serde_json::Value::Object(mut state)) = serde_json::from_str(state) else {
        return "null".to_owned();
    };
    // A caret and a name need little; whoever sends more is not one of our pages.
    if state.get("cursor").is_some_and(|cursor| cursor.to_string().len() > MOST) {
        state.remove("cursor");
    }
    let cursor = state.remove("cursor").unwrap_or_default();
    let color = account.number().unsigned_abs() % 8;
    serde_json::json!({
        "user": { "account": account, "name": name, "color": color },
        "cursor": cursor,
    })
    .to_string()
}

/// Keeps what people write, and follows what others keep, until nobody is there any more.
async fn keep(desk: Desk, room: Arc<Room>) {
    let mut empty_since = None;
    let mut failing = false;
    let mut announced = Announced::default();
    loop {
        let _ = tokio::time::timeout(LOOK, room.wake.notified()).await;
        let closing = *desk.closing().borrow();
        match write_down(&desk, &room).await {
            Ok(()) => failing = false,
            Err(error) => {
                if !failing {
                    tracing::error!(article.id = %room.article, "A text cannot be kept; the browsers keep it until then: {error}");
                }
                failing = true;
                tokio::time::sleep(LOOK).await;
                continue;
            }
        }
        announced.keep_up(&desk, &room, closing).await;
        if closing {
            // What others write meanwhile is the next program's.
            desk.rooms().open.lock().await.remove(&room.article);
            return;
        }
        if let Err(error) = follow(&desk, &room).await {
            tracing::warn!(article.id = %room.article, "What others wrote cannot be read: {error}");
        }
        let (quiet, torn) = {
            let state = room.state();
            (state.here.is_empty() && state.unkept.is_empty(), state.torn)
        };
        if !quiet {
            empty_since = None;
            continue;
        }
        let since = *empty_since.get_or_insert_with(tokio::time::Instant::now);
        if torn || since.elapsed() >= LINGER {
            announced.keep_up(&desk, &room, true).await;
            let mut open = desk.rooms().open.lock().await;
            let state = room.state();
            if state.here.is_empty() && state.unkept.is_empty() {
                open.remove(&room.article);
                return;
            }
        }
    }
}

/// What the other nodes were told last of a room.
#[derive(Default)]
struct Announced {
    here: (Vec<PersonHere>, Presence),
    at: Option<tokio::time::Instant>,
}

impl Announced {
    /// Tells them what changed, and now and then what did not; as the last thing, that everybody left.
    async fn keep_up(&mut self, desk: &Desk, room: &Room, last: bool) {
        let since = self.at.map_or(Duration::MAX, |at| at.elapsed());
        // This comes by with every keystroke.
        if !last && since < ANNOUNCE_AT_MOST {
            return;
        }
        let here = if last { Default::default() } else { room.here() };
        let is_again = !here.0.is_empty() && since >= ANNOUNCE_AGAIN;
        if here != self.here || is_again {
            let elsewhere = &desk.rooms().elsewhere;
            desk.announce(&elsewhere.announcement(room.article, here.clone())).await;
            self.here = here;
            self.at = Some(tokio::time::Instant::now());
        }
    }
}

async fn write_down(desk: &Desk, room: &Room) -> Result<(), Error> {
    let (changes, headline, by, counts) = {
        let mut state = room.state();
        let counts: Vec<(u64, u64)> =
            state.here.iter().map(|(seat, here)| (*seat, here.received)).collect();
        (std::mem::take(&mut state.unkept), state.text.headline(), state.by, counts)
    };
    if !changes.is_empty() {
        let merged = match collaboration::merged(&changes) {
            Ok(merged) => merged,
            // Each of them was merged into the text; together they are what the text has more than the store.
            Err(_) => room.state().text.whole(),
        };
        let kept = {
            let store = desk.store();
            store.keep_room_change(room.article, &merged, &headline, by).await
        };
        let mut state = room.state();
        match kept {
            // What is between is another node's, and `follow` reads it together with this.
            Ok(sequence) if sequence == state.sequence + 1 => state.sequence = sequence,
            Ok(_) => {}
            Err(error) => {
                state.unkept.splice(0..0, changes);
                return Err(error.into());
            }
        }
    }
    let mut state = room.state();
    for (seat, received) in counts {
        if let Some(here) = state.here.get_mut(&seat)
            && received > here.kept
        {
            here.kept = received;
            let _ = here.out.try_send(message::kept(received).into());
        }
    }
    Ok(())
}

async fn follow(desk: &Desk, room: &Room) -> Result<(), Error> {
    let after = room.state().sequence;
    let newer = desk.store().room_changes(room.article, after).await?;
    if newer.changes.is_empty() {
        return Ok(());
    }
    let mut state = room.state();
    for change in newer.changes {
        let before = state.text.state_vector();
        if let Err(error) = state.text.apply(&change) {
            state.tear();
            return Err(Error::Internal(error.to_string()));
        }
        // What this node wrote itself comes back too; nobody needs to hear it twice.
        if state.text.state_vector() != before {
            state.tell(None, &message::change(change).into());
        }
    }
    state.sequence = newer.sequence;
    Ok(())
}
