//! What was read in all documents of a run: a line for each, who speaks most, artefacts, verdicts and troubles.
//!
//! Plain counts: equal names are counted together, and nothing else is merged across documents.

use std::collections::{BTreeMap, BTreeSet};

use hearsay_reading::reading::{Act, Attribution, Reading, SourceClass};

use crate::intake::Taken;
use crate::terminal::clean;
use crate::view::amounts::counted;
use crate::view::findings::{artefact_parts, verdict_parts};
use crate::view::lines::{Line, shorten, width, words};
use crate::view::lists::{List, Part, Row};
use crate::view::look::{Look, Style};
use crate::view::page::{ACTS, finish_line, indented, of_kinds, troubles};
use crate::view::table::{TableRow, table};
use crate::wire;

/// What the overview tells of one document.
#[derive(Clone, Debug, Default)]
pub struct Entry {
    name: String,
    /// The file as the user named it.
    shown: String,
    title: String,
    n_words: usize,
    n_of_act: [usize; ACTS.len()],
    n_own_voice: usize,
    n_of_name: BTreeMap<String, Counts>,
    nameless: Nameless,
    artefacts: Vec<(String, Vec<Part>)>,
    /// Artefacts that nothing is told of but that they are.
    bare_artefacts: Vec<Part>,
    verdicts: Vec<(String, Vec<Part>)>,
    troubles: Vec<String>,
}

/// How often a name is the source.
#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    n_attributions: usize,
    n_speech: usize,
    n_documents: usize,
}

/// How often the source has no name.
#[derive(Clone, Copy, Debug, Default)]
struct Nameless {
    described: Counts,
    anonymous: Counts,
    nobody: Counts,
}

impl Counts {
    fn and(self, other: Counts) -> Counts {
        Counts {
            n_attributions: self.n_attributions + other.n_attributions,
            n_speech: self.n_speech + other.n_speech,
            n_documents: self.n_documents + other.n_documents,
        }
    }

    /// Counts one more attribution of the same document.
    fn count(&mut self, attribution: &Attribution) {
        self.n_attributions += 1;
        self.n_speech += usize::from(attribution.act == Act::Speech);
        self.n_documents = 1;
    }
}

/// Returns what the overview tells of a document.
pub fn entry(taken: &Taken, look: &Look) -> Entry {
    let (document, reading) = (&taken.document, &taken.reading);
    let text = &document.text;
    let read = document.blocks.iter().filter(|block| block.kind.is_read());
    let mut entry = Entry {
        name: clean(&document.name).into_owned(),
        shown: taken.shown.clone(),
        title: document.metadata.title.as_ref().map(|title| clean(&title.value).into_owned()).unwrap_or_default(),
        n_words: read.map(|block| block.span.of(text).split_whitespace().count()).sum(),
        n_own_voice: reading.own_voice.len(),
        troubles: troubles(document),
        ..Entry::default()
    };
    for attribution in &reading.attributions {
        let act_idx = ACTS.iter().position(|&act| act == attribution.act).unwrap_or(0);
        entry.n_of_act[act_idx] += 1;
        entry.count_source(text, reading, attribution);
    }
    for artefact in &reading.artefacts {
        let parts = artefact_parts(text, reading, artefact, look);
        match <[Part; 1]>::try_from(parts) {
            Ok([(kind, _)]) => entry.bare_artefacts.push((format!("{} {kind}", artefact.id), Style::DIM)),
            Err(parts) => entry.artefacts.push((artefact.id.to_string(), parts)),
        }
    }
    let verdicts = reading.verdicts.iter();
    entry.verdicts.extend(verdicts.map(|one| (one.id.to_string(), verdict_parts(text, one, look))));
    entry
}

impl Entry {
    fn count_source(&mut self, text: &str, reading: &Reading, attribution: &Attribution) {
        let entities = attribution.sources.iter().filter_map(|id| reading.entities.get(id.0 as usize - 1));
        let names: BTreeSet<String> = entities
            .filter(|entity| entity.is_named)
            .map(|entity| clean(&wire::words(entity.name.of(text))).into_owned())
            .collect();
        match attribution.source_class {
            _ if !names.is_empty() => {}
            SourceClass::Anonymous => self.nameless.anonymous.count(attribution),
            _ if attribution.source.is_empty() => self.nameless.nobody.count(attribution),
            _ => self.nameless.described.count(attribution),
        }
        for name in names {
            self.n_of_name.entry(name).or_default().count(attribution);
        }
    }

