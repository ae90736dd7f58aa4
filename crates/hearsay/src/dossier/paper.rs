//! In what order a dossier is told: headings, paragraphs, quotations, tables, with what is ours and what is not kept apart.
//!
//! Not how it looks: [`html`](super::html) and [`markdown`](super::markdown) draw what stands here.

use super::pen::Words;
use super::{Dossier, Quote, ToldClaim, ToldSlip, ToldWarning};
use crate::view::amounts::counted;

mod claims;
mod things;

mod decided;

mod appendix;

/// Something within a line.
pub(super) enum Piece {
    /// Words of ours.
    Own(String),
    /// Words of ours that matter.
    Strong(String),
    /// Words that are not ours.
    Said(Words),
    /// Words that are not ours, in quotation marks.
    Quoted(Words),
    /// A name of a claim or a document, or a hash.
    Name(Words),
    /// A hash of ours, a command.
    Code(String),
    /// A day or a moment.
    Day(String),
    /// The way to another part.
    Link { to: String, text: String },
}

/// A line of pieces.
#[derive(Default)]
pub(super) struct Line(pub(super) Vec<Piece>);

impl Line {
    fn new() -> Line {
        Line::default()
    }

    fn with(mut self, piece: Piece) -> Line {
        self.0.push(piece);
        self
    }

    fn own(self, text: impl Into<String>) -> Line {
        self.with(Piece::Own(text.into()))
    }

    fn strong(self, text: impl Into<String>) -> Line {
        self.with(Piece::Strong(text.into()))
    }

    fn said(self, words: &Words) -> Line {
        self.with(Piece::Said(words.clone()))
    }

    fn quoted(self, words: &Words) -> Line {
        self.with(Piece::Quoted(words.clone()))
    }

    fn name(self, words: &Words) -> Line {
        self.with(Piece::Name(words.clone()))
    }

    fn code(self, text: impl Into<String>) -> Line {
        self.with(Piece::Code(text.into()))
    }

    fn link(self, to: String, text: impl Into<String>) -> Line {
        self.with(Piece::Link { to, text: text.into() })
    }

    fn day(self, day: impl Into<String>) -> Line {
        self.with(Piece::Day(day.into()))
    }

    /// Adds words that may not be there, with something before them.
    fn maybe(self, before: &str, words: Option<&Words>) -> Line {
        match words.filter(|words| !words.is_empty()) {
            Some(words) => self.own(before).said(words),
            None => self,
        }
    }

    /// Adds names with commas between.
    fn names(mut self, names: &[Words]) -> Line {
        for (idx, name) in names.iter().enumerate() {
            self = if idx > 0 { self.own(", ") } else { self };
            self = self.said(name);
        }
        self
    }
}

fn own(text: impl Into<String>) -> Line {
    Line::new().own(text)
}

/// What a paragraph is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Plain,
    /// Below a title: when, by whom.
    Small,
    /// What must be read before the rest.
    Notice,
    /// What misleads.
    Warning,
}

/// A part of the paper.
pub(super) enum Block {
    Heading {
        level: u8,
        anchor: Option<String>,
        line: Line,
    },
    Text(Kind, Line),
    /// Words as they stand, the quoted stretch among their sentences, and where.
    Quote {
        parts: [Words; 3],
        from: Line,
    },
    List(Vec<Line>),
    Table {
        head: Vec<&'static str>,
        rows: Vec<Vec<Line>>,
    },
    /// What stays together on a page, if it can.
    Section(Vec<Block>),
}

fn heading(level: u8, text: impl Into<String>) -> Block {
    Block::Heading { level, anchor: None, line: own(text) }
}

fn anchored(level: u8, anchor: String, line: Line) -> Block {
    Block::Heading { level, anchor: Some(anchor), line }
}

/// Returns a heading and a list under it; nothing without lines.
fn listed(text: &str, lines: Vec<Line>) -> Vec<Block> {
    if lines.is_empty() { Vec::new() } else { vec![Block::Section(vec![heading(4, text), Block::List(lines)])] }
}

fn claim_anchor(number: usize) -> String {
    format!("claim-{number}")
}

/// Returns the paper of a dossier.
pub(super) fn paper(dossier: &Dossier) -> Vec<Block> {
    let mut paper = head(dossier);
    paper.extend(summary(dossier));
    paper.extend(notes(dossier));
    if !dossier.claims.is_empty() {
        paper.push(heading(2, "Claims"));
        paper.extend(dossier.claims.iter().flat_map(claims::claim));
    }
    paper.extend(things::sources(&dossier.sources));
    if !dossier.artefacts.is_empty() {
        paper.push(heading(2, "Letters, recordings and other artefacts"));
        paper.extend(dossier.artefacts.iter().flat_map(things::artefact));
    }
    paper.extend(dossier.hypotheses.iter().flat_map(decided::hypotheses));
    paper.extend(decided::answers(&dossier.answers));
    paper.extend(decided::judgements(&dossier.judgements));
    paper.extend(appendix::vocabulary(&dossier.estimates));
    paper.extend(appendix::documents(&dossier.documents));
    paper.extend(appendix::proof(dossier));
    paper
}

