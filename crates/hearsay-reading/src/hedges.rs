//! The hedges of one attribution, each with what it is about.
//!
//! Not a judgement of whether anything is true: only of which words weaken or distance, and what they weaken.

use std::ops::Range;

use hearsay_text::span::Span;

use crate::grammar::{
    is_adverb, is_determiner, is_function_word, is_genuineness, is_making, is_open_class, is_quote_mark, starts_upper,
};
use crate::lexicon::{Condition, HedgeAbout, HedgeEntry, NameKind, lexicon};
use crate::passage::{Marked, Parts, Passage};
use crate::quotation::{self, QuoteStates};
use crate::reading::{About, Act, Hedge, HedgeKind, Mark, Quotation, Strength};

mod conditions;
mod outside;
pub(crate) mod reach;
mod suspended;

pub(crate) use outside::{Hedged, hedged_clauses, question_saying, suppose_sayings};

use conditions::{fires, is_first_word, is_named};

/// The name that scare quotes carry where other hedges carry their lexicon entry.
pub const SCARE_QUOTES: &str = "scare quotes";

/// The most words that scare quotes enclose.
const SCARE_WORDS_MAX: usize = 3;

/// How far from a content, in tokens, its sentence is searched for hedges.
const REACH: usize = 60;

/// Words that have been found to hedge.
#[derive(Clone, Debug)]
struct Hit {
    entry: &'static HedgeEntry,
    tokens: Range<usize>,
}

impl Hit {
    fn hedge(&self, passage: &Passage<'_>, about: About) -> Hedge {
        let HedgeEntry { words, kind, strength, .. } = *self.entry;
        Hedge { cue: vec![passage.span(self.tokens.clone())], about, kind, strength, entry: words }
    }
}

/// Returns every hedge in a stretch of text, in order, read as if the stretch were a content.
pub fn hedges_in(passage: &Passage<'_>, span: Span) -> Vec<Marked<Hedge>> {
    let hits = hits(passage, passage.tokens_in(span)).into_iter();
    hits.filter_map(|hit| Some(marked(passage, &hit, own_about(passage, &hit)?))).collect()
}

/// Returns the hedges of one attribution, in order, none twice and none overlapping another.
///
/// `taken` are the spans of the other attributions of the document, sorted by start; words in them, or beyond them,
/// are not ours. Spans that hold ours, as the content around a nested attribution does, may be among them.
pub fn hedges(
    passage: &Passage<'_>,
    parts: Parts<'_>,
    taken: &[Span],
    act: Act,
    states: &QuoteStates,
) -> Vec<Marked<Hedge>> {
    let mut found = Vec::new();
    let (beside_content, beside_cue) = stretches(passage, parts, taken);
    for range in &beside_content {
        let hits = hits(passage, range.clone()).into_iter();
        found.extend(hits.filter_map(|hit| Some(marked(passage, &hit, about(passage, parts, &hit)?))));
    }
    for range in beside_cue {
        let is_new = |hit: &Hit| !beside_content.iter().any(|range| range.contains(&hit.tokens.start));
        let hits = hits(passage, range).into_iter().filter(is_new);
        found.extend(
            hits.filter(|hit| weakens_saying(passage, parts, hit)).map(|hit| marked(passage, &hit, About::Attribution)),
        );
    }
    found.extend(rumours(passage, parts));
    found.extend(scare_quotes(passage, parts, act, states));
    found.sort_by_key(|hedge| (hedge.reason.span, hedge.value.entry));
    let mut end = 0;
    found.retain(|hedge| {
        let fresh = hedge.reason.span.start >= end;
        if fresh {
            end = hedge.reason.span.end;
        }
        fresh
    });
    found
}

