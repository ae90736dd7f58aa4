//! Who is who in a case: a row for each, and a card for one.

use hearsay_case::entities::{Alias, Because, CaseEntity, Member, RoleAt, Who};
use hearsay_case::lineage::ClaimRef;

use super::Shown;
use super::undecided::pair;
use crate::terminal::clean;
use crate::view::amounts::counted;
use crate::view::lists::{List, Part, Row, write_heading};
use crate::view::look::{Look, Style};
use crate::who::{self, Undecided};

/// Returns a row for each of the chosen entities; `n_more` are left out.
pub(crate) fn list(shown: &Shown<'_>, chosen: &[usize], n_more: usize, look: &Look) -> String {
    if chosen.is_empty() {
        return "nobody in the case is like that\n".to_owned();
    }
    let rows = chosen.iter().map(|idx| row(shown, *idx, look)).collect();
    let mut out = String::new();
    List { heading: "Who is who", rows, rest: Vec::new() }.write(look, &mut out);
    if n_more > 0 {
        out.push_str(&format!("\n{} more: --all shows them\n", counted(n_more, "entity", "entities")));
    }
    out.trim_start_matches('\n').to_owned()
}

/// Returns a line that says how many pairs are left to decide and what lists them; nothing if there are none.
pub(crate) fn hint_of_undecided(n_undecided: usize, command: &str, case: &str) -> String {
    if n_undecided == 0 {
        return String::new();
    }
    let (pairs, are) = (counted(n_undecided, "pair", "pairs"), if n_undecided == 1 { "is" } else { "are" });
    format!("\n{pairs} may be one and {are} left to you: hearsay {command} {case} --possible\n")
}

/// More names would hide the rest of the row.
const ALSO_MAX: usize = 4;

fn row(shown: &Shown<'_>, idx: usize, look: &Look) -> Row {
    let entity = &shown.case.entities().all[idx];
    let mut parts: Vec<Part> = vec![(who::kind(entity).to_owned(), Style::DIM)];
    parts.push((counts(shown, idx), Style::BOLD));
    parts.extend(latest_role(shown, entity).map(|role| (role, Style::SOURCE)));
    parts.extend(also(entity, look));
    Row {
        id: who::entity_reference(shown.names, entity).unwrap_or_default(),
        name: (clean(&entity.name).into_owned(), Style::BOLD),
        parts,
    }
}

fn also(entity: &CaseEntity, look: &Look) -> Option<Part> {
    let others: Vec<&Alias> = entity.aliases.iter().filter(|alias| alias.name != entity.name).collect();
    if others.is_empty() {
        return None;
    }
    let names: Vec<String> =
        others.iter().take(ALSO_MAX).map(|alias| look.signs().quoted(&clean(&alias.name))).collect();
    let more = others.len().saturating_sub(ALSO_MAX);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    Some((format!("also {}{more}", names.join(", ")), Style::PLAIN))
}

fn latest_role(shown: &Shown<'_>, entity: &CaseEntity) -> Option<String> {
    let dated = entity.roles.iter().rev().find(|role| role.published.is_some());
    let role = dated.or(entity.roles.last())?;
    let place = shown.names.name(entity.members[role.member].document);
    let when = role.published.map_or_else(|| place.to_owned(), |day| day.to_string());
    Some(format!("{} ({when})", clean(&role.words)))
}

fn counts(shown: &Shown<'_>, idx: usize) -> String {
    let entity = &shown.case.entities().all[idx];
    let documents = counted(who::n_documents(entity), "document", "documents");
    let claims = counted(shown.case.voices().makes[idx].len(), "claim", "claims");
    match shown.case.voices().passes_on[idx].len() {
        0 => format!("{documents}, {claims}"),
        n_passed_on => format!("{documents}, {claims}, passes on {n_passed_on}"),
    }
}

/// Returns all that is known of one entity.
pub(crate) fn card(shown: &Shown<'_>, idx: usize, undecided: &[Undecided], case: &str, look: &Look) -> String {
    let entity = &shown.case.entities().all[idx];
    let mut out = String::new();
    let kind = (who::kind(entity).to_owned(), Style::DIM);
    let head = Row {
        id: who::entity_reference(shown.names, entity).unwrap_or_default(),
        name: (clean(&entity.name).into_owned(), Style::BOLD),
        parts: vec![kind, (counts(shown, idx), Style::BOLD)],
    };
    let lists = [
        ("Who", vec![head]),
        ("Names", entity.aliases.iter().map(|alias| alias_row(shown, entity, alias, look)).collect()),
        ("Said to be", roles(shown, entity, look)),
        ("In the documents", entity.members.iter().map(|member| member_row(shown, *member, look)).collect()),
        ("Why they are one", entity.because.iter().map(|because| because_row(shown, entity, because, look)).collect()),
        ("What it says", says(shown, &shown.case.voices().makes[idx], &entity.name, case, look)),
    ];
    for (heading, rows) in lists {
        List { heading, rows, rest: Vec::new() }.write(look, &mut out);
    }
    write_undecided(undecided, &|idx| shown.case.entities().all[idx].name.as_str(), case, look, &mut out);
    out.trim_start_matches('\n').to_owned()
}

/// Appends the pairs that are left to decide, under a heading of their own.
pub(crate) fn write_undecided<'a>(
    undecided: &[Undecided],
    name: &dyn Fn(usize) -> &'a str,
    case: &str,
    look: &Look,
    out: &mut String,
) {
    if undecided.is_empty() {
        return;
    }
    out.push('\n');
    write_heading("May be one too", look, out);
    undecided.iter().for_each(|one| pair(one, name, case, look, out));
}

