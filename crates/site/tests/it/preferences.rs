//! How a reader likes to read: night theme and text size, with and without scripts.

use testkit::Paper;

#[tokio::test]
async fn a_choice_is_in_the_page_before_anything_is_painted() {
    let paper = Paper::with_editions(&["en", "ar"]).await;
    paper.article("Levee breaks").live().await;
    let chosen = "data-theme=\"dark\" data-size=\"3\"";
    for path in
        ["/en/", "/ar/", "/en/post/levee-breaks", "/en/post/levee-breaks/print", "/en/nowhere"]
    {
        paper.reader().get(path).await.shows("data-theme=\"auto\" data-size=\"1\"");
        let reader = paper.reader().with_cookie("a=b; masthead_prefs=dark.3; c=d");
        let page = reader.get(path).await.shows(chosen);
        assert!(page.headers().contains(&"vary: Cookie".to_owned()), "{path}");
    }
    for spoilt in [
        "masthead_prefs=dark.9",
        "masthead_prefs=",
        "masthead_prefs=\"><script>.1",
        "masthead_prefs=%FF",
    ] {
        let page = paper.reader().with_cookie(spoilt).get("/en/").await.status(200);
        page.shows("data-theme=\"auto\" data-size=\"1\"");
    }
}

#[tokio::test]
async fn the_buttons_work_without_a_script() {
    let paper = Paper::open().await;
    paper.article("Levee breaks").live().await;
    let mut reader = paper.reader();
    let mut shown = ("auto".to_owned(), 1);
    for (button, theme, size) in [
        ("dark", "dark", 1),
        ("larger", "dark", 2),
        ("larger", "dark", 3),
        ("larger", "dark", 4),
        ("larger", "dark", 4),
        ("light", "light", 4),
        ("smaller", "light", 3),
        ("auto", "auto", 3),
        ("purple", "auto", 3),
    ] {
        // The form exactly as the page has it: its fields, and one of its buttons.
        let page = reader.get("/en/post/levee-breaks?n=1").await.status(200);
        let text = page.text().replace("&#x2f;", "/").replace("&amp;", "&");
        let form =
            text.split_once("<form class=\"choose\"").unwrap().1.split_once("</form>").unwrap().0;
        assert!(form.contains("method=\"post\" action=\"/en/settings\""), "{form}");
        assert!(form.contains("name=\"return_to\" value=\"/en/post/levee-breaks?n=1\""), "{form}");
        assert!(
            button == "purple" || form.contains(&format!("name=\"change\" value=\"{button}\"")),
            "{form}"
        );
        let sent = [("return_to", "/en/post/levee-breaks?n=1"), ("change", button)];
        let answer = reader.post("/en/settings", &sent).await.status(303);
        let answer = answer.leads_to("/en/post/levee-breaks?n=1");
        let cookie = answer.header_value("set-cookie").unwrap();
        assert!(
            cookie.contains("SameSite=Lax")
                && cookie.contains("Secure")
                && cookie.contains("Path=/;"),
            "{cookie}"
        );
        assert_eq!(cookie.split(';').next().unwrap(), format!("masthead_prefs={theme}.{size}"));
        reader = paper.reader().with_cookie(cookie.split(';').next().unwrap());
        let page = reader.get("/en/post/levee-breaks").await.status(200);
        page.shows(&format!("data-theme=\"{theme}\" data-size=\"{size}\""));
        shown = (theme.to_owned(), size);
    }
    assert_eq!(shown, ("auto".to_owned(), 3));
}

#[tokio::test]
async fn the_form_leads_back_to_the_paper_whatever_it_is_sent() {
    let paper = Paper::open().await;
    for target in [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "\\\\evil.example",
        "javascript:alert(1)",
        "/en/\r\nSet-Cookie: a=b",
        "\t//evil.example",
        "",
        "en/",
        "/en/\u{202e}",
        "/\u{0}",
    ] {
        let sent = [("change", "dark"), ("return_to", target)];
        let answer = paper.reader().post("/en/settings", &sent).await;
        assert!([303, 400].contains(&answer.code()), "{target:?} answered {}", answer.code());
        if let Some(location) = answer.location() {
            assert_eq!(location, "/en/", "{target:?}");
        }
        let cookies =
            answer.headers().into_iter().filter(|header| header.starts_with("set-cookie:"));
        assert!(cookies.count() <= 1);
    }
    paper.reader().post("/en/settings", &[]).await.status(303).leads_to("/en/");
    paper.reader().get("/en/settings").await.status(405);
}
