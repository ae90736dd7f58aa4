//! What the words for a source tell by themselves: the writer, the place of a dateline, or the one holder of an office.
//!
//! Not who is who in the case: two papers that report "the harbour master said so" of one matter mean one harbour master,
//! which holds for that matter and nowhere else.

use std::collections::{BTreeMap, BTreeSet};

use super::sources;
use crate::lineage::{ClaimRef, Known, Node};
use crate::record::{Link, Record, Role};

/// Returns whether words stand for whoever writes.
pub(crate) fn is_first_person(words: &str) -> bool {
    const FIRST: [&str; 9] =
        ["i", "we", "us", "me", "our", "this newspaper", "this paper", "this correspondent", "our reporter"];
    FIRST.contains(&words.to_lowercase().as_str())
}

/// Returns whether a link is the place at the head of a report, in capitals, and no source: "KARSHOLM, 9 April".
pub(super) fn is_dateline(record: &Record, link: &Link) -> bool {
    const LETTERS_MIN: usize = 4;
    let letters = link.words.chars().filter(|letter| letter.is_alphabetic());
    let is_large = letters.clone().all(char::is_uppercase) && letters.count() >= LETTERS_MIN;
    let first = record.claims.iter().flat_map(|claim| &claim.chain).filter_map(|link| link.span).min();
    is_large && first.is_some() && link.span == first
}

/// Returns the pairs of nodes that the same definite words stand for, in different documents with the same claim.
pub(super) fn same_holders(claims: &[ClaimRef], known: &Known<'_>) -> Vec<(Node, Node)> {
    let mut holders: BTreeMap<String, BTreeSet<Node>> = BTreeMap::new();
    let mut named: BTreeSet<(Node, String)> = BTreeSet::new();
    for of in claims {
        let record = &known.records[of.record];
        let Some(claim) = record.claim(of.claim) else { continue };
        for (link_idx, link) in claim.chain.iter().enumerate().filter(|(_, link)| link.role == Role::Source) {
            let node = link.entities.first().map_or(Node::Words(*of, link_idx), |id| known.node(of.record, *id));
            if let Some(issue) = issue(known, of.record, link) {
                holders.entry(issue).or_default().insert(node);
            }
            match node {
                Node::Party(_) => {
                    let entity = link.entities.first().and_then(|id| record.entity(*id));
                    let offices = entity.into_iter().flat_map(|entity| entity.role.iter().chain(&entity.described));
                    named.extend(offices.filter_map(|office| Some((node, office_of(office)?))));
                }
                Node::Described(..) | Node::Words(..) => {
                    let called = record.called(link).first().copied().unwrap_or_default();
                    if let Some(office) = definite(called) {
                        holders.entry(office).or_default().insert(node);
                    }
                }
                Node::Artefact(_) => {
                    // "The Folder Seven files", and not "the letter", of which there may be two.
                    let words = link.words.to_lowercase();
                    let has_name =
                        link.words.split_whitespace().skip(1).any(|word| word.starts_with(char::is_uppercase));
                    if let Some(words) = words.strip_prefix("the ").filter(|_| has_name) {
                        holders.entry(words.to_owned()).or_default().insert(node);
                    }
                }
                Node::Claim(_) => {}
            }
        }
    }
    let mut same = Vec::new();
    for (office, nodes) in &holders {
        let parties: BTreeSet<Node> = named.iter().filter(|(_, held)| held == office).map(|(node, _)| *node).collect();
        let mut all = nodes.iter().copied();
        let Some(first) = all.next() else { continue };
        same.extend(all.map(|other| (first, other)));
        // Of two who hold it, neither is known to be meant.
        if parties.len() == 1 {
            same.extend(parties.into_iter().map(|party| (party, first)));
        }
    }
    same
}

/// Returns what somebody issued, by the noun and whose it is: "a study by the University of Selm".
fn issue(known: &Known<'_>, record: usize, link: &Link) -> Option<String> {
    let issued = sources::issued(&known.records[record], link)?;
    match known.node(record, issued.by) {
        Node::Party(party) => Some(format!("{} of {party}", issued.noun)),
        _ => None,
    }
}

/// Returns the office that definite words name: of "the harbour master" "harbour master"; nothing for "an official".
fn definite(words: &str) -> Option<String> {
    let has_name = words.split_whitespace().skip(1).any(|word| word.starts_with(char::is_uppercase));
    let words = words.to_lowercase();
    let bare = words.strip_prefix("the ")?;
    // "The Folder Seven files" have a name.
    let is_group = !has_name && bare.ends_with('s') && !SINGULAR.iter().any(|one| bare.ends_with(one));
    (!is_group || ONE_BODY.iter().any(|body| bare.ends_with(body))).then(|| bare.to_owned())
}

/// Returns the office at the head of a role: of "harbour master of Halvik" "harbour master".
fn office_of(role: &str) -> Option<String> {
    let role = role.to_lowercase();
    let bare =
        ["the ", "a ", "an ", "its ", "his ", "her "].iter().find_map(|word| role.strip_prefix(word)).unwrap_or(&role);
    let head =
        [" of ", " at ", " for ", " in ", ","].iter().filter_map(|end| bare.find(end)).min().unwrap_or(bare.len());
    let head = bare[..head].trim();
    (!head.is_empty()).then(|| head.to_owned())
}

/// Endings of words that are no plural.
const SINGULAR: [&str; 4] = ["ss", "us", "is", "press"];

/// Plurals that name one body.
const ONE_BODY: [&str; 6] = ["customs", "waterworks", "auditors", "united nations", "authorities", "railways"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn definite_words_name_one_holder() {
        let told = ["The harbour master", "the police", "an official", "the officials", "the waterworks", "two clerks"];
        let told: Vec<Option<String>> = told.into_iter().map(definite).collect();
        let names: Vec<Option<&str>> = told.iter().map(Option::as_deref).collect();
        assert_eq!(names, [Some("harbour master"), Some("police"), None, None, Some("waterworks"), None]);
        assert_eq!(office_of("the harbour master of Halvik").as_deref(), Some("harbour master"));
    }

    #[test]
    fn who_writes_is_no_source() {
        assert!(is_first_person("We") && is_first_person("I") && !is_first_person("Iris"));
    }
}
