//! Campaigns as facts; and chance as a property: weights, caps and places hold whatever the numbers are.

use std::collections::{BTreeMap, HashMap};

use proptest::prelude::*;

use super::*;
use crate::edition::Digits;
use crate::media::{Focal, Rights};
use crate::permission::{Grant, Role};

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap()
}

fn code(text: &str) -> EditionCode {
    EditionCode::parse(text).unwrap()
}

fn edition(text: &str) -> Edition {
    Edition {
        code: code(text),
        language: Language::parse(text).unwrap(),
        name: text.into(),
        title: "The Meridian".into(),
        tagline: String::new(),
        timezone: "UTC".into(),
        default: false,
        description: String::new(),
        rights: String::new(),
        founded: None,
        digits: Digits::Latn,
        social: Vec::new(),
        app: Vec::new(),
        advertisements: true,
        views: false,
        most_read: false,
        most_read_sensitive: false,
    }
}

fn picture(id: i64, content_type: &str, bytes: u64) -> Media {
    Media {
        id: MediaId::new(id),
        hash: String::new(),
        file_name: "loaf.png".into(),
        content_type: content_type.into(),
        bytes,
        width: Some(600),
        height: Some(500),
        credit: String::new(),
        alt: Names::new(),
        caption: Names::new(),
        rights: Rights::default(),
        taken_at: None,
        place: String::new(),
        focal: Focal::default(),
        created_at: at(0),
        by: None,
        renditions: Vec::new(),
        stands_in: false,
    }
}

fn alt() -> Names {
    BTreeMap::from([("en".into(), "Fresh bread".into()), ("ru".into(), "Свежий хлеб".into())])
}

fn creative(id: i64) -> Creative {
    Creative {
        id: CreativeId::new(id),
        slot: "beside-the-story".into(),
        editions: Vec::new(),
        href: "https://bakery.example/".into(),
        shows: Shows::Picture { media: MediaId::new(1), alt: alt() },
    }
}

fn campaign(id: i64) -> Campaign {
    Campaign {
        id: CampaignId::new(id),
        advertiser: "The Bakery".into(),
        name: "Spring".into(),
        from: at(100),
        until: at(200),
        weight: 10,
        cap: None,
        editions: Vec::new(),
        sections: Vec::new(),
        state: CampaignState::Draft,
        creatives: vec![creative(id)],
        version: 1,
        created_at: at(0),
    }
}

struct Paper {
    editions: Vec<Edition>,
    sections: Vec<String>,
    slots: Vec<String>,
    pictures: Vec<Media>,
}

impl Paper {
    fn new() -> Paper {
        Paper {
            editions: vec![edition("en"), edition("ru")],
            sections: vec!["world".into()],
            slots: vec!["beside-the-story".into()],
            pictures: vec![
                picture(1, "image/png", 9_000_000),
                picture(2, "image/svg+xml", MOST_DRAWING + 1),
            ],
        }
    }

    fn ground(&self) -> Ground<'_> {
        let Paper { editions, sections, slots, pictures } = self;
        Ground { editions, sections, slots, pictures }
    }
}

fn place<'a>(edition: &'a EditionCode, section: Option<&'a str>, second: i64) -> Place<'a> {
    Place { edition, section, slot: "beside-the-story", now: at(second) }
}

