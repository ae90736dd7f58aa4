//! What kind of attribution a cue makes: speech, attitude, decree or finding.
//!
//! Not a finder of cues: the spans are given. A cue that stands in no lexicon is decided by its shape.

use hearsay_text::span::Span;

use crate::grammar::{is_adverb, is_determiner, is_function_word};
use crate::lexicon::{ActEntry, CueClass, NameKind, lexicon};
use crate::passage::{Marked, Parts, Passage};
use crate::quotation::{QuoteStates, quotation};
use crate::reading::{Act, Mark, Quotation};

/// The act of an attribution and the lexicon entry that decided it, if one did.
#[derive(Clone, Copy, Debug)]
pub struct ActReading {
    /// The act.
    pub act: Act,
    /// The entry; `None` when the shape of the attribution decided.
    pub entry: Option<&'static ActEntry>,
}

/// A lexicon entry found in a cue.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cue {
    pub(crate) entry: &'static ActEntry,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// Verbs that hand their meaning on to the next one: "refused to say", "seemed to suggest".
const HANDING_ON: &[&str] = &[
    "appear", "avoid", "begin", "continue", "end", "fail", "go", "have", "open", "proceed", "refuse", "resist", "seem",
    "start", "try",
];

/// Verbs that show rather than say when no person is their subject.
const SHOWING: &[&str] = &[
    "assess",
    "chronicle",
    "compare",
    "conclude",
    "confirm",
    "contradict",
    "describe",
    "detail",
    "disclose",
    "document",
    "estimate",
    "forecast",
    "highlight",
    "include",
    "list",
    "outline",
    "predict",
    "project",
    "put",
    "reaffirm",
    "report",
    "represent",
    "reveal",
    "signal",
    "suggest",
    "underscore",
];

/// Decides the act of an attribution.
pub fn act(passage: &Passage<'_>, parts: Parts<'_>, states: &QuoteStates) -> Marked<ActReading> {
    let cue_span = parts.cue.iter().copied().reduce(Span::cover).unwrap_or(Span { start: 0, end: 0 });
    let kind = source_kind(passage, parts.source);
    if let Some(cue) = main_cue(passage, parts.cue) {
        let (act, why) = with_source(cue.entry, kind);
        let words = passage.span(cue.start..cue.end);
        let because = format!(
            "‘{}’ stands in lexicon acts as {} ({} ‘{}’){why}",
            words.of(passage.text),
            cue.entry.act.name(),
            cue.entry.class.name(),
            cue.entry.headword
        );
        return Marked::new(ActReading { act, entry: Some(cue.entry) }, Mark::Act, words, because);
    }
    let (act, because) = by_shape(passage, parts, kind, states);
    Marked::new(ActReading { act, entry: None }, Mark::Act, cue_span, because.to_owned())
}

/// Returns the entry that carries the meaning of a cue.
pub(crate) fn main_cue(passage: &Passage<'_>, cue: &[Span]) -> Option<Cue> {
    let mut found: Vec<Cue> = Vec::new();
    for span in cue {
        let range = passage.tokens_in(*span);
        let mut token_idx = range.start;
        while token_idx < range.end {
            let here = best_at(passage, token_idx, range.end);
            token_idx = here.map_or(token_idx + 1, |cue| cue.end);
            found.extend(here);
        }
    }
    let is_strong = |cue: &&Cue| cue.entry.class != CueClass::Weak;
    let is_verbal = |cue: &&Cue| matches!(cue.entry.class, CueClass::Phrase | CueClass::Verb | CueClass::Noun);
    let mut strong = found.iter().filter(is_strong);
    let Some(first) = strong.next() else {
        // "For most voters, ...": a preposition or "have" decides only where it is all there is.
        let is_bare = |idx: usize| is_function_word(passage.word(idx)) || is_adverb(passage, idx);
        let all_bare = passage.tokens_of(cue).all(|idx| !passage.is_word(idx) || is_bare(idx));
        return found.iter().find(|cue| all_bare || !is_function_word(passage.word(cue.start))).copied();
    };
    // "Reportedly said": the verb carries the meaning.
    if first.entry.class == CueClass::Word && is_adverb(passage, first.start) {
        return Some(*found.iter().filter(is_verbal).find(|cue| cue.start > first.start).unwrap_or(first));
    }
    let second = strong.next().filter(|second| {
        HANDING_ON.contains(&first.entry.headword)
            && second.entry.class <= CueClass::Noun
            && second.start <= first.end + 4
    });
    Some(*second.unwrap_or(first))
}

