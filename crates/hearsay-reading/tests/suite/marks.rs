//! What is, or must be, read of all but the words of attributions, a line each, in the words of the suite: entities,
//! artefacts, verdicts, hypotheses, hedges, stances, sources, the own voice, times and numbers.
//!
//! Only the kinds of line that an expectation holds are compared; entities one by one, all others as a whole.

use std::collections::BTreeSet;

use hearsay_reading::numbers::Number;
use hearsay_reading::reading::{
    Artefact, Attribution, Custody, Entity, EntityId, Hedge, HedgedClause, Link, MentionKind, Reading, Subject, Verdict,
};
use hearsay_reading::times::Time;
use hearsay_text::span::Span;

use crate::answer::squeeze;

/// The kinds of line.
const KINDS: [&str; 16] = [
    "entity",
    "artefact",
    "verdict",
    "subject",
    "ground",
    "when",
    "word",
    "hypothesis",
    "hedge",
    "hedged",
    "stance",
    "source",
    "chain",
    "own-voice",
    "time",
    "number",
];

/// Returns all lines of a reading.
fn lines(text: &str, reading: &Reading) -> Vec<String> {
    let mut lines: Vec<String> = reading.entities.iter().map(|entity| entity_line(text, reading, entity)).collect();
    lines.extend(reading.artefacts.iter().map(|artefact| artefact_line(text, artefact)));
    lines.extend(reading.verdicts.iter().map(|verdict| verdict_line(text, verdict)));
    lines.extend(reading.verdicts.iter().filter_map(|verdict| {
        let id = match verdict.about {
            Subject::Authenticity(id) | Subject::Authorship(id) => id?.to_string(),
            Subject::Claim(id) => id?.to_string(),
        };
        Some(format!("subject {} = {id}", verdict.id))
    }));
    lines.extend(reading.verdicts.iter().filter_map(|verdict| {
        verdict.ground.map(|ground| format!("ground {} = {}", verdict.id, squeeze(ground.of(text))))
    }));
    lines.extend(
        reading
            .verdicts
            .iter()
            .filter_map(|verdict| verdict.when.as_ref().map(|when| format!("when {} = {}", verdict.id, when.value))),
    );
    lines.extend(word_lines(reading));
    lines.extend(
        reading
            .hypotheses
            .iter()
            .map(|one| format!("hypothesis {} | {}", squeeze(one.cue.of(text)), squeeze(one.content.of(text)))),
    );
    for attribution in &reading.attributions {
        lines.extend(
            attribution.hedges.iter().map(|hedge| format!("{}; in {}", hedge_line(text, hedge), attribution.id)),
        );
    }
    lines.extend(reading.hedged_clauses.iter().map(|clause| hedged_line(text, clause)));
    lines.extend(reading.attributions.iter().map(|one| format!("stance {} = {}", one.id, one.stance.name())));
    lines.extend(reading.attributions.iter().map(|attribution| source_line(text, reading, attribution)));
    lines.extend(reading.attributions.iter().filter_map(|attribution| chain_line(text, attribution)));
    lines.extend(reading.own_voice.iter().map(|span| format!("own-voice {}", squeeze(span.of(text)))));
    lines.extend(reading.times.iter().map(|time| time_line(text, time)));
    lines.extend(reading.numbers.iter().map(|number| number_line(text, number)));
    lines
}

/// Returns the lines that answer an expectation: of its kinds, and of the entities those that it names.
pub(crate) fn answer(text: &str, reading: &Reading, expected: &str) -> String {
    let lines = lines(text, reading);
    let mut answered = Vec::new();
    let named: Vec<&str> = expected.lines().filter_map(name_of).collect();
    for name in &named {
        let found = lines.iter().find(|line| name_of(line) == Some(name));
        // Perhaps it is read under another name.
        let among = || lines.iter().find(|line| line.starts_with("entity ") && mentions(line).contains(name));
        answered.push(found.or_else(among).cloned().unwrap_or_else(|| format!("no entity {name}")));
    }
    for kind in &KINDS[1..] {
        let is_kind = |line: &&String| line.split(' ').next() == Some(kind);
        let is_asked =
            expected.lines().any(|line| line.split(' ').next() == Some(kind) || line == format!("no {kind}"));
        if is_asked {
            let before = answered.len();
            answered.extend(lines.iter().filter(is_kind).cloned());
            if answered.len() == before {
                answered.push(format!("no {kind}"));
            }
        }
    }
    answered.join("\n")
}

