//! A body as HTML for others.

use insta::assert_snapshot;
use story::{Body, Language};
use wire::html_out::html;

use crate::samples::{Meridian, body};

#[test]
fn each_block_has_its_own_element() {
    assert_snapshot!(html(&body(), Language::english(), &Meridian), @r#"
    <div lang="en" dir="ltr">
    <p>Rain <a href="https://meridian.example/en/post/rain">stops<strong> play</strong></a> at 5 &lt; 6 &amp; &quot;tea&quot;.<br>
    <bdi lang="ar" dir="rtl">هنا</bdi>, said Ana</p>
    <h2>The second day</h2>
    <ul>
    <li>one</li>
    <li>
    <p>two</p>
    <ol start="3">
    <li>three</li>
    </ol>
    </li>
    </ul>
    <figure>
    <blockquote>
    <p>As angry as possible.</p>
    </blockquote>
    <figcaption>Ulf, to Al Jazeera</figcaption>
    </figure>
    <blockquote>
    <p>No name.</p>
    </blockquote>
    <figure>
    <img src="https://meridian.example/media/00/roads.svg" width="1200" height="675" alt="A map of &quot;roads&quot;">
    <figcaption>Closed roads. <small>Farid</small></figcaption>
    </figure>
    <figure>
    <img src="https://meridian.example/media/00/roads.svg" width="1200" height="675" alt="Again">
    </figure>
    <p><a href="https://video.example/1">The match</a></p>
    <p>Not a link</p>
    <table>
    <caption>Litres</caption>
    <thead>
    <tr>
    <th scope="col">Day</th>
    <th scope="col" colspan="2">Sold</th>
    </tr>
    </thead>
    <tbody>
    <tr>
    <th scope="row">Monday</th>
    <td>4</td>
    <td>5</td>
    </tr>
    </tbody>
    </table>
    <aside>
    <h3>Who is JNIM?</h3>
    <dl>
    <dt>Formed</dt>
    <dd>2017</dd>
    </dl>
    <p>An armed group.</p>
    </aside>
    <pre>
    a
      b</pre>
    <hr>
    <p><em>bad</em> H<sub>2</sub>O</p>
    </div>
    "#);
}

#[test]
fn an_empty_text_is_an_empty_element_in_its_own_direction() {
    let arabic = Language::parse("ar").unwrap();
    assert_eq!(
        html(&Body::default(), arabic, &Meridian),
        "<div lang=\"ar\" dir=\"rtl\">\n</div>\n"
    );
}