#[test]
fn what_is_wrong_is_refused_with_what_would_do() {
    let paper = Paper::new();
    let with = |change: &dyn Fn(&mut Campaign)| {
        let mut wanted = campaign(1);
        change(&mut wanted);
        wanted.check(&paper.ground()).unwrap_err()
    };
    let shows = |campaign: &mut Campaign, shows| campaign.creatives[0].shows = shows;
    let html = |html: &str| Shows::Html { html: html.to_owned() };
    let other = |media| Shows::Picture { media: MediaId::new(media), alt: alt() };
    let mute = BTreeMap::from([("en".into(), "Fresh bread".into()), ("ru".into(), " ".into())]);
    let refusals: Vec<(Flaw, &str, &str)> = vec![
        (with(&|it| it.advertiser = " ".into()), "advertiser", "who pays"),
        (with(&|it| it.name.clear()), "name", "a name"),
        (with(&|it| it.name = "a\nb".into()), "name", "one line"),
        (with(&|it| it.until = it.from), "until", "before it begins"),
        (with(&|it| it.weight = 0), "weight", "from 1 to 100"),
        (with(&|it| it.weight = 101), "weight", "from 1 to 100"),
        (with(&|it| it.cap = Some(0)), "cap", "Leave the field empty"),
        (with(&|it| it.editions = vec![code("fr")]), "editions", "no edition “fr”"),
        (with(&|it| it.sections = vec!["sport".into()]), "sections", "no section “sport”"),
        (with(&|it| it.creatives[0].slot = "roof".into()), "creatives", "no slot “roof”"),
        (with(&|it| it.creatives[0].href.clear()), "creatives", "where a click"),
        (with(&|it| it.creatives[0].href = "http://a.example".into()), "creatives", "https://"),
        (with(&|it| shows(it, other(9))), "creatives", "Choose another"),
        (with(&|it| shows(it, other(2))), "creatives", "200 kB is the most"),
        (
            with(&|it| shows(it, Shows::Picture { media: MediaId::new(1), alt: mute.clone() })),
            "creatives",
            "Say in Русский",
        ),
        (with(&|it| shows(it, html(" "))), "creatives", "Write its HTML"),
        (with(&|it| shows(it, html(&"x".repeat(MOST_HTML + 1)))), "creatives", "Shorten"),
        (with(&|it| shows(it, html("<p>x<LINK rel=preconnect>"))), "creatives", "a <link> element"),
        (with(&|it| shows(it, html("<iframe src=x>"))), "creatives", "a <iframe> element"),
        (with(&|it| it.creatives = vec![creative(1); MOST_CREATIVES + 1]), "creatives", "at most"),
    ];
    for (flaw, field, words) in refusals {
        assert_eq!(flaw.field(), field, "{flaw}");
        assert!(flaw.to_string().contains(words), "{flaw}");
    }
    assert_eq!(campaign(1).check(&paper.ground()), Ok(()));
    // Words are asked for in the languages in which it is shown, and in no others.
    let only_english = Campaign { editions: vec![code("en")], ..campaign(1) };
    let mut only_english = only_english;
    only_english.creatives[0].shows = Shows::Picture { media: MediaId::new(1), alt: mute };
    assert_eq!(only_english.check(&paper.ground()), Ok(()));
}

#[test]
fn a_campaign_goes_from_draft_to_its_end_and_never_back() {
    let paper = Paper::new();
    let ground = paper.ground();
    let draft = Campaign { creatives: Vec::new(), ..campaign(1) };
    assert_eq!(draft.check(&ground), Ok(()), "a draft may lack things");
    assert_eq!(draft.start(&ground, at(0)), Err(Flaw::Empty));
    assert_eq!(campaign(1).start(&ground, at(200)), Err(Flaw::Past));
    assert!(matches!(draft.pause(), Err(Flaw::State { .. })));
    let running = campaign(1).start(&ground, at(0)).unwrap();
    assert!(!running.runs(at(99)) && running.runs(at(100)) && !running.runs(at(200)));
    assert!(matches!(running.start(&ground, at(0)), Err(Flaw::State { .. })));
    let paused = running.pause().unwrap();
    assert!(!paused.runs(at(150)));
    assert!(paused.start(&ground, at(150)).unwrap().runs(at(150)));
    let ended = paused.end().unwrap();
    assert_eq!((ended.version, ended.state), (4, CampaignState::Ended));
    for refused in [ended.start(&ground, at(0)), ended.end(), ended.change(draft.clone(), &ground)]
    {
        assert!(matches!(refused, Err(Flaw::State { .. })), "{refused:?}");
    }
    // What runs cannot be emptied.
    assert_eq!(running.change(draft, &ground), Err(Flaw::Empty));
}

