//! What holds for every text and every reading, even for one that makes no sense.

use hearsay::intake::Taken;
use hearsay::view::explanation::explanation;
use hearsay::view::look::Look;
use hearsay::view::page;
use hearsay::wire;
use hearsay_reading::confidence::Confidence;
use hearsay_reading::reading::{
    About, Act, Attribution, AttributionId, Basis, Hedge, HedgeKind, Mark, Quotation, Reason, SourceClass, Stance,
    Strength,
};
use hearsay_text::document::{Block, BlockKind};
use hearsay_text::span::Span;
use proptest::prelude::*;
use proptest::sample::select;
use unicode_width::UnicodeWidthStr;

use crate::readings::Hand;

/// Words that are hard to set.
const WORDS: [&str; 14] = [
    "Ann ",
    "said ",
    "“could have” ",
    "\n",
    "\n\n",
    "漢字。",
    "e\u{301}",
    "👩‍🚒 ",
    "\u{202e}",
    "\x1b[2J",
    "\t\u{a0}",
    "https://example.org/a-very-long-address/that/goes/on/and/on ",
    "Пётр— ",
    "\r\n",
];

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(select(&WORDS[..]), 0..60).prop_map(|words| words.concat())
}

/// Numbers that [`taken`] makes spans, kinds and ids from.
fn seeds() -> impl Strategy<Value = Vec<[u8; 12]>> {
    prop::collection::vec(any::<[u8; 12]>(), 0..12)
}

/// Makes a document and a reading whose spans lie anywhere on its characters.
fn taken(text: &str, seeds: &[[u8; 12]]) -> Taken {
    let borders: Vec<usize> = text.char_indices().map(|(offset, _)| offset).chain([text.len()]).collect();
    let span = |first: u8, second: u8| {
        let border = |seed: u8| borders[usize::from(seed) * (borders.len() - 1) / 255];
        Span::new(border(first.min(second)), border(first.max(second)))
    };
    let attribution = |(idx, seed): (usize, &[u8; 12])| {
        let id = AttributionId(idx as u32 + 1);
        let hedge = Hedge {
            cue: vec![span(seed[6], seed[7])],
            about: About::Content,
            kind: HedgeKind::Modal,
            strength: Strength::Medium,
            entry: "may",
        };
        Attribution {
            id,
            source: if seed[8] % 3 == 0 { vec![] } else { vec![span(seed[0], seed[1])] },
            cue: vec![span(seed[2], seed[3])],
            content: vec![span(seed[4], seed[5]), span(seed[5], seed[9])],
            act: [Act::Speech, Act::Attitude, Act::Decree, Act::Finding][usize::from(seed[8] % 4)],
            quotation: Quotation::Mixed,
            negated: seed[8] % 2 == 0,
            stance: Stance::ALL[usize::from(seed[8] % 8)],
            // It may stand within itself, or in a ring, or in what is not there: a bug of the reader, not of the view.
            within: (seed[10] % 2 == 0).then(|| AttributionId(u32::from(seed[10] % 13))),
            head: (seed[8] % 5 == 0).then(|| span(seed[0], seed[1])),
            chain: vec![span(seed[0], seed[1])],
            sources: Vec::new(),
            source_class: SourceClass::Unstated,
            basis: Basis::Told,
            said_on: None,
            happened_on: None,
            hedges: vec![hedge],
            confidence: Confidence::ALL[usize::from(seed[8] % 3)],
            signs: None,
            reasons: vec![Reason { mark: Mark::Hedge, span: span(seed[6], seed[7]), because: "it may".to_owned() }],
        }
    };
    let mut taken = Hand::of("any", text).taken();
    taken.reading.attributions = seeds.iter().enumerate().map(attribution).collect();
    for (block, seed) in taken.document.blocks.iter_mut().zip(seeds) {
        let kinds = [BlockKind::Body, BlockKind::Heading, BlockKind::Caption, BlockKind::Furniture];
        *block = Block { kind: kinds[usize::from(seed[11] % 4)], ..*block };
    }
    taken
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_reading_can_be_shown(text in text(), seeds in seeds(), width in 40_usize..160, color: bool, ascii: bool) {
        let taken = taken(&text, &seeds);
        let look = Look { width, color, ascii };
        let page = page::page(&taken, &look);
        prop_assert!(page.body.lines().all(|line| !line.ends_with(' ')));
        if !color {
            let is_harmless = |letter: char| letter == '\n' || !letter.is_control();
            prop_assert!(page.body.chars().all(is_harmless));
            prop_assert!(page.body.lines().all(|line| line.width() <= width), "{}", page.body);
        }
        for attribution in &taken.reading.attributions {
            let id = attribution.id.to_string();
            let is_noted = page.body.split_whitespace().any(|word| word == id);
            prop_assert!(color || is_noted || taken.document.blocks.is_empty(), "{}", page.body);
            let in_words = Look { color: false, ..look };
            prop_assert!(explanation(&taken, attribution, &in_words).contains(&id));
        }
        let value: serde_json::Value = serde_json::from_str(&wire::line(&taken)).expect("it is JSON");
        prop_assert_eq!(value["attributions"].as_array().map(Vec::len), Some(seeds.len()));
    }

    #[test]
    fn no_word_is_lost_or_moved(text in text(), width in 40_usize..160) {
        let taken = taken(&text, &[]);
        let page = page::page(&taken, &Look { width, color: false, ascii: true });
        let kept = |letter: &char| !letter.is_whitespace() && !"|:".contains(*letter);
        let shown: String = page.body.chars().filter(kept).collect();
        let visible = text.replace('\x1b', "␛").replace('\u{202e}', "\u{fffd}");
        prop_assert_eq!(shown, visible.chars().filter(kept).collect::<String>());
    }
}