/// "There is a rumour that, quite frankly, appears": what stands before the cue of a content that nobody says.
fn rumours(passage: &Passage<'_>, parts: Parts<'_>) -> Vec<Marked<Hedge>> {
    let (true, Some(cue)) = (parts.source.is_empty(), parts.cue.first()) else { return Vec::new() };
    let cue = passage.tokens_in(*cue);
    let sentence = passage.sentence_at(cue.start);
    let is_own = |idx: usize| parts.content.iter().any(|content| passage.tokens_in(*content).contains(&idx));
    let is_stop = |idx: usize| matches!(passage.word(idx), ";" | ":" | "?" | "!" | "—" | "–") || is_own(idx);
    let first = (sentence.start..cue.start).rev().take(REACH).take_while(|idx| !is_stop(*idx)).last();
    let Some(first) = first else { return Vec::new() };
    let is_rumour = |hit: &Hit| passage.tag(hit.tokens.start).is_some_and(|tag| tag.starts_with("NN"));
    let hits = hits(passage, first..cue.start).into_iter().filter(is_rumour);
    hits.map(|hit| marked(passage, &hit, About::Content)).collect()
}

fn marked(passage: &Passage<'_>, hit: &Hit, about: About) -> Marked<Hedge> {
    let span = passage.span(hit.tokens.clone());
    let because = format!(
        "‘{}’ stands in lexicon hedges as ‘{}’ ({}); here about the {}",
        span.of(passage.text),
        hit.entry.words,
        hit.entry.strength.name(),
        about.name()
    );
    let hedge = hit.hedge(passage, about);
    Marked::new(hedge, Mark::Hedge, span, because)
}

/// Finds the hedges in a row of tokens: at each, the longest entry whose conditions hold.
fn hits(passage: &Passage<'_>, range: Range<usize>) -> Vec<Hit> {
    let lexicon = lexicon();
    let mut found = Vec::new();
    let mut token_idx = range.start;
    while token_idx < range.end {
        let longest = lexicon
            .hedge_phrases
            .longest_at(passage, token_idx, range.end, |found| fires(passage, &lexicon.hedges[found.entry_idx], found));
        token_idx = match longest {
            Some(longest) => {
                let end = longest.tokens.end;
                found.push(Hit { entry: &lexicon.hedges[longest.entry_idx], tokens: longest.tokens });
                end
            }
            None => token_idx + 1,
        };
    }
    found
}

/// Returns what a hedge of an attribution is about; `None` when it is not a hedge there.
fn about(passage: &Passage<'_>, parts: Parts<'_>, hit: &Hit) -> Option<About> {
    let span = passage.span(hit.tokens.clone());
    let holds = |spans: &[Span]| spans.iter().any(|part| part.overlaps(span));
    if holds(parts.cue) {
        return about_in_cue(passage, parts, hit);
    }
    let own = own_about(passage, hit)?;
    if holds(parts.source) {
        return match hit.entry.about {
            HedgeAbout::Content => None,
            HedgeAbout::ByContext if own == About::Content => Some(About::Attribution),
            _ => Some(own),
        };
    }
    if !holds(parts.content) {
        // "About" and "largely" reach no further than the word behind them.
        if hit.entry.strength < Strength::Medium {
            return None;
        }
        // "That he fled may surprise": the verb behind a content is not the content's.
        let is_behind = parts.content.iter().all(|content| content.end <= span.start);
        if is_behind && hit.entry.when.contains(&Condition::Modal) {
            return None;
        }
        if hit.entry.about == HedgeAbout::ByContext && weakens_saying(passage, parts, hit) {
            return Some(if own == About::Content { About::Attribution } else { own });
        }
    }
    Some(own)
}

