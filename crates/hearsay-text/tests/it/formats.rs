//! HTML and Markdown by example: blocks, metadata with evidence, hostile pages.

use std::fmt::Write;
use std::time::Instant;

use hearsay_text::document::{BlockKind, Date, Document, Evidenced, Format};
use hearsay_text::html::main_content::Effort;
use hearsay_text::import::{ImportSettings, import};
use hearsay_text::trouble::TroubleKind;

use super::{properties, seeds};

fn take(name: &str, text: &str) -> Document {
    let document = import(name, text.as_bytes(), &ImportSettings::default()).expect("it is text");
    properties::hold(&document, text.as_bytes());
    document
}

fn kind_of(document: &Document, words: &str) -> Option<BlockKind> {
    document.blocks.iter().find(|block| block.span.of(&document.text).contains(words)).map(|block| block.kind)
}

fn shown<T: std::fmt::Display>(value: &Option<Evidenced<T>>) -> String {
    value.as_ref().map(|one| format!("{} ({})", one.value, one.evidence)).unwrap_or_default()
}

#[test]
fn an_article_stands_apart_from_its_page() {
    for effort in [Effort::Careful, Effort::Bulk] {
        let settings = ImportSettings { effort, ..ImportSettings::default() };
        let document = import("page.html", seeds::PAGE.as_bytes(), &settings).expect("it is text");
        assert_eq!(kind_of(&document, "Harbour letters name"), Some(BlockKind::Heading));
        assert_eq!(kind_of(&document, "By Ann Lee"), Some(BlockKind::Byline));
        assert!(kind_of(&document, "21 March").is_some_and(|kind| !kind.is_read()), "a date by itself is not read");
        assert_eq!(kind_of(&document, "A second letter"), Some(BlockKind::Body));
        assert_eq!(kind_of(&document, "Cranes at the quay"), Some(BlockKind::Caption));
        assert_eq!(kind_of(&document, "A denial"), Some(BlockKind::Heading));
        assert_eq!(kind_of(&document, "forgery"), Some(BlockKind::Body));
        assert_eq!(kind_of(&document, "Home"), Some(BlockKind::Furniture));
        assert_eq!(kind_of(&document, "More like this"), Some(BlockKind::Furniture));
        assert_eq!(kind_of(&document, "bicycle"), Some(BlockKind::Furniture));
        assert_eq!(kind_of(&document, "All rights"), Some(BlockKind::Furniture));
        assert!(!document.text.contains("color"), "style sheets are not text");
    }
}

#[test]
fn every_word_of_a_page_is_found_in_its_source() {
    let document = take("page.html", seeds::PAGE);
    let place = document.text.find("café by the quay").expect("it stands there");
    let span = hearsay_text::span::Span::new(place, place + "café by the quay".len());
    let original =
        document.alignment.as_ref().and_then(|alignment| alignment.original(span)).expect("it has an original");
    assert_eq!(&seeds::PAGE[original.range()], "caf&eacute; by the quay");
    let place = document.text.find("published on Monday by").expect("it stands there");
    let span = hearsay_text::span::Span::new(place, place + "published on Monday by".len());
    let original =
        document.alignment.as_ref().and_then(|alignment| alignment.original(span)).expect("it has an original");
    assert_eq!(&seeds::PAGE[original.range()], "published on <b>Monday</b> by");
}

#[test]
fn published_and_modified_are_kept_apart_with_their_evidence() {
    let metadata = take("page.html", seeds::PAGE).metadata;
    assert_eq!(shown(&metadata.published), "2022-03-21 (JSON-LD datePublished)");
    assert_eq!(shown(&metadata.modified), "2022-03-23 (JSON-LD dateModified)");
    assert_eq!(shown(&metadata.title), "Harbour letters name a second official (h1, as the page's title has it)");
    assert_eq!(shown(&metadata.author), "Ann Lee, Bob Ray (JSON-LD author)");
    assert_eq!(shown(&metadata.site), "The Vale Post (meta og:site_name)");
    assert_eq!(shown(&metadata.language), "en (html lang)");
}

