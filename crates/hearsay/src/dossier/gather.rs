//! From a case to its dossier: what is told of the chosen claims, and what proves it.
//!
//! Finds nothing itself: all of it is the case's, and the words for it are the other views'.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use hearsay_case::entities::redaction::Redaction;
use hearsay_case::estimates::{self, Band};
use hearsay_case::lineage::ClaimRef;
use hearsay_store::entry::{Entry, Event};
use hearsay_store::signature::Signature;
use hearsay_text::document::{BlockKind, Document, Format};
use hearsay_text::place::touching;
use hearsay_text::segment::segment;
use hearsay_text::span::{CodePoints, Span};

use super::chosen::{Asked, Chosen, chosen, redaction};
use super::pen::Pen;
use super::{Dossier, Estimates, NOTICE, Note, Proof, Quote, Redacted, ToldBand, ToldDocument, ToldSlip};
use crate::casework::{self, Work, of_store};
use crate::failure::Failure;
use crate::inputs::shown;
use crate::view::case::Shown;
use crate::view::rows::line_and_column;
use crate::weighing::Weighing;

mod claims;
mod decided;
mod things;

/// What whoever hands over a redacted dossier must know.
const REDACTED: &str = "Names are left out, each under a stand-in of its own, wherever they stand; so are addresses, and the \
     hashes, lengths and offsets by which whoever has a document could tell it. Only names that were read as such are known: one that \
     the reader missed, or that was rejected, is still there, and so is what somebody is said to be or to have done. Words \
     that were published can be searched for. Read it all before you hand it over.";

/// Where the vocabulary for estimates is from.
const VOCABULARY: &str = "Intelligence Community Directive 203, Analytic Standards (2 January 2015), D.6.e(2)";

/// What a dossier is gathered with.
struct Gathering<'a> {
    work: &'a Work,
    shown: Shown<'a>,
    pen: &'a Pen,
    in_force: &'a [Entry],
    chosen: &'a Chosen,
    /// The number under which the dossier tells of a group of claims.
    numbers: BTreeMap<usize, usize>,
    /// The groups on each matter, as their variant and their place.
    by_matter: BTreeMap<usize, Vec<(usize, usize)>>,
    /// The documents that were looked at, by their records.
    documents: RefCell<BTreeMap<usize, Option<Rc<Document>>>>,
    /// The records of those that are quoted.
    quoted: RefCell<BTreeSet<usize>>,
}

/// Gathers the dossier that is asked for; `signature` tells who makes it and when.
///
/// # Errors
/// If a claim that is asked for is not there, or the case cannot be read.
pub(crate) fn dossier(work: &Work, asked: &Asked, signature: &Signature) -> Result<Dossier, Failure> {
    let in_force = casework::in_force(&work.file)?;
    let weighing = Weighing::of(&work.case, in_force.clone());
    let chosen = chosen(work, asked, &in_force)?;
    let redaction = redaction(work, asked, &in_force, &signature.author)?;
    let redacted = told_redaction(&redaction, asked);
    let pen = Pen::new(redaction);
    let texts = BTreeMap::new();
    let gathering = Gathering {
        work,
        shown: Shown { case: &work.case, names: &work.names, texts: &texts },
        pen: &pen,
        in_force: &in_force,
        chosen: &chosen,
        numbers: chosen.groups.iter().zip(1..).map(|((idx, _), number)| (*idx, number)).collect(),
        by_matter: by_matter(work),
        documents: RefCell::default(),
        quoted: RefCell::default(),
    };
    let case = case_name(&shown(work.file.path()));
    let head = work.file.last().map_err(of_store)?;
    let title = asked.title.clone().unwrap_or_else(|| format!("Report on the case {case}"));
    let note = |note: &super::notes::Paragraph| Note { kind: note.kind, text: pen.words(&note.text), line: note.line };
    // In the order in which they are read, so that stand-ins are numbered so.
    let (title, case) = (pen.words(&title), pen.words(&case));
    let author = pen.words(&signature.author);
    let notes = asked.notes.iter().map(note).collect();
    let claims = gathering.claims()?;
    let sources = gathering.sources();
    let artefacts = gathering.artefacts()?;
    let dossier = Dossier {
        title,
        case,
        made: signature.at.to_string(),
        author,
        version: env!("CARGO_PKG_VERSION"),
        notice: NOTICE,
        redaction: redacted,
        chosen: chosen.how,
        n_left_out: chosen.n_left_out,
        n_documents: work.case.records.len(),
        notes,
        estimates: gathering.estimates(asked),
        claims,
        sources,
        artefacts,
        hypotheses: gathering.hypotheses(&weighing)?,
        answers: gathering.answers(&weighing),
        judgements: in_force.iter().filter_map(|entry| gathering.judgement(entry)).collect(),
        documents: gathering.listed()?,
        proof: Proof { entries: head.last, head: head.hash.to_string() },
    };
    work.check()?;
    Ok(dossier)
}

