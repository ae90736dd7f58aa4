//! The letters, recordings and the like of a case: a row for each, and a card for one.

use hearsay_case::artefacts::{ArtefactProposal, CaseArtefact, CaseCustody, Told};
use hearsay_case::record::{Subject, Verdict};
use hearsay_case::standing::artefacts::Question;
use hearsay_case::standing::{Event, Move};

use super::entities::{few, says, write_undecided};
use super::trace::event_rows;
use super::{Shown, days, told};
use crate::terminal::clean;
use crate::view::amounts::counted;
use crate::view::findings::{custody_in_words, outcome_in_words};
use crate::view::lists::{List, Part, Row};
use crate::view::look::{Look, Style};
use crate::who::{self, Undecided};

/// Returns a row for each of the chosen artefacts.
pub(crate) fn list(shown: &Shown<'_>, chosen: &[usize], look: &Look) -> String {
    if chosen.is_empty() {
        return "no artefact in the case is like that\n".to_owned();
    }
    let rows = chosen.iter().map(|idx| row(shown, *idx, look)).collect();
    let mut out = String::new();
    List { heading: "Artefacts", rows, rest: Vec::new() }.write(look, &mut out);
    out.trim_start_matches('\n').to_owned()
}

fn row(shown: &Shown<'_>, idx: usize, look: &Look) -> Row {
    let artefact = &shown.case.artefacts().all[idx];
    let mut parts: Vec<Part> = head_parts(artefact, look);
    parts.extend(artefact.custody.iter().map(|custody| (custody_told(shown, artefact, custody, look), Style::PLAIN)));
    for (question, standing) in who::standings_of(shown.case, idx) {
        // Who is named as the author is told with the hands.
        let events = standing.events.iter().filter(|event| event.what != Move::Alleged);
        parts.extend(events.map(|event| (event_told(question, event), Style::CUE)));
    }
    parts.push((counted(who::n_documents_of(artefact), "document", "documents"), Style::BOLD));
    Row { id: who::artefact_reference(shown.names, artefact), name: Part::default(), parts }
}

fn head_parts(artefact: &CaseArtefact, look: &Look) -> Vec<Part> {
    let name = look.signs().quoted(&clean(who::artefact_name(artefact)));
    let mut parts: Vec<Part> = vec![(name, Style::SOURCE), (clean(&artefact.kind).into_owned(), Style::DIM)];
    let mut doubts: Vec<String> = artefact.hedges.iter().map(|(_, words)| clean(words).into_owned()).collect();
    doubts.sort();
    doubts.dedup();
    if !doubts.is_empty() {
        let quoted: Vec<String> = doubts.iter().map(|words| look.signs().quoted(words)).collect();
        parts.push((format!("hedged {}", few(&quoted)), Style::CUE));
    }
    parts
}

/// Returns "leaked by a trusted courier (on the word of Anton Veresk)".
fn custody_told(shown: &Shown<'_>, artefact: &CaseArtefact, custody: &CaseCustody, look: &Look) -> String {
    let mut beside: Vec<String> = Vec::new();
    if custody.is_hedged() {
        let hedge = custody.told.iter().flat_map(|told| &told.hedges).next();
        beside.extend(hedge.map(|hedge| format!("hedged {}", look.signs().quoted(&clean(hedge)))));
    }
    let words: Vec<Option<String>> = custody.told.iter().map(|told| on_the_word_of(shown, artefact, told)).collect();
    // The writer's own word somewhere is enough.
    if let Some(Some(word)) = words.first().filter(|_| words.iter().all(Option::is_some)) {
        beside.push(format!("on the word of {word}"));
    }
    let beside = if beside.is_empty() { String::new() } else { format!(" ({})", beside.join("; ")) };
    format!("{} {}{beside}", custody_in_words(custody.role), custody_name(shown, custody))
}

fn custody_name(shown: &Shown<'_>, custody: &CaseCustody) -> String {
    let entity = custody.entity.map(|idx| shown.case.entities().all[idx].name.as_str());
    clean(entity.unwrap_or(&custody.words)).into_owned()
}

fn on_the_word_of(shown: &Shown<'_>, artefact: &CaseArtefact, told: &Told) -> Option<String> {
    let record = shown.case.record_of(artefact.members[told.member].document)?;
    who::on_whose_word(shown.case, record, told.within).map(|word| clean(&word).into_owned())
}

/// Returns "denied by Katra Lind (2024-03-13)", and of who made it "authorship denied by ...".
fn event_told(question: Question, event: &Event) -> String {
    let of = if question == Question::Authorship { "authorship " } else { "" };
    let day = event.on.map(|on| format!(" ({})", days(Some(on)))).unwrap_or_default();
    format!("{of}{}{day}", told(event))
}

fn by_told(shown: &Shown<'_>, record: usize, verdict: &Verdict) -> String {
    let by = who::by_whom(shown.case, record, verdict);
    if by.is_empty() { "nobody named".to_owned() } else { clean(&by.join(", ")).into_owned() }
}

