//! An identity provider of the house, spoken to by OpenID Connect: the code flow with PKCE, state and nonce.

mod token;

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use reqwest::redirect::Policy;
use serde_json::Value;
use url::Url;

use crate::{Error, Result};
use token::{Expected, Key};

/// The longest answer that is read.
const LONGEST: usize = 512 * 1024;

/// How long what a provider says about itself is believed.
const BELIEVED: Duration = Duration::from_secs(60 * 60);

/// How long a provider is left alone that could not be asked.
const AFTER_FAILURE: Duration = Duration::from_secs(5);

/// How soon its keys are asked for again when a token names one that is not among them.
const KEYS_AGAIN: Duration = Duration::from_secs(60);

/// What the provider's administrator gave us.
#[derive(Clone, PartialEq, Eq)]
pub struct Settings {
    /// The provider's address, as its tokens spell it: `https://login.paper.example`.
    pub issuer: String,
    /// The name that it knows us by.
    pub client: String,
    /// The password that goes with it.
    pub secret: String,
}

impl std::fmt::Debug for Settings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Settings { issuer, client, secret: _ } = self;
        f.debug_struct("Settings")
            .field("issuer", issuer)
            .field("client", client)
            .finish_non_exhaustive()
    }
}

/// An identity provider.
#[derive(Debug)]
pub struct Provider {
    settings: Settings,
    client: reqwest::Client,
    known: Mutex<Option<Arc<Known>>>,
    failed: Mutex<Option<Instant>>,
}

/// What a provider says about itself.
#[derive(Debug)]
struct Known {
    authorization: Url,
    token: Url,
    user_info: Option<Url>,
    secret_in_body: bool,
    keys: Vec<Key>,
    since: Instant,
}

/// What is to be remembered until the browser comes back.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Pending {
    state: String,
    nonce: String,
    verifier: String,
}

impl Pending {
    /// Whether this is the word that the browser went away with.
    pub fn is_state(&self, state: &str) -> bool {
        // Hashes compare in constant time.
        blake3::hash(self.state.as_bytes()) == blake3::hash(state.as_bytes())
    }
}

/// Who the provider says that somebody is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claims {
    /// The provider's own name for them.
    pub subject: String,
    /// Their e-mail address, if it is told.
    pub email: Option<String>,
    /// Whether the provider has seen that the address is theirs.
    pub email_verified: bool,
}

impl Provider {
    /// A provider. It is asked nothing yet.
    pub fn new(settings: Settings) -> Provider {
        let client = reqwest::Client::builder()
            .timeout(Duration::from_secs(10))
            .redirect(Policy::none())
            .build()
            .unwrap_or_default();
        Provider { settings, client, known: Mutex::default(), failed: Mutex::default() }
    }

    /// Where the browser goes to sign in, and what is to be remembered until it comes back to this address.
    pub async fn begin(&self, back: &str) -> Result<(String, Pending)> {
        let known = self.known().await?;
        let word = || Ok::<_, Error>(URL_SAFE_NO_PAD.encode(crate::random::<32>()?));
        let pending = Pending { state: word()?, nonce: word()?, verifier: word()? };
        let challenge = token::sha256(pending.verifier.as_bytes());
        let mut url = known.authorization.clone();
        url.query_pairs_mut()
            .append_pair("response_type", "code")
            .append_pair("client_id", &self.settings.client)
            .append_pair("redirect_uri", back)
            .append_pair("scope", "openid email")
            .append_pair("state", &pending.state)
            .append_pair("nonce", &pending.nonce)
            .append_pair("code_challenge", &URL_SAFE_NO_PAD.encode(challenge))
            .append_pair("code_challenge_method", "S256");
        Ok((url.into(), pending))
    }

    /// Who came back with this code. `now` is in seconds since 1970.
    pub async fn finish(
        &self,
        pending: &Pending,
        code: &str,
        back: &str,
        now: i64,
    ) -> Result<Claims> {
        let mut known = self.known().await?;
        let answer = self.exchange(&known, pending, code, back).await?;
        let text = |key: &str| answer.get(key).and_then(Value::as_str);
        let id_token = text("id_token").ok_or_else(|| {
            unbelievable("it has no ID token; see that the client may use the scope openid")
        })?;
        if !token::names_key_of(id_token, &known.keys)? && known.since.elapsed() > KEYS_AGAIN {
            known = self.ask().await?;
        }
        let Settings { issuer, client, secret: _ } = &self.settings;
        let expected = Expected { issuer, client, nonce: &pending.nonce, now };
        let mut claims = token::check(id_token, &known.keys, &expected)?;
        if claims.email.is_none()
            && let (Some(url), Some(access)) = (&known.user_info, text("access_token"))
        {
            claims = self.user_info(url, access, claims).await?;
        }
        Ok(claims)
    }

    async fn exchange(
        &self,
        known: &Known,
        pending: &Pending,
        code: &str,
        back: &str,
    ) -> Result<Value> {
        let Settings { issuer: _, client, secret } = &self.settings;
        let mut body = vec![
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", back),
            ("code_verifier", &pending.verifier),
        ];
        let mut request = self.client.post(known.token.clone());
        if known.secret_in_body {
            body.extend([("client_id", &**client), ("client_secret", secret)]);
        } else {
            // Both halves are encoded before they are joined (RFC 6749, 2.3.1).
            let both = STANDARD.encode(format!("{}:{}", encoded(client), encoded(secret)));
            request = request.header("authorization", format!("Basic {both}"));
        }
        let body: Vec<String> =
            body.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
        let request = request
            .header("content-type", "application/x-www-form-urlencoded")
            .header("accept", "application/json")
            .body(body.join("&"));
        self.json(request, "its token endpoint").await
    }

