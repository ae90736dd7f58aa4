//! What is, or must be, read in a passage, in the words that the suite writes it in.
//!
//! Not a `Reading`: words instead of spans, so that it can be written by hand and compared as text.

use hearsay_reading::reading::{Attribution, Reading};
use hearsay_text::span::Span;

/// The whole answer when nothing is read.
pub(crate) const NOTHING: &str = "nothing is read";
const NOBODY: &str = "(nobody)";
const NO_CUE: &str = "(no cue)";
const JOINT: &str = " … ";
const CHAIN_JOINT: &str = " > ";

/// One attribution, in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Entry {
    /// Its id, `a1`.
    pub(crate) id: String,
    /// The fragments of the source; none when nobody is named.
    pub(crate) source: Vec<String>,
    /// The fragments of the cue.
    pub(crate) cue: Vec<String>,
    /// The fragments of the content.
    pub(crate) content: Vec<String>,
    /// Act and quotation: `speech, direct`.
    pub(crate) kind: String,
    /// Whether the words say that it was not said.
    pub(crate) negated: bool,
    /// The id of the attribution around it.
    pub(crate) within: Option<String>,
    /// The name inside the source; compared only where the suite states it.
    pub(crate) head: Option<String>,
    /// The heads from the outermost attribution inward; compared only where the suite states it.
    pub(crate) chain: Option<Vec<String>>,
    /// Each hedge with what it is about: `could have (content)`.
    pub(crate) hedges: Vec<String>,
}

/// Returns `reading` in words.
pub(crate) fn of_reading(text: &str, reading: &Reading) -> Vec<Entry> {
    reading.attributions.iter().map(|attribution| of_attribution(text, attribution)).collect()
}

fn of_attribution(text: &str, attribution: &Attribution) -> Entry {
    let word = |span: &Span| squeeze(span.of(text));
    Entry {
        id: attribution.id.to_string(),
        source: fragments(text, &attribution.source),
        cue: fragments(text, &attribution.cue),
        content: fragments(text, &attribution.content),
        kind: format!("{}, {}", attribution.act.name(), attribution.quotation.name()),
        negated: attribution.negated,
        within: attribution.within.map(|id| id.to_string()),
        head: Some(attribution.head.as_ref().map_or_else(|| NOBODY.to_owned(), word)),
        chain: Some(attribution.chain.iter().map(|link| word(&link.span)).collect()),
        hedges: attribution
            .hedges
            .iter()
            .map(|hedge| format!("{} ({})", fragments(text, &hedge.cue).join(JOINT), hedge.about.name()))
            .collect(),
    }
}

/// The words of some spans. Spans with nothing but white space between them are one fragment, and a paragraph's end
/// always parts two: how a reader cuts what is one stretch to the eye is its own affair.
fn fragments(text: &str, spans: &[Span]) -> Vec<String> {
    let mut joined: Vec<Span> = Vec::new();
    for span in spans {
        match joined.last_mut() {
            Some(last) if last.end <= span.start && is_space(&text[last.range().end..span.range().start]) => {
                last.end = span.end;
            }
            _ => joined.push(*span),
        }
    }
    joined.iter().flat_map(|span| paragraphs(span.of(text))).map(squeeze).filter(|words| !words.is_empty()).collect()
}

fn is_space(text: &str) -> bool {
    text.chars().all(char::is_whitespace)
}

/// The stretches of `text` between blank lines.
fn paragraphs(text: &str) -> impl Iterator<Item = &str> {
    let mut start = 0;
    let mut offset = 0;
    let mut found = Vec::new();
    for line in text.split_inclusive('\n') {
        if is_space(line) {
            found.push(&text[start..offset]);
            start = offset + line.len();
        }
        offset += line.len();
    }
    found.push(&text[start..]);
    found.into_iter()
}