/// A hedge inside the words that report: beside another word it weakens the saying ("reportedly said"); as the cue
/// itself it weakens what is said ("there is a rumour that"), unless it does no more than report ("it is claimed").
fn about_in_cue(passage: &Passage<'_>, parts: Parts<'_>, hit: &Hit) -> Option<About> {
    let words = hit.entry.words;
    let is_adverb_or_modal =
        hit.tokens.len() == 1 && is_adverb(passage, hit.tokens.start) || hit.entry.when.contains(&Condition::Modal);
    let others = passage
        .tokens_of(parts.cue)
        .filter(|idx| !hit.tokens.contains(idx) && passage.is_word(*idx) && !is_function_word(passage.word(*idx)))
        .count();
    if is_adverb_or_modal {
        return Some(if others > 0 { About::Attribution } else { About::Content });
    }
    let only_reports = [
        "alleged (",
        "appear",
        "be ",
        "claim",
        "it be ",
        "look",
        "reported (",
        "said (",
        "seem",
        "suggest",
        "understood (",
    ];
    // "Appears | feasible that": what goes on into the content weakens it.
    let is_inside = parts.cue.iter().any(|cue| cue.contains(passage.span(hit.tokens.clone())))
        || passage.word(hit.tokens.end - 1) == "to";
    if is_inside && only_reports.iter().any(|start| words.starts_with(start)) && hit.entry.strength < Strength::Strong {
        return None;
    }
    own_about(passage, hit)
}

/// What the words are about by themselves; `None` where they need an artefact and there is none.
fn own_about(passage: &Passage<'_>, hit: &Hit) -> Option<About> {
    match hit.entry.about {
        HedgeAbout::Content => Some(About::Content),
        HedgeAbout::Attribution => Some(About::Attribution),
        HedgeAbout::Authorship => artefact_before(passage, hit.tokens.start).then_some(About::Authorship),
        HedgeAbout::Authenticity => Some(About::Authenticity),
        HedgeAbout::ByContext => Some(artefact_about(passage, hit).unwrap_or(About::Content)),
    }
}

/// Whether an artefact stands in the same sentence, up to eight tokens before.
fn artefact_before(passage: &Passage<'_>, token_idx: usize) -> bool {
    let sentence = passage.sentence_at(token_idx);
    let first = sentence.start.max(token_idx.saturating_sub(8));
    (first..token_idx).any(|idx| is_artefact(passage, idx, token_idx))
}

/// "Publishing supposedly leaked letters", but not "he allegedly sent letters": whether what follows a hedge
/// describes a noun.
fn modifies(passage: &Passage<'_>, hit: &Hit) -> bool {
    if !is_adverb(passage, hit.tokens.start) {
        return true;
    }
    let Some(before) = hit.tokens.start.checked_sub(1) else {
        return true;
    };
    let word = passage.word(before);
    is_determiner(word)
        || is_quote_mark(word)
        || word.ends_with("ing")
        || word.ends_with("ed")
        || ["about", "and", "at", "from", "in", "of", "on", "or", "with"].contains(&word)
}

/// Whether an adverb stands right before or behind the cue, or opens the sentence before the source or cue.
fn weakens_saying(passage: &Passage<'_>, parts: Parts<'_>, hit: &Hit) -> bool {
    if hit.tokens.len() > 1 || !is_adverb(passage, hit.tokens.start) {
        return false;
    }
    let touches = parts.cue.iter().any(|cue| {
        let cue = passage.tokens_in(*cue);
        hit.tokens.end == cue.start || hit.tokens.start == cue.end
    });
    let opens = is_first_word(passage, hit.tokens.start) && {
        let next = hit.tokens.end + usize::from(passage.word(hit.tokens.end) == ",");
        parts.source.iter().chain(parts.cue).any(|part| passage.tokens_in(*part).start == next)
    };
    touches || opens
}

/// "Letter, supposedly written by": authorship; "alleged recording", "letter believed to be genuine": authenticity.
fn artefact_about(passage: &Passage<'_>, hit: &Hit) -> Option<About> {
    let sentence = passage.sentence_at(hit.tokens.start);
    let behind = hit.tokens.end..sentence.end.min(hit.tokens.end + 5);
    if artefact_before(passage, hit.tokens.start) {
        let near = behind.clone().take_while(|idx| passage.is_word(*idx));
        for token_idx in near {
            let word = passage.word(token_idx);
            if is_making(word) || (matches!(word, "from" | "by") && token_idx <= hit.tokens.end + 1) {
                return Some(About::Authorship);
            }
            if is_genuineness(word) {
                return Some(About::Authenticity);
            }
        }
    }
    if !modifies(passage, hit) {
        return None;
    }
    for token_idx in behind {
        if is_artefact(passage, token_idx, sentence.end) {
            return Some(About::Authenticity);
        }
        if !is_open_class(passage, token_idx) {
            return None;
        }
    }
    None
}

