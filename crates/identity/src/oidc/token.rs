//! ID tokens: who signed them, for whom, about whom, and until when.

use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED, RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents, UnparsedPublicKey,
};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::Value;

use super::{Claims, unbelievable};
use crate::Result;

/// How many seconds clocks may differ.
const SKEW: i64 = 60;

/// A public key of the provider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Key {
    id: Option<String>,
    material: Material,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Material {
    /// RS256: modulus and exponent.
    Rsa { n: Vec<u8>, e: Vec<u8> },
    /// ES256: the point, uncompressed.
    P256(Vec<u8>),
}

/// What a token must say.
#[derive(Clone, Copy, Debug)]
pub(super) struct Expected<'a> {
    pub(super) issuer: &'a str,
    pub(super) client: &'a str,
    pub(super) nonce: &'a str,
    pub(super) now: i64,
}

pub(super) fn sha256(bytes: &[u8]) -> Vec<u8> {
    digest(&SHA256, bytes).as_ref().to_vec()
}

/// The keys for signatures among those that a provider publishes.
pub(super) fn keys(jwks: &Value) -> Vec<Key> {
    let keys = jwks.get("keys").and_then(Value::as_array);
    keys.into_iter().flatten().filter_map(key).collect()
}

fn key(jwk: &Value) -> Option<Key> {
    let text = |name: &str| jwk.get(name).and_then(Value::as_str);
    let bytes = |name: &str| URL_SAFE_NO_PAD.decode(text(name)?.trim_end_matches('=')).ok();
    if text("use").is_some_and(|purpose| purpose != "sig") {
        return None;
    }
    let material = match (text("kty")?, text("alg")) {
        ("RSA", None | Some("RS256")) => Material::Rsa { n: bytes("n")?, e: bytes("e")? },
        ("EC", None | Some("ES256")) if text("crv") == Some("P-256") => {
            let (x, y) = (bytes("x")?, bytes("y")?);
            Material::P256([&[4], &x[..], &y[..]].concat())
        }
        _ => return None,
    };
    Some(Key { id: text("kid").map(str::to_owned), material })
}

/// Whether the key that signed a token is among these, as far as the token says.
pub(super) fn names_key_of(token: &str, keys: &[Key]) -> Result<bool> {
    let header = header(token)?;
    let id = header.get("kid").and_then(Value::as_str);
    Ok(id.is_none_or(|id| keys.iter().any(|key| key.id.as_deref() == Some(id))))
}

/// Who a token speaks of, once everything about it is right.
pub(super) fn check(token: &str, keys: &[Key], expected: &Expected<'_>) -> Result<Claims> {
    check_signature(token, keys)?;
    let claims = part(token, 1)?;
    let Expected { issuer, client, nonce, now } = *expected;
    let text = |name: &str| claims.get(name).and_then(Value::as_str);
    // A date without a fraction, or with one.
    let number = |name: &str| {
        claims
            .get(name)
            .and_then(|value| value.as_i64().or_else(|| value.as_f64().map(|at| at as i64)))
    };
    if text("iss") != Some(issuer) {
        return Err(unbelievable("the ID token was issued by somebody else"));
    }
    let audience: Vec<&str> = match claims.get("aud") {
        Some(Value::String(one)) => vec![one],
        Some(Value::Array(several)) => several.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    // One for several clients must say that it was given to us (OpenID Connect Core, 3.1.3.7).
    let party = text("azp");
    let ours = audience.contains(&client)
        && party.is_none_or(|party| party == client)
        && (audience.len() == 1 || party.is_some());
    if !ours {
        return Err(unbelievable("the ID token is for another client"));
    }
    if text("nonce") != Some(nonce) {
        return Err(unbelievable("the ID token belongs to another attempt to sign in"));
    }
    if number("exp").is_none_or(|end| end <= now - SKEW) {
        return Err(unbelievable("the ID token has expired; see that both clocks are right"));
    }
    if number("iat").is_none_or(|at| at > now + SKEW)
        || number("nbf").is_some_and(|at| at > now + SKEW)
    {
        return Err(unbelievable("the ID token is of the future; see that both clocks are right"));
    }
    let subject = text("sub").filter(|subject| !subject.is_empty());
    let subject = subject.ok_or_else(|| unbelievable("the ID token names nobody"))?.to_owned();
    Ok(with_email(Claims { subject, email: None, email_verified: false }, &claims))
}

/// The same with what is told of the address. Some providers say `"true"` for true.
pub(super) fn with_email(claims: Claims, told: &Value) -> Claims {
    let verified = told.get("email_verified");
    Claims {
        email: told.get("email").and_then(Value::as_str).map(str::to_owned),
        email_verified: verified.is_some_and(|verified| *verified == true || verified == "true"),
        ..claims
    }
}

fn check_signature(token: &str, keys: &[Key]) -> Result<()> {
    let header = header(token)?;
    let text = |name: &str| header.get(name).and_then(Value::as_str);
    let (signed, signature) =
        token.rsplit_once('.').ok_or_else(|| unbelievable("the ID token is no token"))?;
    let signature = URL_SAFE_NO_PAD
        .decode(signature)
        .map_err(|_| unbelievable("the ID token's signature cannot be read"))?;
    // The token says which kind of signature it has, and that alone decides which keys may have made it: `none`
    // and a shared secret never do.
    let algorithm = text("alg").unwrap_or_default();
    if !matches!(algorithm, "RS256" | "ES256") {
        return Err(unbelievable(&format!(
            "the ID token is signed with “{algorithm}”; let the provider sign with RS256 or ES256"
        )));
    }
    if header.get("crit").is_some() {
        return Err(unbelievable("the ID token asks for what nobody here knows"));
    }
    let named = text("kid");
    let right = keys.iter().filter(|key| named.is_none() || key.id.as_deref() == named).any(
        |key| match &key.material {
            Material::Rsa { n, e } if algorithm == "RS256" => RsaPublicKeyComponents { n, e }
                .verify(&RSA_PKCS1_2048_8192_SHA256, signed.as_bytes(), &signature)
                .is_ok(),
            Material::P256(point) if algorithm == "ES256" => {
                UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point)
                    .verify(signed.as_bytes(), &signature)
                    .is_ok()
            }
            _ => false,
        },
    );
    if right { Ok(()) } else { Err(unbelievable("the ID token is not signed by the provider")) }
}

