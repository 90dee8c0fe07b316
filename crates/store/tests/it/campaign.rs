//! Campaigns as they are kept, and what their pictures are to readers.

use std::collections::BTreeMap;

use store::Error;
use story::campaign::{Campaign, CampaignState, Creative, Shows};
use story::{CampaignId, ChangeKind, CreativeId, EditionCode, MediaId};
use testkit::Paper;

on_both_engines!(
    a_campaign_is_kept_as_it_was_written,
    two_people_do_not_overwrite_each_other,
    no_campaign_takes_the_advertisement_of_another,
    what_was_taken_out_still_leads_somewhere_and_runs_no_more,
    pages_are_told_of_what_runs_and_of_nothing_else,
    a_picture_is_public_while_its_campaign_runs,
);

async fn campaign(paper: &Paper) -> Campaign {
    let write = paper.store.write().await.unwrap();
    Campaign {
        id: CampaignId::new(write.id()),
        advertiser: "The Bakery".into(),
        name: "Spring".into(),
        from: paper.now(),
        until: paper.now().checked_add(jiff::SignedDuration::from_hours(48)).unwrap(),
        weight: 10,
        cap: Some(500),
        editions: vec![EditionCode::parse("en").unwrap()],
        sections: vec!["world".into()],
        state: CampaignState::Draft,
        creatives: vec![Creative {
            id: CreativeId::new(write.id()),
            slot: "beside-the-story".into(),
            editions: Vec::new(),
            href: "https://bakery.example/".into(),
            shows: Shows::Html { html: "<p>Bread</p>".into() },
        }],
        version: 1,
        created_at: paper.now(),
    }
}

async fn save(paper: &Paper, before: Option<&Campaign>, after: &Campaign) -> Result<(), Error> {
    let mut write = paper.store.write().await.unwrap();
    write.save_campaign(before, after, "change", &paper.operator()).await?;
    write.commit().await
}

fn next(campaign: &Campaign, change: impl FnOnce(&mut Campaign)) -> Campaign {
    let mut after = Campaign { version: campaign.version + 1, ..campaign.clone() };
    change(&mut after);
    after
}

async fn a_campaign_is_kept_as_it_was_written(paper: Paper) {
    let first = campaign(&paper).await;
    save(&paper, None, &first).await.unwrap();
    assert_eq!(paper.store.campaign(first.id).await.unwrap(), first);
    let media = paper.photo("loaf.jpg", 64, 48).await;
    let alt = BTreeMap::from([("en".to_owned(), "A loaf".to_owned())]);
    let second = next(&first, |it| {
        it.creatives[0].shows = Shows::Picture { media, alt };
        it.creatives[0].editions = it.editions.clone();
        it.cap = None;
        it.editions.clear();
        it.state = CampaignState::Running;
    });
    save(&paper, Some(&first), &second).await.unwrap();
    assert_eq!(paper.store.campaign(first.id).await.unwrap(), second);
    assert_eq!(paper.store.running_campaigns().await.unwrap(), std::slice::from_ref(&second));
    paper.pass(jiff::SignedDuration::from_hours(48));
    assert!(paper.store.running_campaigns().await.unwrap().is_empty());
    assert_eq!(paper.store.campaigns().await.unwrap(), [second]);
    paper.is_sound().await;
}

async fn two_people_do_not_overwrite_each_other(paper: Paper) {
    let first = campaign(&paper).await;
    save(&paper, None, &first).await.unwrap();
    let one = next(&first, |it| it.weight = 20);
    let other = next(&first, |it| it.weight = 30);
    save(&paper, Some(&first), &one).await.unwrap();
    let refused = save(&paper, Some(&first), &other).await.unwrap_err();
    assert!(matches!(refused, Error::Overtaken { what: "campaign", .. }), "{refused}");
    assert_eq!(paper.store.campaign(first.id).await.unwrap(), one);
}

async fn no_campaign_takes_the_advertisement_of_another(paper: Paper) {
    let first = campaign(&paper).await;
    save(&paper, None, &first).await.unwrap();
    let thief = Campaign { creatives: first.creatives.clone(), ..campaign(&paper).await };
    let refused = save(&paper, None, &thief).await.unwrap_err();
    assert!(matches!(refused, Error::Missing { what: "advertisement", .. }), "{refused}");
    assert_eq!(paper.store.campaigns().await.unwrap(), [first]);
}