fn is_artefact(passage: &Passage<'_>, token_idx: usize, end: usize) -> bool {
    passage.named_at(token_idx, end, NameKind::Artefact).is_some()
}

/// The token ranges in which the hedges of an attribution may stand, each list in order and without overlap: its own
/// spans with what its sentence says on either side of the content; and the words that touch its cue or open its
/// sentence.
fn stretches(passage: &Passage<'_>, parts: Parts<'_>, taken: &[Span]) -> (Vec<Range<usize>>, Vec<Range<usize>>) {
    let mut beside_content: Vec<Range<usize>> =
        [parts.source, parts.cue, parts.content].into_iter().flatten().map(|span| passage.tokens_in(*span)).collect();
    let own = beside_content.clone();
    let taken = near(passage, parts, taken);
    let is_stop = |idx: usize| {
        let token = passage.segmentation.tokens[idx];
        own.iter().any(|range| range.contains(&idx))
            || taken.iter().any(|span| span.overlaps(token))
            || is_quote_mark(passage.word(idx))
            || matches!(passage.word(idx), ";" | ":" | "?" | "!" | "-" | "--" | "–" | "—")
            || (passage.word(idx) == "," && is_clause_start(passage, idx + 1))
    };
    for content in parts.content.iter().map(|span| passage.tokens_in(*span)).filter(|content| !content.is_empty()) {
        let sentence = passage.sentence_at(content.start);
        let left = (sentence.start..content.start).rev().take(REACH).take_while(|idx| !is_stop(*idx)).last();
        beside_content.extend(left.map(|first| first..content.start));
        let sentence = passage.sentence_at(content.end - 1);
        let right = (content.end..sentence.end)
            .take(REACH)
            .take_while(|idx| !is_stop(*idx) && passage.word(*idx) != ",")
            .last();
        beside_content.extend(right.map(|last| content.end..last + 1));
    }
    let mut beside_cue = Vec::new();
    for cue in parts.cue.iter().map(|span| passage.tokens_in(*span)).filter(|cue| !cue.is_empty()) {
        let sentence = passage.sentence_at(cue.start);
        let neighbours = [cue.start.checked_sub(1), Some(cue.end), Some(sentence.start)];
        let near = neighbours.into_iter().flatten().filter(|idx| sentence.contains(idx) && !is_stop(*idx));
        beside_cue.extend(near.map(|idx| idx..idx + 1));
    }
    (merge(beside_content), merge(beside_cue))
}

/// The spans of other attributions that start where this one stands and do not hold it.
fn near<'s>(passage: &Passage<'_>, parts: Parts<'_>, taken: &'s [Span]) -> Vec<&'s Span> {
    let mut found = Vec::new();
    let ours = || parts.cue.iter().chain(parts.content);
    for part in ours() {
        let tokens = passage.tokens_in(*part);
        let first = passage.sentence_at(tokens.start).start;
        let sentence = passage.span(first..passage.sentence_at(tokens.end.saturating_sub(1)).end.max(first));
        let start = taken.partition_point(|span| span.start < sentence.start);
        let beside = taken[start..].iter().take_while(|span| span.start < sentence.end);
        found.extend(beside.filter(|span| !ours().any(|ours| span.contains(*ours))));
    }
    found
}