/// Returns the longest entry that starts at a token and ends by `end`, and one past its last token.
///
/// Among equals, the list decides that fits the token's part of speech.
pub fn entry_at(passage: &Passage<'_>, token_idx: usize, end: usize) -> Option<(&'static ActEntry, usize)> {
    best_at(passage, token_idx, end).map(|cue| (cue.entry, cue.end))
}

fn best_at(passage: &Passage<'_>, token_idx: usize, end: usize) -> Option<Cue> {
    let lexicon = lexicon();
    let nominal = is_nominal(passage, token_idx);
    let rank = |class: CueClass| match class {
        CueClass::Phrase => 0,
        CueClass::Verb => 1 + usize::from(nominal),
        CueClass::Noun => 2 - usize::from(nominal),
        CueClass::Word => 3,
        CueClass::Weak => 4,
    };
    let mut best: Option<Cue> = None;
    lexicon.act_phrases.longest_at(passage, token_idx, end, |found| {
        let entry = &lexicon.acts[found.entry_idx];
        let cue = Cue { entry, start: token_idx, end: found.tokens.end };
        let better = best.is_none_or(|best| {
            cue.end > best.end || (cue.end == best.end && rank(entry.class) < rank(best.entry.class))
        });
        if better {
            best = Some(cue);
        }
        false
    });
    best
}

/// By its tag or, without one, by the word before: "his claim", "the report".
fn is_nominal(passage: &Passage<'_>, token_idx: usize) -> bool {
    if let Some(tag) = passage.tag(token_idx) {
        return tag.starts_with("NN") || tag.starts_with("JJ");
    }
    let word = passage.word(token_idx);
    if word.ends_with("ed") || word.ends_with("ing") {
        return false;
    }
    let before = token_idx.checked_sub(1).map_or("", |idx| passage.word(idx));
    is_determiner(before) || matches!(before, "’s" | "'s" | "of" | "in")
}

/// What a source is, as far as it matters to the act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum SourceKind {
    /// A poll, a study: shows, and says nothing.
    Record,
    /// A letter, a recording.
    Artefact,
    /// A court: finds by ruling.
    Court,
    /// Somebody, or something that speaks.
    Speaker,
}

/// Reads the head noun of the source: the last word before the first word that opens a complement.
fn source_kind(passage: &Passage<'_>, source: &[Span]) -> SourceKind {
    let Some(first) = source.first() else {
        return SourceKind::Speaker;
    };
    let range = passage.tokens_in(*first);
    let mut head = None;
    for token_idx in range.clone() {
        let word = passage.word(token_idx);
        let opens = !passage.is_word(token_idx) && !matches!(word, "/" | "-" | "\"" | "“" | "”" | "’" | "'");
        let complement = is_function_word(word) && !is_determiner(word) && head.is_some();
        let participle = head.is_some() && word.len() > 4 && word.ends_with("ed");
        if opens || complement || participle {
            break;
        }
        if !is_determiner(word) && !is_adverb(passage, token_idx) {
            head = Some(token_idx);
        }
    }
    let Some(head) = head else {
        return SourceKind::Speaker;
    };
    let kinds = [
        (NameKind::Record, SourceKind::Record),
        (NameKind::Artefact, SourceKind::Artefact),
        (NameKind::Court, SourceKind::Court),
    ];
    let starts = head.saturating_sub(1).max(range.start)..=head;
    starts
        .flat_map(|start| kinds.into_iter().map(move |(name, kind)| (start, name, kind)))
        .find(|(start, name, _)| passage.named_at(*start, head + 1, *name) == Some(head + 1))
        .map_or(SourceKind::Speaker, |(_, _, kind)| kind)
}

/// Corrects the lexicon's act by what the source is, and says so.
fn with_source(entry: &'static ActEntry, kind: SourceKind) -> (Act, &'static str) {
    let headword = entry.headword;
    let shows = SHOWING.contains(&headword);
    match (kind, entry.act) {
        (SourceKind::Record, Act::Speech) => (Act::Finding, "; its source is a record, which shows"),
        (SourceKind::Record, Act::Attitude) if shows || entry.class == CueClass::Weak => {
            (Act::Finding, "; its source is a record, which shows")
        }
        (SourceKind::Artefact, Act::Speech | Act::Attitude) if shows => {
            (Act::Finding, "; its source is an artefact, which shows")
        }
        (SourceKind::Court, Act::Speech | Act::Finding | Act::Attitude)
            if matches!(headword, "find" | "hold" | "conclude" | "determine" | "reject" | "affirm") =>
        {
            (Act::Decree, "; its source is a court, which rules")
        }
        (SourceKind::Speaker, Act::Finding) if headword == "indicate" => (Act::Speech, "; its source is somebody"),
        (_, act) => (act, ""),
    }
}