    async fn user_info(&self, url: &Url, access: &str, claims: Claims) -> Result<Claims> {
        let request =
            self.client.get(url.clone()).header("authorization", format!("Bearer {access}"));
        let told = self.json(request, "its userinfo endpoint").await?;
        if told.get("sub").and_then(Value::as_str) != Some(&claims.subject) {
            return Err(unbelievable("its userinfo endpoint speaks of somebody else"));
        }
        Ok(token::with_email(claims, &told))
    }

    async fn known(&self) -> Result<Arc<Known>> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(known) = known.filter(|known| known.since.elapsed() < BELIEVED) {
            return Ok(known);
        }
        // Strangers come here as often as they like, and a provider that is down should not hear of each.
        let failed = *self.failed.lock().unwrap_or_else(PoisonError::into_inner);
        if failed.is_some_and(|failed| failed.elapsed() < AFTER_FAILURE) {
            return Err(Error::Unreachable("it could not be asked a moment ago".to_owned()));
        }
        let asked = self.ask().await;
        let failed = asked.is_err().then(Instant::now);
        *self.failed.lock().unwrap_or_else(PoisonError::into_inner) = failed;
        asked
    }

    /// Asks the provider about itself and for its keys.
    async fn ask(&self) -> Result<Arc<Known>> {
        let issuer = &self.settings.issuer;
        let address = format!("{}/.well-known/openid-configuration", issuer.trim_end_matches('/'));
        let about = self.json(self.client.get(&address), &address).await?;
        if about.get("issuer").and_then(Value::as_str) != Some(issuer) {
            return Err(unbelievable(&format!(
                "at {address} it calls itself {}; write oidc.issuer exactly so, if that is the one",
                about.get("issuer").unwrap_or(&Value::Null)
            )));
        }
        let endpoint = |key: &str| -> Result<Option<Url>> {
            let Some(text) = about.get(key).and_then(Value::as_str) else { return Ok(None) };
            let url = Url::parse(text)
                .ok()
                .filter(|url| url.scheme() == "https" || !issuer.starts_with("https:"));
            url.map(Some)
                .ok_or_else(|| unbelievable(&format!("its {key} is not an https:// address")))
        };
        let needed = |key: &str| {
            endpoint(key)?.ok_or_else(|| unbelievable(&format!("it does not tell its {key}")))
        };
        let jwks = needed("jwks_uri")?;
        let keys = token::keys(&self.json(self.client.get(jwks.clone()), "its keys").await?);
        let known = Arc::new(Known {
            authorization: needed("authorization_endpoint")?,
            token: needed("token_endpoint")?,
            user_info: endpoint("userinfo_endpoint")?,
            secret_in_body: secret_in_body(&about),
            keys,
            since: Instant::now(),
        });
        *self.known.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&known));
        Ok(known)
    }

    async fn json(&self, request: reqwest::RequestBuilder, what: &str) -> Result<Value> {
        let unreachable = |error: reqwest::Error| {
            Error::Unreachable(format!("{what} was not reached: {}", cause(&error)))
        };
        let mut answer = request.send().await.map_err(unreachable)?;
        let status = answer.status();
        let mut bytes = Vec::new();
        while let Some(chunk) = answer.chunk().await.map_err(unreachable)? {
            if bytes.len() + chunk.len() > LONGEST {
                return Err(unbelievable(&format!("{what} has no end")));
            }
            bytes.extend_from_slice(&chunk);
        }
        let json: Option<Value> = serde_json::from_slice(&bytes).ok();
        if !status.is_success() {
            let why = json.as_ref().and_then(|json| {
                json.get("error_description").or_else(|| json.get("error"))?.as_str()
            });
            let why: String = why.unwrap_or_default().chars().take(200).collect();
            return Err(Error::Unreachable(format!("{what} answers {status} {why}")));
        }
        json.ok_or_else(|| unbelievable(&format!("{what} is not JSON")))
    }
}

fn encoded(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

/// The innermost reason, which is the one that helps.
fn cause(error: &reqwest::Error) -> String {
    let mut innermost: &dyn std::error::Error = error;
    while let Some(source) = innermost.source() {
        innermost = source;
    }
    innermost.to_string()
}

/// Whether the provider wants our password in the body; by default it comes in a header.
fn secret_in_body(about: &Value) -> bool {
    let methods = about.get("token_endpoint_auth_methods_supported").and_then(Value::as_array);
    methods.is_some_and(|methods| {
        let has = |name: &str| methods.iter().any(|method| method == name);
        has("client_secret_post") && !has("client_secret_basic")
    })
}

fn unbelievable(why: &str) -> Error {
    Error::Unbelievable(why.to_owned())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_password_goes_into_the_header_unless_the_provider_wants_it_otherwise() {
        for (methods, body) in [
            (json!(null), false),
            (json!(["client_secret_basic", "client_secret_post"]), false),
            (json!(["client_secret_post"]), true),
        ] {
            let about = json!({ "token_endpoint_auth_methods_supported": methods });
            assert_eq!(secret_in_body(&about), body, "{methods}");
        }
    }

    #[test]
    fn a_password_is_never_shown() {
        let settings = Settings {
            issuer: "https://login.paper.example".into(),
            client: "masthead".into(),
            secret: "hush".into(),
        };
        assert!(!format!("{settings:?}").contains("hush"));
    }
}