/// Returns a moment as "2026-11-23 03:03 UTC".
fn moment(at: &str) -> String {
    match (at.get(..10), at.get(11..16)) {
        (Some(day), Some(time)) => format!("{day} {time} UTC"),
        _ => at.to_owned(),
    }
}

fn day_of(at: &str) -> String {
    at.get(..10).unwrap_or(at).to_owned()
}

fn head(dossier: &Dossier) -> Vec<Block> {
    let made = Line::new().own("Case ").said(&dossier.case).own(format!(" \u{b7} made {} by ", moment(&dossier.made)));
    let made = made.said(&dossier.author).own(format!(" with hearsay {}", dossier.version));
    let mut head = vec![
        Block::Heading { level: 1, anchor: None, line: Line::new().said(&dossier.title) },
        Block::Text(Kind::Small, made),
        Block::Text(Kind::Notice, own(dossier.notice)),
    ];
    if let Some(redaction) = &dossier.redaction {
        let left_out = format!("Left out: {}. ", redaction.what.join(", "));
        head.push(Block::Text(Kind::Warning, Line::new().strong(left_out).own(redaction.notice)));
    }
    head
}

fn summary(dossier: &Dossier) -> Vec<Block> {
    let claims = counted(dossier.claims.len(), "claim", "claims");
    let documents = counted(dossier.documents.len(), "document", "documents");
    let how = match dossier.chosen {
        "named" => "as they were asked for",
        "judged" => "those that analysts accepted, graded, rated, weighed or cited",
        "filtered" => "those that the filters leave",
        _ => "those that most documents tell",
    };
    let mut told = format!("{claims} ({how}), quoted from {documents} of the {} in the case.", dossier.n_documents);
    if dossier.n_left_out > 0 {
        told.push_str(&format!(" {} more are left out, which fewer documents tell.", dossier.n_left_out));
    }
    let mut summary = vec![heading(2, "Summary"), Block::Text(Kind::Plain, own(told))];
    let row = |claim: &ToldClaim| {
        let writer = || own("the writer, in ").said(&claim.published_by);
        let who = claim.by.as_ref().map_or_else(writer, |by| Line::new().said(by));
        let mut stands = own(claim.standing.join(", "));
        if !claim.warnings.is_empty() {
            stands = stands.own("; ").strong(warned(&claim.warnings));
        }
        vec![
            Line::new().link(claim_anchor(claim.number), claim.number.to_string()),
            Line::new().quoted(&claim.words),
            who,
            own(claim.n_origins.to_string()),
            own(claim.n_documents.to_string()),
            stands,
        ]
    };
    if !dossier.claims.is_empty() {
        let head = vec!["", "Claim", "Who says it", "Origins", "Documents", "Standing"];
        summary.push(Block::Table { head, rows: dossier.claims.iter().map(row).collect() });
    }
    summary
}

/// Returns what the warnings of a claim are of, in a few words.
fn warned(warnings: &[ToldWarning]) -> &'static str {
    if warnings.iter().any(|warning| warning.kind == "rests-on-withdrawn") {
        "rests on a word that was taken back"
    } else {
        "circular reporting"
    }
}

fn notes(dossier: &Dossier) -> Vec<Block> {
    let mut paper = Vec::new();
    if !dossier.notes.is_empty() {
        paper.push(heading(2, "Assessment"));
        let mut items: Vec<Line> = Vec::new();
        for note in &dossier.notes {
            if note.kind == "item" {
                items.push(Line::new().said(&note.text));
                continue;
            }
            if !items.is_empty() {
                paper.push(Block::List(std::mem::take(&mut items)));
            }
            let line = Line::new().said(&note.text);
            paper.push(match note.kind {
                "heading" => Block::Heading { level: 3, anchor: None, line },
                _ => Block::Text(Kind::Plain, line),
            });
        }
        if !items.is_empty() {
            paper.push(Block::List(items));
        }
    }
    let slip = |slip: &ToldSlip| {
        let mut line = Line::new().strong("Wording: ").own(format!("{} (", slip.meaning));
        for (idx, words) in slip.words.iter().enumerate() {
            line = if idx > 0 { line.own(", ") } else { line };
            line = line.quoted(words);
        }
        Block::Text(Kind::Warning, line.own(format!("; {}).", slip.place)))
    };
    paper.extend(dossier.estimates.slips.iter().map(slip));
    paper
}

fn quote(quote: &Quote) -> Block {
    Block::Quote {
        parts: [quote.before.clone(), quote.stretch.clone(), quote.after.clone()],
        from: from(Line::new(), quote),
    }
}

/// Adds where words stand: document, place, outlet, day.
fn from(line: Line, quote: &Quote) -> Line {
    let line = line.name(&quote.document).own(format!(", {}", quote.place)).maybe(" \u{b7} ", quote.outlet.as_ref());
    match &quote.published {
        Some(day) => line.own(" \u{b7} ").day(day),
        None => line.own(" \u{b7} without a date"),
    }
}