fn header(token: &str) -> Result<Value> {
    part(token, 0)
}

fn part(token: &str, which: usize) -> Result<Value> {
    let parts: Vec<&str> = token.split('.').collect();
    let part = if parts.len() == 3 { parts.get(which) } else { None };
    part.and_then(|part| URL_SAFE_NO_PAD.decode(part).ok())
        .and_then(|bytes| serde_json::from_slice(&bytes).ok())
        .ok_or_else(|| unbelievable("the ID token is no token"))
}

#[cfg(test)]
mod tests {
    use aws_lc_rs::rand::SystemRandom;
    use aws_lc_rs::rsa::{KeyPair as RsaKeyPair, KeySize};
    use aws_lc_rs::signature::{
        ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair, RSA_PKCS1_SHA256,
    };
    use serde_json::json;

    use super::*;

    const NOW: i64 = 1_700_000_000;

    fn text(bytes: impl AsRef<[u8]>) -> String {
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// A provider with a key of either kind.
    struct Signer {
        p256: EcdsaKeyPair,
        rsa: RsaKeyPair,
    }

    impl Signer {
        fn new() -> Signer {
            Signer {
                p256: EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).unwrap(),
                rsa: RsaKeyPair::generate(KeySize::Rsa2048).unwrap(),
            }
        }

        fn keys(&self) -> Vec<Key> {
            let point = self.p256.public_key().as_ref();
            // In DER: a sequence of a modulus of 257 bytes, the first of them zero, and an exponent of three.
            let rsa = self.rsa.public_key().as_ref();
            let jwks = json!({ "keys": [
                { "kty": "EC", "crv": "P-256", "use": "sig", "kid": "ec", "x": text(&point[1..33]), "y": text(&point[33..]) },
                { "kty": "RSA", "alg": "RS256", "kid": "rsa",
                  "n": text(&rsa[9..265]),
                  "e": text(&rsa[rsa.len() - 3..]) },
                { "kty": "RSA", "use": "enc", "kid": "other" },
                { "kty": "oct", "k": "AAAA" },
                "nonsense",
            ] });
            keys(&jwks)
        }

        fn sign(&self, header: &Value, claims: &Value) -> String {
            let signed = format!("{}.{}", text(header.to_string()), text(claims.to_string()));
            let random = SystemRandom::new();
            let signature = if header["alg"] == "ES256" {
                self.p256.sign(&random, signed.as_bytes()).unwrap().as_ref().to_vec()
            } else {
                let mut signature = vec![0; self.rsa.public_modulus_len()];
                self.rsa
                    .sign(&RSA_PKCS1_SHA256, &random, signed.as_bytes(), &mut signature)
                    .unwrap();
                signature
            };
            format!("{signed}.{}", text(signature))
        }
    }

