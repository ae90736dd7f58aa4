//! `hearsay search`: words in the documents and claims of a case.

use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use clap::Args;
use hearsay_store::case_file::CaseFile;
use hearsay_store::search::{Found, Hit, RANKED_MAX};
use hearsay_text::span::Span;

use crate::asked::search::{self as asked, Extent, Shelf};
use crate::casework::{self, of_store};
use crate::command::report::Report;
use crate::command::{OUTPUT, Output, print};
use crate::failure::{Failure, exit};
use crate::inputs::shown;
use crate::progress::Progress;
use crate::terminal::{ColorChoice, clean};
use crate::view::amounts::{counted, grouped};
use crate::view::lines::{Word, words, wrap};
use crate::view::lists::{INDENT, write_heading};
use crate::view::look::{Look, Style};
use crate::view::page::finish_line;
use crate::wire::case::line;

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

impl Search {
    pub(crate) fn color(&self) -> ColorChoice {
        self.output.color
    }

    pub(crate) fn run(&self, report: &mut Report) -> Result<u8, Failure> {
        let query = asked::parse(&self.query.join(" "))?;
        let mut case = casework::open(&self.case)?;
        self.read_unread(&mut case, report)?;
        let extent = Extent { claims: !self.documents, documents: !self.claims, limit: self.limit.into() };
        let shelf = asked::search(&mut case, &query, extent)?;
        let shown_name = shown(case.path());
        let (claims, documents) = (&shelf.claims, &shelf.documents);
        let mut out = BufWriter::new(io::stdout().lock());
        if self.json {
            for hit in claims.iter().chain(documents).flat_map(|found| &found.hits) {
                let text = case.text(hit.document).map_err(of_store)?.unwrap_or_default();
                print(&mut out, &line(&shelf.wire_hit(hit, &text)))?;
            }
        } else {
            let look = self.output.look();
            let mut told = format!("{shown_name}: {}\n", told(claims.as_ref(), documents.as_ref()));
            for (heading, found) in [("Claims", claims), ("Documents", documents)] {
                found.iter().for_each(|found| shelf.list(heading, found, &look, &mut told));
            }
            print(&mut out, &told)?;
        }
        out.flush().map_err(|error| Failure::of_output(&error))?;
        Ok(exit::SUCCESS)
    }

    /// Reads what no reader of this version has read, so that it is found, and under the names of today.
    fn read_unread(&self, case: &mut CaseFile, report: &mut Report) -> Result<(), Failure> {
        let unread = asked::unread(case)?;
        if unread.is_empty() {
            return Ok(());
        }
        let mut progress = Progress::start(unread.len(), true, false);
        for one in &unread {
            if let Err(failure) = asked::read_one(case, one) {
                progress.clear();
                report.failure(&failure);
            }
            progress.advance(one.original_bytes);
        }
        Ok(())
    }
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

impl Shelf {
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
        let Some(listed) = self.listed(hit) else { return lead(INDENT, head) };
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
