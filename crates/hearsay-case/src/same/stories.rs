//! Which documents tell the same story: those whose first words are alike.
//!
//! Coarser than matters: two documents can tell one story and share no claim that is alike enough. A first view of many
//! documents, not evidence of who has it from whom.

use hearsay_text::document::DocumentId;

use super::Judgements;
use super::division::{Division, Wholes};
use super::likeness::Enough;
use super::statement::Statement;
use crate::record::Record;

/// Documents tell one story when their leads are at least this alike on average; chosen on the half of FNC-1's rumours that is
/// for tuning.
pub const ALIKE: Enough = Enough { words: 0.16, both: 0.16, beside_names: 0.0 };

/// Leads are longer than claims and have more keys.
const KEY_STEMS: usize = 12;

/// Returns the documents that tell the same, each group sorted, the groups by their first; also those that are alone.
pub fn stories(records: &[Record]) -> Vec<Vec<DocumentId>> {
    let leads = records.iter().filter_map(Statement::of_lead).collect();
    let mut found = of_leads(leads);
    let mut known: Vec<DocumentId> = found.iter().flatten().copied().collect();
    known.sort_unstable();
    let silent = records.iter().map(|record| record.document).filter(|document| known.binary_search(document).is_err());
    found.extend(silent.map(|document| vec![document]));
    found.sort_unstable();
    found.dedup();
    found
}

fn of_leads(mut leads: Vec<Statement>) -> Vec<Vec<DocumentId>> {
    leads.sort_by_key(|lead| lead.place);
    leads.dedup_by_key(|lead| lead.place);
    let judged = Judgements::default();
    let wholes = Wholes::of(&leads, &[]);
    let division = Division {
        same: ALIKE,
        alike: ALIKE,
        n_key_stems: KEY_STEMS,
        wholes,
        judged: &judged,
        same_entity: &|_, _| None,
    };
    let mut found = Vec::new();
    for component in division.components(None) {
        for story in division.join(&component) {
            let members = story.iter().flat_map(|whole| &division.wholes.members[*whole as usize]);
            let mut documents: Vec<DocumentId> = members.map(|idx| leads[*idx as usize].place.document).collect();
            documents.sort_unstable();
            found.push(documents);
        }
    }
    found
}
