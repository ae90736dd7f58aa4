//! Who is who and which letter is which, for those who ask: by name, with what each says, what was found of it, and what
//! is left for the analyst to decide.
//!
//! Not how they are put together, which is the case's; and not how they look.

use std::collections::{BTreeMap, BTreeSet};

use hearsay_case::artefacts::{ArtefactMember, CaseArtefact};
use hearsay_case::case::Case;
use hearsay_case::entities::{CaseEntity, Who};
use hearsay_case::lineage::ClaimRef;
use hearsay_case::record::{ClaimId, Subject, Verdict};
use hearsay_case::standing::Standing;
use hearsay_case::standing::artefacts::Question;
use hearsay_reading::reading::{ArtefactId, EntityId};
use hearsay_text::span::Span;

use crate::casework::Work;
use crate::failure::{Failure, FailureKind};
use crate::reference::{self, Names};
use crate::terminal::clean;

/// Returns in how many documents an entity is.
pub(crate) fn n_documents(entity: &CaseEntity) -> usize {
    let mut documents: Vec<_> = entity.members.iter().map(|member| member.document).collect();
    documents.sort_unstable();
    documents.dedup();
    documents.len()
}

/// Returns in how many documents an artefact is.
pub(crate) fn n_documents_of(artefact: &CaseArtefact) -> usize {
    let mut documents: Vec<_> = artefact.members.iter().map(|member| member.document).collect();
    documents.sort_unstable();
    documents.dedup();
    documents.len()
}

/// Returns what it is, in a word: an outlet is a body that publishes a document of the case.
pub(crate) fn kind(entity: &CaseEntity) -> &'static str {
    if entity.members.iter().any(|member| member.who == Who::Outlet) { "outlet" } else { entity.kind.name() }
}

/// Returns how the user can name an entity: by its first place in a text, if it has one.
pub(crate) fn entity_reference(names: &Names, entity: &CaseEntity) -> Option<String> {
    entity.members.iter().find_map(|member| match member.who {
        Who::Entity(id) => Some(format!("{}/{id}", names.name(member.document))),
        Who::Outlet | Who::Author(_) | Who::Credit(_) => None,
    })
}

/// Returns how the user can name an artefact.
pub(crate) fn artefact_reference(names: &Names, artefact: &CaseArtefact) -> String {
    artefact.members.first().map(|member| artefact_member_reference(names, *member)).unwrap_or_default()
}

/// Returns how the user can name an artefact of a document.
pub(crate) fn artefact_member_reference(names: &Names, member: ArtefactMember) -> String {
    format!("{}/{}", names.name(member.document), member.id)
}

/// Returns what an artefact is called, if it can be by words that say what it is and not by "it": by the most places, of
/// those with as many the longest name.
pub(crate) fn artefact_name(artefact: &CaseArtefact) -> &str {
    let most = artefact.names.iter().max_by_key(|(words, places)| {
        (words.to_lowercase().contains(&artefact.kind), places.len(), words.chars().count())
    });
    most.map_or(artefact.kind.as_str(), |(words, _)| words)
}

/// Two that may be one, for the analyst to decide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Undecided {
    /// The two: places among the entities or the artefacts of the case.
    pub(crate) between: [usize; 2],
    /// How the user can name them; `None` where one of them stands in no text, so that nothing can be judged.
    pub(crate) references: Option<[String; 2]>,
    /// Why they may be one.
    pub(crate) because: Vec<String>,
}

impl Undecided {
    /// Returns the command line that decides it: `judgement` is `same` or `not-same`.
    pub(crate) fn command(&self, case: &str, judgement: &str) -> Option<String> {
        let [one, other] = self.references.as_ref()?;
        Some(format!("hearsay judge {} {judgement} {} {}", for_shell(case), for_shell(one), for_shell(other)))
    }
}

/// Returns a word as a shell takes it: in quotation marks, if it holds what means something to a shell.
pub(crate) fn for_shell(word: &str) -> String {
    let is_plain = |letter: char| letter.is_alphanumeric() || "/._-~+,:@%".contains(letter);
    if !word.is_empty() && word.chars().all(is_plain) && !word.starts_with(['-', '~']) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}

/// Returns the entities that may be one, each pair once.
pub(crate) fn undecided_entities(case: &Case, names: &Names) -> Vec<Undecided> {
    let entities = &case.entities();
    let pairs = entities.possible.iter().filter_map(|proposal| {
        let between = [entities.of_member(proposal.one)?, entities.of_member(proposal.other)?];
        Some((between, proposal.because.clone()))
    });
    together(pairs, &|idx| entity_reference(names, &entities.all[idx]))
}

/// Returns the artefacts that may be one, each pair once.
pub(crate) fn undecided_artefacts(case: &Case, names: &Names) -> Vec<Undecided> {
    let artefacts = &case.artefacts();
    let of = |member: ArtefactMember| artefacts.of(member.document, member.id);
    let pairs = artefacts
        .possible
        .iter()
        .filter_map(|proposal| Some(([of(proposal.one)?, of(proposal.other)?], proposal.because.clone())));
    together(pairs, &|idx| Some(artefact_reference(names, &artefacts.all[idx])))
}

