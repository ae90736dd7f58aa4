//! Rich text by example: code pages, notes, changes, hostile files.

use hearsay_text::document::{BlockKind, Document, Evidenced, Format};
use hearsay_text::import::{ImportSettings, import};
use hearsay_text::refusal::Refusal;
use hearsay_text::span::Span;
use hearsay_text::trouble::TroubleKind;
use proptest::prelude::*;

use super::properties;

const MEMO: &[u8] = br#"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\froman\fcharset0 Times;}{\f1\fcharset204 Times Cyr;}{\f2\fcharset128 Mincho;}}
{\colortbl;\red0\green0\blue0;}{\stylesheet{\s0 Normal;}{\s1\b heading 1;}{\*\cs10 Default;}}
{\info{\title The order}{\author Ann Lee}{\creatim\yr2022\mo3\dy20\hr10}{\revtim\yr2022\mo3\dy21}}
{\*\generator Some Writer;}{\header\pard INTERNAL\par}{\headerl INTERNAL\par}
\pard\s1 Night cranes\par
\pard\plain The order \u8211? given in the caf\'e9 \endash  was kept{\super\chftn}{\footnote\pard {\super\chftn}By telephone.} by\tab Voss.{\*\atnauthor Bob Ray}\chatn{\*\annotation Who says so?}\par
{\f1 \'cd\'e0\'f7\'e0\'eb\'fc\'ed\'e8\'ea} said {\f2\'93\'fa\'96\'7b} and \u-10179?\u-8704? {\deleted never }{\revised surely} once.\par
{\field{\*\fldinst HYPERLINK "http://example.org"}{\fldrslt the letter}} says \{so\}\~here{\shp{\*\shpinst{\sp{\sn a}{\sv 1}}{\shptxt In a box.\par}}{\shprslt twice}}{\upr{old}{\*\ud new}}.\line Second line.\par
\trowd\cellx1\cellx2 Quay\cell North\cell\row
{\pict\bin5 }}}}}89504e47}}"#;

fn take(bytes: &[u8]) -> Document {
    let document = import("memo.rtf", bytes, &ImportSettings::default()).expect("it has words");
    properties::hold(&document, bytes);
    document
}

fn blocks(document: &Document) -> Vec<(BlockKind, &str)> {
    document.blocks.iter().map(|block| (block.kind, block.span.of(&document.text))).collect()
}

fn shown<T: std::fmt::Display>(value: &Option<Evidenced<T>>) -> String {
    value.as_ref().map(|one| format!("{} ({})", one.value, one.evidence)).unwrap_or_default()
}

#[test]
fn a_memo_is_read_with_its_notes_changes_and_code_pages() {
    use BlockKind::{Body, Furniture, Heading};
    let document = take(MEMO);
    assert_eq!(document.format, Format::Rtf);
    assert_eq!(
        blocks(&document),
        [
            (Furniture, "INTERNAL"),
            (Heading, "Night cranes"),
            (Body, "The order – given in the café – was kept[1] by\tVoss."),
            (Body, "[1] By telephone."),
            (Furniture, "Bob Ray: Who says so?"),
            (Body, "Начальник said 日本 and 😀 surely once."),
            (Body, "the letter says {so}\u{A0}herenew.\nSecond line."),
            (Body, "In a box."),
            (Body, "Quay\tNorth"),
        ]
    );
    let deleted = document.troubles.iter().find(|trouble| trouble.kind == TroubleKind::DeletionsLeftOut);
    assert!(
        deleted.and_then(|trouble| trouble.span).is_some_and(|span| span.of(&document.text).contains("surely once"))
    );
    assert_eq!(shown(&document.metadata.title), "The order (info \\title)");
    assert_eq!(shown(&document.metadata.author), "Ann Lee (info \\author)");
    assert_eq!(shown(&document.metadata.created), "2022-03-20 (info \\creatim)");
    assert_eq!(shown(&document.metadata.modified), "2022-03-21 (info \\revtim)");
}

