//! The first owner: made with a link that the server prints once, as long as nobody has an account.

use axum::Json;
use axum::extract::State;
use http::HeaderMap;
use story::AccountId;
use story::account::{Account, Editor};
use story::permission::{Grant, Role};

use crate::asked::Asked;
use crate::device::Device;
use crate::newsroom::Newsroom;
use crate::sign_in;
use crate::{Desk, Error, password};

/// Where the hash of the link's token is kept; empty once it was used.
const SETTING: &str = "desk.first_owner";

impl Desk {
    /// A link that makes its visitor the first owner, or nothing if somebody has an account already. Each link
    /// ends the one before; only the hash of its token is kept.
    pub async fn first_link(&self) -> Result<Option<String>, Error> {
        if !self.store().accounts().await?.is_empty() {
            return Ok(None);
        }
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).map_err(|error| Error::Internal(error.to_string()))?;
        let token = blake3::Hash::from_bytes(bytes).to_hex();
        let mut write = self.store().write().await?;
        write.set(SETTING, &hash(&token)).await?;
        write.commit().await?;
        // Behind the `#` it stays in the browser: no log and no referrer ever shows it.
        Ok(Some(format!("{}/desk/first#{token}", self.config().origin())))
    }
}

/// Who wants to be the owner.
#[derive(Debug, serde::Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct FirstOwner {
    token: String,
    email: String,
    name: String,
    password: String,
}

/// `POST /api/first`
pub(crate) async fn become_owner(
    State(desk): State<Desk>,
    device: Device,
    Asked(asked): Asked<FirstOwner>,
) -> Result<(HeaderMap, Json<Newsroom>), Error> {
    let FirstOwner { token, email, name, password } = asked;
    let _one_at_a_time = desk.inner.first_owner.lock().await;
    let kept = desk.store().setting(SETTING).await?.unwrap_or_default();
    if !is_token(&token, &kept) || !desk.store().accounts().await?.is_empty() {
        return Err(Error::BadLink);
    }
    let email = checked_email(&email)?;
    let name = checked_name(&name)?;
    password::check_new(&password, &email, &name)?;
    let hash = desk.inner.passwords.hash(password).await?;

    let mut write = desk.store().write().await?;
    let account = Account {
        id: AccountId::new(write.id()),
        email,
        name,
        grants: vec![Grant::everywhere(Role::Admin)],
        disabled_at: None,
        created_at: desk.store().clock().now(),
    };
    write.put_account(&account, Some(&hash), &Editor::from(&account)).await?;
    write.set(SETTING, "").await?;
    write.commit().await?;
    tracing::info!(account.id = %account.id, "The first owner has an account.");
    sign_in::begin(&desk, account, "first link", &device).await
}

fn hash(token: &str) -> String {
    blake3::hash(token.as_bytes()).to_hex().to_string()
}

fn is_token(token: &str, kept: &str) -> bool {
    // Hashes compare in constant time.
    blake3::Hash::from_hex(kept).is_ok_and(|kept| kept == blake3::hash(token.as_bytes()))
}

pub(crate) fn checked_email(email: &str) -> Result<String, Error> {
    let email = email.trim().to_lowercase();
    let plain =
        email.len() <= 254 && !email.chars().any(|sign| sign.is_whitespace() || sign.is_control());
    let parts = email.split_once('@');
    if plain
        && parts.is_some_and(|(who, place)| {
            !who.is_empty() && !place.is_empty() && !place.contains('@')
        })
    {
        Ok(email)
    } else {
        Err(Error::Invalid {
            field: "email",
            sentence: "Write an e-mail address such as ana@paper.example.".to_owned(),
        })
    }
}

pub(crate) fn checked_name(name: &str) -> Result<String, Error> {
    let name = name.trim();
    if name.is_empty() || name.chars().count() > 100 || name.chars().any(char::is_control) {
        return Err(Error::Invalid {
            field: "name",
            sentence: "Write the name that colleagues should see, at most 100 characters."
                .to_owned(),
        });
    }
    Ok(name.to_owned())
}
