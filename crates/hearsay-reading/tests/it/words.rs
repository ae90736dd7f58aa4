//! What the words say of PolNeAR's gold attributions.
//!
//! Not a test of single words: those stand beside the code.

use hearsay_reading::acts::act;
use hearsay_reading::heads::head;
use hearsay_reading::hedges::{hedges, hedges_in};
use hearsay_reading::lexicon::CueClass;
use hearsay_reading::negation::negation;
use hearsay_reading::passage::{Parts, Passage};
use hearsay_reading::quotation::{quotation, quote_states};
use hearsay_reading::read::{Reader, read};
use hearsay_reading::reading::{Act, Quotation};
use hearsay_text::segment::segment;
use hearsay_text::span::Span;

use crate::intake::take_in;
use crate::polnear;

#[test]
fn cues_that_hold_a_word_stand_in_the_lexicon() {
    for half in ["train", "dev"] {
        let Some(golds) = polnear::read(half) else {
            return;
        };
        let (mut n_cues, mut n_known, mut n_strong) = (0, 0, 0);
        for gold in &golds {
            let paragraphs = polnear::paragraphs(&gold.text);
            let states = quote_states(&gold.text, paragraphs.iter().copied());
            let segmentation = segment(&gold.text, paragraphs);
            let passage = Passage::new(&gold.text, &segmentation, None);
            for attribution in gold.attributions.iter().filter(|attribution| has_word(&gold.text, &attribution.cue)) {
                let parts = Parts { source: &attribution.source, cue: &attribution.cue, content: &attribution.content };
                let read = act(&passage, parts, &states).value;
                n_cues += 1;
                n_known += u32::from(read.entry.is_some());
                n_strong += u32::from(read.entry.is_some_and(|entry| entry.class != CueClass::Weak));
            }
        }
        eprintln!("{half}: {n_cues} cues, {n_known} in the lexicon, {n_strong} by more than a weak word");
        assert!(n_known * 100 >= n_cues * 97, "{half}: {n_known} of {n_cues}");
    }
}

/// A cue that is a colon or a dash is no word, and no lexicon's to know.
fn has_word(text: &str, cue: &[Span]) -> bool {
    cue.iter().any(|span| span.of(text).chars().any(char::is_alphanumeric))
}

/// The yardstick's `quoted_mask` and `content_kind`, word for word.
fn yardstick_kinds(text: &str, contents: &[&[Span]]) -> Vec<Quotation> {
    let mut mask = Vec::with_capacity(text.len());
    let (mut inside, mut before) = (false, ' ');
    for character in text.chars() {
        match character {
            '\n' => inside = false,
            '“' | '«' | '„' => inside = true,
            '”' | '»' => inside = false,
            '"' => inside = !inside,
            '\'' if before == '\'' => inside = !inside,
            _ => {}
        }
        before = character;
        mask.extend(std::iter::repeat_n(inside, character.len_utf8()));
    }
    let kind = |content: &[Span]| {
        let words = content.iter().flat_map(|span| {
            let letters = span.of(text).char_indices().filter(|(_, c)| c.is_alphanumeric());
            letters.map(|(offset, _)| mask[span.range().start + offset])
        });
        let (n_words, n_inside) = words.fold((0, 0), |(all, inside), quoted| (all + 1, inside + u32::from(quoted)));
        match n_inside {
            0 => Quotation::Indirect,
            _ if n_inside == n_words => Quotation::Direct,
            _ => Quotation::Mixed,
        }
    };
    contents.iter().map(|content| kind(content)).collect()
}

#[test]
fn quotation_agrees_with_the_yardstick() {
    for half in ["train", "dev"] {
        let Some(golds) = polnear::read(half) else {
            return;
        };
        let (mut n_contents, mut n_equal, mut n_lost) = (0, 0, 0);
        for gold in &golds {
            let text = gold.text.as_str();
            let states = quote_states(text, polnear::paragraphs(text));
            let contents: Vec<&[Span]> =
                gold.attributions.iter().map(|attribution| attribution.content.as_slice()).collect();
            for (content, expected) in contents.iter().zip(yardstick_kinds(text, &contents)) {
                let read = quotation(text, content, &states).value;
                n_contents += 1;
                n_equal += u32::from(read == expected);
                // More may be quoted than the yardstick sees (single marks), never less.
                n_lost += u32::from(expected == Quotation::Direct && read == Quotation::Indirect);
            }
        }
        eprintln!("{half}: {n_contents} contents, {n_equal} as the yardstick has them, {n_lost} lost");
        assert!(n_equal * 1000 >= n_contents * 980, "{half}: {n_equal} of {n_contents}");
    }
}