/// "..., but": what stands beyond is another clause.
fn is_clause_start(passage: &Passage<'_>, token_idx: usize) -> bool {
    matches!(
        passage.word(token_idx).to_ascii_lowercase().as_str(),
        "although" | "and" | "but" | "nor" | "or" | "though" | "whereas" | "while" | "yet"
    )
}

fn merge(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.retain(|range| !range.is_empty());
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut merged: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match merged.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    merged
}

/// One to three quoted words in a content that is otherwise not quoted.
///
/// Where a source speaks or thinks, they may be that source's own words, so that they are read as mixed quotation and
/// not as a hedge.
fn scare_quotes(passage: &Passage<'_>, parts: Parts<'_>, act: Act, states: &QuoteStates) -> Vec<Marked<Hedge>> {
    if act != Act::Finding && !parts.source.is_empty() {
        return Vec::new();
    }
    if quotation::quotation(passage.text, parts.content, states).value != Quotation::Mixed {
        return Vec::new();
    }
    let mut found = Vec::new();
    for span in parts.content {
        for quoted in quotation::quoted_stretches(passage.text, *span, states) {
            let Some(words) = scared(passage, quoted) else { continue };
            let quoted = passage.span(words);
            let because = format!("‘{}’ stands in quotation marks that quote nobody named", quoted.of(passage.text));
            found.push(Marked::new(distance(quoted), Mark::Hedge, quoted, because));
        }
    }
    found
}

/// The hedge that scare quotes make of the words in them.
fn distance(quoted: Span) -> Hedge {
    Hedge {
        cue: vec![quoted],
        about: About::Content,
        kind: HedgeKind::Distancing,
        strength: Strength::Medium,
        entry: SCARE_QUOTES,
    }
}

/// Returns the words in quotation marks that only keep their distance: few, neither a title nor named as words.
fn scared(passage: &Passage<'_>, quoted: Span) -> Option<Range<usize>> {
    let words: Vec<usize> = passage.tokens_in(quoted).filter(|idx| passage.is_word(*idx)).collect();
    let (first, last) = (*words.first()?, *words.last()?);
    let is_title = words.iter().all(|idx| starts_upper(passage.word(*idx)));
    (words.len() <= SCARE_WORDS_MAX && !is_title && !is_named(passage, first)).then_some(first..last + 1)
}

#[cfg(test)]
mod tests {
    use hearsay_text::segment::segment;

    use super::*;
    use crate::passage::drawn::drawn;