fn alias_row(shown: &Shown<'_>, entity: &CaseEntity, alias: &Alias, look: &Look) -> Row {
    let mut places: Vec<String> =
        alias.places.iter().map(|(member, _)| in_document(shown, entity.members[*member])).collect();
    places.dedup();
    let id = look.signs().quoted(&clean(&alias.name));
    Row { id, name: Part::default(), parts: vec![(few(&places), Style::DIM)] }
}

/// Returns the first places and how many there are more.
pub(crate) fn few(places: &[String]) -> String {
    const PLACES_MAX: usize = 12;
    let more = places.len().saturating_sub(PLACES_MAX);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("{}{more}", places.iter().take(PLACES_MAX).cloned().collect::<Vec<String>>().join(", "))
}

/// Returns as what a document names somebody: "02-ledger/e3", "the outlet of 02-ledger".
pub(crate) fn in_document(shown: &Shown<'_>, member: Member) -> String {
    let document = shown.names.name(member.document);
    match member.who {
        Who::Entity(id) => format!("{document}/{id}"),
        Who::Outlet => format!("the outlet of {document}"),
        Who::Author(_) => format!("an author of {document}"),
        Who::Credit(_) => format!("credited by {document}"),
    }
}

fn roles(shown: &Shown<'_>, entity: &CaseEntity, look: &Look) -> Vec<Row> {
    let mut rows: Vec<(Option<String>, String, Vec<String>)> = Vec::new();
    for RoleAt { published, words, member } in &entity.roles {
        let day = published.map(|day| day.to_string());
        let place = in_document(shown, entity.members[*member]);
        match rows.iter_mut().find(|(of, own, _)| *of == day && own == words) {
            Some((_, _, places)) => places.push(place),
            None => rows.push((day, words.clone(), vec![place])),
        }
    }
    let row = |(day, words, places): (Option<String>, String, Vec<String>)| Row {
        id: day.unwrap_or_else(|| "no date".to_owned()),
        name: Part::default(),
        parts: vec![(look.signs().quoted(&clean(&words)), Style::PLAIN), (few(&places), Style::DIM)],
    };
    rows.into_iter().map(row).collect()
}

fn member_row(shown: &Shown<'_>, member: Member, look: &Look) -> Row {
    let record = shown.case.record_of(member.document);
    let published = record.and_then(|record| shown.record(record).published);
    let called = record.and_then(|record| match member.who {
        Who::Entity(id) => shown.record(record).entity(id).map(|entity| entity.name.clone()),
        Who::Outlet => shown.record(record).outlet.clone(),
        Who::Author(_) => shown.record(record).author.clone(),
        Who::Credit(number) => shown.record(record).credits.get(number as usize).map(|one| one.name.clone()),
    });
    let mut parts: Vec<Part> = Vec::new();
    parts.extend(called.map(|called| (look.signs().quoted(&clean(&called)), Style::PLAIN)));
    parts.extend(published.map(|day| (day.to_string(), Style::DIM)));
    Row { id: in_document(shown, member), name: Part::default(), parts }
}

fn because_row(shown: &Shown<'_>, entity: &CaseEntity, because: &Because, look: &Look) -> Row {
    let side = |member: usize, span: Option<hearsay_text::span::Span>| {
        let member = entity.members[member];
        let record = shown.case.record_of(member.document);
        let words = record.zip(span).map(|(record, span)| shown.words(record, &[span])).unwrap_or_default();
        let place = in_document(shown, member);
        if words.is_empty() { place } else { format!("{} in {place}", look.signs().quoted(&words)) }
    };
    let both = format!("{} and {}", side(because.joined.0, because.spans.0), side(because.joined.1, because.spans.1));
    let mut parts: Vec<Part> = vec![(clean(&because.because).into_owned(), Style::PLAIN), (both, Style::DIM)];
    if because.n_times > 1 {
        parts.push((format!("{} times", because.n_times), Style::DIM));
    }
    Row { id: because.surety.name().to_owned(), name: Part::default(), parts }
}

/// Returns rows for the first of some claims, and one that says where the others are.
pub(crate) fn says(shown: &Shown<'_>, claims: &[ClaimRef], name: &str, case: &str, look: &Look) -> Vec<Row> {
    const CLAIMS_MAX: usize = 12;
    let row = |of: &ClaimRef| {
        let claim = shown.claim(*of);
        let words = claim.map(|claim| clean(&claim.words).into_owned()).unwrap_or_default();
        let mut parts: Vec<Part> = vec![(look.signs().quoted(&words), Style::PLAIN)];
        let hedges = claim.map(|claim| claim.hedges.as_slice()).unwrap_or_default();
        parts.extend(
            hedges.iter().map(|hedge| (format!("hedged {}", look.signs().quoted(&clean(&hedge.words))), Style::CUE)),
        );
        parts.extend(shown.record(of.record).published.map(|day| (day.to_string(), Style::DIM)));
        Row { id: shown.reference(*of), name: Part::default(), parts }
    };
    let mut rows: Vec<Row> = claims.iter().take(CLAIMS_MAX).map(row).collect();
    if claims.len() > CLAIMS_MAX {
        let (case, name) = (who::for_shell(case), who::for_shell(&clean(name)));
        let more = format!("{} more: hearsay claims {case} --by {name}", claims.len() - CLAIMS_MAX);
        rows.push(Row { id: String::new(), name: Part::default(), parts: vec![(more, Style::DIM)] });
    }
    rows
}