#[test]
fn every_mark_slices_and_is_the_same_twice() {
    let Some(golds) = polnear::read("dev") else {
        return;
    };
    let (mut n_hedges, mut n_negated, mut n_speech) = (0, 0, 0);
    for gold in &golds {
        let text = gold.text.as_str();
        let paragraphs = polnear::paragraphs(text);
        let states = quote_states(text, paragraphs.iter().copied());
        let segmentation = segment(text, paragraphs);
        let passage = Passage::new(text, &segmentation, None);
        for attribution in &gold.attributions {
            let parts = Parts { source: &attribution.source, cue: &attribution.cue, content: &attribution.content };
            let read = act(&passage, parts, &states).value.act;
            let found = hedges(&passage, parts, &[], read, &states);
            assert_eq!(found, hedges(&passage, parts, &[], read, &states));
            for hedge in &found {
                assert!(hedge.value.cue.iter().all(|span| !span.of(text).is_empty()));
            }
            for pair in found.windows(2) {
                assert!(pair[0].reason.span.end <= pair[1].reason.span.start);
            }
            n_hedges += found.len();
            n_negated += usize::from(negation(&passage, parts).is_some());
            n_speech += usize::from(read == Act::Speech);
            if let Some(head) = head(&passage, &attribution.source) {
                assert!(attribution.source.iter().any(|span| span.overlaps(head.value)));
            }
        }
    }
    eprintln!("dev: {n_hedges} hedges, {n_negated} negated, {n_speech} speech");
    assert!(n_hedges > 100 && n_negated > 20);
}

/// A small linear congruential generator, so that a failure repeats.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % n.max(1)
    }
}

/// A search that went over the whole text at each word would take minutes here.
#[test]
fn the_same_words_ten_thousand_times_stay_quick() {
    let begin = std::time::Instant::now();
    for piece in
        ["‘a ", "‚a ", "'a ", "’s ", "May ", "might ", "not ", "in … ", "supposedly ", "alleged ", "„", "! ", "\"a"]
    {
        let text = format!("{} ’90", piece.repeat(10_000));
        let whole = Span::new(0, text.len());
        let states = quote_states(&text, [whole]);
        let segmentation = segment(&text, [whole]);
        let passage = Passage::new(&text, &segmentation, None);
        let found = hedges_in(&passage, whole);
        assert!(found.len() <= segmentation.tokens.len());
        assert_eq!(states.runs_on.len(), 1);
    }
    assert!(begin.elapsed().as_secs() < 20, "took {:?}", begin.elapsed());
}

/// The same for what is read after the attributions.
#[test]
fn the_same_names_verdicts_and_artefacts_ten_thousand_times_stay_quick() {
    let begin = std::time::Instant::now();
    for piece in [
        "and letters ",
        "and denied ",
        "a call between A and ",
        "The video was leaked. It is fake. ",
        "Ann Lee left. ",
        "the letter was leaked by him and ",
        "Monday March 2020 ",
        "if it may, ",
        "whether she said that he might ",
        "perhaps who? ",
        "“or so” ",
    ] {
        let text = format!("She found leaked letters {}", piece.repeat(3_000));
        let document = take_in("a.txt", text.as_bytes()).expect("this is text");
        let reading = read(&document, Reader::Fast);
        assert!(reading.mentions.len() <= text.len());
    }
    assert!(begin.elapsed().as_secs() < 60, "took {:?}", begin.elapsed());
}

#[test]
fn nothing_panics_on_arbitrary_text_and_spans() {
    const PIECES: &[&str] = &[
        "said",
        "”",
        "“",
        "'",
        "''",
        "‘",
        "’",
        "\"",
        "„",
        "«",
        "»",
        ",",
        ".",
        "\n",
        " ",
        "might",
        "have",
        "not",
        "n't",
        "the",
        "of",
        "Mr.",
        "Putin",
        "letter",
        "supposedly",
        "written",
        "by",
        "no",
        "as",
        "…",
        "Осечкин",
        "—",
        "`",
        "in",
        "\u{a0}",
        "7",
        "and",
        "who",
        "is",
        "believed",
        "to",
        "be",
        "it",
        "\u{301}",
        "👩‍👩‍👧",
        "could",
        "refuse",
        ":",
        ";",
    ];
    let mut dice = Dice(7);
    for _ in 0..3_000 {
        let n_pieces = dice.roll(40);
        let mut text = String::new();
        for _ in 0..n_pieces {
            text.push_str(PIECES[dice.roll(PIECES.len())]);
            if dice.roll(3) > 0 {
                text.push(' ');
            }
        }
        let places: Vec<usize> = text.char_indices().map(|(place, _)| place).chain([text.len()]).collect();
        let mut spans = || -> Vec<Span> {
            let n_spans = dice.roll(3);
            let mut found: Vec<Span> = (0..n_spans)
                .map(|_| {
                    let (a, b) = (places[dice.roll(places.len())], places[dice.roll(places.len())]);
                    Span::new(a.min(b), a.max(b))
                })
                .collect();
            found.sort();
            found
        };
        let (source, cue, content, taken) = (spans(), spans(), spans(), spans());
        let paragraphs = polnear::paragraphs(&text);
        let states = quote_states(&text, paragraphs.iter().copied());
        let segmentation = segment(&text, paragraphs);
        let passage = Passage::new(&text, &segmentation, None);
        let parts = Parts { source: &source, cue: &cue, content: &content };
        let read = act(&passage, parts, &states);
        let marks = hedges(&passage, parts, &taken, read.value.act, &states);
        let spans = marks.iter().map(|mark| mark.reason.span).chain([read.reason.span]);
        let spans = spans.chain(negation(&passage, parts).map(|mark| mark.reason.span));
        let spans = spans.chain(head(&passage, &source).map(|mark| mark.value));
        for span in spans.chain(states.stretches.iter().copied()) {
            assert!(text.get(span.range()).is_some(), "{span:?} in {text:?}");
        }
        quotation(&text, &content, &states);
        assert_eq!(states.of_tokens(&segmentation.tokens).len(), segmentation.tokens.len());
    }
}