/// Returns `words` with every run of white space as one space.
pub(crate) fn squeeze(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Writes the answer. What an entry of `asked` does not state (head, chain) is left out of the entry in its place.
pub(crate) fn render(entries: &[Entry], asked: &[Entry]) -> String {
    if entries.is_empty() {
        return NOTHING.to_owned();
    }
    let unasked = Entry::default();
    let lines: Vec<String> = entries
        .iter()
        .enumerate()
        .map(|(entry_idx, entry)| render_entry(entry, asked.get(entry_idx).unwrap_or(&unasked)))
        .collect();
    lines.join("\n")
}

fn render_entry(entry: &Entry, asked: &Entry) -> String {
    let or = |fragments: &[String], empty: &str| match fragments {
        [] => empty.to_owned(),
        _ => fragments.join(JOINT),
    };
    let (source, cue) = (or(&entry.source, NOBODY), or(&entry.cue, NO_CUE));
    let mut lines = vec![format!("{}  {source} | {cue} | {}", entry.id, entry.content.join(JOINT))];
    let mut kind = entry.kind.clone();
    if entry.negated {
        kind.push_str(", negated");
    }
    if let Some(outer) = &entry.within {
        kind.push_str(", in ");
        kind.push_str(outer);
    }
    lines.push(kind);
    if let (Some(head), Some(_)) = (&entry.head, &asked.head) {
        lines.push(format!("head: {head}"));
    }
    if let (Some(chain), Some(_)) = (&entry.chain, &asked.chain) {
        let chain = if chain.is_empty() { NOBODY.to_owned() } else { chain.join(CHAIN_JOINT) };
        lines.push(format!("chain: {chain}"));
    }
    lines.extend(entry.hedges.iter().map(|hedge| format!("hedge: {hedge}")));
    lines.join("\n    ")
}

/// Reads an answer as the suite writes it; the error says which line is wrong, and how.
pub(crate) fn parse(block: &str) -> Result<Vec<Entry>, String> {
    let mut entries: Vec<Entry> = Vec::new();
    if block.trim() == NOTHING {
        return Ok(entries);
    }
    for line in block.lines().filter(|line| !line.trim().is_empty()) {
        if line.starts_with(' ') {
            let entry = entries.last_mut().ok_or_else(|| format!("no attribution before: {line}"))?;
            parse_detail(line.trim(), entry)?;
        } else {
            let id = format!("a{}", entries.len() + 1);
            entries.push(parse_head_line(line, &id)?);
        }
    }
    match entries.iter().find(|entry| entry.kind.is_empty()) {
        Some(entry) => Err(format!("{} lacks its line of kinds, such as: speech, direct", entry.id)),
        None if entries.is_empty() => Err(format!("the block is empty; write: {NOTHING}")),
        None => Ok(entries),
    }
}

fn parse_head_line(line: &str, id: &str) -> Result<Entry, String> {
    let wrong = || format!("not of the form `{id}  source | cue | content`: {line}");
    let rest = line.strip_prefix(id).and_then(|rest| rest.strip_prefix("  ")).ok_or_else(wrong)?;
    let [source, cue, content] = rest.split(" | ").collect::<Vec<_>>()[..] else { return Err(wrong()) };
    let split = |part: &str, empty: &str| match part.trim() {
        part if part == empty => Vec::new(),
        part => part.split(JOINT).map(str::to_owned).collect(),
    };
    let (source, cue, content) = (split(source, NOBODY), split(cue, NO_CUE), split(content, ""));
    if content.is_empty() {
        return Err(wrong());
    }
    Ok(Entry { id: id.to_owned(), source, cue, content, ..Entry::default() })
}

fn parse_detail(line: &str, entry: &mut Entry) -> Result<(), String> {
    if let Some(head) = line.strip_prefix("head: ") {
        entry.head = Some(head.to_owned());
    } else if let Some(chain) = line.strip_prefix("chain: ") {
        let links = chain.split(CHAIN_JOINT).filter(|link| *link != NOBODY);
        entry.chain = Some(links.map(str::to_owned).collect());
    } else if let Some(hedge) = line.strip_prefix("hedge: ") {
        let known = ["(content)", "(attribution)", "(authorship)", "(authenticity)"];
        if !known.iter().any(|about| hedge.ends_with(&format!(" {about}"))) {
            return Err(format!("a hedge must end with what it is about, one of {}: {line}", known.join(" ")));
        }
        entry.hedges.push(hedge.to_owned());
    } else {
        parse_kind(line, entry)?;
    }
    Ok(())
}

fn parse_kind(line: &str, entry: &mut Entry) -> Result<(), String> {
    let mut words = line.split(", ");
    let (act, quotation) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    let acts = ["speech", "attitude", "decree", "finding"];
    let quotations = ["direct", "mixed", "indirect"];
    if !acts.contains(&act) || !quotations.contains(&quotation) || !entry.kind.is_empty() {
        return Err(format!("not a line of kinds, head, chain or hedge: {line}"));
    }
    entry.kind = format!("{act}, {quotation}");
    for word in words {
        match word.strip_prefix("in ") {
            Some(outer) => entry.within = Some(outer.to_owned()),
            None if word == "negated" => entry.negated = true,
            None => return Err(format!("`{word}` is not known: {line}")),
        }
    }
    Ok(())
}

/// Checks that an expectation quotes its passage: every fragment stands in it, in order, the ids follow the order of
/// first words, and `in` names an earlier entry whose content holds this one.
pub(crate) fn check_quotes(entries: &[Entry], text: &str) -> Result<(), String> {
    let text = squeeze(text);
    let mut previous_start = 0;
    for entry in entries {
        let mut starts = Vec::new();
        for (role, fragments) in [("source", &entry.source), ("cue", &entry.cue), ("content", &entry.content)] {
            let mut offset = 0;
            for fragment in fragments {
                let found = find_words(&text[offset..], fragment)
                    .ok_or_else(|| format!("{}: this {role} does not stand in the passage: {fragment}", entry.id))?;
                if offset == 0 {
                    starts.push(first_start(&text, fragment, previous_start).unwrap_or(offset + found));
                }
                offset += found + fragment.len();
            }
        }
        let start = starts.into_iter().min().unwrap_or(0);
        if start < previous_start {
            return Err(format!("{} begins before the entry above it", entry.id));
        }
        previous_start = start;
        for words in entry.head.iter().chain(entry.chain.iter().flatten()) {
            find_words(&text, words).ok_or_else(|| format!("{}: not in the passage: {words}", entry.id))?;
        }
        check_within(entry, entries)?;
    }
    Ok(())
}

fn check_within(entry: &Entry, entries: &[Entry]) -> Result<(), String> {
    let Some(outer_id) = &entry.within else { return Ok(()) };
    let outer = entries
        .iter()
        .find(|other| other.id == *outer_id && other.id != entry.id)
        .ok_or_else(|| format!("{}: there is no {outer_id}", entry.id))?;
    let holds = |fragment: &String| outer.content.iter().any(|content| find_words(content, fragment).is_some());
    match entry.content.iter().chain(&entry.source).find(|fragment| !holds(fragment)) {
        Some(fragment) => Err(format!("{}: not in the content of {outer_id}: {fragment}", entry.id)),
        None => Ok(()),
    }
}

/// The first place from `least` on; a source or cue named twice in a passage is the later one for the later entry.
fn first_start(text: &str, fragment: &str, least: usize) -> Option<usize> {
    text.get(least..).and_then(|rest| find_words(rest, fragment)).map(|found| least + found)
}

/// Finds whole words only: `he` is not found in `she`.
fn find_words(text: &str, words: &str) -> Option<usize> {
    let is_inside = |left: Option<char>, right: Option<char>| {
        left.is_some_and(char::is_alphanumeric) && right.is_some_and(char::is_alphanumeric)
    };
    text.match_indices(words).map(|(place, _)| place).find(|&place| {
        let end = place + words.len();
        !is_inside(text[..place].chars().next_back(), words.chars().next())
            && !is_inside(words.chars().next_back(), text[end..].chars().next())
    })
}
