//! Which words of a text were found, and the passage around them that is shown.
//!
//! Not FTS5's own snippets: the case keeps no text beside its documents, and the places must be exact. The texts that
//! are shown, and only those, are put into tables of the same kind in memory, which mark the same words.

use std::borrow::Cow;
use std::collections::BTreeMap;

use hearsay_text::span::Span;
use rusqlite::{Connection, params};

use super::index::joined;
use super::query::Query;
use super::{Passage, Scope, Stretch};

/// A passage is not longer, unless a found word is.
const PASSAGE_BYTES_MAX: usize = 320;
/// How much of a passage stands before the first found word, at most.
const BEFORE_BYTES: usize = 80;

/// Text that is shown in part.
pub(super) struct Source<'a> {
    title: &'a str,
    /// The words, and where each part of them stands in the document: the start in `words`, and the span.
    words: Cow<'a, str>,
    parts: Vec<(usize, Span)>,
}

impl<'a> Source<'a> {
    /// Takes a whole document.
    pub(super) fn document(title: &'a str, text: &'a str) -> Source<'a> {
        Source { title, words: Cow::Borrowed(text), parts: vec![(0, Span::new(0, text.len()))] }
    }

    /// Takes a claim at `spans` of `text`.
    pub(super) fn claim(text: &'a str, spans: &[Span]) -> Source<'a> {
        let mut start = 0;
        let mut parts = Vec::with_capacity(spans.len());
        for span in spans {
            parts.push((start, *span));
            start += span.length_bytes() + 1;
        }
        let words = match spans {
            [span] => Cow::Borrowed(span.of(text)),
            spans => Cow::Owned(joined(text, spans)),
        };
        Source { title: "", words, parts }
    }
}

/// Where found words stand.
#[derive(Clone, Debug, Default)]
pub(super) struct Marks {
    /// In the title.
    pub(super) in_title: Vec<Span>,
    /// In the words of the source.
    pub(super) in_text: Vec<Span>,
}

/// Marks what a query finds in some sources.
pub(super) struct Marker {
    marks: BTreeMap<usize, Marks>,
}

/// What begins and what ends a found word; and what stands for either where a text has it itself.
const BEGIN: char = '\u{1}';
const END: char = '\u{2}';
const NEITHER: &str = "\u{3}";

impl Marker {
    /// Puts `sources` into memory and marks what `query` finds in each.
    pub(super) fn new(scope: Scope, sources: &[Source<'_>], query: &Query) -> rusqlite::Result<Marker> {
        let memory = Connection::open_in_memory()?;
        let (columns, columns_marked) = match scope {
            Scope::Documents => ("text, title", "highlight(shown, 0, ?2, ?3), highlight(shown, 1, ?2, ?3)"),
            Scope::Claims => ("words", "highlight(shown, 0, ?2, ?3), ''"),
        };
        memory.execute_batch(&format!(
            "CREATE VIRTUAL TABLE shown USING fts5 ({columns}, tokenize = 'unicode61 remove_diacritics 2'); BEGIN"
        ))?;
        // None of these separators is part of a word, so that exchanging one changes no word.
        let plain = |text: &str| text.replace([BEGIN, END], NEITHER);
        for (idx, source) in sources.iter().enumerate() {
            let words = plain(&source.words);
            match scope {
                Scope::Documents => memory
                    .prepare("INSERT INTO shown (rowid, text, title) VALUES (?1, ?2, ?3)")?
                    .execute(params![idx, words, plain(source.title)])?,
                Scope::Claims => {
                    memory.prepare("INSERT INTO shown (rowid, words) VALUES (?1, ?2)")?.execute(params![idx, words])?
                }
            };
        }
        let query_marked = format!("SELECT rowid, {columns_marked} FROM shown WHERE shown MATCH ?1");
        let mut statement = memory.prepare(&query_marked)?;
        let mut rows = statement.query(params![query.expression(), BEGIN.to_string(), END.to_string()])?;
        let mut marks = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let marked = |idx| row.get::<_, String>(idx).map(|marked| places(&marked));
            marks.insert(row.get(0)?, Marks { in_text: marked(1)?, in_title: marked(2)? });
        }
        Ok(Marker { marks })
    }

