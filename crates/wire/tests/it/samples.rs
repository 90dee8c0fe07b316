//! A body with one block of each kind, and a place for it to be shown.

use story::Body;
use story::MediaId;
use wire::addresses::{Addresses, Picture, absolute};

/// The addresses of a paper at `https://meridian.example` that has picture 7 and article 12.
pub(crate) struct Meridian;

impl Addresses for Meridian {
    fn link(&self, href: &str) -> Option<String> {
        match href {
            "story:12" => Some("https://meridian.example/en/post/rain".to_owned()),
            _ => absolute("https://meridian.example", href),
        }
    }

    fn picture(&self, media: MediaId) -> Option<Picture> {
        (media.number() == 7).then(|| Picture {
            url: "https://meridian.example/media/00/roads.svg".to_owned(),
            width: Some(1200),
            height: Some(675),
        })
    }
}

/// One block of each kind.
pub(crate) fn body() -> Body {
    Body::from_json(BODY).unwrap()
}

const BODY: &str = r#"{"type":"doc","content":[
{"type":"paragraph","content":[{"type":"text","text":"Rain "},
  {"type":"text","text":"stops","marks":[{"type":"link","attrs":{"href":"story:12"}}]},
  {"type":"text","text":" play","marks":[{"type":"link","attrs":{"href":"story:12"}},{"type":"strong"}]},
  {"type":"text","text":" at 5 < 6 & \"tea\"."},{"type":"hard_break"},
  {"type":"text","text":"هنا","marks":[{"type":"lang","attrs":{"lang":"ar","dir":"rtl"}}]},
  {"type":"text","text":", said Ana","marks":[{"type":"ref","attrs":{"target":"4","part":"source"}}]}]},
{"type":"break","attrs":{"kind":"teaser"}},
{"type":"heading","attrs":{"level":2},"content":[{"type":"text","text":"The second day"}]},
{"type":"bullet_list","content":[
  {"type":"list_item","content":[{"type":"paragraph","content":[{"type":"text","text":"one"}]}]},
  {"type":"list_item","content":[{"type":"paragraph","content":[{"type":"text","text":"two"}]},
    {"type":"ordered_list","attrs":{"order":3},"content":[
      {"type":"list_item","content":[{"type":"paragraph","content":[{"type":"text","text":"three"}]}]}]}]}]},
{"type":"quotation","attrs":{"source":"Ulf, to Al Jazeera"},"content":[
  {"type":"paragraph","content":[{"type":"text","text":"As angry as possible."}]}]},
{"type":"quotation","content":[{"type":"paragraph","content":[{"type":"text","text":"No name."}]}]},
{"type":"figure","attrs":{"media":"7","alt":"A map of \"roads\"","credit":"Farid"},"content":[{"type":"text","text":"Closed roads."}]},
{"type":"figure","attrs":{"media":"8","alt":"Not there"},"content":[{"type":"text","text":"Nothing."}]},
{"type":"gallery","content":[{"type":"figure","attrs":{"media":"7","alt":"Again"}}]},
{"type":"embed","attrs":{"url":"https://video.example/1","provider":"Video","title":"The match"}},
{"type":"embed","attrs":{"url":"javascript:alert(1)","title":"Not a link"}},
{"type":"table","attrs":{"caption":"Litres"},"content":[
  {"type":"table_row","content":[
    {"type":"table_header","content":[{"type":"paragraph","content":[{"type":"text","text":"Day"}]}]},
    {"type":"table_header","attrs":{"colspan":2},"content":[{"type":"paragraph","content":[{"type":"text","text":"Sold"}]}]}]},
  {"type":"table_row","content":[
    {"type":"table_header","content":[{"type":"paragraph","content":[{"type":"text","text":"Monday"}]}]},
    {"type":"table_cell","content":[{"type":"paragraph","content":[{"type":"text","text":"4"}]}]},
    {"type":"table_cell","content":[{"type":"paragraph","content":[{"type":"text","text":"5"}]}]}]}]},
{"type":"card","attrs":{"title":"Who is JNIM?","facts":[{"term":"Formed","value":"2017"}]},"content":[
  {"type":"paragraph","content":[{"type":"text","text":"An armed group."}]}]},
{"type":"preformatted","content":[{"type":"text","text":"a\n  b"}]},
{"type":"break","attrs":{"kind":"scene"}},
{"type":"paragraph","content":[
  {"type":"text","text":"bad","marks":[{"type":"link","attrs":{"href":"javascript:alert(1)"}},{"type":"em"}]},
  {"type":"text","text":" H"},{"type":"text","text":"2","marks":[{"type":"subscript"}]},{"type":"text","text":"O"}]}
]}"#;
