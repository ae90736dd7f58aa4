//! What holds for every document, whatever the bytes.

use hearsay_text::document::{Alignment, BlockKind, Document, Format, Step};
use hearsay_text::html::main_content::Effort;
use hearsay_text::import::{ImportSettings, import};
use hearsay_text::place::Location;
use hearsay_text::span::Span;
use proptest::prelude::*;

use super::seeds;

/// Checks that spans slice, that blocks are in order and hold every word, and that the original is found again.
pub(crate) fn hold(document: &Document, bytes: &[u8]) {
    let text = &document.text;
    let mut end = 0;
    for block in &document.blocks {
        let words = block.span.of(text);
        assert!(!words.is_empty() && words.trim() == words, "a block has no white space at its edges");
        assert!(block.span.start >= end, "blocks are in order and apart");
        assert_blank(&text[end as usize..block.span.start as usize]);
        end = block.span.end;
    }
    assert_blank(&text[end as usize..]);
    for trouble in &document.troubles {
        trouble.span.inspect(|span| assert!(text.get(span.range()).is_some(), "a trouble's span slices"));
    }
    let mut place_end = 0;
    for place in &document.places {
        assert!(!place.span.of(text).is_empty() && place.span.start >= place_end, "places are in order and apart");
        place_end = place.span.end;
        if let Location::Time { start_ms, end_ms } = place.location {
            assert!(start_ms <= end_ms);
        }
    }
    if let Some(alignment) = &document.alignment {
        hold_alignment(document, alignment, bytes);
    }
}

fn hold_alignment(document: &Document, alignment: &Alignment, bytes: &[u8]) {
    let mut run_end = 0;
    for run in &alignment.runs {
        assert!(run.text.start >= run_end && !run.text.is_empty() && run.original.end as usize <= bytes.len());
        run_end = run.text.end;
        if run.step == Step::Verbatim {
            assert_eq!(&document.text.as_bytes()[run.text.range()], &bytes[run.original.range()]);
        }
    }
    for block in &document.blocks {
        let original = alignment.original(block.span).expect("every block comes from the original");
        assert!(original.start < original.end && original.end as usize <= bytes.len());
    }
}

fn assert_blank(between: &str) {
    assert!(between.chars().all(|c| c.is_whitespace() || c == '\u{FEFF}'), "every word is in a block");
}

fn import_any(name: &str, bytes: &[u8], effort: Effort) -> Option<Document> {
    let settings = ImportSettings { effort, ..ImportSettings::default() };
    let document = import(name, bytes, &settings).ok()?;
    hold(&document, bytes);
    Some(document)
}

/// Texts have an alignment.
fn alignment(document: &Document) -> &Alignment {
    document.alignment.as_ref().expect("a text comes from stretches of bytes")
}

fn shown(document: &Document) -> Vec<(BlockKind, String)> {
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    document.blocks.iter().map(|block| (block.kind, words(block.span.of(&document.text)))).collect()
}

/// Pieces that markup is made of, to come nearer to pages than random bytes do.
fn markup() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "<p>",
        "</p>",
        "<div class=\"byline\">",
        "</div>",
        "<b>",
        "</b>",
        "<!--",
        "-->",
        "<script>",
        "</script>",
        "<h1>",
        "</h1>",
        "<br>",
        "<pre>",
        "</pre>",
        "&amp;",
        "&#8217;",
        "&#0;",
        "&eacute",
        "&",
        "<",
        ">",
        "\"",
        "<a href='",
        "'",
        "<table><tr><td>",
        "</table>",
        "<li>",
        "said",
        " ",
        "\n",
        "\r\n",
        "Ann Lee",
        "«да»",
        "<title>",
        "</title>",
        "<time datetime=2022-03-21>",
        "<textarea>",
        "<svg>",
        "\0",
        "\u{a0}",
        "| a | b |\n|---|---|\n",
        "# ",
        "- ",
        "```\n",
        "[x](",
        ")",
        "*",
        "_",
        "---\n",
        "\u{feff}",
        "😀",
        "WEBVTT\n\n",
        "1\n00:00:01,000 --> 00:00:02,000\n",
        "\n\n00:03.000 --> 00:04.000\n",
        "<v Ann Lee>",
        "</v>",
        "BOB: ",
        ">> ",
        "[music]",
        "NOTE ",
    ]);
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_taken_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        for name in ["a.txt", "a.html", "a.md", "a.srt", "a.vtt"] {
            import_any(name, &bytes, Effort::Bulk);
        }
    }

    #[test]
    fn any_text_is_taken(text in "\\PC{0,200}") {
        for name in ["a.txt", "a.html", "a.md", "a.srt", "a.vtt"] {
            import_any(name, text.as_bytes(), Effort::Careful);
        }
    }

    #[test]
    fn any_markup_is_taken(text in markup()) {
        for name in ["a.html", "a.md", "a.txt", "a.vtt"] {
            import_any(name, text.as_bytes(), Effort::Careful);
        }
    }

    #[test]
    fn seeds_cut_and_changed_are_taken(seed_idx in 0..seeds::all().len(), cut in any::<prop::sample::Index>(), places in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6)) {
        let (name, text) = seeds::all()[seed_idx];
        let mut bytes = text.as_bytes().to_vec();
        for (place, byte) in places {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        bytes.truncate(cut.index(bytes.len()) + 1);
        import_any(name, &bytes, Effort::Careful);
    }

    #[test]
    fn every_encoding_gives_the_same_text(words in "[а-яa-z ,.\n]{40,200}") {
        let words = format!("Он сказал, что это было в пятницу. {words}");
        let plain = import_any("a.txt", words.as_bytes(), Effort::Bulk).expect("it is text");
        let utf16: Vec<u8> = "\u{feff}".encode_utf16().chain(words.encode_utf16()).flat_map(u16::to_be_bytes).collect();
        let wide = import_any("a.txt", &utf16, Effort::Bulk).expect("it is text");
        prop_assert_eq!(&wide.text[3..], &plain.text);
        prop_assert_eq!(shown(&wide), shown(&plain));
        let place = wide.text.find("пятницу").expect("it stands there");
        let original = alignment(&wide).original(Span::new(place, place + "пятницу".len())).expect("it has an original");
        let units: Vec<u16> = utf16[original.range()].chunks(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
        prop_assert_eq!(String::from_utf16_lossy(&units), "пятницу");
    }
}

#[test]
fn line_feeds_and_carriage_returns_read_alike() {
    for (name, text) in seeds::all() {
        let one = import_any(name, text.as_bytes(), Effort::Careful).expect("it is text");
        let other = import_any(name, text.replace('\n', "\r\n").as_bytes(), Effort::Careful).expect("it is text");
        assert_eq!(shown(&one), shown(&other), "{name}");
        assert_eq!(one.metadata, other.metadata, "{name}");
    }
}

#[test]
fn a_byte_order_mark_changes_no_block() {
    for (name, text) in seeds::all() {
        let one = import_any(name, text.as_bytes(), Effort::Careful).expect("it is text");
        let other = import_any(name, format!("\u{feff}{text}").as_bytes(), Effort::Careful).expect("it is text");
        assert_eq!(shown(&one), shown(&other), "{name}");
        if one.format == Format::Plain {
            assert!(other.text.starts_with('\u{feff}'), "offsets are those of the file decoded");
        }
    }
}
