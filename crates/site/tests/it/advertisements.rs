//! Places for advertisements: what pages know of them, what stands in them, and where a click leads.

use std::collections::BTreeMap;

use story::Kind;
use story::campaign::{CampaignState, Creative, Shows};
use testkit::{Answer, Paper};

async fn told() -> Paper {
    let paper = Paper::with_editions(&["en", "ru"]).await;
    for code in ["en", "ru"] {
        let mut edition = paper.edition(code).await;
        edition.advertisements = true;
        paper.put_edition(&edition).await;
    }
    paper.article("Rain stops play").section("world").live().await;
    paper
}

const PAGE: &str = "/en/post/rain-stops-play";
const FRAME: &str = "src=\"/en/advertisement/beside-the-story?section=world\"";
const INSIDE: &str = "/en/advertisement/beside-the-story?section=world";

/// For how many seconds the page is left as it is.
fn kept(answer: &Answer) -> i64 {
    let control = answer.header_value("surrogate-control").unwrap();
    control.strip_prefix("max-age=").unwrap().parse().unwrap()
}

#[tokio::test]
async fn a_page_has_a_frame_while_a_campaign_runs_and_knows_when_that_ends() {
    let paper = told().await;
    let empty = paper.reader().get(PAGE).await.shows("height=\"250\"").shows_no("<iframe");
    assert_eq!(kept(&empty), 31_536_000);
    let campaign = paper.campaign("The Bakery", "<p>Fresh bread</p>").await;
    let campaign = paper
        .change_campaign(&campaign, |it| {
            it.from = paper.now().checked_add(jiff::SignedDuration::from_mins(10)).unwrap();
        })
        .await;
    let before = paper.reader().get(PAGE).await.shows_no("<iframe");
    assert_eq!(kept(&before), 600);
    paper.pass_minutes(10);
    let page = paper.reader().get(PAGE).await.shows(FRAME).shows("height=\"250\"");
    let page = page.shows("sandbox=\"allow-popups allow-popups-to-escape-sandbox\"");
    let page = page.header_has("surrogate-key", "advertised:en").shows("title=\"Advertisement\"");
    assert_eq!(kept(&page), 24 * 3600 - 600);
    paper.reader().get("/ru/").await.shows_no("<iframe");
    paper.change_campaign(&campaign, |it| it.state = CampaignState::Paused).await;
    paper.reader().get(PAGE).await.shows_no("<iframe").shows("height=\"250\"");
}

#[tokio::test]
async fn what_stands_in_the_frame_has_no_power_and_is_kept_by_nobody() {
    let paper = told().await;
    let campaign =
        paper.campaign("The Bakery", "<script>alert(1)</script><p>Fresh bread</p>").await;
    let frame = paper.reader().get(INSIDE).await.status(200).shows("Fresh bread");
    let frame = frame.header("cache-control", "no-store").no_header("set-cookie").no_header("etag");
    let policy = frame.header_value("content-security-policy").unwrap();
    for part in ["default-src 'none'", "form-action 'none'", "frame-ancestors 'self'"] {
        assert!(policy.contains(part), "{policy}");
    }
    assert!(policy.contains("sandbox allow-popups allow-popups-to-escape-sandbox;"), "{policy}");
    assert!(!policy.contains("script"), "{policy}");
    let id = campaign.creatives[0].id;
    frame.shows(&format!("<base href=\"/en/advertisement/{id}/\" target=\"_blank\">"));
    // Pages themselves may show frames of this site and of no other.
    let page = paper.reader().get(PAGE).await;
    page.header_has("content-security-policy", "frame-src 'self'; ").no_header("set-cookie");
}

#[tokio::test]
async fn a_place_that_is_not_there_is_no_address() {
    let paper = told().await;
    paper.campaign("The Bakery", "Bread").await;
    for path in ["/en/advertisement/roof", "/xx/advertisement/top", "/en/advertisement"] {
        paper.reader().get(path).await.status(404);
    }
    // Nothing runs above fronts: the frame is empty, and no error page.
    paper.reader().get("/en/advertisement/top").await.status(200).shows_no("Bread");
    let mut edition = paper.edition("en").await;
    edition.advertisements = false;
    paper.put_edition(&edition).await;
    paper.reader().get(INSIDE).await.status(404);
    paper.reader().get(PAGE).await.shows_no("<iframe");
}

#[tokio::test]
async fn advertisements_keep_away_from_what_is_sensitive_or_paid_for() {
    let paper = told().await;
    let campaign = paper.campaign("The Bakery", "Bread").await;
    paper.article("Children hurt").section("world").sensitive().live().await;
    paper.article("Half price").section("world").kind(Kind::Sponsored).live().await;
    paper.article("About us").kind(Kind::Page).live().await;
    for path in [
        "/en/post/children-hurt",
        "/en/post/half-price",
        "/en/post/about-us",
        "/en/post/rain-stops-play/print",
        "/en/post/rain-stops-play/light",
    ] {
        paper.reader().get(path).await.status(200).shows_no("<iframe");
    }
    // Above a front stands what its first story bears.
    paper.change_campaign(&campaign, |it| it.creatives[0].slot = "top".to_owned()).await;
    paper.reader().get("/en/").await.shows("/en/advertisement/top");
    paper.reader().get("/en/world").await.shows("/en/advertisement/top?section=world");
    paper.pass_minutes(1);
    paper.article("Bridge falls").section("world").sensitive().live().await;
    paper.reader().get("/en/").await.shows_no("<iframe");
    paper.reader().get("/en/world").await.shows_no("<iframe");
}

