//! A claim on paper: who says it on whose word, on what it rests, how it got there, how it stands, and what misleads.

use super::decided::decided;
use super::{Block, Kind, Line, anchored, claim_anchor, counted, from, heading, listed, own, quote};
use crate::dossier::{ToldClaim, ToldDisagreement, ToldEvent, ToldOrigin, ToldReport, ToldStep, ToldVariant};

pub(super) fn claim(claim: &ToldClaim) -> Vec<Block> {
    let title = own(format!("{}. ", claim.number)).quoted(&claim.words);
    let mut stands = Line::new().strong(counted(claim.n_origins, "origin", "origins"));
    stands = stands.own(format!(
        " \u{b7} told by {} \u{b7} {} \u{b7} ",
        counted(claim.n_documents, "document", "documents"),
        claim.standing.join(", ")
    ));
    let mut paper = vec![Block::Section(vec![
        anchored(3, claim_anchor(claim.number), title),
        Block::Text(Kind::Small, stands.name(&claim.id)),
    ])];
    for warning in &claim.warnings {
        paper.push(Block::Text(Kind::Warning, Line::new().strong("Beware: ").said(&warning.because).own(".")));
        paper.extend(warning.quotes.iter().map(quote));
    }
    paper.push(heading(4, "Who says it, on whose word: from the writer inward"));
    paper.extend(claim.reports.iter().map(report));
    let many = claim.origins.len() > 1;
    let mut origins: Vec<Line> =
        claim.origins.iter().enumerate().map(|(idx, one)| origin(idx + 1, one, many)).collect();
    origins.extend(claim.between.iter().map(|one| {
        let [first, second] = one.origins;
        own(format!("Between {first} and {second}: ")).strong(one.answer)
    }));
    paper.extend(listed(&format!("What it rests on: {}", counted(claim.n_origins, "origin", "origins")), origins));
    let step = |step: &ToldStep| {
        let line = Line::new().said(&step.from).own(" has it from ").said(&step.to).own(": ");
        let line = if step.quote.words.is_empty() { line.said(&step.because) } else { line.quoted(&step.quote.words) };
        let why = (step.evidence == "copy" && !step.quote.words.is_empty()).then_some(&step.because);
        from(line.maybe(" \u{2013} ", why).own(" \u{b7} "), &step.quote)
    };
    paper.extend(listed("How it got there", claim.steps.iter().map(step).collect()));
    let events: Vec<Vec<Line>> = claim.events.iter().map(event).collect();
    paper.push(Block::Section(vec![
        heading(4, "How it stands, by the record"),
        Block::Table { head: vec!["When", "What", "In which words, and where"], rows: events },
    ]));
    paper.extend(listed("Other claims on the same matter", claim.variants.iter().flat_map(variant).collect()));
    paper.extend(listed("What analysts decided", claim.judgements.iter().map(decided).collect()));
    paper
}

/// Returns a report: its chain, its words, and what weakens it.
fn report(report: &ToldReport) -> Block {
    let mut chain = Line::new();
    for (idx, link) in report.chain.iter().enumerate() {
        chain = if idx > 0 { chain.own(" \u{2192} ") } else { chain };
        chain = chain.said(&link.name);
        let class = class_told(link.class);
        let is_telling = matches!(link.role, "source" | "cited" | "relay");
        let basis = (link.basis != "unstated" && is_telling).then_some(link.basis);
        let beside: Vec<&str> = [Some(link.role), class.filter(|_| is_telling), basis].into_iter().flatten().collect();
        chain = chain.own(format!(" ({})", beside.join(", ")));
    }
    let kind = report.act.unwrap_or("the writer\u{2019}s own voice");
    let mut told = vec![kind.to_owned()];
    if report.act.is_some() {
        told.push(format!("{} quotation", report.quotation));
    }
    if report.stance != "asserts" {
        told.push(format!("the source {} it", report.stance));
    }
    // A time that is not placed, as "XXXX-WXX-3", tells a reader nothing.
    let is_placed = |day: &&String| day.starts_with(|letter: char| letter.is_ascii_digit());
    told.extend(report.said_on.as_ref().filter(is_placed).map(|day| format!("said on {day}")));
    if report.confidence == "low" {
        told.push("the reader is unsure".to_owned());
    }
    told.extend(report.origin.map(str::to_owned));
    let mut detail = own(told.join(" \u{b7} "));
    for hedge in &report.hedges {
        let about = if hedge.about == "content" { String::new() } else { format!("; about the {}", hedge.about) };
        detail = detail
            .own(" \u{b7} hedged ")
            .quoted(&hedge.words)
            .own(format!(" ({}: {}{about})", hedge.strength, hedge.meaning));
    }
    detail = detail.maybe(" \u{b7} taken for the same: ", report.why_same.as_ref());
    Block::Section(vec![Block::Text(Kind::Plain, chain), quote(&report.quote), Block::Text(Kind::Small, detail)])
}

/// Returns what a text says of who a source is, in words.
pub(super) fn class_told(class: &str) -> Option<&'static str> {
    match class {
        "named" => Some("named"),
        "named-organisation" => Some("named body"),
        "role-described" => Some("described by a role"),
        "anonymous" => Some("kept nameless"),
        _ => None,
    }
}

fn origin(number: usize, origin: &ToldOrigin, many: bool) -> Line {
    let line = if many { own(format!("Origin {number}: ")) } else { Line::new() };
    let line = line.names(&origin.names).own(format!(" \u{b7} {}", origin.kind));
    let line = match origin.own_access {
        Some(basis) => line.own(format!(" \u{b7} its own access: {basis}")),
        None => line,
    };
    line.own(" \u{b7} counted so: ").said(&origin.recipe)
}

fn event(event: &ToldEvent) -> Vec<Line> {
    let when = match (&event.first_day, &event.last_day) {
        (Some(first), Some(last)) if first != last => Line::new().day(first).own(" to ").day(last),
        (Some(first), _) => Line::new().day(first),
        _ => own("no date"),
    };
    let mut what = Line::new().strong(event.what);
    if !event.by.is_empty() {
        what = what.own(" by ").names(&event.by);
    }
    if !event.on_the_word_of.is_empty() && event.on_the_word_of != event.by {
        what = what.own(", on the word of ").names(&event.on_the_word_of);
    }
    if event.from_another_origin {
        what = what.own("; from another origin");
    }
    for note in &event.notes {
        what = what.own("; ").said(note);
    }
    let mut words = from(Line::new().quoted(&event.quote.words).own(" \u{b7} "), &event.quote);
    if !event.passed_on_by.is_empty() {
        words = words.own(" \u{b7} passed on by ").names(&event.passed_on_by);
    }
    vec![when, what, words]
}

fn variant(variant: &ToldVariant) -> Vec<Line> {
    let of = |line: Line| match variant.number {
        Some(number) => line.link(claim_anchor(number), format!("claim {number}")),
        None => line.name(&variant.id),
    };
    if variant.disagreements.is_empty() {
        return vec![of(Line::new().quoted(&variant.words).own(" \u{b7} both may hold \u{b7} "))];
    }
    let told = |one: &ToldDisagreement| {
        let [own_words, other] = &one.words;
        let slot = own(format!("On {}: here ", one.on)).quoted(own_words).own(", there ").quoted(other);
        let slot = if one.can_both_hold { slot.own(" (both may hold)") } else { slot };
        of(slot.own(" in ").quoted(&variant.words).own(" \u{b7} "))
    };
    variant.disagreements.iter().map(told).collect()
}