/// Checks that an expectation is well formed, and that its entities come first.
pub(crate) fn check(expected: &str) -> Result<(), String> {
    let place = |line: &str| {
        let kind = line.strip_prefix("no ").unwrap_or(line).split(' ').next().unwrap_or_default();
        KINDS.iter().position(|known| *known == kind).ok_or_else(|| format!("a line of no known kind: {line}"))
    };
    let places: Vec<usize> = expected.lines().map(place).collect::<Result<_, _>>()?;
    if places.is_empty() || !places.is_sorted() {
        return Err(format!("marks stand in the order {}, at least one", KINDS.join(", ")));
    }
    Ok(())
}

/// The name in a line of an entity.
fn name_of(line: &str) -> Option<&str> {
    Some(
        line.strip_prefix("entity ")?
            .rsplit_once(" (")
            .map_or("", |_| line["entity ".len()..].split(" (").next().unwrap_or("")),
    )
}

fn mentions(line: &str) -> BTreeSet<&str> {
    let others = line.split_once(" = ").map_or("", |(_, others)| others.split("; ").next().unwrap_or(""));
    others.split(", ").collect()
}

fn entity_line(text: &str, reading: &Reading, entity: &Entity) -> String {
    let name = name(text, entity);
    let mut others: Vec<String> = Vec::new();
    for mention in reading.mentions.iter().filter(|mention| mention.entity == entity.id) {
        let words = match mention.kind {
            MentionKind::Name => without_article(&squeeze(mention.span.of(text))).to_owned(),
            _ => squeeze(mention.span.of(text)),
        };
        if words != name && !others.contains(&words) {
            others.push(words);
        }
    }
    let mut line = format!("entity {name} ({})", entity.kind.name());
    if !others.is_empty() {
        line.push_str(&format!(" = {}", others.join(", ")));
    }
    let mut say = |what: &str, words: Option<String>| {
        if let Some(words) = words {
            line.push_str(&format!("; {what} {words}"));
        }
    };
    say("role", entity.role.map(|role| squeeze(role.of(text))));
    say("rank", entity.rank.map(|rank| squeeze(rank.of(text))));
    say("of", entity.belongs_to.map(|owner: EntityId| self::name(text, &reading.entities[owner.0 as usize - 1])));
    line
}

fn name(text: &str, entity: &Entity) -> String {
    let words = squeeze(entity.name.of(text));
    if entity.is_named { without_article(&words).to_owned() } else { words }
}

fn without_article(words: &str) -> &str {
    words.strip_prefix("the ").or_else(|| words.strip_prefix("The ")).unwrap_or(words)
}

fn artefact_line(text: &str, artefact: &Artefact) -> String {
    let mut mentions: Vec<String> = Vec::new();
    for mention in &artefact.mentions {
        let words = squeeze(mention.of(text));
        if !mentions.contains(&words) {
            mentions.push(words);
        }
    }
    let mut line = format!("artefact {} = {}", artefact.kind, mentions.join(", "));
    for custody in &artefact.custody {
        line.push_str(&format!("; {} {}", custody.role.name(), squeeze(custody.span.of(text))));
        for hedge in &custody.hedges {
            line.push_str(&format!(" ~{}~", squeeze(hedge.of(text))));
        }
    }
    for hedge in &artefact.hedges {
        line.push_str(&format!("; hedged {}", squeeze(hedge.of(text))));
    }
    line
}