    fn n_attributions(&self) -> usize {
        self.n_of_act.iter().sum()
    }
}

/// Names with fewer attributions are told as a number of names.
const ATTRIBUTIONS_MIN: usize = 2;
const NAMES_SHOWN: usize = 20;
/// A longer name of a document is cut.
const DOCUMENT_COLUMNS: usize = 24;

/// Returns the overview of `entries`, of which there may be fewer than inputs.
pub fn overview(entries: &[Entry], n_inputs: usize, look: &Look) -> String {
    let mut out = String::new();
    let names = documents_named(entries, look);
    head(entries, n_inputs, look, &mut out);
    documents(entries, look, &mut out);
    sources(entries, look, &mut out);
    let mut artefacts = List { heading: "Artefacts", ..List::default() };
    let mut verdicts = List { heading: "Verdicts", ..List::default() };
    let mut wrong = List { heading: "Troubles", ..List::default() };
    for (entry, name) in entries.iter().zip(&names) {
        let bare = (!entry.bare_artefacts.is_empty()).then(|| (String::new(), entry.bare_artefacts.clone()));
        rows(name, entry.artefacts.iter().cloned().chain(bare), &mut artefacts.rows);
        rows(name, entry.verdicts.iter().cloned(), &mut verdicts.rows);
        let troubles = entry.troubles.iter().map(|trouble| (String::new(), vec![(trouble.clone(), Style::PLAIN)]));
        rows(name, troubles, &mut wrong.rows);
    }
    [artefacts, verdicts, wrong].iter().for_each(|list| list.write(look, &mut out));
    hint(entries, look, &mut out);
    out
}

/// Appends the rows of one document, which is named in the first of them only.
fn rows(document: &str, told: impl Iterator<Item = (String, Vec<Part>)>, out: &mut Vec<Row>) {
    for (row_idx, (id, parts)) in told.enumerate() {
        let document = if row_idx == 0 { document } else { "" };
        out.push(Row { id: document.to_owned(), name: (id, Style::BOLD), parts });
    }
}

/// Returns what each document is called: its name, or its file where several have that name.
fn documents_named(entries: &[Entry], look: &Look) -> Vec<String> {
    let mut n_called: BTreeMap<&str, usize> = BTreeMap::new();
    entries.iter().for_each(|entry| *n_called.entry(&entry.name).or_default() += 1);
    let name = |entry: &Entry| if n_called[entry.name.as_str()] > 1 { entry.shown.clone() } else { entry.name.clone() };
    entries.iter().map(|entry| shorten(&name(entry), DOCUMENT_COLUMNS, look.signs().cut)).collect()
}

fn head(entries: &[Entry], n_inputs: usize, look: &Look, out: &mut String) {
    let signs = look.signs();
    let mut line = Line::of(format!("{} ", signs.rule.repeat(2)), Style::DIM);
    line.push(&format!("{} ", counted(entries.len(), "document", "documents")), Style::BOLD);
    line.push(&signs.rule.repeat(look.width.saturating_sub(line.width)), Style::DIM);
    finish_line(&line, look, out);
    let mut n_of_act = [0; ACTS.len()];
    for entry in entries {
        n_of_act.iter_mut().zip(entry.n_of_act).for_each(|(sum, n_attributions)| *sum += n_attributions);
    }
    let n_words = entries.iter().map(|entry| entry.n_words).sum();
    let n_own_voice = entries.iter().map(|entry| entry.n_own_voice).sum();
    let mut told = vec![counted(n_words, "word", "words"), of_kinds(&n_of_act)];
    told.push(format!("{} in the writers' own voice", counted(n_own_voice, "sentence", "sentences")));
    if entries.len() < n_inputs {
        told.push(format!("{} not read", counted(n_inputs - entries.len(), "input", "inputs")));
    }
    indented(&words(&told.join(&format!(" {} ", signs.dot)), Style::PLAIN), look, out);
}

