//! What stands behind a story about rain, for the formats that tell it.

use story::ItemId;
use story::coverage::{Edtf, ItemKind, Standing, When, WikidataId};
use wire::behind::{Behind, Happened, Named, Said, Speaker};

pub(crate) fn named(id: i64, kind: ItemKind, name: &str) -> Named {
    Named {
        id: ItemId::new(id),
        kind,
        name: name.into(),
        url: Some(format!("https://meridian.example/en/topic/{id}")),
        wikidata: (kind == ItemKind::Place).then(|| WikidataId::parse("Q3703").unwrap()),
        point: (kind == ItemKind::Place).then_some([40.4, 49.9]),
    }
}

pub(crate) fn behind() -> Behind {
    let said = |id, text: &str, quotation, by| Said {
        id: ItemId::new(id),
        url: Some(format!("https://meridian.example/en/post/rain#said-{id}")),
        text: text.into(),
        quotation,
        by: Some(by),
        standing: Standing::Stands,
    };
    let captain = Speaker {
        name: "Leyla Aliyeva".into(),
        who: Some(named(1, ItemKind::Person, "Leyla Aliyeva")),
        on_behalf_of: Some(named(2, ItemKind::Organization, "Baku XI")),
    };
    let nobody = Speaker { name: "unnamed umpires".into(), who: None, on_behalf_of: None };
    Behind {
        named: vec![
            named(1, ItemKind::Person, "Leyla Aliyeva"),
            named(2, ItemKind::Organization, "Baku XI"),
            named(3, ItemKind::Place, "Baku"),
            named(4, ItemKind::Topic, "Cricket"),
        ],
        events: vec![Happened {
            id: ItemId::new(5),
            name: "Rain stops play".into(),
            when: When::stated(Edtf::parse("2025-11-10").unwrap()),
            place: Some(named(3, ItemKind::Place, "Baku")),
        }],
        claims: vec![
            said(6, "We would have won.", true, captain),
            Said { standing: Standing::Disputed, ..said(7, "The light was bad.", false, nobody) },
        ],
    }
}