fn together(
    pairs: impl Iterator<Item = ([usize; 2], String)>,
    reference: &dyn Fn(usize) -> Option<String>,
) -> Vec<Undecided> {
    let mut found: BTreeMap<[usize; 2], Vec<String>> = BTreeMap::new();
    for (mut between, because) in pairs.filter(|(between, _)| between[0] != between[1]) {
        between.sort_unstable();
        let reasons = found.entry(between).or_default();
        if !reasons.contains(&because) {
            reasons.push(because);
        }
    }
    let undecided = |(between, because): ([usize; 2], Vec<String>)| {
        let references = reference(between[0]).zip(reference(between[1])).map(|(one, other)| [one, other]);
        Undecided { between, references, because }
    };
    found.into_iter().map(undecided).collect()
}

/// Returns how an artefact stands: whether it is genuine, and who made it.
pub(crate) fn standings_of(case: &Case, idx: usize) -> [(Question, Standing); 2] {
    [Question::Authenticity, Question::Authorship].map(|question| (question, case.standing_of_artefact(idx, question)))
}

/// Returns the verdicts on an artefact, each with the record that tells of it.
pub(crate) fn verdicts_on(case: &Case, artefact_idx: usize) -> Vec<(usize, &Verdict)> {
    let members = case.artefacts().all[artefact_idx].members.iter();
    let records: BTreeSet<usize> = members.filter_map(|member| case.record_of(member.document)).collect();
    let mut found = Vec::new();
    for record_idx in records {
        let record = &case.records[record_idx];
        let is_it = |verdict: &&Verdict| match verdict.about {
            Subject::Authenticity(Some(id)) | Subject::Authorship(Some(id)) => {
                case.artefacts().of(record.document, id) == Some(artefact_idx)
            }
            _ => false,
        };
        found.extend(record.verdicts.iter().filter(is_it).map(|verdict| (record_idx, verdict)));
    }
    found.sort_by_key(|(record, verdict)| {
        let day = verdict.when.clone().or(case.records[*record].published.map(|day| day.to_string()));
        (day.is_none(), day, *record, verdict.id)
    });
    found
}

