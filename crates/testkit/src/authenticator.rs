//! A device that makes passkeys and uses them, as a browser and its authenticator do together.

use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

const PRESENT: u8 = 0b0000_0001;
const VERIFIED: u8 = 0b0000_0100;
const NEW_KEY: u8 = 0b0100_0000;

/// A device with passkeys. Its owner touches it and shows their face whenever it asks.
pub struct Authenticator {
    origin: String,
    passkeys: Vec<Passkey>,
    /// Whether it looks who uses it.
    pub verifies: bool,
    /// How often it signed; a copy of the device would fall behind.
    pub counter: u32,
}

struct Passkey {
    id: Vec<u8>,
    owner: String,
    pair: EcdsaKeyPair,
}

impl Authenticator {
    /// A device whose browser shows this address: `https://paper.example`.
    pub fn at(origin: &str) -> Authenticator {
        Authenticator {
            origin: origin.to_owned(),
            passkeys: Vec::new(),
            verifies: true,
            counter: 0,
        }
    }

    /// Makes a passkey for the answer to `navigator.credentials.create`.
    pub fn create(&mut self, options: &Value) -> Value {
        let asked = &options["publicKey"];
        let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_ASN1_SIGNING).unwrap();
        let id = digest(&SHA256, pair.public_key().as_ref()).as_ref()[..16].to_vec();
        let point = pair.public_key().as_ref();
        let mut data = self.data(asked["rp"]["id"].as_str().unwrap(), NEW_KEY);
        data.extend([0; 16]);
        data.extend([0, 16]);
        data.extend(&id);
        // The key as RFC 9052 writes it: a map of kind EC2, algorithm ES256, curve P-256, x and y.
        data.extend([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20]);
        data.extend(&point[1..33]);
        data.extend([0x22, 0x58, 0x20]);
        data.extend(&point[33..65]);
        let mut object = vec![0xa3];
        object.extend(b"\x63fmt\x64none\x67attStmt\xa0\x68authData\x58");
        object.push(u8::try_from(data.len()).unwrap());
        object.extend(data);
        let client = self.client_data("webauthn.create", asked);
        self.passkeys.push(Passkey {
            id: id.clone(),
            owner: asked["user"]["id"].as_str().unwrap().to_owned(),
            pair,
        });
        json!({
            "id": text(&id), "rawId": text(&id), "type": "public-key",
            "response": { "attestationObject": text(&object), "clientDataJSON": text(&client), "transports": ["internal"] },
            "clientExtensionResults": {},
        })
    }

    /// Signs with the newest passkey for the answer to `navigator.credentials.get`.
    pub fn get(&mut self, options: &Value) -> Value {
        let asked = &options["publicKey"];
        self.counter += 1;
        let data = self.data(asked["rpId"].as_str().unwrap(), 0);
        let client = self.client_data("webauthn.get", asked);
        let passkey = self.passkeys.last().unwrap();
        let signed = [&data[..], digest(&SHA256, &client).as_ref()].concat();
        let signature = passkey.pair.sign(&SystemRandom::new(), &signed).unwrap();
        json!({
            "id": text(&passkey.id), "rawId": text(&passkey.id), "type": "public-key",
            "response": {
                "authenticatorData": text(&data), "clientDataJSON": text(&client),
                "signature": text(signature.as_ref()), "userHandle": passkey.owner,
            },
            "clientExtensionResults": {},
        })
    }

    fn data(&self, site: &str, more: u8) -> Vec<u8> {
        let mut data = digest(&SHA256, site.as_bytes()).as_ref().to_vec();
        data.push(PRESENT | more | if self.verifies { VERIFIED } else { 0 });
        data.extend(self.counter.to_be_bytes());
        data
    }

    fn client_data(&self, kind: &str, asked: &Value) -> Vec<u8> {
        let told = json!({
            "type": kind, "challenge": asked["challenge"], "origin": self.origin, "crossOrigin": false,
        });
        told.to_string().into_bytes()
    }
}

fn text(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}
