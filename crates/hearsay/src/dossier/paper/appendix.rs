//! The appendices on paper: words of estimate, documents, and how the report is checked.

use super::{Block, Kind, Line, counted, heading, moment, own};
use crate::dossier::{Dossier, Estimates, ToldBand, ToldDocument};

pub(super) fn vocabulary(estimates: &Estimates) -> Vec<Block> {
    if !estimates.are_used {
        return Vec::new();
    }
    let row = |band: &ToldBand| {
        let [first, second] = band.wordings;
        let [low, high] = band.percent;
        vec![own(first), own(second), own(format!("{low}\u{2013}{high} %"))]
    };
    let told = format!(
        "Likelihood is told in one of two sets of words, never both: {}. Confidence ({}) tells how well founded a judgement \
         is, in a sentence of its own.",
        estimates.source,
        estimates.confidence.join(", ")
    );
    let head = vec!["First set", "Second set", "Likelihood"];
    vec![
        heading(2, "Appendix: words of estimate"),
        Block::Text(Kind::Small, own(told)),
        Block::Table { head, rows: estimates.bands.iter().map(row).collect() },
    ]
}

pub(super) fn documents(documents: &[ToldDocument]) -> Vec<Block> {
    if documents.is_empty() {
        return Vec::new();
    }
    let row = |document: &ToldDocument| {
        let day = document.published.as_ref().map_or_else(|| own("without a date"), |day| Line::new().day(day));
        let parts = [
            document.title.as_ref().map(|title| Line::new().quoted(title)),
            document.author.as_ref().map(|author| own("by ").said(author)),
            document.outlet.as_ref().map(|outlet| Line::new().said(outlet)),
            Some(day),
            document.url.as_ref().map(|url| Line::new().said(url)),
            document.captured.as_ref().map(|at| own("copy taken ").day(moment(at))),
        ];
        let mut what = Line::new();
        for (idx, part) in parts.into_iter().flatten().enumerate() {
            what = if idx > 0 { what.own(" \u{b7} ") } else { what };
            what.0.extend(part.0);
        }
        let mut file = Line::new().said(&document.file);
        file = match document.bytes {
            Some(bytes) => file.own(format!(" \u{b7} {bytes} bytes")),
            None => file,
        };
        file = match &document.hash {
            Some(hash) => file.own(" \u{b7} BLAKE3 ").code(hash.clone()),
            None => file.own(" \u{b7} hash left out"),
        };
        let reader =
            document.reader.as_ref().map_or_else(|| "not read".to_owned(), |reader| format!("reader {reader}"));
        file = file.own(format!(" \u{b7} {reader} \u{b7} entry {}", document.entry));
        vec![Line::new().name(&document.document), what, file]
    };
    let head = vec!["Document", "What it is", "File"];
    vec![heading(2, "Appendix: documents"), Block::Table { head, rows: documents.iter().map(row).collect() }]
}

pub(super) fn proof(dossier: &Dossier) -> Vec<Block> {
    let told = format!(
        "hearsay {} made this report from the case when its log had {}. The last of them has the hash",
        dossier.version,
        counted(usize::try_from(dossier.proof.entries).unwrap_or(usize::MAX), "entry", "entries"),
    );
    let check =
        "Whoever has the case can prove that neither its documents nor anything decided up to then was changed since:";
    vec![
        heading(2, "Appendix: how to check this report"),
        Block::Text(Kind::Plain, own(told).own(" ").code(dossier.proof.head.clone()).own(".")),
        Block::Text(Kind::Plain, own(check).own(" ").code(format!("hearsay audit CASE --head {}", dossier.proof.head))),
    ]
}