/// Returns all that is known of one artefact.
pub(crate) fn card(shown: &Shown<'_>, idx: usize, undecided: &[Undecided], case: &str, look: &Look) -> String {
    let artefact = &shown.case.artefacts().all[idx];
    let mut head = head_parts(artefact, look);
    head.push((counted(who::n_documents_of(artefact), "document", "documents"), Style::BOLD));
    let head = Row { id: who::artefact_reference(shown.names, artefact), name: Part::default(), parts: head };
    let verdicts = who::verdicts_on(shown.case, idx);
    let claims = who::claims_of(shown.case, artefact);
    let name = who::artefact_name(artefact);
    let [authenticity, authorship] =
        who::standings_of(shown.case, idx).map(|(_, standing)| event_rows(shown, &standing.events, look));
    let lists = [
        ("Artefact", vec![head]),
        ("Called", names(shown, artefact, look)),
        ("Whose hands", artefact.custody.iter().flat_map(|one| hands(shown, artefact, one, look)).collect()),
        ("That it is genuine", authenticity),
        ("Who made it", authorship),
        ("Verdicts", verdicts.iter().map(|(record, verdict)| verdict_row(shown, *record, verdict, look)).collect()),
        ("Doubts", doubts(shown, artefact, look)),
        ("Why they are one", artefact.because.iter().map(|because| because_row(shown, because, look)).collect()),
        ("What it is said to say", says(shown, &claims, name, case, look)),
    ];
    let mut out = String::new();
    for (heading, rows) in lists {
        List { heading, rows, rest: Vec::new() }.write(look, &mut out);
    }
    write_undecided(undecided, &|idx| who::artefact_name(&shown.case.artefacts().all[idx]), case, look, &mut out);
    out.trim_start_matches('\n').to_owned()
}

fn names(shown: &Shown<'_>, artefact: &CaseArtefact, look: &Look) -> Vec<Row> {
    let mut names: Vec<_> = artefact.names.iter().collect();
    names.sort_by_key(|(words, places)| (std::cmp::Reverse(places.len()), words.clone()));
    let row = |(words, places): &(String, Vec<(usize, hearsay_text::span::Span)>)| {
        let mut members: Vec<usize> = places.iter().map(|(member, _)| *member).collect();
        members.dedup();
        let place = |member: &usize| who::artefact_member_reference(shown.names, artefact.members[*member]);
        let places: Vec<String> = members.iter().map(place).collect();
        let id = look.signs().quoted(&clean(words));
        Row { id, name: Part::default(), parts: vec![(few(&places), Style::DIM)] }
    };
    names.into_iter().map(row).collect()
}

/// Returns a row for each document that says so.
fn hands(shown: &Shown<'_>, artefact: &CaseArtefact, custody: &CaseCustody, look: &Look) -> Vec<Row> {
    let role = custody_in_words(custody.role).trim_end_matches(':');
    let row = |(told_idx, told): (usize, &Told)| {
        let member = artefact.members[told.member];
        let mut parts: Vec<Part> = Vec::new();
        if told_idx == 0 {
            parts.push((custody_name(shown, custody), Style::SOURCE));
        }
        parts.push((look.signs().quoted(&clean(&told.words)), Style::PLAIN));
        let hedges = told.hedges.iter().map(|hedge| look.signs().quoted(&clean(hedge)));
        parts.extend(hedges.map(|hedge| (format!("hedged {hedge}"), Style::CUE)));
        let word = on_the_word_of(shown, artefact, told);
        parts.extend(word.map(|word| (format!("on the word of {word}"), Style::PLAIN)));
        parts.push((who::artefact_member_reference(shown.names, member), Style::DIM));
        let id = if told_idx == 0 { role.to_owned() } else { String::new() };
        Row { id, name: Part::default(), parts }
    };
    custody.told.iter().enumerate().map(row).collect()
}

fn verdict_row(shown: &Shown<'_>, record: usize, verdict: &Verdict, look: &Look) -> Row {
    let day = verdict.when.clone().or(shown.record(record).published.map(|day| day.to_string()));
    let about = match verdict.about {
        Subject::Authorship(_) => "who made it",
        Subject::Authenticity(_) | Subject::Claim(_) => "that it is genuine",
    };
    let outcome = outcome_in_words(verdict.kind, verdict.form, verdict.outcome);
    let mut parts: Vec<Part> = vec![
        (format!("{outcome} by {}", by_told(shown, record, verdict)), Style::CUE),
        (about.to_owned(), Style::PLAIN),
        (look.signs().quoted(&clean(&verdict.words)), Style::PLAIN),
    ];
    let word = who::on_whose_word(shown.case, record, verdict.within).map(|word| clean(&word).into_owned());
    let word = word.unwrap_or_else(|| shown.publisher(record));
    parts.push((format!("on the word of {word}"), Style::DIM));
    parts.push((format!("{}/{}", shown.document(record), verdict.id), Style::DIM));
    let id = day.map_or_else(|| "no date".to_owned(), |day| clean(&day).into_owned());
    Row { id, name: Part::default(), parts }
}

fn doubts(shown: &Shown<'_>, artefact: &CaseArtefact, look: &Look) -> Vec<Row> {
    let row = |(member, words): &(usize, String)| Row {
        id: who::artefact_member_reference(shown.names, artefact.members[*member]),
        name: Part::default(),
        parts: vec![(look.signs().quoted(&clean(words)), Style::PLAIN)],
    };
    artefact.hedges.iter().map(row).collect()
}

fn because_row(shown: &Shown<'_>, because: &ArtefactProposal, look: &Look) -> Row {
    let side = |member: hearsay_case::artefacts::ArtefactMember, spans: &[hearsay_text::span::Span]| {
        let place = who::artefact_member_reference(shown.names, member);
        let record = shown.case.record_of(member.document);
        let words = record.map(|record| shown.words(record, &spans[..spans.len().min(1)])).unwrap_or_default();
        if words.is_empty() { place } else { format!("{} in {place}", look.signs().quoted(&words)) }
    };
    let both = format!("{} and {}", side(because.one, &because.spans.0), side(because.other, &because.spans.1));
    Row {
        id: because.surety.name().to_owned(),
        name: Part::default(),
        parts: vec![(clean(&because.because).into_owned(), Style::PLAIN), (both, Style::DIM)],
    }
}