    fn claims() -> Value {
        json!({
            "iss": "https://login.paper.example", "aud": "masthead", "sub": "ana-1", "nonce": "n",
            "exp": NOW + 300, "iat": NOW, "email": "ana@paper.example", "email_verified": true,
        })
    }

    fn checked(
        signer: &Signer,
        header: &Value,
        claims: &Value,
    ) -> std::result::Result<Claims, String> {
        let expected = Expected {
            issuer: "https://login.paper.example",
            client: "masthead",
            nonce: "n",
            now: NOW,
        };
        check(&signer.sign(header, claims), &signer.keys(), &expected)
            .map_err(|error| error.to_string())
    }

    #[test]
    fn a_good_token_of_either_kind_is_believed() {
        let signer = Signer::new();
        assert_eq!(signer.keys().len(), 2);
        for header in [json!({ "alg": "ES256", "kid": "ec" }), json!({ "alg": "RS256" })] {
            let ana = checked(&signer, &header, &claims()).unwrap();
            assert_eq!(ana.email.as_deref(), Some("ana@paper.example"));
            assert!(ana.email_verified && ana.subject == "ana-1");
        }
    }

    #[test]
    fn a_claim_that_is_not_right_is_refused() {
        let signer = Signer::new();
        for (name, value, why) in [
            ("iss", json!("https://login.paper.example/"), "issued by somebody else"),
            ("aud", json!("another"), "another client"),
            ("aud", json!(["masthead", "another"]), "another client"),
            ("aud", json!(null), "another client"),
            ("azp", json!("another"), "another client"),
            ("nonce", json!("another"), "another attempt"),
            ("nonce", json!(null), "another attempt"),
            ("exp", json!(NOW - 60), "expired"),
            ("exp", json!("never"), "expired"),
            ("iat", json!(NOW + 61), "future"),
            ("nbf", json!(NOW + 61), "future"),
            ("sub", json!(""), "names nobody"),
            ("sub", json!(7), "names nobody"),
        ] {
            let mut wrong = claims();
            wrong[name] = value.clone();
            let refused = checked(&signer, &json!({ "alg": "ES256" }), &wrong).unwrap_err();
            assert!(refused.contains(why), "{name} {value}: {refused}");
        }
        let mut several = claims();
        several["aud"] = json!(["masthead", "another"]);
        several["azp"] = json!("masthead");
        several["exp"] = json!(NOW as f64 - 58.5);
        several["email_verified"] = json!("true");
        let ana = checked(&signer, &json!({ "alg": "RS256", "kid": "rsa" }), &several).unwrap();
        assert!(ana.email_verified);
        for not in [json!(false), json!("false"), json!(1), json!(null)] {
            several["email_verified"] = not;
            assert!(
                !checked(&signer, &json!({ "alg": "RS256" }), &several).unwrap().email_verified
            );
        }
    }

    #[test]
    fn a_token_that_the_provider_did_not_sign_is_refused() {
        let (signer, stranger) = (Signer::new(), Signer::new());
        let expected = Expected {
            issuer: "https://login.paper.example",
            client: "masthead",
            nonce: "n",
            now: NOW,
        };
        let good = signer.sign(&json!({ "alg": "ES256" }), &claims());
        let (signed, signature) = good.rsplit_once('.').unwrap();
        let (head, _) = signed.split_once('.').unwrap();
        let mut mallory = claims();
        mallory["email"] = json!("mallory@paper.example");
        let none = format!("{}.{}.", text(r#"{"alg":"none"}"#), text(claims().to_string()));
        for wrong in [
            stranger.sign(&json!({ "alg": "ES256" }), &claims()),
            stranger.sign(&json!({ "alg": "RS256", "kid": "rsa" }), &claims()),
            signer.sign(&json!({ "alg": "ES256", "kid": "rsa" }), &claims()),
            signer.sign(&json!({ "alg": "HS256", "kid": "rsa" }), &claims()),
            signer.sign(&json!({ "alg": "ES256", "crit": ["b64"] }), &claims()),
            format!("{head}.{}.{signature}", text(mallory.to_string())),
            format!("{signed}."),
            none,
            signed.to_owned(),
            String::new(),
            "a.b.c".to_owned(),
            format!("{good}.x"),
        ] {
            assert!(check(&wrong, &signer.keys(), &expected).is_err(), "{wrong}");
        }
        check(&good, &signer.keys(), &expected).unwrap();
        assert!(names_key_of(&good, &signer.keys()).unwrap());
        let unknown = signer.sign(&json!({ "alg": "ES256", "kid": "new" }), &claims());
        assert!(!names_key_of(&unknown, &signer.keys()).unwrap());
    }
}