/// Returns the claims that an artefact is said to make: those of which it is the deepest source.
pub(crate) fn claims_of(case: &Case, artefact: &CaseArtefact) -> Vec<ClaimRef> {
    let mut found = Vec::new();
    for member in &artefact.members {
        let Some(record_idx) = case.record_of(member.document) else { continue };
        let record = &case.records[record_idx];
        let Some(own) = (member.id.0 as usize).checked_sub(1).and_then(|idx| record.artefacts.get(idx)) else {
            continue;
        };
        let is_mention = |span: Span| own.mentions.iter().any(|(mention, _)| mention.overlaps(span));
        let says =
            record.claims.iter().filter(|claim| claim.deepest().and_then(|link| link.span).is_some_and(is_mention));
        found.extend(says.map(|claim| ClaimRef { record: record_idx, claim: claim.id }));
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Returns on whose word something stands in a document: whoever says the claim that it stands in, else the writer.
pub(crate) fn on_whose_word(case: &Case, record_idx: usize, within: Option<ClaimId>) -> Option<String> {
    let record = &case.records[record_idx];
    let claim = within.and_then(|id| record.claim(id))?;
    let link = claim.deepest()?;
    let entity = link.entities.iter().find_map(|id| case.entities().of(record.document, *id));
    Some(entity.map_or_else(|| link.words.clone(), |idx| case.entities().all[idx].name.clone()))
}

/// Returns who gives a verdict, by the names of the case; empty if nobody is named.
pub(crate) fn by_whom(case: &Case, record_idx: usize, verdict: &Verdict) -> Vec<String> {
    let record = &case.records[record_idx];
    let named: Vec<String> = verdict
        .entities
        .iter()
        .filter_map(|id| case.entities().of(record.document, *id))
        .map(|idx| case.entities().all[idx].name.clone())
        .collect();
    if named.is_empty() { verdict.by.clone() } else { named }
}

impl Work {
    /// Returns the entity that the user names, as in `courier/e3` or by one of its names.
    ///
    /// # Errors
    /// If there is none of that name, or there are several.
    pub(crate) fn entity(&self, asked: &str) -> Result<usize, Failure> {
        let all = &self.case.entities().all;
        if let Some((document, number)) = self.place(asked, 'e')? {
            return self.case.entities().of(document, EntityId(number)).ok_or_else(|| {
                Failure::new(FailureKind::User, format!("{} is nobody in this case", clean(asked))).with_hint(
                    "it is not there, was rejected, or has no name and stands in one document only; \
                     `hearsay entities CASE --all` lists the rest",
                )
            });
        }
        let names = |idx: usize| all[idx].aliases.iter().map(|alias| alias.name.as_str()).collect::<Vec<&str>>();
        let found = by_name(all.len(), &names, asked);
        let shown = |idx: &usize| {
            entity_reference(&self.names, &all[*idx]).unwrap_or_else(|| clean(&all[*idx].name).into_owned())
        };
        one_of(&found, asked, "nobody in the case is called", "entities", "hearsay entities CASE --all", &shown)
    }

    /// Returns the artefact that the user names, as in `courier/l1` or by words that it is called by.
    ///
    /// # Errors
    /// If there is none of that name, or there are several.
    pub(crate) fn artefact(&self, asked: &str) -> Result<usize, Failure> {
        let all = &self.case.artefacts().all;
        if let Some((document, number)) = self.place(asked, 'l')? {
            return self.case.artefacts().of(document, ArtefactId(number)).ok_or_else(|| {
                Failure::new(FailureKind::User, format!("there is no artefact {} in the case", clean(asked)))
                    .with_hint("it is not there, or was rejected; `hearsay artefacts CASE` lists them")
            });
        }
        let names = |idx: usize| all[idx].names.iter().map(|(name, _)| name.as_str()).collect::<Vec<&str>>();
        let found = by_name(all.len(), &names, asked);
        let shown = |idx: &usize| artefact_reference(&self.names, &all[*idx]);
        one_of(&found, asked, "no artefact of the case is called", "artefacts", "hearsay artefacts CASE", &shown)
    }

    /// Returns the document and the number that `courier/e3` names; nothing if it is not in that form.
    fn place(&self, asked: &str, letter: char) -> Result<Option<(hearsay_text::document::DocumentId, u32)>, Failure> {
        let Ok((document, id)) = reference::split(asked) else { return Ok(None) };
        let Some(number) = id.strip_prefix(letter).and_then(|number| number.parse().ok()) else { return Ok(None) };
        Ok(Some((self.names.find(document)?, number)))
    }
}

/// Returns those that have a name just so or, if none has, all the words in one name; capitals make no difference.
fn by_name<'a>(n_all: usize, names: &dyn Fn(usize) -> Vec<&'a str>, asked: &str) -> Vec<usize> {
    let asked = asked.trim().to_lowercase();
    let words: Vec<&str> = asked.split_whitespace().collect();
    let is_called = |name: &&str| name.to_lowercase() == asked;
    let has_words = |name: &&str| {
        let name = name.to_lowercase();
        !words.is_empty()
            && words.iter().all(|word| name.split(|letter: char| !letter.is_alphanumeric()).any(|own| own == *word))
    };
    let exact: Vec<usize> = (0..n_all).filter(|idx| names(*idx).iter().any(is_called)).collect();
    if exact.is_empty() { (0..n_all).filter(|idx| names(*idx).iter().any(has_words)).collect() } else { exact }
}

fn one_of(
    found: &[usize],
    asked: &str,
    nobody: &str,
    many: &str,
    command: &str,
    shown: &dyn Fn(&usize) -> String,
) -> Result<usize, Failure> {
    /// More would be a list, and there is a command for that.
    const NAMED_MAX: usize = 6;
    match found {
        [only] => Ok(*only),
        [] => Err(Failure::new(FailureKind::User, format!("{nobody} {}", clean(asked)))
            .with_hint(format!("`{command}` lists them"))),
        several => {
            let named: Vec<String> = several.iter().take(NAMED_MAX).map(shown).collect();
            let more = several.len().saturating_sub(NAMED_MAX);
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            Err(Failure::new(FailureKind::User, format!("{} {many} are called {}", several.len(), clean(asked)))
                .with_hint(format!("say which one: {}{more}", named.join(", "))))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_whole_before_its_words_are() {
        let all = ["Anton Veresk", "Veresk", "The Veresk Ministry", "Ann Lee"];
        let names = |idx: usize| vec![all[idx]];
        assert_eq!(by_name(all.len(), &names, "veresk"), [1]);
        assert_eq!(by_name(all.len(), &names, "ministry veresk"), [2]);
        assert_eq!(by_name(all.len(), &names, "lee"), [3]);
        assert_eq!(by_name(all.len(), &names, "ere"), [0; 0]);
        assert_eq!(by_name(all.len(), &names, " "), [0; 0]);
    }

    #[test]
    fn words_are_quoted_for_the_shell_where_they_must_be() {
        assert_eq!(for_shell("leak/courier~3fa2/e3"), "leak/courier~3fa2/e3");
        assert_eq!(for_shell("Пётр/e1"), "Пётр/e1");
        assert_eq!(for_shell("my case/e3"), "'my case/e3'");
        assert_eq!(for_shell("it's; rm"), r"'it'\''s; rm'");
        assert_eq!(for_shell("-x"), "'-x'");
    }
}
