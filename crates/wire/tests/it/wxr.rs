use std::io::{BufReader, Cursor};
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use wire::wxr::{self, Item, Reader, Summary, WxrError};

fn open(path: &Path) -> BufReader<std::fs::File> {
    BufReader::new(std::fs::File::open(path).unwrap())
}

fn items(path: &Path) -> Vec<Item> {
    Reader::new(open(path)).unwrap().map(|item| item.unwrap()).collect()
}

fn scan_text(text: &str) -> Result<Summary, WxrError> {
    wxr::scan(Cursor::new(text.as_bytes()))
}

/// An export of the newest kind around these elements.
fn export(inside: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>
<rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"
  xmlns:excerpt=\"http://wordpress.org/export/1.2/excerpt/\"
  xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:wp=\"http://wordpress.org/export/1.2/\">
<channel><title>Paper</title><wp:wxr_version>1.2</wp:wxr_version>
{inside}
</channel></rss>"
    )
}

fn one_item(inside: &str) -> Item {
    let text = export(&format!("<item>{inside}</item>"));
    Reader::new(Cursor::new(text.into_bytes())).unwrap().next_item().unwrap().unwrap()
}

#[test]
fn an_item_is_read_with_everything_in_it() {
    let item = one_item(
        r#"<title>AT&T &amp; &#8220;rain&#8221; &nbsp;</title><link>https://old.example/rain/</link>
<guid isPermaLink="false">https://old.example/?p=7</guid><pubDate>Mon, 10 Nov 2025 04:10:00 +0000</pubDate>
<dc:creator><![CDATA[ana]]></dc:creator>
<content:encoded><![CDATA[One ]]]]><![CDATA[> two]]></content:encoded><excerpt:encoded><![CDATA[Short]]></excerpt:encoded>
<wp:post_id>7</wp:post_id><wp:post_date>2025-11-10 08:10:00</wp:post_date>
<wp:post_date_gmt>2025-11-10 04:10:00</wp:post_date_gmt><wp:post_modified_gmt>0000-00-00 00:00:00</wp:post_modified_gmt>
<wp:post_name>%d0%b4%d0%be%d0%b6%d0%b4%d1%8c</wp:post_name><wp:status>publish</wp:status>
<wp:post_parent>0</wp:post_parent><wp:menu_order>3</wp:menu_order><wp:post_type>post</wp:post_type>
<wp:post_password/><wp:is_sticky>1</wp:is_sticky>
<category>Weather</category>
<category domain="category" nicename="weather"><![CDATA[Weather & sea]]></category>
<category domain="post_tag" nicename="d%C3%A9luge">Déluge</category>
<wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>9</wp:meta_value></wp:postmeta>
<wp:comment><wp:comment_id>4</wp:comment_id><wp:comment_author>Ida</wp:comment_author>
<wp:comment_author_email>ida@example.org</wp:comment_author_email><wp:comment_author_IP>192.0.2.1</wp:comment_author_IP>
<wp:comment_date_gmt>2025-11-11 00:00:01</wp:comment_date_gmt><wp:comment_content>Wet</wp:comment_content>
<wp:comment_approved>0</wp:comment_approved><wp:comment_type></wp:comment_type><wp:comment_parent>3</wp:comment_parent>
<wp:commentmeta><wp:meta_key>k</wp:meta_key><wp:meta_value>v</wp:meta_value></wp:commentmeta></wp:comment>
<unknown><deep>x</deep></unknown>"#,
    );
    insta::assert_debug_snapshot!(item, @r#"
    Item {
        line: 6,
        id: Some(
            7,
        ),
        kind: "post",
        title: "AT&T & “rain” &nbsp;",
        link: "https://old.example/rain/",
        guid: "https://old.example/?p=7",
        creator: "ana",
        published: Some(
            2025-11-10T04:10:00Z,
        ),
        published_local: Some(
            2025-11-10T08:10:00,
        ),
        modified: None,
        slug: "дождь",
        status: "publish",
        parent: None,
        menu_order: 3,
        password: "",
        sticky: true,
        content: "One ]]> two",
        excerpt: "Short",
        comment_status: "",
        attachment_url: "",
        terms: [
            ItemTerm {
                taxonomy: "category",
                slug: "weather",
                name: "Weather & sea",
            },
            ItemTerm {
                taxonomy: "post_tag",
                slug: "déluge",
                name: "Déluge",
            },
        ],
        meta: [
            Meta {
                key: "_thumbnail_id",
                value: "9",
            },
        ],
        comments: [
            Comment {
                id: Some(
                    4,
                ),
                author: "Ida",
                email: "ida@example.org",
                url: "",
                at: Some(
                    2025-11-11T00:00:01Z,
                ),
                at_local: None,
                content: "Wet",
                approved: "0",
                kind: "",
                parent: Some(
                    3,
                ),
                user: None,
                meta: [
                    Meta {
                        key: "k",
                        value: "v",
                    },
                ],
            },
        ],
    }
    "#);
}