    /// The entries that hedge in a sentence.
    fn entries(text: &str) -> Vec<&'static str> {
        let whole = Span::new(0, text.len());
        let segmentation = segment(text, [whole]);
        let passage = Passage::new(text, &segmentation, None);
        hedges_in(&passage, whole).into_iter().map(|hedge| hedge.value.entry).collect()
    }

    #[test]
    fn every_entry_hedges_in_its_example_and_not_in_its_not() {
        let mut wrong = Vec::new();
        for entry in &lexicon().hedges {
            if !entries(entry.example).contains(&entry.words) {
                wrong.push(format!("{}: not found in: {}", entry.words, entry.example));
            }
            if entries(entry.not).contains(&entry.words) {
                wrong.push(format!("{}: found in: {}", entry.words, entry.not));
            }
        }
        assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    }

    #[test]
    fn each_hedge_says_what_it_is_about() {
        for (marked, expected) in [
            (
                "By now, the guard is supposedly leaving the marshal, with <t>a revolt being prepared</t>, \
                 as <s>Orlov</s> <c>claims</c>, waving a memo.",
                "supposedly: content",
            ),
            ("<s>The memo</s> <c>warned</c> <t>the cost could have passed 900 million</t>.", "could have: content"),
            (
                "The march appears to have stopped, which is why <t>the generals are being \
                 sacked</t>, <c>according to</c> <s>diplomats</s>.",
                "appears: content",
            ),
            ("<s>Ann</s> <c>reportedly said</c> <t>he fled</t>.", "reportedly: attribution"),
            ("<s>Ann</s> reportedly <c>said</c> <t>he fled</t>.", "reportedly: attribution"),
            ("Reportedly, <s>Ann</s> <c>said</c> <t>he fled</t>.", "Reportedly: attribution"),
            ("There is a <c>rumour that</c> <t>he fled</t>.", "rumour: content"),
            ("<c>It is claimed</c> <t>that he fled</t>.", ""),
            ("<c>Claims about</c> <t>a mutiny</t> surfaced.", ""),
            ("<s>Ann</s> <c>said</c> <t>the purported letter was posted</t>.", "purported: authenticity"),
            ("<s>Ann</s> <c>posted</c> <t>supposedly leaked letters</t>.", "supposedly: authenticity"),
            (
                "<s>Ann</s> <c>said</c> <t>a letter, supposedly written by a clerk, was posted</t>.",
                "supposedly: authorship",
            ),
            ("<s>Ann</s> <c>said</c> <t>the tape is believed to be genuine</t>.", "is believed to: authenticity"),
            ("<s>Ann</s> <c>said</c> <t>he might flee</t>, but the army may stay.", "might: content"),
            ("<s>The might of the army</s> <c>shows</c> <t>that it will stay in May</t>.", ""),
            ("<c>It emerged</c> <t>that the “liberators” had fled</t>.", "liberators: content"),
            ("<s>Ann</s> <c>said</c> <t>that the “liberators” had fled</t>.", ""),
            ("<c>It emerged</c> <t>that the word “liberators” had gone</t>.", ""),
            (
                "<c>There is a rumour that</c>, to be fair, appears feasible that <t>the strike had backers</t>.",
                "rumour: content, appears feasible: content",
            ),
            ("<s>Ann</s>, 51, <c>said</c> <t>Bob, 52, allegedly sent her letters</t>.", "allegedly: content"),
            ("<s>Ann</s> <c>said</c> <t>he can’t possibly know</t>.", ""),
            ("<t>That he fled</t>, <s>Ann</s> <c>said</c>, may surprise.", ""),
            ("<s>Ann</s> <c>said</c> <t>they left so that she could sleep</t>.", ""),
            ("<s>An anonymous source</s> <c>said</c> <t>he fled</t>.", "anonymous: attribution"),
        ] {
            let drawn = drawn(marked);
            let passage = drawn.passage();
            let act = crate::acts::act(&passage, drawn.parts(), &drawn.states).value.act;
            let found: Vec<String> = hedges(&passage, drawn.parts(), &[], act, &drawn.states)
                .iter()
                .map(|hedge| format!("{}: {}", hedge.reason.span.of(&drawn.text), hedge.value.about.name()))
                .collect();
            assert_eq!(found.join(", "), expected, "{marked}");
        }
    }

    #[test]
    fn words_that_belong_to_another_attribution_are_not_ours() {
        let drawn = drawn("<s>Ann</s> <c>said</c> <t>he fled</t> and that he supposedly lied.");
        let passage = drawn.passage();
        let start = drawn.text.find("he supposedly").expect("the words stand in the text");
        let taken = [Span::new(start, drawn.text.len() - 1)];
        assert_eq!(hedges(&passage, drawn.parts(), &[], Act::Speech, &drawn.states).len(), 1);
        assert_eq!(hedges(&passage, drawn.parts(), &taken, Act::Speech, &drawn.states), []);
    }

    #[test]
    fn tags_decide_where_there_are_any() {
        let text = "They might attack.";
        let whole = Span::new(0, text.len());
        let segmentation = segment(text, [whole]);
        let n_hedges = |tags: &[&str]| hedges_in(&Passage::new(text, &segmentation, Some(tags)), whole).len();
        assert_eq!(n_hedges(&["PRP", "MD", "VB", "."]), 1);
        assert_eq!(n_hedges(&["PRP", "NN", "NN", "."]), 0);
        assert_eq!(n_hedges(&["too", "few"]), 1, "tags that do not fit the tokens are ignored");
    }
}