#[tokio::test]
async fn a_section_that_nobody_has_shows_nothing_in_its_frame() {
    let paper = told().await;
    paper.campaign("The Bakery", "Bread").await;
    let frame = paper.reader().get(INSIDE).await.status(200);
    assert_eq!(frame.header_value("x-frame-options"), None, "the paper's own pages show it");
    frame.shows("Bread");
    for section in ["sports", "world%27%20AND%20%271%27=%271", ""] {
        let address = format!("/en/advertisement/beside-the-story?section={section}");
        paper.reader().get(&address).await.status(200).shows_no("Bread");
    }
}

#[tokio::test]
async fn a_campaign_is_seen_in_its_editions_and_sections_only() {
    let paper = told().await;
    paper.article("Harvest begins").section("sport").live().await;
    paper.article("Дождь").edition("ru").section("world").live().await;
    let campaign = paper.campaign("The Bakery", "Bread").await;
    paper
        .change_campaign(&campaign, |it| {
            it.sections = vec!["sport".to_owned()];
            it.editions = vec![story::EditionCode::parse("en").unwrap()];
        })
        .await;
    paper.reader().get(PAGE).await.shows_no("<iframe");
    paper.reader().get("/en/post/harvest-begins").await.shows("<iframe");
    let ru = paper.reader().get("/ru/").await;
    ru.shows_no("<iframe");
    for (address, shown) in
        [("en", "sport"), ("en", "world"), ("ru", "sport")].map(|(edition, section)| {
            (
                format!("/{edition}/advertisement/beside-the-story?section={section}"),
                (edition, section) == ("en", "sport"),
            )
        })
    {
        let frame = paper.reader().get(&address).await.status(200);
        assert_eq!(frame.text().contains("Bread"), shown, "{address}");
    }
}

#[tokio::test]
async fn a_picture_is_served_by_the_paper_and_says_what_it_shows() {
    let paper = told().await;
    let media = paper.photo("loaf.jpg", 600, 500).await;
    let alt = BTreeMap::from([
        ("en".to_owned(), "A loaf & more".to_owned()),
        ("ru".to_owned(), "Хлеб".to_owned()),
    ]);
    let campaign = paper.campaign("The Bakery", "").await;
    paper
        .change_campaign(&campaign, |it| {
            it.creatives[0].shows = Shows::Picture { media, alt: alt.clone() };
        })
        .await;
    let frame = paper.reader().get(INSIDE).await.shows("alt=\"A loaf & more\"");
    frame.clone().shows("href=\"go\" rel=\"sponsored noopener\"");
    let html = frame.text();
    let src = html.split("<img src=\"").nth(1).unwrap().split('"').next().unwrap();
    paper.reader().get(src).await.status(200);
    let ru = paper.reader().get("/ru/advertisement/beside-the-story").await;
    ru.shows("alt=\"Хлеб\"").shows("lang=\"ru\"");
    // A picture that may not be shown any more leaves the place empty.
    let mut blocked = paper.store.picture(media).await.unwrap().media;
    blocked.rights.blocked = Some("A lawyer asked.".to_owned());
    let mut write = paper.store.write().await.unwrap();
    write.put_media(&blocked).await.unwrap();
    write.commit().await.unwrap();
    paper.reader().get(PAGE).await.shows_no("<iframe");
    paper.reader().get(INSIDE).await.status(200).shows_no("<img");
    paper.reader().get(src).await.status(404);
}

#[tokio::test]
async fn a_click_leads_to_the_advertiser_and_nowhere_else() {
    let paper = told().await;
    let campaign = paper.campaign("The Bakery", "Bread").await;
    let Creative { id, .. } = campaign.creatives[0];
    let go = format!("/en/advertisement/{id}/go");
    let answer = paper.reader().get(&go).await.status(302);
    let answer = answer.header("location", "https://advertiser.example/offer");
    let answer =
        answer.header("referrer-policy", "no-referrer").header("cache-control", "no-store");
    answer.no_header("set-cookie").header_has("x-robots-tag", "nofollow");
    for path in [
        "/en/advertisement/7/go",
        "/en/advertisement/x/go",
        "/en/advertisement/https:%2F%2Fevil.example/go",
        &format!("/xx/advertisement/{id}/go"),
    ] {
        paper.reader().get(path).await.status(404).no_header("location");
    }
    // What the address says besides changes nothing.
    let odd = paper.reader().get(&format!("{go}?to=https://evil.example")).await;
    odd.header("location", "https://advertiser.example/offer");
    // A page that stayed open outlives the campaign; a draft was on no page.
    let ended = paper.change_campaign(&campaign, |it| it.state = CampaignState::Ended).await;
    paper.reader().get(&go).await.status(302);
    let draft = paper.change_campaign(&ended, |it| it.state = CampaignState::Draft).await;
    paper.reader().get(&go).await.status(404);
    paper.change_campaign(&draft, |it| it.creatives[0].href = "javascript:alert(1)".into()).await;
    paper.reader().get(&go).await.status(404);
}

#[tokio::test]
async fn ads_txt_is_there_once_somebody_wrote_it() {
    let paper = told().await;
    paper.reader().get("/ads.txt").await.status(404);
    let mut write = paper.store.write().await.unwrap();
    write.set_ads_txt("ads.example, 1, DIRECT\n", &paper.operator()).await.unwrap();
    write.commit().await.unwrap();
    let answer = paper.reader().get("/ads.txt").await.status(200);
    let answer = answer.header("content-type", "text/plain; charset=utf-8");
    answer.header("surrogate-key", "sellers").shows("ads.example, 1, DIRECT");
    paper.reader().get("/robots.txt").await.shows("/*/advertisement/");
}