#[test]
fn a_click_leads_only_to_plain_https() {
    for (text, told) in [
        ("https://bakery.example", Some("https://bakery.example")),
        (" https://bakery.example:8443/a?b=c#d ", Some("https://bakery.example:8443/a?b=c#d")),
        ("https://bakery.example/хлеб", Some("https://bakery.example/%D1%85%D0%BB%D0%B5%D0%B1")),
        ("http://bakery.example", None),
        ("javascript:alert(1)", None),
        ("//bakery.example", None),
        ("https://", None),
        ("https:///etc", None),
        ("https://ana@bakery.example", None),
        ("https://хлеб.example", None),
        ("https://bakery.example/\r\nset-cookie: a=b", None),
        ("https://bakery.example/\"onclick=", None),
        ("https://bakery.example/a b", None),
    ] {
        assert_eq!(link(text).as_deref(), told, "{text}");
    }
}

#[test]
fn whoever_runs_campaigns_of_an_edition_touches_no_others() {
    let (en, ru) = (code("en"), code("ru"));
    let editor = |grant| Editor { account: None, name: "Bella".into(), grants: vec![grant] };
    let of_en = editor(Grant::in_edition(Role::Advertising, en.clone()));
    let of_all = editor(Grant::everywhere(Role::Advertising));
    let publisher = editor(Grant::everywhere(Role::Publisher));
    let in_all = campaign(1);
    let in_en = Campaign { editions: vec![en.clone()], ..campaign(1) };
    let in_both = Campaign { editions: vec![en, ru], ..campaign(1) };
    for (campaign, by, may) in [
        (&in_all, &of_all, true),
        (&in_all, &of_en, false),
        (&in_en, &of_en, true),
        (&in_both, &of_en, false),
        (&in_both, &of_all, true),
        (&in_en, &publisher, false),
    ] {
        assert_eq!(campaign.may_run(by).is_ok(), may, "{campaign:?} by {by:?}");
    }
}

#[test]
fn the_document_says_nothing_that_its_words_did_not_mean() {
    let file = |src: &str, width| FrameFile { src: src.into(), width, height: 250 };
    let picture = FramePicture {
        file: file("/media/a/b.jpg", 300),
        alt: "Bread\" onload=\"x",
        formats: vec![("image/avif".into(), vec![file("/media/a/300.avif", 300)])],
    };
    let frame = Frame {
        language: Language::parse("ar").unwrap(),
        title: "<Bakery>",
        base: "/ar/advertisement/7/",
        shows: FrameShows::Picture(picture),
    };
    let html = frame.to_html();
    assert!(html.contains("lang=\"ar\" dir=\"rtl\""), "{html}");
    assert!(html.contains("<title>&lt;Bakery&gt;</title>"), "{html}");
    assert!(html.contains("alt=\"Bread&quot; onload=&quot;x\""), "{html}");
    assert!(html.contains("href=\"go\" rel=\"sponsored noopener\""), "{html}");
    assert!(html.contains("srcset=\"/media/a/300.avif 300w\""), "{html}");
    for power in ["allow-scripts", "allow-same-origin", "allow-forms", "allow-top", "allow-modals"]
    {
        assert!(!SANDBOX.contains(power) && !POLICY.contains(power));
    }
    assert!(POLICY.contains(SANDBOX));
}

