//! `hearsay search`: words in the documents and claims of a case.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use clap::Args;
use hearsay_case::record::{ClaimId, Record};
use hearsay_reading::read::Reader;
use hearsay_store::case_file::CaseFile;
use hearsay_store::documents::Listed;
use hearsay_store::search::query::Query;
use hearsay_store::search::{Found, Hit, RANKED_MAX, Scope};
use hearsay_text::document::DocumentId;
use hearsay_text::span::{CodePoints, Span};

use crate::casework::{self, of_store};
use crate::command::report::Report;
use crate::command::{OUTPUT, Output, print};
use crate::failure::{Failure, FailureKind, exit};
use crate::inputs::shown;
use crate::progress::Progress;
use crate::reference::Names;
use crate::rereading;
use crate::terminal::{ColorChoice, clean};
use crate::view::amounts::{counted, grouped};
use crate::view::lines::{Word, words, wrap};
use crate::view::lists::{INDENT, write_heading};
use crate::view::look::{Look, Style};
use crate::view::page::finish_line;
use crate::wire::case::line;
use crate::wire::case_file::WireHit;

/// Find words in the documents and claims of a case
///
/// All words of the query must be there; capitals and accents make no difference. A phrase stands in quotation marks;
/// OR stands between words of which one must be there; NOT or - stands before what must not be; minist* is any word that
/// begins so; NEAR(harbour fire, 5) has at most 5 words between; brackets hold together. OR, NOT and NEAR are written in
/// capitals. What fits best comes first; the words that were found are marked.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Search {
    /// The case
    #[arg(value_name = "CASE")]
    case: PathBuf,

    /// What to look for
    #[arg(value_name = "QUERY", required = true)]
    query: Vec<String>,

    /// Look in claims only: what somebody is said to have said, and what the writers say themselves
    #[arg(long, conflicts_with = "documents")]
    claims: bool,

    /// Look in documents only: their titles and all of their texts
    #[arg(long)]
    documents: bool,

    /// How many to show, of claims and of documents
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u16).range(1..))]
    limit: u16,

    /// Write one JSON object a line, one line a claim or document
    #[arg(long, help_heading = OUTPUT)]
    json: bool,

    #[command(flatten)]
    output: Output,
}

const EXAMPLES: &str = "\
Examples:
  hearsay search harbour.case fire                          all that hold the word
  hearsay search harbour.case '\"harbour fire\"' --claims     claims with the phrase
  hearsay search harbour.case 'minist* -(health OR labour)' a beginning, and what must not be there
  hearsay search harbour.case 'NEAR(letter forged, 5)' --json

Quotation marks, brackets and * mean something to the shell: put the query in '...'.";

/// What is shown of a claim beside its words: who says it.
type Sayers = BTreeMap<(DocumentId, ClaimId), String>;

impl Search {
    pub(crate) fn color(&self) -> ColorChoice {
        self.output.color
    }

    pub(crate) fn run(&self, report: &mut Report) -> Result<u8, Failure> {
        let query = Query::parse(&self.query.join(" "))
            .map_err(|error| Failure::of_told(FailureKind::Usage, &clean(&error.to_string())))?;
        let mut case = casework::open(&self.case)?;
        self.read_unread(&mut case, report)?;
        let find = |scope| case.search(&query, scope, self.limit.into()).map_err(of_store);
        let claims = if self.documents { None } else { Some(find(Scope::Claims)?) };
        let documents = if self.claims { None } else { Some(find(Scope::Documents)?) };
        let listed = case.documents().map_err(of_store)?;
        let shown_name = shown(case.path());
        let sayers = sayers(&mut case, &listed, claims.as_ref().map_or(&[], |found| &found.hits))?;
        let shelf =
            Shelf { names: Names::of(&listed), by_id: listed.iter().map(|one| (one.id, one)).collect(), sayers };
        let mut out = BufWriter::new(io::stdout().lock());
        if self.json {
            for hit in claims.iter().chain(&documents).flat_map(|found| &found.hits) {
                let text = case.text(hit.document).map_err(of_store)?.unwrap_or_default();
                print(&mut out, &shelf.line(hit, &text))?;
            }
        } else {
            let look = self.output.look();
            let mut told = format!("{shown_name}: {}\n", told(claims.as_ref(), documents.as_ref()));
            for (heading, found) in [("Claims", &claims), ("Documents", &documents)] {
                found.iter().for_each(|found| shelf.list(heading, found, &look, &mut told));
            }
            print(&mut out, &told)?;
        }
        out.flush().map_err(|error| Failure::of_output(&error))?;
        Ok(exit::SUCCESS)
    }