async fn what_was_taken_out_still_leads_somewhere_and_runs_no_more(paper: Paper) {
    let first = campaign(&paper).await;
    save(&paper, None, &first).await.unwrap();
    let gone = first.creatives[0].id;
    let fresh = campaign(&paper).await.creatives;
    let second = next(&first, |it| it.creatives = fresh.clone());
    save(&paper, Some(&first), &second).await.unwrap();
    assert_eq!(paper.store.campaign(first.id).await.unwrap().creatives, fresh);
    let (found, state) = paper.store.creative(gone).await.unwrap().unwrap();
    assert_eq!((found, state), (first.creatives[0].clone(), CampaignState::Draft));
    let ever = paper.store.creatives_ever(first.id).await.unwrap();
    assert_eq!(ever.iter().map(|it| it.id).collect::<Vec<_>>(), [fresh[0].id, gone]);
    assert!(paper.store.creative(CreativeId::new(7)).await.unwrap().is_none());
}

async fn pages_are_told_of_what_runs_and_of_nothing_else(paper: Paper) {
    let told = async |since: i64| {
        let changes = paper.store.changes_after(since, 100).await.unwrap();
        let ads = changes.into_iter().filter(|row| row.change.kind == ChangeKind::Advertised);
        ads.map(|row| row.change.edition.map(|code| code.to_string())).collect::<Vec<_>>()
    };
    let place = async || paper.store.newest_change().await.unwrap();
    let begun = place().await;
    let draft = campaign(&paper).await;
    save(&paper, None, &draft).await.unwrap();
    assert!(told(begun).await.is_empty(), "a draft is on no page");
    let running = next(&draft, |it| it.state = CampaignState::Running);
    save(&paper, Some(&draft), &running).await.unwrap();
    assert_eq!(told(begun).await, [Some("en".to_owned())]);
    let begun = place().await;
    let everywhere = next(&running, |it| it.editions.clear());
    save(&paper, Some(&running), &everywhere).await.unwrap();
    assert_eq!(told(begun).await, [None]);
    let begun = place().await;
    let paused = next(&everywhere, |it| it.state = CampaignState::Paused);
    save(&paper, Some(&everywhere), &paused).await.unwrap();
    assert_eq!(told(begun).await, [None]);
    let begun = place().await;
    save(&paper, Some(&paused), &next(&paused, |it| it.weight = 99)).await.unwrap();
    assert!(told(begun).await.is_empty(), "a paused one is on no page");
}

async fn a_picture_is_public_while_its_campaign_runs(paper: Paper) {
    let media = paper.photo("loaf.jpg", 64, 48).await;
    let renditions = paper.store.picture(media).await.unwrap().media.renditions;
    let (set, name) = (renditions[0].set.clone(), renditions[0].name.clone());
    let public = async || {
        let found = paper.store.public_rendition(&set, &name).await.unwrap();
        found.map_or(0, |(_, media): (_, Vec<_>)| media.len())
    };
    let shows = |media: MediaId| Shows::Picture {
        media,
        alt: BTreeMap::from([("en".to_owned(), "A loaf".to_owned())]),
    };
    let draft = campaign(&paper).await;
    let draft = Campaign {
        from: draft.from.checked_add(jiff::SignedDuration::from_hours(1)).unwrap(),
        creatives: vec![Creative { shows: shows(media), ..draft.creatives[0].clone() }],
        ..draft
    };
    save(&paper, None, &draft).await.unwrap();
    assert_eq!(public().await, 0, "a draft is nobody's business");
    let running = next(&draft, |it| it.state = CampaignState::Running);
    save(&paper, Some(&draft), &running).await.unwrap();
    assert_eq!(public().await, 0, "it has not begun");
    paper.pass_minutes(60);
    assert_eq!(public().await, 1);
    // What readers see of it is told when the picture changes.
    let place = paper.store.newest_change().await.unwrap();
    let mut described = paper.store.picture(media).await.unwrap().media;
    described.credit = "Lia Mora".into();
    let mut write = paper.store.write().await.unwrap();
    write.put_media(&described).await.unwrap();
    write.commit().await.unwrap();
    let told = paper.store.changes_after(place, 10).await.unwrap();
    assert_eq!(told[0].change.kind, ChangeKind::Advertised);
    let empty = next(&running, |it| it.creatives[0].shows = Shows::Html { html: "x".into() });
    save(&paper, Some(&running), &empty).await.unwrap();
    assert_eq!(public().await, 0, "it was taken out");
}