#[test]
fn a_page_knows_when_its_place_turns() {
    let en = code("en");
    let running = |id, from, until| Campaign {
        from: at(from),
        until: at(until),
        state: CampaignState::Running,
        ..campaign(id)
    };
    let campaigns = [running(1, 100, 200), running(2, 150, 300)];
    for (second, runs, turn) in [
        (0, false, Some(100)),
        (100, true, Some(150)),
        (199, true, Some(200)),
        (200, true, Some(300)),
        (300, false, None),
    ] {
        let place = place(&en, None, second);
        assert_eq!(runs_at(&campaigns, &place), runs, "{second}");
        assert_eq!(next_turn(&campaigns, &place), turn.map(at), "{second}");
    }
}

fn campaigns() -> impl Strategy<Value = Vec<Campaign>> {
    let one = (
        1_u32..=100,
        proptest::option::of(1_u64..50),
        proptest::sample::subsequence(vec!["en", "ru"], 0..=2),
        any::<bool>(),
        0_i64..200,
        1_i64..200,
        proptest::sample::select(CampaignState::ALL.to_vec()),
    );
    proptest::collection::vec(one, 0..8).prop_map(|all| {
        let made = all.into_iter().zip(1..).map(
            |((weight, cap, editions, in_world, from, long, state), id)| Campaign {
                weight,
                cap,
                editions: editions.into_iter().map(code).collect(),
                sections: if in_world { vec!["world".into()] } else { Vec::new() },
                from: at(from),
                until: at(from + long),
                state,
                ..campaign(id)
            },
        );
        made.collect()
    })
}

proptest! {
    #[test]
    fn only_what_may_be_shown_is_chosen(
        all in campaigns(), second in 0_i64..400, in_world: bool, chances in proptest::collection::vec(any::<u64>(), 1..200)
    ) {
        let en = code("en");
        let place = place(&en, in_world.then_some("world"), second);
        let mut shown: HashMap<CampaignId, u64> = HashMap::new();
        for chance in chances {
            let today = |id| shown.get(&id).copied().unwrap_or_default();
            let Some((campaign, creative)) = choose(&all, &place, today, chance) else {
                let left = all.iter().filter(|it| it.cap.is_none_or(|cap| today(it.id) < cap));
                prop_assert!(!runs_at(left, &place), "something was left to show");
                continue;
            };
            prop_assert!(campaign.runs(place.now));
            prop_assert!(campaign.editions.is_empty() || campaign.editions.contains(&en));
            prop_assert!(campaign.sections.is_empty() || in_world);
            prop_assert!(creative.fits(place.slot, &en));
            *shown.entry(campaign.id).or_default() += 1;
        }
        for campaign in &all {
            let times = shown.get(&campaign.id).copied().unwrap_or_default();
            prop_assert!(campaign.cap.is_none_or(|cap| times <= cap), "more often than its cap");
        }
    }

    #[test]
    fn each_is_shown_as_often_as_it_weighs(weights in proptest::collection::vec(1_u32..=100, 1..6)) {
        let en = code("en");
        let place = place(&en, None, 150);
        let all: Vec<Campaign> = weights.iter().zip(1..).map(|(weight, id)| Campaign {
            weight: *weight, state: CampaignState::Running, ..campaign(id)
        }).collect();
        let sum: u64 = weights.iter().map(|weight| u64::from(*weight)).sum();
        let mut shown: HashMap<CampaignId, u64> = HashMap::new();
        for chance in 0..sum * 7 {
            let (campaign, _) = choose(&all, &place, |_| 0, chance).unwrap();
            *shown.entry(campaign.id).or_default() += 1;
        }
        for campaign in &all {
            prop_assert_eq!(shown[&campaign.id], u64::from(campaign.weight) * 7);
        }
    }

    #[test]
    fn no_link_breaks_out_of_a_header(text in "\\PC*|https://[a-z.:/@\"<>\\\\ \r\n\u{430}?#]*") {
        if let Some(href) = link(&text) {
            prop_assert!(href.starts_with("https://") && href.is_ascii());
            prop_assert!(!href.chars().any(|letter| letter.is_ascii_control() || "\"'<> \\".contains(letter)));
        }
    }
}