    /// Reads what no reader of this version has read, so that it is found, and under the names of today.
    fn read_unread(&self, case: &mut CaseFile, report: &mut Report) -> Result<(), Failure> {
        let unread = rereading::unread(case, Reader::Fast)?;
        if unread.is_empty() {
            return Ok(());
        }
        let mut listed = case.documents().map_err(of_store)?;
        listed.retain(|one| unread.contains(&one.id));
        let mut progress = Progress::start(listed.len(), true, false);
        for one in &listed {
            // The reading is there and only the words are not: the same reader gives the same names again.
            let is_accurate = case.reading(one.id, &casework::version(Reader::Accurate)).map_err(of_store)?.is_some();
            let reader = if is_accurate { Reader::Accurate } else { Reader::Fast };
            if let Err(failure) = casework::read_again(case, one, reader) {
                progress.clear();
                report.failure(&failure);
            }
            progress.advance(one.original_bytes);
        }
        Ok(())
    }
}

/// Returns who says each of the claims: the deepest source that is named, or else the outlet whose writer says it.
fn sayers(case: &mut CaseFile, listed: &[Listed], hits: &[Hit]) -> Result<Sayers, Failure> {
    let ids: BTreeSet<DocumentId> = hits.iter().map(|hit| hit.document).collect();
    let mut sayers = Sayers::new();
    for listed in listed.iter().filter(|one| ids.contains(&one.id)) {
        let read = casework::document(case, listed)?;
        let record = Record::of(&read.document, &read.reading);
        for hit in hits.iter().filter(|hit| hit.document == listed.id) {
            let Some(claim) = hit.claim.and_then(|id| record.claim(id)).filter(|claim| claim.spans == hit.spans) else {
                continue;
            };
            let who = match (claim.deepest(), claim.act) {
                (Some(link), _) => link.words.clone(),
                (None, None) => "the writer".to_owned(),
                (None, Some(_)) => "nobody named".to_owned(),
            };
            sayers.insert((listed.id, claim.id), clean(&who).into_owned());
        }
    }
    Ok(sayers)
}

/// Returns how many were found: "3 claims and 2 documents".
fn told(claims: Option<&Found>, documents: Option<&Found>) -> String {
    let amount = |found: &Found, one: &str, many: &str| match found.n_found {
        RANKED_MAX.. => format!("{} {many} or more", grouped(found.n_found)),
        n_found => counted(n_found, one, many),
    };
    let amounts: Vec<String> = claims
        .map(|found| amount(found, "claim", "claims"))
        .into_iter()
        .chain(documents.map(|found| amount(found, "document", "documents")))
        .collect();
    let is_cut = [claims, documents].into_iter().flatten().any(|found| found.n_found >= RANKED_MAX);
    let cut =
        if is_cut { format!("; of the newest {} the best come first", grouped(RANKED_MAX)) } else { String::new() };
    format!("{} found{cut}", amounts.join(" and "))
}

/// What is known of what was found.
struct Shelf<'a> {
    names: Names,
    by_id: BTreeMap<DocumentId, &'a Listed>,
    sayers: Sayers,
}

impl Shelf<'_> {
    fn reference(&self, hit: &Hit) -> String {
        let name = self.names.name(hit.document);
        hit.claim.map_or_else(|| name.to_owned(), |claim| format!("{name}/{claim}"))
    }

    fn sayer(&self, hit: &Hit) -> Option<&String> {
        hit.claim.and_then(|claim| self.sayers.get(&(hit.document, claim)))
    }

    /// Returns the line of a hit; `text` is its document's.
    fn line(&self, hit: &Hit, text: &str) -> String {
        let points = CodePoints::new(text);
        let places = |spans: &mut dyn Iterator<Item = Span>| spans.map(|span| points.span(span).into()).collect();
        let stretches = &hit.passage.stretches;
        let listed = self.by_id.get(&hit.document);
        let title = listed.and_then(|one| one.title.clone());
        let in_title = CodePoints::new(title.as_deref().unwrap_or_default());
        line(&WireHit {
            reference: self.reference(hit),
            document: self.names.name(hit.document).to_owned(),
            hash: hit.document.to_string(),
            claim: hit.claim.map(|claim| claim.to_string()),
            by: self.sayer(hit).cloned(),
            spans: places(&mut hit.spans.iter().copied()),
            source: listed.and_then(|one| one.site.clone()),
            published: listed.and_then(|one| one.published).map(|date| date.to_string()),
            passage: places(&mut stretches.iter().map(|one| one.span)),
            words: stretches.iter().map(|one| one.words.as_str()).collect(),
            found: places(&mut stretches.iter().filter(|one| one.is_found).map(|one| one.span)),
            found_in_title: hit.in_title.iter().map(|span| in_title.span(*span).into()).collect(),
            title: title.clone(),
        })
    }

    /// Appends a heading, and of each hit its name and where it is from with the passage under it.
    fn list(&self, heading: &'static str, found: &Found, look: &Look, out: &mut String) {
        if found.hits.is_empty() {
            return;
        }
        out.push('\n');
        write_heading(heading, look, out);
        for hit in &found.hits {
            set(self.head(hit, look), INDENT + 2, look, out);
            set(passage(hit, look), INDENT + 2, look, out);
        }
        let n_more = found.n_found - found.hits.len();
        if n_more > 0 {
            let more = format!("{} more: --limit shows them, other words leave out some", grouped(n_more));
            set(lead(INDENT, words(&more, Style::DIM)), INDENT, look, out);
        }
    }

    /// Returns the words of the line that names a hit.
    fn head(&self, hit: &Hit, look: &Look) -> Vec<Word> {
        let mut head = words(&self.reference(hit), Style::BOLD);
        let mut part = |mut part: Vec<Word>| {
            if let Some(last) = head.last_mut().filter(|_| !part.is_empty()) {
                last.push(" ", Style::PLAIN);
                last.push(look.signs().dot, Style::DIM);
            }
            head.append(&mut part);
        };
        part(self.sayer(hit).map_or_else(Vec::new, |who| words(who, Style::SOURCE)));
        let Some(listed) = self.by_id.get(&hit.document) else { return lead(INDENT, head) };
        if let (None, Some(title)) = (hit.claim, &listed.title) {
            part(marked(&stretches_of(title, &hit.in_title), look));
        }
        part(listed.site.as_deref().map_or_else(Vec::new, |site| words(&clean(site), Style::PLAIN)));
        part(listed.published.map_or_else(Vec::new, |date| words(&date.to_string(), Style::DIM)));
        lead(INDENT, head)
    }
}

