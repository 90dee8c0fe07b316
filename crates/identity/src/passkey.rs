//! Passkeys: a key pair in somebody's device, which it uses after seeing their face, finger or PIN.

use serde_json::{Value, json};
use url::Url;
use webauthn_rs::prelude::{
    DiscoverableAuthentication, DiscoverableKey, Passkey as Kept, PasskeyRegistration,
    PublicKeyCredential, RegisterPublicKeyCredential, Uuid,
};
use webauthn_rs::{Webauthn, WebauthnBuilder};

use crate::{Error, Result};

/// Asks browsers for passkeys of one address, and believes those alone.
#[derive(Clone, Debug)]
pub struct Passkeys {
    webauthn: Webauthn,
}

/// For whom a passkey is made.
#[derive(Clone, Copy, Debug)]
pub struct NewFor<'a> {
    /// The number by which the passkey names its owner.
    pub account: i64,
    /// What they sign in with.
    pub email: &'a str,
    /// What they are called.
    pub name: &'a str,
}

/// What is sent to a browser, and what is to be remembered until it answers.
#[derive(Clone, Debug)]
pub struct Asked {
    /// What `navigator.credentials` takes, in JSON.
    pub options: Value,
    /// What is to be remembered; nobody else may write it.
    pub state: String,
}

/// A passkey as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passkey {
    /// Its id, of the device's making.
    pub id: Vec<u8>,
    /// Its public key and the rest, in JSON.
    pub record: String,
}

/// Who a passkey says that it belongs to; true only once it was checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claimed {
    /// The owner's number.
    pub account: i64,
    /// The passkey's id.
    pub id: Vec<u8>,
}

impl Passkeys {
    /// Passkeys of the desk at this address, such as `https://paper.example`, shown under this name.
    pub fn at(origin: &str, name: &str) -> Result<Passkeys> {
        let refused = || Error::NoPasskeys(origin.to_owned());
        let url = Url::parse(origin).map_err(|_| refused())?;
        let host = url.domain().ok_or_else(refused)?.to_owned();
        if url.scheme() != "https" && host != "localhost" {
            return Err(refused());
        }
        let webauthn = WebauthnBuilder::new(&host, &url)
            .and_then(|builder| builder.rp_name(name).build())
            .map_err(|_| refused())?;
        Ok(Passkeys { webauthn })
    }

    /// Asks for a new passkey, unless the device has one of these already.
    pub fn ask_new(&self, person: NewFor<'_>, known: Vec<Vec<u8>>) -> Result<Asked> {
        let NewFor { account, email, name } = person;
        let (options, state) = self
            .webauthn
            .start_passkey_registration(handle(account), email, name, Some(known))
            .map_err(bad)?;
        let mut options = written(&options)?;
        // Only a passkey that the device finds by itself signs somebody in who typed nothing.
        let wanted = &mut options["publicKey"]["authenticatorSelection"];
        wanted["residentKey"] = json!("required");
        wanted["requireResidentKey"] = json!(true);
        Ok(Asked { options, state: written(&state)?.to_string() })
    }

    /// Takes the browser's answer to [`Passkeys::ask_new`].
    pub fn take_new(&self, credential: &Value, state: &str) -> Result<Passkey> {
        let credential: RegisterPublicKeyCredential = read(credential)?;
        let state: PasskeyRegistration = serde_json::from_str(state).map_err(unreadable)?;
        let kept = self.webauthn.finish_passkey_registration(&credential, &state).map_err(bad)?;
        Ok(Passkey { id: kept.cred_id().to_vec(), record: written(&kept)?.to_string() })
    }

    /// Asks for any passkey of this address.
    pub fn ask(&self) -> Result<Asked> {
        let (options, state) = self.webauthn.start_discoverable_authentication().map_err(bad)?;
        Ok(Asked { options: written(&options)?, state: written(&state)?.to_string() })
    }

    /// Who an answer to [`Passkeys::ask`] says that it comes from.
    pub fn claimed(&self, credential: &Value) -> Result<Claimed> {
        let credential: PublicKeyCredential = read(credential)?;
        let (handle, id) =
            self.webauthn.identify_discoverable_authentication(&credential).map_err(bad)?;
        let account = i64::try_from(handle.as_u128())
            .map_err(|_| Error::BadPasskey("it names nobody here".to_owned()))?;
        Ok(Claimed { account, id: id.to_vec() })
    }

    /// Checks an answer against the passkey that is kept, and gives that back if it changed.
    pub fn check(&self, credential: &Value, state: &str, record: &str) -> Result<Option<String>> {
        let credential: PublicKeyCredential = read(credential)?;
        let state: DiscoverableAuthentication = serde_json::from_str(state).map_err(unreadable)?;
        let mut kept: Kept = serde_json::from_str(record).map_err(unreadable)?;
        let key = DiscoverableKey::from(&kept);
        let checked = self
            .webauthn
            .finish_discoverable_authentication_v2(&credential, state, &key)
            .map_err(bad)?;
        if !checked.user_verified() {
            return Err(Error::BadPasskey("the device did not look who uses it".to_owned()));
        }
        let changed = kept.update_credential(&checked) == Some(true);
        Ok(if changed { Some(written(&kept)?.to_string()) } else { None })
    }
}

fn handle(account: i64) -> Uuid {
    Uuid::from_u128(u128::from(account.unsigned_abs()))
}

fn read<T: serde::de::DeserializeOwned>(credential: &Value) -> Result<T> {
    T::deserialize(credential).map_err(unreadable)
}

fn written<T: serde::Serialize>(value: &T) -> Result<Value> {
    serde_json::to_value(value).map_err(unreadable)
}

#[allow(clippy::needless_pass_by_value)] // `map_err` gives it away.
fn unreadable(error: serde_json::Error) -> Error {
    Error::BadPasskey(format!("it cannot be read: {error}"))
}

#[allow(clippy::needless_pass_by_value)] // `map_err` gives it away.
fn bad(error: webauthn_rs::prelude::WebauthnError) -> Error {
    Error::BadPasskey(error.to_string())
}

#[cfg(test)]
mod tests;