#[test]
fn dates_are_found_wherever_a_page_keeps_them() {
    let date = |head: &str, body: &str| {
        let page = format!(
            "<html><head>{head}</head><body><h1>Letters leak</h1>{body}<p>A second letter was published by Voss, who said it was real.</p></body></html>"
        );
        let metadata = take("page.html", &page).metadata;
        format!("{} / {}", shown(&metadata.published), shown(&metadata.modified))
    };
    assert_eq!(
        date("<meta property='article:published_time' content='2022-03-21T08:00:00Z'>", ""),
        "2022-03-21 (meta article:published_time) / "
    );
    assert_eq!(
        date("<meta property='og:updated_time' content='2022-03-23'>", ""),
        " / 2022-03-23 (meta og:updated_time)"
    );
    assert_eq!(date("<link rel=canonical href='https://example.org/2022/03/21/letters'>", ""), "2022-03-21 (URL) / ");
    assert_eq!(
        date(
            "",
            "<time class='updated' datetime='2022-03-23'>x</time><time class='entry-date' datetime='2022-03-21'>y</time>"
        ),
        "2022-03-21 (time of class entry-date) / 2022-03-23 (time of class updated)"
    );
    assert_eq!(date("", "<span itemprop=datePublished>21 March 2022</span>"), "2022-03-21 (itemprop datePublished) / ");
    assert_eq!(
        date("", "<div>Published 21 March 2022, updated March 23, 2022</div>"),
        "2022-03-21 (visible text \"21 March 2022\") / 2022-03-23 (visible text \"March 23, 2022\")"
    );
    assert_eq!(date("", ""), " / ");
}

#[test]
fn a_site_is_cut_off_the_title() {
    let title = |page: &str| take("page.html", page).metadata.title.map(|title| title.value).unwrap_or_default();
    assert_eq!(
        title("<title>Harbour letters name a second official | World | The Vale Post</title><p>He said so.</p>"),
        "Harbour letters name a second official"
    );
    assert_eq!(title("<title>Who knew - and when</title><p>He said so.</p>"), "Who knew - and when");
}

#[test]
fn pages_nested_without_end_are_read() {
    for element in ["div", "b", "blockquote", "span", "table><tr><td", "x-y"] {
        let mut page = String::from("<!doctype html><p>He said at the top that it was so.</p>");
        (0..100_000).for_each(|_| write!(page, "<{element}>").expect("a String takes everything"));
        page.push_str("The letter was real, she said at the bottom.");
        let begin = Instant::now();
        let document = take("page.html", &page);
        assert!(document.text.contains("at the top") && document.text.contains("at the bottom"), "{element}");
        assert!(document.troubles.iter().any(|trouble| trouble.kind == TroubleKind::TooDeep), "{element}");
        assert!(begin.elapsed().as_secs() < 20, "{element}: no more than linear time");
    }
}

#[test]
fn lists_and_paragraphs_left_open_are_not_nested() {
    let mut page = String::from("<!doctype html><ul>");
    (0..2_000).for_each(|_| page.push_str("<li>He said it was so.<p>She said it was not."));
    let document = take("page.html", &page);
    assert!(document.troubles.iter().all(|trouble| trouble.kind != TroubleKind::TooDeep));
}

#[test]
fn html_is_known_under_any_name() {
    for name in ["page.txt", "page", "page.aspx"] {
        assert_eq!(take(name, seeds::PAGE).format, Format::Html);
    }
    assert_eq!(take("a.txt", "He wrote <html> in his letter.").format, Format::Plain);
}

#[test]
fn markdown_loses_its_marks_and_keeps_its_words() {
    let document = take("notes.md", seeds::MARKDOWN);
    let blocks: Vec<(BlockKind, &str)> =
        document.blocks.iter().map(|block| (block.kind, block.span.of(&document.text))).collect();
    assert_eq!(blocks[0], (BlockKind::Heading, "Harbour letters"));
    assert_eq!(blocks[1].1, "Mira Voss said that the letter was real & new, and that b1 was a code.");
    assert_eq!(blocks[2].1, "We were told on Friday.");
    assert_eq!(kind_of(&document, "code\n").or(blocks.last().map(|block| block.0)), Some(BlockKind::Furniture));
    assert_eq!(document.metadata.published.map(|date| date.value), Some(Date { year: 2022, month: 3, day: 21 }));
}
