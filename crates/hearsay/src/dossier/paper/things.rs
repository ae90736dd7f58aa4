//! Sources and artefacts on paper.

use super::claims::class_told;
use super::{Block, Kind, Line, claim_anchor, counted, day_of, from, heading, own};
use crate::dossier::{ToldArtefact, ToldSource, ToldVerdict};

pub(super) fn sources(sources: &[ToldSource]) -> Vec<Block> {
    if sources.is_empty() {
        return Vec::new();
    }
    let row = |source: &ToldSource| {
        let mut who = Line::new().said(&source.name);
        who = match source.kind {
            Some(kind) => who.own(format!(" ({kind})")),
            None => who.maybe(" in ", source.document.as_ref()),
        };
        let mut described = Line::new();
        for (idx, one) in source.described.iter().enumerate() {
            described = if idx > 0 { described.own("; ") } else { described };
            described = described.quoted(&one.words).own(" in ").name(&one.document);
        }
        let classes: Vec<&str> = source.classes.iter().filter_map(|class| class_told(class)).collect();
        let class = if classes.is_empty() { "\u{2013}".to_owned() } else { classes.join(", ") };
        let grade = source.grade.as_ref().map_or_else(
            || own("not graded"),
            |grade| {
                let line = Line::new().strong(grade.value).own(format!(", {}, by ", grade.meaning)).said(&grade.author);
                line.own(format!(", {}", day_of(&grade.at))).maybe(": ", grade.because.as_ref())
            },
        );
        let mut claims = Line::new();
        for (idx, number) in source.claims.iter().enumerate() {
            claims = if idx > 0 { claims.own(", ") } else { claims };
            claims = claims.link(claim_anchor(*number), number.to_string());
        }
        vec![who, own(source.roles.join(", ")), own(class), described, own(source.bases.join(", ")), grade, claims]
    };
    let told = "Whoever a claim of this report comes from or through. The class is how much the texts say of who it is; the \
                basis is how it is said to know; the grade is the Admiralty\u{2019}s, as an analyst gave it.";
    let head = vec!["Who", "As", "Class", "Said to be", "Basis", "Grade", "Claims"];
    vec![
        heading(2, "Sources"),
        Block::Text(Kind::Small, own(told)),
        Block::Table { head, rows: sources.iter().map(row).collect() },
    ]
}

pub(super) fn artefact(artefact: &ToldArtefact) -> Vec<Block> {
    let mut stands = Line::new().said(&artefact.kind);
    stands = stands.own(format!(" \u{b7} in {} \u{b7} ", counted(artefact.n_documents, "document", "documents")));
    stands = stands.name(&artefact.id);
    for (idx, hedge) in artefact.hedges.iter().enumerate() {
        stands = stands.own(if idx > 0 { ", " } else { " \u{b7} hedged " }).quoted(hedge);
    }
    let title = Block::Heading { level: 3, anchor: None, line: Line::new().said(&artefact.name) };
    let mut paper = vec![Block::Section(vec![title, Block::Text(Kind::Small, stands)])];
    let mut hands: Vec<Vec<Line>> = Vec::new();
    for custody in &artefact.custody {
        for (idx, hand) in custody.told.iter().enumerate() {
            let who = if idx == 0 { Line::new().said(&custody.name) } else { Line::new() };
            let mut words = Line::new().quoted(&hand.quote.words);
            for hedge in &hand.hedges {
                words = words.own(", hedged ").quoted(hedge);
            }
            words = words.maybe(", on the word of ", hand.on_the_word_of.as_ref()).own(" \u{b7} ");
            hands.push(vec![own(if idx == 0 { custody.role } else { "" }), who, from(words, &hand.quote)]);
        }
    }
    if !hands.is_empty() {
        let head = vec!["Hand", "Who or what", "In which words, and where"];
        paper.push(Block::Section(vec![heading(4, "Whose hands it went through"), Block::Table { head, rows: hands }]));
    }
    let verdict = |verdict: &ToldVerdict| {
        let on = verdict.on.as_ref().map_or_else(|| own("no date"), |day| Line::new().day(day.as_str()));
        let by = if verdict.by.is_empty() { own("nobody named") } else { Line::new().names(&verdict.by) };
        let about = if verdict.about == "authorship" { "who made it" } else { "that it is genuine" };
        let mut what = Line::new().strong(verdict.what.clone()).own(" by ");
        what.0.extend(by.0);
        let what = what.own(format!(": {about}; on the word of ")).said(&verdict.on_the_word_of);
        vec![on, what, from(Line::new().quoted(&verdict.quote.words).own(" \u{b7} "), &verdict.quote)]
    };
    if !artefact.verdicts.is_empty() {
        let head = vec!["When", "What", "In which words, and where"];
        let rows = artefact.verdicts.iter().map(verdict).collect();
        paper.push(Block::Section(vec![heading(4, "Verdicts"), Block::Table { head, rows }]));
    }
    paper
}
