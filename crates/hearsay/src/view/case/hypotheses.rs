//! The hypotheses of a case as lists: those stated, those that documents offer, and the checklists against deception.
//!
//! Not the matrix, and nothing that is reckoned.

use hearsay_case::hypotheses::cited::{Cited, Stated};
use hearsay_case::hypotheses::deception::{Answered, Checklist, Finding, Question, Subject};
use hearsay_case::hypotheses::offered::{Offered, are_alike};
use hearsay_case::hypotheses::scale::HypothesisId;

use super::Shown;
use crate::reference::Names;
use crate::terminal::clean;
use crate::view::amounts::counted;
use crate::view::lines::Line;
use crate::view::lists::{INDENT, List, Part, Row};
use crate::view::look::{Look, Style};
use crate::view::page::finish_line;
use crate::who::{self, for_shell};

/// Returns the hypotheses that were stated; `case` is how a shell takes the name of the case.
pub(crate) fn list(cited: &Cited, case: &str, look: &Look) -> String {
    if cited.hypotheses.is_empty() {
        return format!("no hypothesis is stated: hearsay hypothesis {case} add WORDS\n");
    }
    let mut out = String::new();
    let rows = cited.hypotheses.iter().map(|one| row(one, cited)).collect();
    List { heading: "Hypotheses", rows, rest: Vec::new() }.write(look, &mut out);
    out.trim_start_matches('\n').to_owned()
}

fn row(one: &Stated, cited: &Cited) -> Row {
    let mut parts: Vec<Part> = vec![(clean(&one.text).into_owned(), Style::BOLD)];
    parts.extend(one.parent.map(|parent| (format!("a variety of {parent}"), Style::PLAIN)));
    let n_rated = cited.items.iter().filter(|item| item.ratings.keys().any(|(of, _)| *of == one.id)).count();
    parts.push((format!("{} rated on it", counted(n_rated, "claim", "claims")), Style::PLAIN));
    parts.extend(one.because.as_ref().map(|why| (clean(why).into_owned(), Style::PLAIN)));
    parts.extend(one.withdrawn.map(|entry| (format!("withdrawn by entry {entry}"), Style::HINT)));
    parts.push((clean(&one.analyst).into_owned(), Style::DIM));
    parts.push((format!("entry {}", one.entry), Style::DIM));
    Row { id: one.id.to_string(), name: Part::default(), parts }
}

/// Returns what documents put forward, each with the command that states it.
pub(crate) fn offered(
    all: &[Offered],
    stated: &[(HypothesisId, String)],
    names: &Names,
    case: &str,
    look: &Look,
) -> String {
    if all.is_empty() {
        return "no document puts a hypothesis forward\n".to_owned();
    }
    let mut out = String::new();
    for one in all {
        let mut parts: Vec<Part> = Vec::new();
        for place in &one.places {
            let by = place.by.as_ref().map_or_else(|| "the writer".to_owned(), |by| clean(by).into_owned());
            parts.push((format!("{by} in {}", names.name(place.document)), Style::SOURCE));
        }
        let known = stated.iter().find(|(_, text)| are_alike(text, &one.words));
        parts.extend(known.map(|(id, _)| (format!("stated as {id}"), Style::HINT)));
        let id = look.signs().quoted(&clean(&one.words));
        let heading = if out.is_empty() { "Put forward by documents" } else { "" };
        write_offered(&Row { id, name: Part::default(), parts }, heading, look, &mut out);
        if known.is_none() {
            let command = format!("hearsay hypothesis {case} add {}", for_shell(&clean(&one.words)));
            // Never wrapped: it is there to be copied.
            finish_line(&Line::of(format!("{}{command}", " ".repeat(INDENT + 2)), Style::HINT), look, &mut out);
        }
    }
    out.trim_start_matches('\n').to_owned()
}

fn write_offered(row: &Row, heading: &'static str, look: &Look, out: &mut String) {
    use crate::view::lists::{dotted, first_word, write_heading, write_set};
    if !heading.is_empty() {
        write_heading(heading, look, out);
    }
    let mut set = vec![first_word("", Style::PLAIN)];
    let mut parts = vec![(row.id.clone(), Style::BOLD)];
    parts.extend(row.parts.iter().cloned());
    let mut words = dotted(&parts, look);
    words.first_mut().into_iter().for_each(|first| first.space = None);
    set.append(&mut words);
    write_set(&set, INDENT + 2, look, out);
}

/// Returns all questions of the checklists on a source or artefact, with the answers.
pub(crate) fn checklist(shown: &Shown<'_>, on: Subject, answered: &[Answered], look: &Look) -> String {
    let name = match on {
        Subject::Source(idx) => shown.case.entities().all[idx].name.as_str(),
        Subject::Artefact(idx) => who::artefact_name(&shown.case.artefacts().all[idx]),
    };
    let mut out = format!("Was it made to mislead? {}\n", look.signs().quoted(&clean(name)));
    for checklist in Checklist::ALL {
        let questions = Question::ALL.iter().filter(|question| question.checklist() == *checklist);
        let rows = questions.flat_map(|question| question_rows(shown, *question, answered, look)).collect();
        List { heading: heading(*checklist), rows, rest: Vec::new() }.write(look, &mut out);
    }
    out.push_str("\nThe answers are not added up: one good motive proves nothing, and one forged page is enough.\n");
    out
}

fn heading(checklist: Checklist) -> &'static str {
    match checklist {
        Checklist::Mom => "MOM: motive, opportunity and means",
        Checklist::Pop => "POP: past opposition practices",
        Checklist::Moses => "MOSES: manipulability of sources",
        Checklist::Eve => "EVE: evaluation of evidence",
    }
}

fn question_rows(shown: &Shown<'_>, question: Question, answered: &[Answered], look: &Look) -> Vec<Row> {
    let own: Vec<&Answered> = answered.iter().filter(|one| one.question == question).collect();
    let mut rows = vec![Row {
        id: question.name().to_owned(),
        name: Part::default(),
        parts: vec![(question.words().to_owned(), if own.is_empty() { Style::DIM } else { Style::PLAIN })],
    }];
    for one in own {
        let style = match one.finding {
            Finding::Suspect => Style::AGAINST,
            Finding::Clear => Style::FITS,
            Finding::Open => Style::PLAIN,
        };
        let mut parts: Vec<Part> = vec![(one.finding.meaning().to_owned(), style)];
        let words = look.signs().quoted(&clean(&one.words.anchor.words));
        parts.push((format!("{words} in {}", shown.names.name(one.words.anchor.document)), Style::PLAIN));
        parts.extend(one.because.as_ref().map(|why| (clean(why).into_owned(), Style::PLAIN)));
        parts.push((clean(&one.analyst).into_owned(), Style::DIM));
        parts.push((format!("entry {}", one.entry), Style::DIM));
        rows.push(Row { id: String::new(), name: Part::default(), parts });
    }
    rows
}