fn documents(entries: &[Entry], look: &Look, out: &mut String) {
    let row = |(entry, name): (&Entry, String)| {
        let n_artefacts = entry.artefacts.len() + entry.bare_artefacts.len();
        let numbers = vec![entry.n_words, entry.n_attributions(), entry.n_own_voice, n_artefacts, entry.verdicts.len()];
        TableRow { name, style: Style::PLAIN, numbers, remark: entry.title.clone() }
    };
    let rows: Vec<TableRow> = entries.iter().zip(documents_named(entries, look)).map(row).collect();
    table("Documents", &["words", "attributions", "own voice", "artefacts", "verdicts"], &rows, look, out);
}

fn sources(entries: &[Entry], look: &Look, out: &mut String) {
    let mut n_of_name: BTreeMap<&str, Counts> = BTreeMap::new();
    for (name, counts) in entries.iter().flat_map(|entry| &entry.n_of_name) {
        let sum = n_of_name.entry(name).or_default();
        *sum = sum.and(*counts);
    }
    let mut named: Vec<(&str, Counts)> = n_of_name.into_iter().collect();
    named.sort_by_key(|(_, counts)| std::cmp::Reverse((counts.n_attributions, counts.n_documents)));
    let often = |(_, counts): &&(&str, Counts)| counts.n_attributions >= ATTRIBUTIONS_MIN;
    let shown: Vec<&(&str, Counts)> = named.iter().take_while(often).take(NAMES_SHOWN).collect();
    let row = |(name, counts): &&(&str, Counts)| TableRow {
        name: (*name).to_owned(),
        style: Style::PLAIN,
        numbers: vec![counts.n_attributions, counts.n_speech, counts.n_documents],
        remark: String::new(),
    };
    let mut rows: Vec<TableRow> = shown.iter().map(row).collect();
    let rest = named[shown.len()..].iter().fold(Counts::default(), |sum, (_, counts)| sum.and(*counts));
    let others = counted(named.len() - shown.len(), "other name", "other names");
    let sum = |of: fn(&Nameless) -> Counts| {
        entries.iter().map(|entry| of(&entry.nameless)).fold(Counts::default(), Counts::and)
    };
    for (name, counts) in [
        (others.as_str(), Counts { n_documents: n_with_rest(entries, &named[shown.len()..]), ..rest }),
        ("described, not named", sum(|nameless| nameless.described)),
        ("anonymous", sum(|nameless| nameless.anonymous)),
        ("nobody named", sum(|nameless| nameless.nobody)),
    ] {
        if counts.n_attributions > 0 {
            let numbers = vec![counts.n_attributions, counts.n_speech, counts.n_documents];
            rows.push(TableRow { name: name.to_owned(), style: Style::DIM, numbers, remark: String::new() });
        }
    }
    table("Sources by name", &["attributions", "speech", "documents"], &rows, look, out);
}

/// Returns how many documents have one of `names` as a source.
fn n_with_rest(entries: &[Entry], names: &[(&str, Counts)]) -> usize {
    let names: BTreeSet<&str> = names.iter().map(|(name, _)| *name).collect();
    let has_one = |entry: &&Entry| entry.n_of_name.keys().any(|name| names.contains(name.as_str()));
    entries.iter().filter(has_one).count()
}

/// Says how to get at the rest.
fn hint(entries: &[Entry], look: &Look, out: &mut String) {
    let Some(entry) = entries.iter().find(|entry| entry.n_attributions() > 0) else { return };
    let id = entry.verdicts.first().or(entry.artefacts.first()).map_or("a1", |(id, _)| id);
    // A longer path would push the rest off its line.
    let is_short = width(&entry.shown) <= look.width / 2;
    let shown = if is_short { clean(&entry.shown).into_owned() } else { "FILE".to_owned() };
    let list = List {
        heading: "Look closer",
        rows: vec![
            closer(format!("hearsay read {shown}"), "a text with its notes"),
            closer(format!("hearsay explain {id} {shown}"), "why a mark was made"),
        ],
        rest: Vec::new(),
    };
    list.write(look, out);
}

fn closer(command: String, what: &str) -> Row {
    Row { id: command, name: Part::default(), parts: vec![(what.to_owned(), Style::DIM)] }
}
