//! The records of a case, in the order of their documents' ids; each may wait until it is first looked at.
//!
//! Not where they come from: whoever puts the case together hands them over, or says how one is fetched.

use std::fmt;
use std::ops::Index;
use std::sync::OnceLock;

use hearsay_text::document::DocumentId;

use crate::record::Record;

/// Gives the record of a document; `None` if it cannot be had.
pub type Fetch = Box<dyn Fn(DocumentId) -> Option<Record> + Send + Sync>;

/// The records of a case. Whatever names one by number counts in this order, from 0.
pub struct Records {
    documents: Vec<DocumentId>,
    /// One for each document; what is in a slot never changes while the case is looked at.
    slots: Vec<OnceLock<Box<Record>>>,
    fetch: Option<Fetch>,
}

impl Records {
    /// Returns records that are all there. A document that comes twice counts once.
    pub fn all(mut records: Vec<Record>) -> Records {
        records.sort_by_key(|record| record.document);
        records.dedup_by_key(|record| record.document);
        let documents = records.iter().map(|record| record.document).collect();
        let slots = records.into_iter().map(|record| OnceLock::from(Box::new(record))).collect();
        Records { documents, slots, fetch: None }
    }

    /// Returns records that are fetched when they are first looked at. One that cannot be had says nothing.
    pub fn on_demand(mut documents: Vec<DocumentId>, fetch: Fetch) -> Records {
        documents.sort_unstable();
        documents.dedup();
        let slots = documents.iter().map(|_| OnceLock::new()).collect();
        Records { documents, slots, fetch: Some(fetch) }
    }

    /// Returns the place of a document's record.
    pub fn place_of(&self, document: DocumentId) -> Option<usize> {
        self.documents.binary_search(&document).ok()
    }

    /// Returns which document a record is of, without looking at it.
    pub fn document(&self, idx: usize) -> Option<DocumentId> {
        self.documents.get(idx).copied()
    }

    /// Returns how many there are.
    pub fn len(&self) -> usize {
        self.documents.len()
    }

    /// Returns whether there is none.
    pub fn is_empty(&self) -> bool {
        self.documents.is_empty()
    }

    /// Returns the record at a place.
    pub fn get(&self, idx: usize) -> Option<&Record> {
        let document = *self.documents.get(idx)?;
        let fetched = || {
            let fetched = self.fetch.as_ref().and_then(|fetch| fetch(document));
            Box::new(fetched.unwrap_or_else(|| Record::without_words(document)))
        };
        Some(self.slots[idx].get_or_init(fetched))
    }

    /// Returns all of them, in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Record> {
        (0..self.len()).map(|idx| &self[idx])
    }

    /// Changes some of them, by their places, before anybody looks.
    pub(crate) fn change(&mut self, places: &[usize], change: impl FnOnce(&mut [Record])) {
        let mut some: Vec<Record> = Vec::with_capacity(places.len());
        for place in places {
            let _ = &self[*place];
            some.extend(self.slots[*place].take().map(|record| *record));
        }
        change(&mut some);
        for (place, record) in places.iter().zip(some) {
            self.slots[*place] = OnceLock::from(Box::new(record));
        }
    }
}

impl Index<usize> for Records {
    type Output = Record;

    fn index(&self, idx: usize) -> &Record {
        self.get(idx).unwrap_or_else(|| panic!("the case has {} records and not one at {idx}", self.len()))
    }
}

impl fmt::Debug for Records {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}