/// Returns the words of a passage, the found ones marked.
fn passage(hit: &Hit, look: &Look) -> Vec<Word> {
    let cut = |is_cut: bool| if is_cut { look.signs().cut } else { "" };
    let mut pieces = vec![(cut(hit.passage.is_cut_before).to_owned(), false)];
    let mut end = None;
    for stretch in &hit.passage.stretches {
        if end.is_some_and(|end| end != stretch.span.start) {
            pieces.push((format!(" {} ", look.signs().cut), false));
        }
        pieces.push((stretch.words.clone(), stretch.is_found));
        end = Some(stretch.span.end);
    }
    pieces.push((cut(hit.passage.is_cut_after).to_owned(), false));
    lead(INDENT + 2, marked(&pieces, look))
}

/// Returns `text` in pieces, of which those at `found` are marked.
fn stretches_of(text: &str, found: &[Span]) -> Vec<(String, bool)> {
    let (mut pieces, mut at) = (Vec::new(), 0);
    let piece = |range: std::ops::Range<usize>| text.get(range).unwrap_or_default().to_owned();
    for span in found {
        pieces.push((piece(at..span.start as usize), false));
        pieces.push((piece(span.range()), true));
        at = span.end as usize;
    }
    pieces.push((piece(at..text.len()), false));
    pieces
}

/// Returns the words of pieces of text; those that are marked are in colour or, without colour, between signs.
fn marked(pieces: &[(String, bool)], look: &Look) -> Vec<Word> {
    let mut set: Vec<Word> = Vec::new();
    let mut is_apart = true;
    let mut push = |text: &str, style: Style| {
        for (letters_idx, letters) in text.split(char::is_whitespace).enumerate() {
            is_apart |= letters_idx > 0;
            if letters.is_empty() {
                continue;
            }
            if is_apart {
                set.push(Word { space: Some(Style::PLAIN), ..Word::default() });
                is_apart = false;
            }
            set.last_mut().into_iter().for_each(|word| word.push(&clean(letters), style));
        }
    };
    let (open, close) = if look.color { ("", "") } else { (look.signs().open, look.signs().close) };
    for (text, is_found) in pieces {
        if *is_found {
            push(&format!("{open}{text}{close}"), Style::CUE.bold());
        } else {
            push(text, Style::PLAIN);
        }
    }
    set
}

/// Puts an indent before the first word.
fn lead(indent: usize, mut set: Vec<Word>) -> Vec<Word> {
    let mut first = Word::default();
    first.push(&" ".repeat(indent), Style::PLAIN);
    if let Some(word) = set.first_mut() {
        word.space = None;
        word.pieces.iter().for_each(|piece| first.push(&piece.text, piece.style));
        *word = first;
    }
    set
}

fn set(set: Vec<Word>, hanging: usize, look: &Look, out: &mut String) {
    /// Wider lines are hard to read.
    const TEXT_MAX: usize = 120;
    for line in wrap(&set, look.width.min(TEXT_MAX), hanging.min(look.width / 2)) {
        finish_line(&line, look, out);
    }
}