    /// Returns what was found in the source of that place.
    pub(super) fn marks(&self, idx: usize) -> Marks {
        self.marks.get(&idx).cloned().unwrap_or_default()
    }
}

/// Returns the places that are marked, in the text without the marks.
fn places(marked: &str) -> Vec<Span> {
    let (mut places, mut begin) = (Vec::new(), 0);
    for (n_marks, (at, mark)) in marked.match_indices([BEGIN, END]).enumerate() {
        let at = at - n_marks;
        if mark.starts_with(BEGIN) {
            begin = at;
        } else {
            places.push(Span::new(begin, at));
        }
    }
    places
}

/// Returns the part of `source` that shows the most of what was found in it, in stretches of the document.
pub(super) fn passage(source: &Source<'_>, found: &[Span]) -> Passage {
    let words = source.words.as_ref();
    let shown = window(words, found);
    let mut stretches = Vec::new();
    for &(start, span) in &source.parts {
        let part = start..start + span.length_bytes();
        let (mut at, end) = (part.start.max(shown.start), part.end.min(shown.end));
        let mut push = |from: usize, to: usize, is_found: bool| {
            if from < to {
                let place = Span::new(span.start as usize + from - start, span.start as usize + to - start);
                stretches.push(Stretch { span: place, words: words[from..to].to_owned(), is_found });
            }
        };
        let first = found.partition_point(|one| one.end as usize <= at);
        for one in &found[first..] {
            // A phrase may reach over the end of a part.
            let (begin, stop) = ((one.start as usize).max(at), (one.end as usize).min(end));
            if begin >= end {
                break;
            }
            push(at, begin, false);
            push(begin, stop, true);
            at = stop;
        }
        push(at, end, false);
    }
    Passage { stretches, is_cut_before: shown.start > 0, is_cut_after: shown.end < words.len() }
}

/// Returns the stretch of `words` to show: with as many different found words as fit.
fn window(words: &str, found: &[Span]) -> std::ops::Range<usize> {
    if words.len() <= PASSAGE_BYTES_MAX {
        return 0..words.len();
    }
    let (first, last) = best(words, found);
    let (first, last) = (first.unwrap_or(0), last.unwrap_or(0));
    let room = PASSAGE_BYTES_MAX.saturating_sub(last - first);
    let begin = begin_of_word(words, first.saturating_sub(room.min(BEFORE_BYTES)), first);
    let end = end_of_word(words, last, (begin + PASSAGE_BYTES_MAX).max(last));
    begin..end
}

/// Returns where the found words begin and end that are to be shown: a stretch that fits, with the most different words,
/// of those with the most words, of those the first.
fn best(words: &str, found: &[Span]) -> (Option<usize>, Option<usize>) {
    const ROOM: u32 = (PASSAGE_BYTES_MAX - BEFORE_BYTES) as u32;
    let folded: Vec<String> = found.iter().map(|one| one.of(words).to_lowercase()).collect();
    let mut inside: BTreeMap<&str, usize> = BTreeMap::new();
    let (mut first, mut best, mut best_size) = (0, None, (0, 0));
    for (last, one) in found.iter().enumerate() {
        *inside.entry(folded[last].as_str()).or_default() += 1;
        while first < last && one.end - found[first].start > ROOM {
            if let Some(count) = inside.get_mut(folded[first].as_str()) {
                *count -= 1;
            }
            inside.retain(|_, count| *count > 0);
            first += 1;
        }
        let size = (inside.len(), last - first);
        if best.is_none() || size > best_size {
            (best, best_size) = (Some((found[first].start as usize, one.end as usize)), size);
        }
    }
    best.unzip()
}

/// Returns where a word begins at or behind `at`, but before `limit`.
fn begin_of_word(words: &str, at: usize, limit: usize) -> usize {
    if at == 0 {
        return 0;
    }
    let at = words.ceil_char_boundary(at);
    let gap = words[at..limit].find(char::is_whitespace);
    let begin = gap.map_or(limit, |gap| at + gap);
    begin + words[begin..limit].len() - words[begin..limit].trim_start().len()
}

