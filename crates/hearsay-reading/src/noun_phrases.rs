//! The noun phrases of a text, without what follows their noun: "another leaked letter", "Orlov’s whistleblower", "he".
//!
//! Not a parser: parts of speech in a row decide (Abney, "Parsing by chunks", 1991).

use std::ops::Range;

use crate::heads::is_of_calendar;
use crate::passage::Passage;

/// A noun phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NounPhrase {
    /// Its tokens, from the article or possessor to the noun.
    pub tokens: Range<usize>,
    /// The token of its noun or pronoun, the last one.
    pub head: usize,
}

/// Longer phrases are cut.
pub(crate) const TOKENS_MAX: usize = 24;

/// Returns the noun phrases of a passage by their first token; of a possessor and what it owns the whole comes first.
///
/// Without parts of speech there are none.
pub(crate) fn noun_phrases(passage: &Passage<'_>) -> Vec<NounPhrase> {
    let mut found = Vec::new();
    if passage.tags.is_none() {
        return found;
    }
    for sentence in &passage.segmentation.sentences {
        let sentence = sentence.start as usize..sentence.end as usize;
        let mut idx = sentence.start;
        while idx < sentence.end {
            idx = read_phrase(passage, &sentence, idx, &mut found);
        }
    }
    found
}

/// Reads the phrase that begins at a token, if one does; returns where to go on.
fn read_phrase(passage: &Passage<'_>, sentence: &Range<usize>, start: usize, found: &mut Vec<NounPhrase>) -> usize {
    let tag = |idx: usize| passage.tag(idx).unwrap_or("");
    if tag(start) == "PRP" || stands_alone(passage, sentence, start) {
        found.push(NounPhrase { tokens: start..start + 1, head: start });
        return start + 1;
    }
    if !may_begin(passage, sentence, start) {
        return start + 1;
    }
    let limit = sentence.end.min(start + TOKENS_MAX);
    let mut possessors = Vec::new();
    let mut last_noun = None;
    let mut idx = start;
    while idx < limit {
        let here = tag(idx);
        let is_new_article = idx > start && matches!(here, "DT" | "PDT" | "PRP$");
        let is_day = last_noun == idx.checked_sub(1) && last_noun.is_some() && is_of_calendar(passage.word(idx));
        // "Comments | Trump made".
        let is_name =
            here.starts_with("NNP") && last_noun == idx.checked_sub(1) && idx > start && tag(idx - 1) == "NNS";
        if is_new_article && last_noun.is_some() || is_day || is_name {
            break;
        }
        // "Sure | the claims", "first verifying | the claims", "global warming | a hoax".
        if possessors.is_empty() && is_described(passage, idx, start) {
            if tag(idx - 1) != "VBG" || idx <= start + 2 {
                return start + 1;
            }
            last_noun = Some(idx - 1);
            break;
        }
        match here {
            "POS" if last_noun.is_some() => {
                possessors.push(idx);
                last_noun = None;
            }
            _ if here.starts_with("NN") => last_noun = Some(idx),
            "DT" | "PDT" | "PRP$" | "CD" | "$" | "#" => {}
            // "Tape last week"; but "the FSB foreign branch" goes on.
            _ if here.starts_with("JJ") => {
                let is_new = last_noun.is_some() && (is_of_time(passage.word(idx)) || tag(start) != "DT");
                if is_new {
                    break;
                }
            }
            // "The already leaked letters", "two leaked and widely shared letters" up to the comma.
            "VBN" | "VBG" | "RB" | "RBS" | "RBR" if last_noun.is_none() => {}
            _ if matches!(passage.word(idx), "-" | "–" | "&" | "/") && idx > start => {}
            _ if is_inner_quote(passage, idx, start) => {}
            _ => break,
        }
        idx += 1;
    }
    let owned = last_noun.is_some();
    let head = last_noun.or_else(|| possessors.last().map(|possessive| possessive - 1));
    // "The elderly", "the first"; and a noun that the tagger does not know is an adjective to it.
    let head = head.or_else(|| nominal(passage, start..idx));
    let Some(head) = head else { return start + 1 };
    if owned || possessors.is_empty() {
        found.push(NounPhrase { tokens: start..head + 1, head });
    }
    // "Sushko" in "Sushko’s whistleblower".
    for possessive in possessors.iter().rev() {
        found.push(NounPhrase { tokens: start..*possessive, head: possessive - 1 });
    }
    if owned { head + 1 } else { (head + 2).max(start + 1) }
}

/// Whether a token is an article with an adjective or participle before it, and no noun between.
fn is_described(passage: &Passage<'_>, idx: usize, start: usize) -> bool {
    let before = idx.checked_sub(1).filter(|&before| before >= start && is_article(passage, idx));
    before.is_some_and(|before| {
        matches!(passage.tag(before), Some("JJ" | "VBG" | "VBN"))
            && !matches!(passage.word(before), "such" | "many" | "all" | "half")
    })
}

fn is_article(passage: &Passage<'_>, idx: usize) -> bool {
    matches!(passage.word(idx), "a" | "an" | "the")
}