/// Returns the groups of claims on each matter, in the order of its variants.
fn by_matter(work: &Work) -> BTreeMap<usize, Vec<(usize, usize)>> {
    let mut found: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
    for (idx, grouping) in work.case.groupings().iter().enumerate() {
        let own = grouping.variant.map(|(matter, variant)| (matter, (variant, idx)));
        own.into_iter().for_each(|(matter, variant)| found.entry(matter).or_default().push(variant));
    }
    found.values_mut().for_each(|groups| groups.sort_unstable());
    found
}

/// Returns what a case is called: its file's name without folders and the extension.
pub(crate) fn case_name(path: &str) -> String {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    name.strip_suffix(".case").filter(|name| !name.is_empty()).unwrap_or(name).to_owned()
}

fn told_redaction(redaction: &Redaction, asked: &Asked) -> Option<Redacted> {
    let mut what: Vec<&'static str> = asked.redact.iter().map(|choice| choice.name()).collect();
    if !asked.redact_also.is_empty() {
        what.push("chosen");
    }
    (!redaction.is_none() || !what.is_empty()).then_some(Redacted { what, notice: REDACTED })
}

impl Gathering<'_> {
    /// Returns the document of a record.
    fn document(&self, record: usize) -> Option<Rc<Document>> {
        let mut documents = self.documents.borrow_mut();
        let fetched = || self.work.file.document(self.shown.record(record).document).ok().flatten().map(Rc::new);
        documents.entry(record).or_insert_with(fetched).clone()
    }

    /// Returns words of a document with their place and their sentences.
    fn quote(&self, record_idx: usize, spans: &[Span]) -> Quote {
        self.quoted.borrow_mut().insert(record_idx);
        let (pen, record) = (self.pen, self.shown.record(record_idx));
        let mut quote = Quote {
            words: pen.words(""),
            before: pen.words(""),
            stretch: pen.words(""),
            after: pen.words(""),
            document: pen.words(self.shown.document(record_idx)),
            place: "metadata".to_owned(),
            spans: Vec::new(),
            outlet: record.outlet.as_deref().map(|outlet| pen.words(outlet)),
            author: record.author.as_deref().map(|author| pen.words(author)),
            published: record.published.map(|day| day.to_string()),
        };
        let Some(document) = self.document(record_idx) else { return quote };
        let is_cut = |span: &&Span| document.text.get(span.range()).is_some_and(|words| !words.is_empty());
        let spans: Vec<Span> = spans.iter().filter(is_cut).copied().collect();
        let Some(cover) = spans.iter().copied().reduce(Span::cover) else { return quote };
        let stretches: Vec<&str> = spans.iter().map(|span| span.of(&document.text)).collect();
        quote.words = pen.words(&stretches.join(" \u{2026} "));
        let around = sentences_around(&document, cover);
        let inside = (cover.start - around.start) as usize..(cover.end - around.start) as usize;
        [quote.before, quote.stretch, quote.after] = pen.marked(around.of(&document.text), inside);
        quote.place = place(&document, cover);
        if !pen.redacts() {
            let points = CodePoints::new(&document.text);
            quote.spans = spans.iter().map(|span| points.span(*span).into()).collect();
        }
        quote
    }

    /// Returns the words of a claim.
    fn words_of(&self, of: ClaimRef) -> super::pen::Words {
        self.shown.claim(of).map(|claim| self.pen.words(&claim.words)).unwrap_or_default()
    }

    /// Returns the number under which the dossier tells of a group of claims.
    fn number_of(&self, group_idx: usize) -> Option<usize> {
        self.numbers.get(&group_idx).copied()
    }

    /// Returns what the analysts' words estimate, and where they slip.
    fn estimates(&self, asked: &Asked) -> Estimates {
        let mut texts: Vec<(String, String)> = Vec::new();
        texts.extend(asked.notes.iter().map(|note| (format!("notes, line {}", note.line), note.text.clone())));
        for entry in self.in_force {
            let Event::Judged { judgement, because } = &entry.event else { continue };
            if let hearsay_case::judgement::Judgement::State(statement) = judgement {
                texts.push((format!("hypothesis {}", statement.hypothesis), statement.text.clone()));
            }
            texts.extend(because.iter().map(|why| (format!("reason of entry {}", entry.number), why.clone())));
        }
        let plain: Vec<&str> = texts.iter().map(|(_, text)| text.as_str()).collect();
        let words = |(idx, span): &(usize, Span)| self.pen.words(span.of(plain[*idx]));
        let slip = |slip: &estimates::Slip| ToldSlip {
            kind: slip.kind.name(),
            meaning: slip.kind.meaning(),
            words: slip.words.iter().map(words).collect(),
            sentence: words(&slip.sentence),
            place: places_of(slip, &texts),
        };
        let band = |band: &Band| ToldBand { wordings: band.wordings(), percent: band.percent() };
        Estimates {
            are_used: plain.iter().any(|text| estimates::has_estimates(text)),
            source: VOCABULARY,
            bands: Band::ALL.iter().map(band).collect(),
            confidence: estimates::CONFIDENCE,
            slips: estimates::slips(&plain).iter().map(slip).collect(),
        }
    }

    /// Returns the documents that are quoted, in the order of their days.
    fn listed(&self) -> Result<Vec<ToldDocument>, Failure> {
        let listed = self.work.file.documents().map_err(of_store)?;
        let quoted = self.quoted.borrow().clone();
        let mut told: Vec<(Option<String>, ToldDocument)> = Vec::new();
        for one in listed {
            let Some(record) = self.work.case.record_of(one.id).filter(|record| quoted.contains(record)) else {
                continue;
            };
            let (pen, hides) = (self.pen, self.pen.redacts());
            let document = self.document(record);
            let metadata = document.as_ref().map(|document| &document.metadata);
            let url = metadata.and_then(|metadata| metadata.url.as_ref()).map(|url| pen.words(&url.value));
            let captured = metadata.and_then(|metadata| metadata.captured.as_ref()).map(|at| at.value.to_string());
            let day = one.published.map(|day| day.to_string());
            let document = ToldDocument {
                document: pen.words(self.work.names.name(one.id)),
                title: one.title.as_deref().map(|title| pen.words(title)),
                outlet: one.site.as_deref().map(|outlet| pen.words(outlet)),
                author: one.author.as_deref().map(|author| pen.words(author)),
                published: day.clone(),
                url: url.filter(|_| !hides),
                captured,
                file: pen.words(&one.file_name),
                bytes: Some(one.original_bytes).filter(|_| !hides),
                hash: Some(one.id.to_string()).filter(|_| !hides),
                reader: casework::read_by(&self.work.file, one.id)?,
                entry: one.entry,
            };
            told.push((day, document));
        }
        told.sort_by(|one, other| (one.0.is_none(), &one.0).cmp(&(other.0.is_none(), &other.0)));
        Ok(told.into_iter().map(|(_, document)| document).collect())
    }
}