fn verdict_line(text: &str, verdict: &Verdict) -> String {
    let or = |spans: &[Span], empty: &str| match spans {
        [] => empty.to_owned(),
        _ => spans.iter().map(|span| squeeze(span.of(text))).collect::<Vec<_>>().join(" … "),
    };
    format!(
        "verdict {}, {}, by {}, about {}: {}",
        verdict.kind.name(),
        verdict.outcome.name(),
        or(&verdict.by, "(nobody)"),
        verdict.about.name(),
        or(&verdict.about_spans, "(nothing)")
    )
}

fn hedge_line(text: &str, hedge: &Hedge) -> String {
    let cue: Vec<String> = hedge.cue.iter().map(|span| squeeze(span.of(text))).collect();
    let (about, kind, strength) = (hedge.about.name(), hedge.kind.name(), hedge.strength.name());
    format!("hedge {} = {kind}, {strength}, {about}", cue.join(" … "))
}

fn hedged_line(text: &str, one: &HedgedClause) -> String {
    let mut line =
        format!("hedged {} | {}", &hedge_line(text, &one.hedge)["hedge ".len()..], squeeze(one.clause.of(text)));
    if let Some(outer) = one.within {
        line.push_str(&format!("; in {outer}"));
    }
    for held in &one.holds {
        line.push_str(&format!("; holds {held}"));
    }
    line
}

/// On whose word we have a verdict, or who had a hand in an artefact, where it is not the writer's.
fn word_lines(reading: &Reading) -> Vec<String> {
    let verdicts = reading.verdicts.iter().filter_map(|one| Some(format!("word {} = {}", one.id, one.within?)));
    let custody = reading.artefacts.iter().flat_map(|artefact| {
        let told = |one: &Custody| Some(format!("word {} {} = {}", artefact.id, one.role.name(), one.within?));
        artefact.custody.iter().filter_map(told).collect::<Vec<_>>()
    });
    verdicts.chain(custody).collect()
}

/// The links of a chain with their parts in it and their bases.
fn chain_line(text: &str, attribution: &Attribution) -> Option<String> {
    let link = |link: &Link| format!("{} {}, {}", link.role.name(), squeeze(link.span.of(text)), link.basis.name());
    let links: Vec<String> = attribution.chain.iter().map(link).collect();
    (!links.is_empty()).then(|| format!("chain {} = {}", attribution.id, links.join(" > ")))
}

fn source_line(text: &str, reading: &Reading, attribution: &Attribution) -> String {
    let names: Vec<String> =
        attribution.sources.iter().map(|id| name(text, &reading.entities[id.0 as usize - 1])).collect();
    let who = if names.is_empty() { "(nobody)".to_owned() } else { names.join(", ") };
    let mut line =
        format!("source {} = {who}, {}, {}", attribution.id, attribution.source_class.name(), attribution.basis.name());
    for (what, value) in [("said", &attribution.said_on), ("of", &attribution.happened_on)] {
        if let Some(value) = value {
            line.push_str(&format!("; {what} {value}"));
        }
    }
    line
}

fn time_line(text: &str, time: &Time) -> String {
    let mut line = format!("time {} = {}, {}", squeeze(time.span.of(text)), time.value, time.granularity.name());
    if let Some(modifier) = time.modifier {
        line.push_str(&format!(", {}", modifier.name()));
    }
    if time.interval.is_none() {
        line.push_str(", not placed");
    }
    if let Some(anchor) = time.anchor {
        line.push_str(&format!("; hangs on {}", squeeze(anchor.of(text))));
    }
    line
}

fn number_line(text: &str, number: &Number) -> String {
    let mut line = format!("number {} = {} {}", squeeze(number.span.of(text)), number.comparison.name(), number.value);
    if let Some(high) = &number.high {
        line.push_str(&format!(" to {high}"));
    }
    if let Some(unit) = number.unit {
        line.push_str(&format!(" {unit}"));
    }
    if let Some(counted) = number.counted {
        line.push_str(&format!("; counts {}", squeeze(counted.of(text))));
    }
    line
}
