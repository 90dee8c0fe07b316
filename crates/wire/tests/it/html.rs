use proptest::prelude::*;
use story::Body;
use story::block::Block;
use story::inline::{Inline, Mark};
use wire::html::Dialect;
use wire::picture::NoPictures;
use wire::{Converted, html};

use crate::EveryPicture;
use crate::sketch::sketch;

const PAGE: &str = "https://old.example/2019/rain/";

fn wordpress(text: &str) -> Converted {
    html::read(text, Dialect::WordPress, Some(PAGE), &mut EveryPicture::default())
}

fn plain(text: &str) -> Converted {
    html::read(text, Dialect::Html, Some(PAGE), &mut EveryPicture::default())
}

fn lost(converted: &Converted) -> Vec<&str> {
    converted.lost.iter().map(|lost| lost.what.as_str()).collect()
}

#[test]
fn blank_lines_make_paragraphs_where_wordpress_has_no_tags() {
    let text = "One <em>line</em>\nand its end.<br />\nThird\n\n\nTwo.\r\n\r\n<!--more-->\n\nThree\n<!--nextpage-->Four\n<ul>\n <li>five</li>\n\n <li>six\nseven\n</ul>";
    insta::assert_snapshot!(sketch(&wordpress(text).body), @r"
    paragraph: One [line|em]⏎and its end.⏎Third
    paragraph: Two.
    break teaser
    paragraph: Three
    break page
    paragraph: Four
    bullet_list
    -
      paragraph: five
    -
      paragraph: six⏎seven
    ");
}

#[test]
fn a_text_made_of_wordpress_blocks_keeps_its_own_paragraphs() {
    let text = r#"<!-- wp:paragraph {"align":"left"} -->
<p class="has-text-align-left">Rain
again.</p>
<!-- /wp:paragraph -->

<!-- wp:quote -->
<blockquote class="wp-block-quote"><p>We wait.</p><cite>Ida Moen</cite></blockquote>
<!-- /wp:quote -->

<!-- wp:pullquote -->
<figure class="wp-block-pullquote"><blockquote><p>Nine days.</p><cite>— <b>A</b> pilot</cite></blockquote></figure>
<!-- /wp:pullquote -->

<!-- wp:image {"id":617} -->
<figure class="wp-block-image"><a href="https://old.example/f.jpg"><img src="/wp-content/f.jpg" alt="A quay" class="wp-image-617"/></a><figcaption>The <em>quay</em></figcaption></figure>
<!-- /wp:image -->

<!-- wp:gallery {"ids":[1,2]} -->
<figure class="wp-block-gallery columns-3"><ul class="blocks-gallery-grid"><li class="blocks-gallery-item"><figure><img src="https://old.example/1.jpg" alt="" data-id="1"/><figcaption class="blocks-gallery-item__caption">One</figcaption></figure></li><li class="blocks-gallery-item"><figure><img src="https://old.example/2.jpg" alt="Two"/></figure></li></ul><figcaption class="blocks-gallery-caption">Both</figcaption></figure>
<!-- /wp:gallery -->

<!-- wp:core-embed/youtube {"url":"https://www.youtube.com/watch?v=x-1"} -->
<figure class="wp-block-embed-youtube"><div class="wp-block-embed__wrapper">
https://www.youtube.com/watch?v=x-1
</div><figcaption>The harbour</figcaption></figure>
<!-- /wp:core-embed/youtube -->

<!-- wp:table -->
<figure class="wp-block-table"><table><thead><tr><th>Port</th><th>Days</th></tr></thead><tbody><tr><td>Vell</td><td>9</td></tr></tbody></table><figcaption>Waiting</figcaption></figure>
<!-- /wp:table -->

<!-- wp:cover {"url":"https://old.example/c.jpg"} -->
<div class="wp-block-cover" style="background-image:url(https://old.example/c.jpg)"><p class="wp-block-cover-text">Over it</p></div>
<!-- /wp:cover -->

<!-- wp:verse -->
<pre class="wp-block-verse">a line
   and <strong>one</strong> more</pre>
<!-- /wp:verse -->

<!-- wp:separator --><hr class="wp-block-separator"/><!-- /wp:separator -->

<!-- wp:latest-posts {"x":1} /-->"#;
    let converted = wordpress(text);
    assert_eq!(lost(&converted), ["alignment", "block latest-posts", "colours and sizes"]);
    insta::assert_snapshot!(sketch(&converted.body), @r"
    paragraph: Rain again.
    quotation — Ida Moen
      paragraph: We wait.
    quotation — A pilot
      paragraph: Nine days.
    figure 1 “A quay”: The [quay|em]
    gallery
      figure 2 “”: One
      figure 3 “Two”
    paragraph: Both
    embed YouTube https://www.youtube.com/watch?v=x-1 “The harbour”
    table “Waiting”
    row
      head
        paragraph: Port
      head
        paragraph: Days
    row
      cell
        paragraph: Vell
      cell
        paragraph: 9
    figure 4 “”
    paragraph: Over it
    preformatted: a line↵   and [one|strong] more
    break scene
    ");
}

#[test]
fn shortcodes_become_what_they_stand_for() {
    let text = r#"[caption id="attachment_612" align="aligncenter" width="640"]<a href="x.jpg"><img class="size-full wp-image-612" alt="A quay" src="https://old.example/q.jpg" /></a> The quay, <b>early</b>[/caption]

[caption id="attachment_7" caption="Old &lt;b&gt;form&lt;/b&gt;"]<img src="https://old.example/7.jpg">[/caption]

[gallery ids="4,5" columns="2"]

[embed]https://vimeo.com/22439234[/embed]

https://youtu.be/abc

Words https://youtu.be/abc words

https://nobody.example/page

[audio mp3="https://old.example/a.mp3"][/audio]

[contact-form-7 id="9"] and [sic] and [[gallery]] and [1]

[code]if (a < b) { [x] }[/code]"#;
    let converted = wordpress(text);
    assert_eq!(lost(&converted), ["alignment", "shortcode [contact-form-7]"]);
    insta::assert_snapshot!(sketch(&converted.body), @r#"
    figure 1 “A quay”: The quay, [early|strong]
    figure 2 “”: Old <b>form</b>
    gallery
      figure 3 “”
      figure 4 “”
    embed Vimeo https://vimeo.com/22439234 “”
    embed YouTube https://youtu.be/abc “”
    paragraph: Words https://youtu.be/abc words
    paragraph: https://nobody.example/page
    embed old.example https://old.example/a.mp3 “”
    paragraph: [contact-form-7 id="9"] and [sic] and [gallery] and [1]
    preformatted: if (a < b) { [x] }
    "#);
}

#[test]
fn a_gallery_without_numbers_shows_what_is_attached_or_is_named() {
    let converted = wordpress("[gallery]");
    assert!(converted.body.is_empty());
    assert_eq!(lost(&converted), ["gallery"]);
}

#[test]
fn plain_html_becomes_blocks() {
    let text = r#"<h1>Top</h1><h3>Third <img src="a.png" alt="in it"></h3>
<div>Loose <b>bold <i>both</i></b> words<p>A paragraph<p>Another, with <a href="../snow/">a link</a>,
<a href="mailto:a@b.example">mail</a> and <span lang="ar">سلام</span></div>
<ol start="3"><li>three<ul><li>inner</ul><ol><li>loose list</ol></ol>
<dl><dt>Term<dd>Meaning</dl>
<table><caption>Cap</caption><tr><th colspan=2>Head<tr><td>a<td rowspan=0>b<table><tr><td>inner</table></table>
<blockquote>Said <cite>Moby Dick</cite> then.<footer>— The captain</footer></blockquote>
<iframe src="https://www.youtube.com/embed/x_1?rel=0" title="A film"></iframe>
<video controls><source src="https://old.example/v.mp4">no video</video>
H<sub>2</sub>O E=mc<sup>2</sup> <kbd>Ctrl</kbd> <del>old</del> <ins>new</ins> <q>so</q>&nbsp;<font color=red>red</font>
<marquee>runs</marquee>"#;
    let converted = plain(text);
    assert_eq!(lost(&converted), ["colours and sizes", "element marquee", "list of terms"]);
    insta::assert_snapshot!(sketch(&converted.body), @r"
    heading 2: Top
    heading 3: Third
    figure 1 “in it”
    paragraph: Loose [bold|strong] [both|strong em] words
    paragraph: A paragraph
    paragraph: Another, with [a link|https://old.example/2019/snow/], [mail|mailto:a@b.example] and [سلام|ar]
    ordered_list from 3
    -
      paragraph: three
      bullet_list
      -
        paragraph: inner
      ordered_list from 1
      -
        paragraph: loose list
    paragraph: [Term|strong]
    paragraph: Meaning
    table “Cap”
    row
      head 2×1
        paragraph: Head
    row
      cell
        paragraph: a
      cell
        paragraph: b
        table
        row
          cell
            paragraph: inner
    quotation — The captain
      paragraph: Said [Moby Dick|em] then.
    embed YouTube https://www.youtube.com/watch?v=x_1 “A film”
    embed old.example https://old.example/v.mp4 “”
    paragraph: H[2|subscript]O E=mc[2|superscript] [Ctrl|code] [old|strike] [new|underline] “so” red runs
    ");
}

#[test]
fn a_picture_that_nobody_has_leaves_its_caption_and_is_named() {
    let text = "<figure><img src='/q.jpg' alt='A quay'><figcaption>Early</figcaption></figure>";
    let converted = html::read(text, Dialect::Html, Some(PAGE), &mut NoPictures);
    assert_eq!(converted.body.lines(), ["A quay", "Early"]);
    assert_eq!(lost(&converted), ["picture https://old.example/q.jpg"]);
}

#[test]
fn what_could_run_is_named_and_gone() {
    let text = "<p onclick=alert(1)>Fine<script>alert(1)</script> <a href=javascript:alert(1)>words</a></p><svg><script>alert(1)</script></svg> on";
    let converted = plain(text);
    assert_eq!(converted.body.lines(), ["Fine words", "on"]);
    assert_eq!(
        lost(&converted),
        ["attribute onclick", "link javascript:alert(1)", "script", "svg"]
    );
}

#[test]
fn what_an_attribute_said_is_named_when_it_is_gone() {
    let text = r#"<p>It is <abbr title="Seriously">srsly</abbr> <q cite="https://old.example/s">so</q>.</p><ol reversed><li>one</li></ol>"#;
    let converted = plain(text);
    let expected = [
        "address of a source https://old.example/s",
        "explanation “Seriously”",
        "kind of numbering",
    ];
    assert_eq!(lost(&converted), expected);
}

/// Nothing in the body may be anything but words and addresses that a reader may follow.
fn is_harmless(body: &Body) -> Result<(), String> {
    let follows = |href: &str| {
        ["https://", "http://", "mailto:", "tel:"].iter().any(|start| href.starts_with(start))
            || (href.starts_with('/') && !href.starts_with("//") && !href.contains('\\'))
    };
    for block in body.walk() {
        if let Block::Embed { attrs } = block
            && !attrs.url.starts_with("https://")
            && !attrs.url.starts_with("http://")
        {
            return Err(format!("embed of {}", attrs.url));
        }
        for inline in block.inlines() {
            let Inline::Text { marks, .. } = inline else { continue };
            for mark in marks {
                if let Mark::Link { href, .. } = mark
                    && !follows(href)
                {
                    return Err(format!("link to {href}"));
                }
            }
        }
    }
    let json = body.to_json();
    match Body::from_json(&json) {
        Ok(same) if same == *body => Ok(()),
        Ok(_) => Err("the body changes when it is kept".to_owned()),
        Err(error) => Err(error.to_string()),
    }
}

#[test]
fn no_known_attack_leaves_anything_that_runs() {
    let Some(data) = crate::data("html") else { return };
    let mut vectors: Vec<String> = Vec::new();
    let pairs = std::fs::read_to_string(data.join("cure53+DOMPurify/expect.shared.json")).unwrap();
    let pairs: Vec<serde_json::Value> = serde_json::from_str(&pairs).unwrap();
    vectors.extend(pairs.iter().filter_map(|pair| Some(pair.get("payload")?.as_str()?.to_owned())));
    assert!(vectors.len() > 100, "the vectors have moved");
    let sheets = std::fs::read_dir(data.join("OWASP+CheatSheetSeries/cheatsheets")).unwrap();
    for sheet in sheets {
        let sheet = std::fs::read_to_string(sheet.unwrap().path()).unwrap();
        // Code fences hold one vector each; whole sheets are hostile as well.
        vectors.extend(sheet.split("```").map(str::to_owned));
        vectors.push(sheet);
    }
    for vector in &vectors {
        for converted in [plain(vector), wordpress(vector)] {
            is_harmless(&converted.body).unwrap_or_else(|why| panic!("{why} after {vector}"));
        }
    }
}

/// Texts that cost a careless reader time or memory out of all proportion.
#[test]
fn a_text_made_to_choke_a_reader_costs_no_more_than_its_length() {
    let many = 2_000;
    let numbered =
        |start: &str, end: &str| (0..many).map(|n| format!("{start}{n}{end}")).collect::<String>();
    let texts = [
        "<div>".repeat(many),
        format!("{}x", "<b><i>".repeat(many)),
        format!("{}{}", numbered("<b id=", ">"), "<p>x".repeat(many)),
        numbered("<a href=/", "><table><td></a></table>"),
        "<table><tr><td>".repeat(many),
        "<ul><li>".repeat(many),
        "<blockquote>".repeat(many),
        "[caption]".repeat(many),
        numbered("[a", " b=c]"),
        "[caption x=\"".repeat(many),
        "<!--".repeat(many),
        "<".repeat(many),
        "[".repeat(many),
        "<p>".repeat(many),
        "<select><option>".repeat(many),
        "<svg><math>".repeat(many),
        "<video>".repeat(many),
        "&#x41;&amp".repeat(many),
        format!("<img alt=\"{}", "x".repeat(many)),
        numbered("<x", ">y"),
    ];
    for text in texts {
        let start = std::time::Instant::now();
        let converted = wordpress(&text);
        let beginning: String = text.chars().take(40).collect();
        is_harmless(&converted.body).unwrap_or_else(|why| panic!("{why} after {beginning}…"));
        let took = start.elapsed();
        assert!(took.as_secs() < 20, "{beginning}… took {took:?}");
        eprintln!("{took:?} for {} bytes of {beginning}…", text.len());
    }
}

proptest! {
    #[test]
    fn any_html_makes_a_harmless_body_within_the_limits(
        pieces in proptest::collection::vec(prop_oneof![
            "[a-z \n<>\"'&;=/\\[\\]]{0,12}".prop_map(|text| text),
            proptest::sample::select(vec![
                "<p>", "</p>", "<b>", "</b>", "<a href=\"java\tscript:alert(1)\">", "<a href=//evil.example>",
                "</a>", "<table>", "<tr>", "<td>", "</table>", "<ul>", "<li>", "</ul>", "<script>", "</script>",
                "<svg>", "</svg>", "<math>", "<style>", "<img src=x onerror=alert(1)>", "<iframe src=javascript:x>",
                "</iframe>", "<figure>", "</figure>", "<figcaption>", "<blockquote>", "</blockquote>", "<cite>",
                "<pre>", "</pre>", "\n\n", "<!--more-->", "<!--", "-->", "[caption id=\"attachment_1\"]", "[/caption]",
                "[gallery ids=\"1,2\"]", "[embed]", "[/embed]", "https://youtu.be/x", "<noscript>", "<template>",
                "<textarea>", "</textarea>", "<title>", "<h2>", "</h3>", "<figure data-embed=\"javascript:x\">",
                "<figure data-gallery=\"9\">", "<dl><dt>", "<details>", "<hr>", "&lt;script&gt;", "<![CDATA[",
            ]).prop_map(str::to_owned),
        ], 0..40)
    ) {
        let text = pieces.concat();
        for converted in [plain(&text), wordpress(&text)] {
            prop_assert_eq!(is_harmless(&converted.body), Ok(()), "{}", text);
        }
    }
}