/// The last adjective of a phrase that has an article and no noun.
fn nominal(passage: &Passage<'_>, run: Range<usize>) -> Option<usize> {
    let is_opened = matches!(passage.tag(run.start), Some("DT" | "PRP$"));
    let is_adjective = |idx: &usize| passage.tag(*idx) == Some("JJ");
    (run.start + 1..run.end).rev().find(is_adjective).filter(|_| is_opened)
}

fn is_of_time(word: &str) -> bool {
    matches!(word.to_ascii_lowercase().as_str(), "last" | "next" | "late" | "early" | "past" | "earlier" | "later")
}

/// Whether a noun phrase may begin here.
fn may_begin(passage: &Passage<'_>, sentence: &Range<usize>, idx: usize) -> bool {
    let tag = passage.tag(idx).unwrap_or("");
    match tag {
        "DT" | "PDT" | "PRP$" | "CD" | "$" | "#" => true,
        "VBN" | "RB" => {
            let describes = |idx: usize| {
                let tag = passage.tag(idx).unwrap_or("");
                tag.starts_with("NN") || tag.starts_with("JJ")
            };
            let participle = (idx..sentence.end.min(idx + 3)).find(|idx| passage.tag(*idx) != Some("RB"));
            participle.is_some_and(|participle| {
                let is_described = match passage.tag(participle) {
                    Some("VBN") => describes(participle + 1),
                    _ => false,
                };
                is_described && !is_in_verb(passage, sentence, idx)
            })
        }
        _ => tag.starts_with("NN") || tag.starts_with("JJ"),
    }
}

/// "Has recently published letters": a participle that an auxiliary governs is no adjective.
fn is_in_verb(passage: &Passage<'_>, sentence: &Range<usize>, idx: usize) -> bool {
    let before = (sentence.start..idx).rev().find(|idx| !passage.tag(*idx).is_some_and(|tag| tag.starts_with("RB")));
    before.is_some_and(|before| {
        let word = passage.word(before).to_ascii_lowercase();
        let auxiliaries = [
            "am", "are", "be", "been", "being", "had", "has", "have", "having", "is", "was", "were", "'s", "’s", "'ve",
            "’ve", "'d", "’d", "got", "gets", "get",
        ];
        auxiliaries.contains(&word.as_str())
    })
}

/// "This was denied", "those who know": a demonstrative without a noun.
fn stands_alone(passage: &Passage<'_>, sentence: &Range<usize>, idx: usize) -> bool {
    let is_demonstrative =
        matches!(passage.word(idx).to_ascii_lowercase().as_str(), "this" | "that" | "these" | "those");
    is_demonstrative && passage.tag(idx) == Some("DT") && {
        let next = if idx + 1 < sentence.end { passage.tag(idx + 1).unwrap_or("") } else { "" };
        !(next.starts_with("NN") || next.starts_with("JJ") || matches!(next, "CD" | "VBN" | "VBG" | "``"))
    }
}

/// A quotation mark between the words of a phrase: the "leaked" letter.
fn is_inner_quote(passage: &Passage<'_>, idx: usize, start: usize) -> bool {
    idx > start
        && crate::grammar::is_quote_mark(passage.word(idx))
        && passage.tag(idx - 1).is_some_and(|tag| tag.starts_with("JJ") || matches!(tag, "DT" | "VBN" | "PRP$"))
        && passage.tag(idx + 1).is_some_and(|tag| tag.starts_with("NN") || tag.starts_with("JJ") || tag == "VBN")
}

#[cfg(test)]
mod tests {
    use hearsay_text::segment::segment;
    use hearsay_text::span::Span;

    use super::*;

    fn drawn(marked: &str) -> String {
        let text: String = marked
            .split(' ')
            .map(|word| word.rsplit_once('/').map_or(word, |(word, _)| word))
            .collect::<Vec<_>>()
            .join(" ");
        let tags: Vec<&str> = marked.split(' ').filter_map(|word| Some(word.rsplit_once('/')?.1)).collect();
        let segmentation = segment(&text, [Span::new(0, text.len())]);
        let passage = Passage::new(&text, &segmentation, Some(&tags));
        assert!(passage.tags.is_some(), "one tag a token: {marked}");
        noun_phrases(&passage)
            .iter()
            .map(|phrase| passage.span(phrase.tokens.clone()).of(&text))
            .collect::<Vec<_>>()
            .join(" | ")
    }

    #[test]
    fn phrases_end_with_their_noun() {
        for (marked, expected) in [
            (
                "Orlov/NNP has/VBZ been/VBN publishing/VBG supposedly/RB leaked/VBN letters/NNS ./.",
                "Orlov | supposedly leaked letters",
            ),
            ("He/PRP has/VBZ recently/RB published/VBN letters/NNS ./.", "He | letters"),
            (
                "The/DT letter/NN ,/, later/RB verified/VBN by/IN Ann/NNP ,/, warned/VBD him/PRP ./.",
                "The letter | Ann | him",
            ),
            ("This/DT was/VBD denied/VBN ./.", "This"),
            ("Ann/NNP told/VBD Reuters/NNP Monday/NNP ./.", "Ann | Reuters | Monday"),
        ] {
            assert_eq!(drawn(marked), expected);
        }
    }
}
