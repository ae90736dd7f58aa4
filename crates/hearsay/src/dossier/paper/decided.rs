//! What analysts decided, on paper: hypotheses with their matrix, answers to checklists, judgements with their reasons.

use super::{Block, Kind, Line, claim_anchor, day_of, from, heading, listed, moment, own};
use crate::dossier::{ToldAnswer, ToldEvidence, ToldHypotheses, ToldHypothesis, ToldJudgement, ToldLine};

pub(super) fn decided(judgement: &ToldJudgement) -> Line {
    let line = Line::new().strong(judgement.what).maybe(" ", judgement.value.as_ref());
    let line = line.own(", by ").said(&judgement.author).own(format!(", {}", day_of(&judgement.at)));
    line.maybe(": ", judgement.because.as_ref()).own(format!(" (entry {})", judgement.entry))
}

pub(super) fn hypotheses(hypotheses: &ToldHypotheses) -> Vec<Block> {
    let mut paper = vec![heading(2, "Hypotheses"), Block::Text(Kind::Notice, own(hypotheses.notice))];
    let stated = |one: &ToldHypothesis| {
        let variety = one.parent.as_ref().map(|parent| format!(" (a variety of {parent})")).unwrap_or_default();
        let line = Line::new().strong(one.hypothesis.clone()).own(" ").said(&one.text).own(variety);
        let line = line.own(" \u{b7} stated by ").said(&one.analyst).maybe(": ", one.because.as_ref());
        line.own(format!(" (entry {}) \u{b7} against it: {}", one.entry, one.against))
    };
    paper.push(Block::List(hypotheses.weighed.iter().map(stated).collect()));
    let row = |one: &ToldEvidence| {
        let words = Line::new().quoted(&one.words).own(" \u{b7} ").said(&one.by).own(" \u{b7} ");
        let words = match one.told_under {
            Some(number) => words.link(claim_anchor(number), format!("claim {number}")),
            None => words.name(&one.claim),
        };
        let letters = one.letters.iter().map(|letters| own(letters.clone()));
        [own(one.number.to_string()), words].into_iter().chain(letters).collect::<Vec<Line>>()
    };
    if !hypotheses.evidence.is_empty() && !hypotheses.weighed.is_empty() {
        // The names of hypotheses are letters and numbers of ours.
        const NAMES: [&str; 12] = ["h1", "h2", "h3", "h4", "h5", "h6", "h7", "h8", "h9", "h10", "h11", "h12"];
        let name = |one: &ToldHypothesis| NAMES.iter().find(|name| **name == one.hypothesis).copied().unwrap_or("h");
        let head = ["", "Evidence"].into_iter().chain(hypotheses.weighed.iter().map(name)).collect();
        let legend = "CC very consistent, C consistent, N neutral, I inconsistent, II very inconsistent, NA not applicable, - \
                      not rated; in brackets what is an echo of other evidence and counts for nothing.";
        paper.push(Block::Table { head, rows: hypotheses.evidence.iter().map(row).collect() });
        paper.push(Block::Text(Kind::Small, own(legend)));
    }
    let reasons = hypotheses.evidence.iter().flat_map(|one| {
        one.reasons.iter().map(move |reason| {
            let line = own(format!("Evidence {} on {}: ", one.number, reason.hypothesis)).strong(reason.rating);
            line.own(", ").said(&reason.analyst).own(": ").said(&reason.because)
        })
    });
    paper.extend(listed("Why it was rated so", reasons.collect()));
    for list in &hypotheses.reckoned {
        let line = |line: &ToldLine| {
            if line.of.is_empty() {
                Line::new().said(&line.text)
            } else {
                Line::new().said(&line.of).own(": ").said(&line.text)
            }
        };
        paper.extend(listed(list.heading, list.lines.iter().map(line).collect()));
    }
    paper
}

pub(super) fn answers(answers: &[ToldAnswer]) -> Vec<Block> {
    if answers.is_empty() {
        return Vec::new();
    }
    let row = |answer: &ToldAnswer| {
        let found =
            Line::new().strong(answer.meaning).own(", ").said(&answer.analyst).maybe(": ", answer.because.as_ref());
        let rests = from(Line::new().quoted(&answer.quote.words).own(" \u{b7} "), &answer.quote);
        vec![Line::new().said(&answer.of), own(format!("{}: {}", answer.checklist, answer.question)), found, rests]
    };
    let told = "Was a source or an artefact made to mislead? Answers are not added up: one forged page is enough.";
    let head = vec!["Of", "Question", "Answer", "It rests on"];
    vec![
        heading(2, "Checklists against deception"),
        Block::Text(Kind::Small, own(told)),
        Block::Table { head, rows: answers.iter().map(row).collect() },
    ]
}

pub(super) fn judgements(judgements: &[ToldJudgement]) -> Vec<Block> {
    if judgements.is_empty() {
        return Vec::new();
    }
    let row = |judgement: &ToldJudgement| {
        let mut on = Line::new();
        for (idx, one) in judgement.on.iter().enumerate() {
            on = if idx > 0 { on.own("; ") } else { on };
            on = on.own(format!("{} ", one.kind)).quoted(&one.words).own(" in ").name(&one.document);
        }
        let what = Line::new().strong(judgement.what).maybe(" ", judgement.value.as_ref());
        let why = judgement.because.as_ref().map_or_else(Line::new, |because| Line::new().said(because));
        let by = Line::new().said(&judgement.author).own(", ").day(moment(&judgement.at));
        vec![own(judgement.entry.to_string()), what, on, why, by]
    };
    let told = "All that was decided in the case and not taken back, by its entry in the log. What is rejected is left out of the \
                case; what is the same, or not, is final.";
    let head = vec!["Entry", "What", "On", "Why", "Who, when"];
    vec![
        heading(2, "What analysts decided"),
        Block::Text(Kind::Small, own(told)),
        Block::Table { head, rows: judgements.iter().map(row).collect() },
    ]
}
