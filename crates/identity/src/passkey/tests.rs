use testkit::Authenticator;

use super::*;

const ANA: NewFor<'_> = NewFor { account: 7, email: "ana@paper.example", name: "Ana" };
const ADDRESS: &str = "https://paper.example";

fn paper() -> Passkeys {
    Passkeys::at(ADDRESS, "The Meridian").unwrap()
}

/// A device with a passkey of Ana's, and what the paper keeps of it.
fn with_passkey() -> (Authenticator, Passkey) {
    let mut device = Authenticator::at(ADDRESS);
    let asked = paper().ask_new(ANA, Vec::new()).unwrap();
    let credential = device.create(&asked.options);
    let passkey = paper().take_new(&credential, &asked.state).unwrap();
    (device, passkey)
}

#[test]
fn a_device_makes_a_passkey_and_signs_in_with_it() {
    let (mut device, passkey) = with_passkey();
    for _ in 0..2 {
        let asked = paper().ask().unwrap();
        let credential = device.get(&asked.options);
        let claimed = paper().claimed(&credential).unwrap();
        assert_eq!(claimed, Claimed { account: 7, id: passkey.id.clone() });
        paper().check(&credential, &asked.state, &passkey.record).unwrap();
    }
}

#[test]
fn the_browser_is_asked_for_one_that_the_device_finds_by_itself() {
    let asked = paper().ask_new(ANA, vec![vec![1, 2, 3]]).unwrap();
    let options = &asked.options["publicKey"];
    assert_eq!(options["authenticatorSelection"]["residentKey"], "required");
    assert_eq!(options["authenticatorSelection"]["userVerification"], "required");
    assert_eq!(options["rp"], json!({ "id": "paper.example", "name": "The Meridian" }));
    assert_eq!(options["excludeCredentials"][0]["id"], "AQID");
    assert_eq!(options["user"]["name"], "ana@paper.example");
}

#[test]
fn an_answer_to_another_question_or_from_another_site_is_refused() {
    let (mut device, passkey) = with_passkey();
    let (asked, another) = (paper().ask().unwrap(), paper().ask().unwrap());
    let credential = device.get(&asked.options);
    let check = |credential: &Value, state| paper().check(credential, state, &passkey.record);
    assert!(check(&credential, &another.state).is_err(), "another question");

    let mut phisher = Authenticator::at("https://paper.example.evil.example");
    let for_phisher = paper().ask_new(ANA, Vec::new()).unwrap();
    let made = phisher.create(&for_phisher.options);
    assert!(paper().take_new(&made, &for_phisher.state).is_err(), "another site");

    let mut forged = credential.clone();
    forged["response"]["signature"] = json!("AAAA");
    assert!(check(&forged, &asked.state).is_err());
    for nonsense in [json!(null), json!({}), json!({ "id": 1 }), json!([])] {
        assert!(check(&nonsense, &asked.state).is_err());
        assert!(paper().claimed(&nonsense).is_err());
        assert!(paper().take_new(&nonsense, &for_phisher.state).is_err());
    }
    check(&credential, &asked.state).unwrap();
}

#[test]
fn a_device_that_does_not_look_who_uses_it_is_refused() {
    let (mut device, passkey) = with_passkey();
    device.verifies = false;
    let asked = paper().ask().unwrap();
    let credential = device.get(&asked.options);
    assert!(paper().check(&credential, &asked.state, &passkey.record).is_err());
    let asked = paper().ask_new(ANA, Vec::new()).unwrap();
    let credential = device.create(&asked.options);
    assert!(paper().take_new(&credential, &asked.state).is_err());
}

#[test]
fn a_copy_of_a_device_that_falls_behind_is_refused() {
    let (mut device, mut passkey) = with_passkey();
    device.counter = 5;
    let asked = paper().ask().unwrap();
    let changed = paper().check(&device.get(&asked.options), &asked.state, &passkey.record);
    passkey.record = changed.unwrap().unwrap();
    device.counter = 2;
    let asked = paper().ask().unwrap();
    assert!(paper().check(&device.get(&asked.options), &asked.state, &passkey.record).is_err());
}

#[test]
fn only_a_host_name_has_passkeys() {
    for (origin, has) in [
        ("https://paper.example", true),
        ("https://desk.paper.example:8443", true),
        ("http://localhost:8000", true),
        ("http://paper.example", false),
        ("http://127.0.0.1:8000", false),
        ("https://[::1]", false),
        ("nonsense", false),
    ] {
        assert_eq!(Passkeys::at(origin, "The Meridian").is_ok(), has, "{origin}");
    }
}