/// Returns where a word ends at or before `at`, but behind `limit`.
fn end_of_word(words: &str, limit: usize, at: usize) -> usize {
    if at >= words.len() {
        return words.len();
    }
    let at = words.floor_char_boundary(at).max(limit);
    let end = words[limit..at].rfind(char::is_whitespace).map_or(limit, |gap| limit + gap);
    limit + words[limit..end].trim_end().len()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(source: &Source<'_>, scope: Scope, query: &str) -> String {
        let query = Query::parse(query).unwrap();
        let marks = Marker::new(scope, std::slice::from_ref(source), &query).unwrap().marks(0);
        let mark = |one: &Stretch| if one.is_found { format!("[{}]", one.words) } else { one.words.clone() };
        passage(source, &marks.in_text).stretches.iter().map(mark).collect()
    }

    #[test]
    fn found_words_are_marked() {
        let document =
            |query| shown(&Source::document("Fire", "The café\u{1} was on fire, FIRE!"), Scope::Documents, query);
        assert_eq!(document("fire"), "The café\u{1} was on [fire], [FIRE]!");
        assert_eq!(document("\"CAFE was\""), "The [café\u{1} was] on fire, FIRE!");
        assert_eq!(document("caf* -harbour"), "The [café]\u{1} was on fire, FIRE!");
        let text = "“It burnt,” she said, “all night long.”";
        let spans = [Span::new(3, 12), Span::new(29, 44)];
        let claim = |query| shown(&Source::claim(text, &spans), Scope::Claims, query);
        assert_eq!(claim("night"), "It burnt,all [night] long.");
        // Side by side in the claim, as the claim reads.
        assert_eq!(claim("\"burnt all\""), "It [burnt,][all] night long.");
    }

    #[test]
    fn a_passage_shows_different_words_together() {
        let filler = "and so on and on ".repeat(40);
        let text = format!("fire fire fire {filler} fire in the harbour {filler}");
        let told = shown(&Source::document("", &text), Scope::Documents, "fire harbour");
        assert!(told.contains("[fire] in the [harbour]"), "{told}");
        assert!(
            told.len() < PASSAGE_BYTES_MAX + 10
                && told.starts_with("so on") | told.starts_with("and") | told.starts_with("on")
        );
    }

    proptest! {
        /// Every stretch says what stands at its place, in order, and a passage is short.
        #[test]
        fn stretches_are_what_stands_there(text in "[a-c ñ\u{1}\u{2}\n]{0,900}", cuts in prop::collection::vec(0_usize..900, 0..6)) {
            let mut cuts: Vec<usize> = cuts.iter().map(|&cut| text.floor_char_boundary(cut)).collect();
            cuts.sort_unstable();
            let spans: Vec<Span> = cuts.as_chunks::<2>().0.iter().map(|&[start, end]| Span::new(start, end)).collect();
            let query = Query::parse("a OR bc OR \"c a\"").unwrap();
            for (scope, source) in [
                (Scope::Documents, Source::document("a b", &text)),
                (Scope::Claims, Source::claim(&text, &spans)),
            ] {
                let marks = Marker::new(scope, std::slice::from_ref(&source), &query).unwrap().marks(0);
                let Passage { stretches, .. } = passage(&source, &marks.in_text);
                for stretch in &stretches {
                    prop_assert_eq!(stretch.span.of(&text), &stretch.words);
                    prop_assert!(!stretch.words.is_empty());
                }
                prop_assert!(stretches.is_sorted_by(|one, next| one.span.end <= next.span.start));
                let n_bytes: usize = stretches.iter().map(|one| one.words.len()).sum();
                prop_assert!(n_bytes <= 2 * PASSAGE_BYTES_MAX || marks.in_text.iter().any(|one| one.length_bytes() > 200));
                prop_assert_eq!(marks.in_text.is_empty(), !stretches.iter().any(|one| one.is_found));
            }
        }
    }
}