/// Returns the places of the words of a slip, each text once.
fn places_of(slip: &estimates::Slip, texts: &[(String, String)]) -> String {
    let mut places: Vec<&str> = slip.words.iter().map(|(idx, _)| texts[*idx].0.as_str()).collect();
    places.dedup();
    places.join("; ")
}

/// Returns the sentences that words stand in, within their blocks.
fn sentences_around(document: &Document, cover: Span) -> Span {
    let text = &document.text;
    let touched = |block: &&hearsay_text::document::Block| block.span.overlaps(cover);
    let blocks: Vec<Span> = document.blocks.iter().filter(touched).map(|block| block.span).collect();
    let segmentation = segment(text, blocks);
    let sentences = segmentation.sentences.iter().map(|sentence| segmentation.span_of(sentence.clone()));
    sentences.filter(|sentence| sentence.overlaps(cover)).fold(cover, Span::cover)
}

/// Returns where words stand, as whoever has the document finds them.
fn place(document: &Document, cover: Span) -> String {
    let places = touching(&document.places, cover);
    if let (Some(first), Some(last)) = (places.first(), places.last()) {
        if first.location == last.location {
            return first.location.to_string();
        }
        return format!("{} to {}", first.location, last.location);
    }
    if matches!(document.format, Format::Plain | Format::Markdown) {
        return format!("line {}", line_and_column(&document.text, cover.start).0);
    }
    let before = document.blocks.iter().filter(|block| block.kind != BlockKind::Furniture);
    let number = before.take_while(|block| block.span.start <= cover.start).count();
    format!("paragraph {}", number.max(1))
}