#[test]
fn the_theme_unit_test_holds_what_it_is_known_to_hold() {
    let Some(data) = crate::data("wxr") else { return };
    let path = data.join("WPTT+theme-unit-test/themeunittestdata.wordpress.xml");
    let summary = wxr::scan(open(&path)).unwrap();
    insta::assert_debug_snapshot!(summary.types, @r#"
    {
        "attachment": 38,
        "nav_menu_item": 70,
        "page": 21,
        "post": 51,
    }
    "#);
    assert_eq!(summary.items, 180);
    assert_eq!(summary.comments, 32);
    assert_eq!(summary.channel.categories.len(), 67);
    assert_eq!(summary.channel.tags.len(), 110);
    assert!(summary.bytes + 2 > std::fs::metadata(&path).unwrap().len());
    assert_eq!(summary.channel.site(), "https://wpthemetestdata.wordpress.com");

    let items = items(&path);
    let pages = items.iter().filter(|item| item.kind == "page");
    assert_eq!(pages.filter(|page| page.parent.is_some()).count(), 13);
    assert_eq!(items.iter().filter(|item| item.title.is_empty()).count(), 48);
    assert_eq!(items.iter().filter(|item| item.sticky).count(), 1);
    assert_eq!(items.iter().filter(|item| !item.password.is_empty()).count(), 1);
    let comments = items.iter().flat_map(|item| &item.comments);
    assert_eq!(comments.filter(|comment| comment.parent.is_some()).count(), 10);
}

#[test]
fn a_real_export_holds_what_was_written_into_it() {
    let Some(data) = crate::data("wxr") else { return };
    let summary = wxr::scan(open(&data.join("real-wordpress-6.1.9/gazette.wxr.xml"))).unwrap();
    insta::assert_debug_snapshot!(summary.types, @r#"
    {
        "attachment": 24,
        "page": 5,
        "post": 121,
    }
    "#);
    assert_eq!(summary.comments, 112);
    let names: Vec<_> = summary.channel.authors.iter().map(wxr::Author::name).collect();
    insta::assert_debug_snapshot!(names, @r#"
    [
        "admin",
        "Լուսինե Պետրոսյան",
        "Élodie Martin",
        "Анна Ковалёва",
        "ليلى حداد",
        "Sam O’Neil",
    ]
    "#);
    assert_eq!(summary.channel.categories.len(), 11);
    assert_eq!(summary.channel.tags.len(), 383);
}

/// Every odd file of the importer's own tests: it reads, or it says where it stops and why.
#[test]
fn an_odd_file_is_read_or_refused_with_its_line() {
    let Some(data) = crate::data("wxr") else { return };
    let folder = data.join("WordPress+wordpress-importer");
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    paths.push(data.join("real-wordpress-6.1.9/feed_rss2.xml"));
    paths.push(data.join("real-wordpress-6.1.9/feed_atom.xml"));
    paths.sort();
    let told = paths.iter().map(|path| {
        let name = path.file_name().unwrap().to_string_lossy();
        match wxr::scan(open(path)) {
            Ok(summary) => format!("{name}: {:?}, {} comments", summary.types, summary.comments),
            Err(error) => format!("{name}: {error}"),
        }
    });
    insta::assert_snapshot!(told.collect::<Vec<_>>().join("\n"), @r#"
    authors-multiline.xml: {"post": 1}, 0 comments
    backslashes.xml: {"post": 1}, 0 comments
    blank-lines.xml: {"post": 1}, 0 comments
    cdata-edge.xml: {"post": 1}, 0 comments
    chunked-meta.xml: {"post": 1}, 0 comments
    crazy-cdata.xml: {"post": 1}, 0 comments
    malformed-simple.xml: Line 14 (byte 372): the file ends before <item> is closed. It was probably cut off: export or copy it anew.
    missing-tags.xml: {"post": 1}, 0 comments
    namespace-edge-cases.xml: {"": 1, "post": 5}, 0 comments
    post-content-blank-lines.xml: {"post": 1}, 0 comments
    slashes.xml: {"post": 1}, 1 comments
    small-export.xml: {"page": 5, "post": 6}, 1 comments
    term-formats.xml: {}, 0 comments
    test-serialized-comment-meta.xml: {"post": 1}, 1 comments
    test-serialized-postmeta-with-cdata.xml: {"post": 1}, 0 comments
    test-serialized-term-meta.xml: {"post": 1}, 0 comments
    test-utw-post-meta-import.xml: {"post": 1}, 0 comments
    valid-wxr-1.0.xml: {"page": 3, "post": 3}, 1 comments
    wxr-flat-attachment-same-site.xml: {"attachment": 1, "post": 1}, 0 comments
    wxr-with-sub-data.xml: {"post": 1}, 1 comments
    feed_atom.xml: Line 5 (byte 153): this is not an export of WordPress: it has no <rss> element. Make one in WordPress under Tools → Export.
    feed_rss2.xml: Line 22 (byte 801): this is not an export of WordPress: it has no <wp:wxr_version> before its first item; perhaps it is a feed. Make one in WordPress under Tools → Export.
    "#);
}

#[test]
fn a_foreign_namespace_cannot_pass_for_wordpress() {
    let Some(data) = crate::data("wxr") else { return };
    let path = data.join("WordPress+wordpress-importer/namespace-edge-cases.xml");
    let channel = wxr::scan(open(&path)).unwrap().channel;
    let logins: Vec<_> = channel.authors.iter().map(|author| author.login.as_str()).collect();
    assert_eq!(logins, ["real_user", "version_conflict"]);
    let items = items(&path);
    let ids: Vec<_> = items.iter().map(|item| item.id).collect();
    assert_eq!(ids, [Some(1), Some(2), Some(3), Some(4), None, Some(6)]);
    assert!(items.iter().flat_map(|item| &item.meta).all(|meta| !meta.value.contains("malicious")));
}

#[test]
fn a_file_cut_off_anywhere_is_refused_and_says_where() {
    let text = export(
        "<item><title>Rain</title><wp:post_id>1</wp:post_id><content:encoded><![CDATA[a\nb]]></content:encoded></item>",
    );
    assert_eq!(scan_text(&text).unwrap().items, 1);
    for end in 0..text.len() - 1 {
        let error = scan_text(&text[..end]).unwrap_err();
        let lines = text[..end].matches('\n').count() as u64 + 1;
        assert!(error.line <= lines, "{error} after {end} bytes");
        assert!(error.to_string().ends_with('.'), "{error}");
    }
    let error = scan_text(&text[..text.len() - 40]).unwrap_err();
    insta::assert_snapshot!(error, @r"Line 7 (byte 416): the file ends before <content:encoded> is closed. It was probably cut off: export or copy it anew.");
}

#[test]
fn text_without_end_is_refused_before_it_fills_the_memory() {
    let head = export("").replace("</channel></rss>", "");
    let start = format!("{head}<item><content:encoded><![CDATA[");
    let endless = std::io::Read::chain(Cursor::new(start.into_bytes()), std::io::repeat(b'x'));
    let error = wxr::scan(BufReader::new(endless)).unwrap_err();
    insta::assert_snapshot!(error.trouble, @r"one piece of the file is longer than 64 MiB, which no article is.");

    let deep = format!("{head}<item>{}", "<a>".repeat(1_000));
    insta::assert_snapshot!(scan_text(&deep).unwrap_err().trouble, @r"elements are nested more than 64 deep, which no export does.");
}

#[test]
fn bytes_that_are_no_letters_are_refused() {
    let mut bytes = export("<item><title>Rain</title></item>").into_bytes();
    let at = bytes.windows(4).position(|window| window == b"Rain").unwrap();
    bytes[at] = 0xff;
    insta::assert_snapshot!(wxr::scan(Cursor::new(bytes)).unwrap_err(), @r"Line 6 (byte 348): some bytes are not UTF-8. Convert the file to UTF-8 first.");
}

proptest! {
    #[test]
    fn no_change_of_bytes_makes_the_reader_panic_or_stall(
        at in 0usize..1_400, with in proptest::collection::vec(any::<u8>(), 0..8), cut in 0usize..8
    ) {
        let mut bytes = export(&"<item><title>Rain &amp; sea</title><wp:post_id>1</wp:post_id><category domain=\"category\" nicename=\"x\">X</category><wp:comment><wp:comment_id>1</wp:comment_id></wp:comment></item>".repeat(4)).into_bytes();
        let at = at.min(bytes.len());
        let end = (at + cut).min(bytes.len());
        bytes.splice(at..end, with);
        if let Err(error) = wxr::scan(Cursor::new(bytes)) {
            prop_assert!(error.to_string().ends_with('.'), "{}", error);
        }
    }
}
