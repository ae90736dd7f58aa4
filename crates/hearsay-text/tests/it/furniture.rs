//! Furniture in plain text by example, and the case it was first seen in.

use std::path::Path;

use hearsay_text::document::BlockKind;
use hearsay_text::import::{ImportSettings, import};

use super::seeds;

fn kinds(text: &str) -> Vec<(BlockKind, String)> {
    let document = import("a.txt", text.as_bytes(), &ImportSettings::default()).expect("it is text");
    document.blocks.iter().map(|block| (block.kind, block.span.of(&document.text).to_owned())).collect()
}

#[test]
fn a_scraped_article_ends_where_its_comments_begin() {
    let found: Vec<BlockKind> = kinds(seeds::SCRAPED).into_iter().map(|(kind, _)| kind).collect();
    use BlockKind::{Body, Byline, Furniture, Heading};
    assert_eq!(found, [Heading, Byline, Body, Body, Body, Furniture, Furniture, Furniture, Furniture, Furniture]);
}

#[test]
fn the_first_lines_say_who_wrote_and_when() {
    let text = "Harbour letters name a second official\nBy Ann Lee\nPublished: 21 March 2022\n\nA second letter said to come from inside the port authority was published on Monday by Mira Voss.\n";
    let document = import("a.txt", text.as_bytes(), &ImportSettings::default()).expect("it is text");
    assert_eq!(document.metadata.author.map(|author| author.value).as_deref(), Some("Ann Lee"));
    assert_eq!(document.metadata.published.map(|date| date.value.to_string()).as_deref(), Some("2022-03-21"));
    assert_eq!(
        document.metadata.title.map(|title| title.value).as_deref(),
        Some("Harbour letters name a second official")
    );
}

#[test]
fn the_case_of_the_letters_is_cut_where_its_comments_begin() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/cases/fsb-letters.txt");
    let Ok(text) = std::fs::read_to_string(path) else {
        eprintln!("skipped: ../shared is absent");
        return;
    };
    let found = kinds(&text);
    let cut = found.iter().position(|(_, line)| line == "Please enter your comment!").expect("the case holds it");
    let wrong: Vec<&BlockKind> = found[..cut].iter().map(|(kind, _)| kind).filter(|kind| !kind.is_read()).collect();
    assert!(wrong.is_empty(), "no line of the article is lost");
    assert!(
        found[cut..].iter().all(|(kind, _)| *kind == BlockKind::Furniture),
        "{:?}",
        &found[cut..].iter().map(|(kind, _)| kind).collect::<Vec<_>>()
    );
}
