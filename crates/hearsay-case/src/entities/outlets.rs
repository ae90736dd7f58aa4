//! Outlets by the names that documents give them: "the Insider", "Meridian", "the Courier" in the Halvik Courier.
//!
//! Which words are an outlet's name only the case knows: what no document of it was published by is left as it was read.

use std::collections::{BTreeMap, BTreeSet};

use hearsay_reading::reading::EntityKind;
use hearsay_text::document::DocumentId;

use super::Who;
use super::bodies::plain_words;
use super::named::{Cast, Named};
use super::profile::{Profile, Said};

/// Words at the end of an outlet's name that are left away: "Meridian" for the Meridian Press Agency.
const LEFT_AWAY: [&str; 9] =
    ["agency", "magazine", "media", "network", "news", "newspaper", "press", "service", "weekly"];

/// The outlets of a case.
#[derive(Debug, Default)]
pub(super) struct Outlets {
    /// The name as it stands of each, by the folded names that it goes by in every document.
    everywhere: BTreeMap<String, String>,
    /// Names by which more than one may be meant.
    unclear: BTreeSet<String>,
    /// By the names that it goes by in what it publishes itself.
    at_home: BTreeMap<(DocumentId, String), String>,
    /// By their last words; `None` where two outlets share it.
    by_last: BTreeMap<String, Option<String>>,
    /// What is read as a place anywhere: "Norrbank" is not Metro Norrbank.
    places: BTreeSet<String>,
}

impl Outlets {
    /// Returns the outlets of the documents.
    pub(super) fn of(casts: &[&Cast]) -> Outlets {
        let mut outlets = Outlets::default();
        let mut full: BTreeMap<String, String> = BTreeMap::new();
        for cast in casts {
            for outlet in cast.named.iter().filter(|named| named.who == Who::Outlet) {
                let name = &outlet.name.words;
                full.entry(plain_words(name))
                    .and_modify(|known| *known = known.clone().min(name.clone()))
                    .or_insert_with(|| name.clone());
            }
        }
        for cast in casts {
            for outlet in cast.named.iter().filter(|named| named.who == Who::Outlet) {
                let plain = plain_words(&outlet.name.words);
                if let (Some(last), Some(name)) = (last_word(&plain), full.get(&plain)) {
                    outlets.at_home.insert((cast.document, last.to_owned()), name.clone());
                }
            }
        }
        for (plain, name) in &full {
            if let Some(last) = last_word(plain) {
                let only = |known: &mut Option<String>| *known = known.take().filter(|known| known == name);
                outlets.by_last.entry(last.to_owned()).and_modify(only).or_insert_with(|| Some(name.clone()));
            }
        }
        let all = casts.iter().flat_map(|cast| &cast.named);
        outlets.places =
            all.filter(|named| named.kind == EntityKind::Place).map(|named| plain_words(&named.name.words)).collect();
        for (plain, name) in &full {
            let Some(short) = without_kind(plain).filter(|short| !full.contains_key(*short)) else { continue };
            if outlets.everywhere.insert(short.to_owned(), name.clone()).is_some_and(|other| other != *name) {
                outlets.unclear.insert(short.to_owned());
            }
        }
        outlets.everywhere.extend(full);
        outlets
    }

    /// Returns what one who is named in a document is compared by, if the name is an outlet's.
    pub(super) fn profile(&self, cast: &Cast, named: &Named) -> Option<Profile> {
        let words = named.name.words.as_str();
        let (bare, has_article) = match words.strip_prefix("the ").or_else(|| words.strip_prefix("The ")) {
            Some(bare) => (bare, true),
            None => (words, false),
        };
        // "Insider" is a paper, "an insider" is none.
        if !bare.starts_with(char::is_uppercase) {
            return None;
        }
        let plain = plain_words(words);
        let everywhere = self.everywhere.get(&plain).filter(|_| !self.unclear.contains(&plain));
        let is_body = !matches!(named.kind, EntityKind::Person | EntityKind::Place);
        let is_short = (has_article || is_body) && !self.places.contains(&plain);
        let at_home = || self.at_home.get(&(cast.document, plain.clone())).filter(|_| is_short);
        let is_only = is_short && named.kind == EntityKind::Organisation;
        let by_last = || self.by_last.get(&plain).and_then(Option::as_ref).filter(|_| is_only);
        let name = everywhere.or_else(at_home).or_else(by_last)?;
        Profile::of(EntityKind::Organisation, name, Said::default())
    }
}

/// Returns the last word of a name of several.
fn last_word(plain: &str) -> Option<&str> {
    let is_named_by_it = |last: &&str| !LEFT_AWAY.contains(last) && !plain.contains(" of ");
    plain.rsplit_once(' ').map(|(_, last)| last).filter(is_named_by_it)
}

/// Returns a name without the words for what it is at its end, if something is left and something is gone.
fn without_kind(plain: &str) -> Option<&str> {
    let mut left = plain;
    while let Some((before, last)) = left.rsplit_once(' ') {
        if !LEFT_AWAY.contains(&last) {
            break;
        }
        left = before;
    }
    (left.len() < plain.len()).then_some(left)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kind_of_an_outlet_is_left_away() {
        assert_eq!(without_kind("meridian press agency"), Some("meridian"));
        assert_eq!(without_kind("harbour gazette"), None);
        assert_eq!(without_kind("press agency"), Some("press"));
        assert_eq!((last_word("halvik courier"), last_word("valley news")), (Some("courier"), None));
    }
}