#[test]
fn every_word_keeps_its_place_in_the_file() {
    let document = take(MEMO);
    for (words, original) in [
        ("café", &b"caf\\'e9"[..]),
        ("Начальник", b"\\'cd\\'e0\\'f7\\'e0\\'eb\\'fc\\'ed\\'e8\\'ea"),
        ("By telephone.", b"By telephone."),
        ("😀", b"\\u-10179?\\u-8704"),
        ("kept", b"kept"),
    ] {
        let start = document.text.find(words).expect("it stands there");
        let span = Span::new(start, start + words.len());
        let found =
            document.alignment.as_ref().and_then(|alignment| alignment.original(span)).expect("it comes from there");
        assert_eq!(
            String::from_utf8_lossy(&MEMO[found.range()]).trim_end(),
            String::from_utf8_lossy(original),
            "{words}"
        );
    }
}

#[test]
fn nesting_without_end_is_passed_over() {
    let mut bytes = b"{\\rtf1 He said so.\\par ".to_vec();
    bytes.extend(std::iter::repeat_n(b"{\\b ", 200_000).flatten());
    bytes.extend(b"too deep");
    bytes.extend(std::iter::repeat_n(b'}', 200_000));
    bytes.extend(b"She did not.\\par}");
    let document = take(&bytes);
    assert_eq!(document.text, "He said so.\n\nShe did not.");
    assert!(document.troubles.iter().any(|trouble| trouble.kind == TroubleKind::BeyondLimits));
}

#[test]
fn what_is_cut_short_is_told_and_what_is_empty_is_refused() {
    let document = take(b"{\\rtf1\\ansi He said so.\\par{\\b She");
    assert!(document.troubles.iter().any(|trouble| trouble.kind == TroubleKind::CutShort));
    assert_eq!(document.text, "He said so.\n\nShe");
    let refused =
        import("a.rtf", b"{\\rtf1{\\pict 89504e47}}", &ImportSettings::default()).map(|document| document.text);
    assert_eq!(refused, Err(Refusal::Wordless("a rich text (RTF) file")));
    assert_eq!(take(b"{\\rtf1 He said so.\\par}\0\0 junk").text, "He said so.");
}

fn markup() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop::sample::select(vec![
        "{",
        "}",
        "{",
        "}",
        "\\par ",
        "\\'e9",
        "\\'",
        "\\u8217?",
        "\\u-10179?",
        "\\uc0 ",
        "\\uc9 ",
        "said ",
        "{\\footnote ",
        "\\chftn ",
        "{\\*\\annotation ",
        "{\\*\\atnauthor B",
        "{\\info{\\title ",
        "{\\stylesheet{\\s1 heading 1;}}",
        "\\s1 ",
        "{\\fonttbl{\\f1\\fcharset128 M;}}",
        "\\f1 ",
        "\\'93",
        "{\\header ",
        "\\deleted ",
        "\\plain ",
        "{\\*\\shpinst ",
        "{\\shptxt ",
        "{\\upr{a}{\\*\\ud ",
        "\\bin3 ",
        "\\ansicpg1251 ",
        "\\",
        "\\*",
        "\\~",
        "\u{e9}",
        "\\row ",
        "\\cell ",
    ]);
    prop::collection::vec(piece, 0..60).prop_map(|pieces| format!("{{\\rtf1 {}", pieces.concat()).into_bytes())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_rtf_is_taken(bytes in markup(), cut in any::<prop::sample::Index>(), place in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let mut memo = MEMO.to_vec();
        let place = place.index(memo.len());
        memo[place] = byte;
        memo.truncate(cut.index(memo.len()) + 1);
        for bytes in [bytes, memo] {
            for format in [None, Some(Format::Rtf)] {
                let settings = ImportSettings { format, ..ImportSettings::default() };
                if let Ok(document) = import("memo.rtf", &bytes, &settings) {
                    properties::hold(&document, &bytes);
                }
            }
        }
    }
}
