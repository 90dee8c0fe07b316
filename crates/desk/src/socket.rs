//! The line between an open text and a browser.

use std::time::Duration;

use axum::extract::State;
use axum::extract::ws::{CloseFrame, Message, WebSocket, WebSocketUpgrade};
use axum::response::Response;
use axum_extra::extract::CookieJar;
use collaboration::message::FromBrowser;
use http::HeaderMap;
use story::ArticleId;
use story::permission::Permission;

use crate::asked::{At, Given};
use crate::person::{self, Person};
use crate::room::Seat;
use crate::{Desk, Error, Who, origin};

/// How often it is looked whether the person may still be here; as often the browser is asked whether it is.
const LOOK: Duration = Duration::from_secs(20);

/// Who left no sign of life for so long is gone.
const SILENCE: Duration = Duration::from_secs(60);

/// The person is no longer signed in.
const SIGNED_OUT: u16 = 4401;

/// The person may not write here.
const MAY_NOT: u16 = 4403;

/// There is no such article.
const NO_ARTICLE: u16 = 4404;

/// The text was sealed.
const SEALED: u16 = 4410;

/// Come again: the server stops, or the browser was too slow.
const COME_AGAIN: u16 = 1012;

/// The server cannot open the text now.
const TROUBLE: u16 = 1011;

/// What a message may not be.
const BAD_MESSAGE: u16 = 1007;

/// As what somebody comes in.
#[derive(Debug, serde::Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct As {
    #[serde(default, rename = "as")]
    #[param(inline)]
    way: Way,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
enum Way {
    /// Reads and writes.
    #[default]
    Write,
    /// Only reads; nobody is told.
    Read,
}

/// `GET /api/articles/{id}/room`
pub(crate) async fn room(
    State(desk): State<Desk>,
    person: Person,
    jar: CookieJar,
    headers: HeaderMap,
    At(id): At<ArticleId>,
    Given(As { way }): Given<As>,
    upgrade: Result<WebSocketUpgrade, axum::extract::ws::rejection::WebSocketUpgradeRejection>,
) -> Result<Response, Error> {
    // Browsers let any page open a socket anywhere, so this is asked here though nothing is changed yet.
    if !origin::is_ours(&headers, desk.config().origin()) {
        return Err(Error::OtherSite);
    }
    let upgrade = upgrade.map_err(|_| Error::NoWebSocket)?;
    let upgrade = upgrade.max_message_size(collaboration::MAX_UPDATE + 1024);
    Ok(upgrade.on_upgrade(move |socket| async move {
        let code = attend(&desk, &person, &jar, id, way, socket).await;
        tracing::debug!(article.id = %id, code, "A line to an editor ended.");
    }))
}

async fn attend(
    desk: &Desk,
    person: &Person,
    jar: &CookieJar,
    id: ArticleId,
    way: Way,
    mut socket: WebSocket,
) -> u16 {
    let code = match may(desk, person, id, way).await {
        Ok(()) => match Seat::take(desk, id, person).await {
            Ok((seat, messages)) => speak(desk, jar, id, way, &mut socket, seat, messages).await,
            Err(Error::Sealed) => SEALED,
            Err(error) => {
                tracing::error!(article.id = %id, "A text cannot be opened: {error:?}");
                TROUBLE
            }
        },
        Err(code) => code,
    };
    let close = CloseFrame { code, reason: "".into() };
    let _ = socket.send(Message::Close(Some(close))).await;
    code
}

async fn may(desk: &Desk, person: &Person, id: ArticleId, way: Way) -> Result<(), u16> {
    match desk.store().article(id).await {
        Ok(article) => {
            let writes = person.editor.may(Permission::Write, &article.edition, article.section);
            if way == Way::Read || writes { Ok(()) } else { Err(MAY_NOT) }
        }
        Err(store::Error::Missing { .. }) => Err(NO_ARTICLE),
        Err(error) => {
            tracing::error!(article.id = %id, "A text cannot be opened: {error}");
            Err(TROUBLE)
        }
    }
}

async fn speak(
    desk: &Desk,
    jar: &CookieJar,
    id: ArticleId,
    way: Way,
    socket: &mut WebSocket,
    seat: Seat,
    mut messages: tokio::sync::mpsc::Receiver<bytes::Bytes>,
) -> u16 {
    let mut closing = desk.closing();
    let mut look = tokio::time::interval(LOOK);
    let mut heard = tokio::time::Instant::now();
    loop {
        tokio::select! {
            message = messages.recv() => {
                // The room lets go of the sender when the browser is too slow for it.
                let Some(message) = message else { return COME_AGAIN };
                if socket.send(Message::Binary(message)).await.is_err() {
                    return COME_AGAIN;
                }
            }
            frame = socket.recv() => {
                heard = tokio::time::Instant::now();
                let frame = match frame {
                    Some(Ok(Message::Binary(frame))) => frame,
                    Some(Ok(Message::Ping(_) | Message::Pong(_))) => continue,
                    Some(Ok(Message::Text(_))) => return BAD_MESSAGE,
                    Some(Ok(Message::Close(_)) | Err(_)) | None => return 1000,
                };
                if let Some(code) = hear(&seat, way, &frame) {
                    return code;
                }
            }
            _ = look.tick() => {
                if heard.elapsed() > SILENCE || !seat.is_taken() {
                    return COME_AGAIN;
                }
                match person::of_cookie(desk, jar, Who::Newsroom).await {
                    Ok(person) => if let Err(code) = may(desk, &person, id, way).await {
                        return code;
                    },
                    Err(Error::Internal(_)) => {} // The database is away: whoever was let in may stay.
                    Err(_) => return SIGNED_OUT,
                }
                if socket.send(Message::Ping(bytes::Bytes::new())).await.is_err() {
                    return COME_AGAIN;
                }
            }
            () = crate::closed(&mut closing) => return COME_AGAIN,
        }
    }
}

/// Does what a browser says; a code ends the line.
fn hear(seat: &Seat, way: Way, frame: &[u8]) -> Option<u16> {
    let Ok(said) = FromBrowser::read(frame) else { return Some(BAD_MESSAGE) };
    for message in said {
        let done = match message {
            FromBrowser::Has(vector) => seat.answer(&vector),
            FromBrowser::Change(change) if way == Way::Write || change == [0, 0] => {
                seat.change(change)
            }
            FromBrowser::Change(_) => return Some(MAY_NOT),
            FromBrowser::Presence(presence) => {
                seat.moved(presence);
                Ok(())
            }
            FromBrowser::WhoIsHere => {
                seat.who_is_here();
                Ok(())
            }
        };
        if done.is_err() {
            return Some(BAD_MESSAGE);
        }
    }
    None
}