/// Decides without the lexicon.
fn by_shape(passage: &Passage<'_>, parts: Parts<'_>, kind: SourceKind, states: &QuoteStates) -> (Act, &'static str) {
    let has_words = passage.tokens_of(parts.cue).any(|idx| passage.is_word(idx));
    let quoted = quotation(passage.text, parts.content, states).value;
    let first_word =
        passage.tokens_of(parts.content).find(|idx| passage.is_word(*idx)).map_or("", |idx| passage.word(idx));
    if kind == SourceKind::Record {
        return (Act::Finding, "the cue stands in no lexicon; its source is a record, which shows");
    }
    if quoted != Quotation::Indirect {
        return (Act::Speech, "the cue stands in no lexicon; the content is quoted");
    }
    if !has_words {
        return (Act::Speech, "the cue has no words; a colon or dash hands over to a speaker");
    }
    if first_word.eq_ignore_ascii_case("that") || first_word.eq_ignore_ascii_case("whether") {
        return (Act::Speech, "the cue stands in no lexicon; a that-clause follows");
    }
    (Act::Attitude, "the cue stands in no lexicon and nothing is quoted")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::passage::drawn::drawn;

    #[test]
    fn acts_of_cues() {
        for (marked, expected) in [
            ("<s>Ann</s> <c>claims</c> <t>that he fled</t>.", "speech: claim"),
            ("<s>Ann</s> <c>reportedly told</c> them <t>that he fled</t>.", "speech: tell"),
            ("<c>According to</c> <s>experts</s>, <t>he fled</t>.", "speech: accord to"),
            ("<c>According to</c> <s>a recent study</s>, <t>men lie</t>.", "finding: accord to"),
            ("<s>The poll</s> <c>said</c> <t>most men lie</t>.", "finding: say"),
            ("<s>The letter</s> <c>warned</c> <t>of a mutiny</t>.", "speech: warn"),
            ("<s>The leaked letter</s> <c>suggests</c> <t>a mutiny</t>.", "finding: suggest"),
            ("<s>Ann</s> <c>suggested</c> <t>a walk</t>.", "speech: suggest"),
            ("<s>He</s> <c>plans</c> <t>to flee</t>.", "attitude: plan"),
            ("<s>Sailors</s> <c>have known</c> <t>that maps lie</t>.", "attitude: know"),
            ("<s>They</s> <c>refused to say</c> <t>who paid</t>.", "speech: say"),
            ("<s>The Lee Street Journal</s> <c>reports</c> <t>a raid</t>.", "speech: report"),
            ("<s>He</s> <c>tried on Friday to make the case</c> <t>that he fled</t>.", "speech: make the case"),
            ("<s>They</s> <c>seemed to suggest</c> <t>that he fled</t>.", "speech: suggest"),
            ("<s>The court</s> <c>ruled</c> <t>that the ban stands</t>.", "decree: rule"),
            ("<s>The court</s> <c>found</c> <t>that the ban stands</t>.", "decree: find"),
            ("<s>The council</s> <c>banned</c> <t>the march</t>.", "decree: ban"),
            ("<s>Polls</s> <c>show</c> <t>a lead</t>.", "finding: show"),
            ("<c>Claims about</c> <t>a mutiny</t> surfaced.", "speech: claim"),
            ("There is <c>a rumour that</c> <t>he fled</t>.", "speech: rumour"),
            ("<s>He</s> <c>made it clear</c> <t>that he fled</t>.", "speech: make it clear"),
            ("<s>Ann</s><c>:</c> <t>I fled.</t>", "speech: -"),
            ("<s>He</s> <c>zorped</c>, <t>“I fled.”</t>", "speech: -"),
            ("<s>He</s> <c>zorped</c> <t>to flee</t>.", "attitude: -"),
        ] {
            let drawn = drawn(marked);
            let read = act(&drawn.passage(), drawn.parts(), &drawn.states).value;
            let entry = read.entry.map_or("-", |entry| entry.headword);
            assert_eq!(format!("{}: {entry}", read.act.name()), expected, "{marked}");
        }
    }

    #[test]
    fn a_reason_names_the_word_and_the_lexicon() {
        let drawn = drawn("<s>Ann</s> <c>claims</c> <t>that he fled</t>.");
        let read = act(&drawn.passage(), drawn.parts(), &drawn.states);
        assert_eq!(read.reason.because, "‘claims’ stands in lexicon acts as speech (verb ‘claim’)");
        assert_eq!(read.reason.span.of(&drawn.text), "claims");
    }
}
