//! Prints what is proposed for a text: `cargo run -p proposal --example propose -- ru 2025-11-10 < article.txt`.

use std::io::Read;

use proposal::{Lexicon, What, propose};
use story::block::Block;
use story::inline::Inline;
use story::{Body, Language};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let language = Language::parse(&arguments.next().unwrap_or_default())?;
    let day = arguments.next().unwrap_or_default().parse()?;
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    let body = Body::new(lines.map(|line| Block::paragraph(vec![Inline::text(line)])).collect());
    for proposal in propose(&body, language, day, &Lexicon::new(language, [])) {
        let what = match &proposal.what {
            What::When { when } => serde_json::to_string(when)?,
            what => serde_json::to_string(what)?,
        };
        println!(
            "{:>3} {} [{}] {what}",
            proposal.confidence, proposal.block.0, proposal.span.words
        );
    }
    Ok(())
}
