//! Keeping the outline of a case: what only all its documents together tell.
//!
//! Not making it, which is for `hearsay-case`. Whatever is written to documents or readings, and every judgement that can
//! change it, takes it away in the same transaction, so what is here is of the case as it is. Decisions on hypotheses leave it: nothing in it is of them.

use hearsay_case::case::outline::Outline;
use hearsay_text::document::DocumentId;
use rusqlite::{Connection, OptionalExtension, params};

use crate::case_file::{CaseFile, Lasting};
use crate::coding::outlines::{fingerprint_of_outlines, pack_outline, unpack_outline};
use crate::error::StoreError;
use crate::packing::Packed;

/// Counts what was written to a case's documents and readings, and the judgements that can change its outline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Generation(i64);

impl Generation {
    /// Returns the generation after so many writings.
    pub fn after(self, n_writings: usize) -> Generation {
        Generation(self.0.wrapping_add(n_writings as i64))
    }
}

impl CaseFile {
    /// Returns how often the case was written to; what is made of the case is of this generation.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn generation(&self) -> Result<Generation, StoreError> {
        // A case may come from somebody else: a row that makes no sense is none.
        let query = "SELECT generation FROM outline WHERE typeof(generation) = 'integer'";
        let found = self.connection.query_row(query, [], |row| row.get(0)).optional();
        found.map(|found| Generation(found.unwrap_or_default())).map_err(|error| self.error(&error))
    }

    /// Returns the outline of the case, if one of that generation that `made_by` made is kept and is undamaged.
    /// `documents` are those of the case, in the order of their ids.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn outline(
        &self,
        made_by: &str,
        documents: &[DocumentId],
        generation: Generation,
    ) -> Result<Option<Outline>, StoreError> {
        let query = "SELECT length_bytes, bytes FROM outline
                     WHERE made_by = ?1 AND shape = ?2 AND generation = ?3
                       AND typeof(bytes) = 'blob' AND typeof(length_bytes) = 'integer' AND length_bytes >= 0";
        let row = params![made_by, fingerprint_of_outlines(), generation.0];
        let packed =
            self.connection.query_row(query, row, |row| Ok(Packed { length_bytes: row.get(0)?, bytes: row.get(1)? }));
        let packed = packed.optional().map_err(|error| self.error(&error))?;
        Ok(packed.and_then(|packed| unpack_outline(&packed, documents)))
    }

    /// Returns whether an outline of the case as it is is kept, whoever made it.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn has_outline(&self) -> Result<bool, StoreError> {
        let query = "SELECT EXISTS (SELECT 1 FROM outline WHERE bytes IS NOT NULL)";
        self.connection.query_row(query, [], |row| row.get(0)).map_err(|error| self.error(&error))
    }

    /// Takes the outline away, so that the next who asks makes it anew: it named what cannot be had.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn forget_outline(&mut self) -> Result<(), StoreError> {
        let path = self.path().to_owned();
        let failed = |error: rusqlite::Error| StoreError::of_sqlite(&path, &error);
        let transaction = self.write(Lasting::Process)?;
        take_away_outline(&transaction).map_err(failed)?;
        transaction.commit().map_err(failed)
    }

    /// Keeps the outline of the case, and returns whether it was: not if the case was written to since `generation`.
    /// `documents` are those of the case, in the order of their ids.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn keep_outline(
        &mut self,
        outline: &Outline,
        documents: &[DocumentId],
        made_by: &str,
        generation: Generation,
    ) -> Result<bool, StoreError> {
        let path = self.path().to_owned();
        let failed = |error: rusqlite::Error| StoreError::of_sqlite(&path, &error);
        let Packed { bytes, length_bytes } = pack_outline(outline, documents);
        let transaction = self.write(Lasting::Process)?;
        let query = "UPDATE outline SET made_by = ?1, shape = ?2, length_bytes = ?3, bytes = ?4 WHERE generation = ?5";
        let row = params![made_by, fingerprint_of_outlines(), length_bytes, bytes, generation.0];
        let n_kept = transaction.execute(query, row).map_err(failed)?;
        transaction.commit().map_err(failed)?;
        Ok(n_kept > 0)
    }
}

/// Takes the outline away: the case is another one from here on. The row is there again if somebody took it out, and the
/// count begins anew where it could not go on.
pub(crate) fn take_away_outline(connection: &Connection) -> rusqlite::Result<()> {
    let query = "INSERT INTO outline (id, generation) VALUES (1, 1)
                 ON CONFLICT (id) DO UPDATE
                 SET generation = CASE WHEN generation < 9007199254740992 THEN generation + 1 ELSE 0 END,
                     made_by = NULL, shape = NULL, length_bytes = NULL, bytes = NULL";
    connection.execute(query, []).map(|_| ())
}

#[cfg(test)]
mod tests {
    use std::env::temp_dir;
    use std::fs;

    use hearsay_case::case::Case;
    use hearsay_case::record::Record;
    use hearsay_reading::read::{Reader, read};
    use hearsay_text::import::{ImportSettings, import};
    use proptest::prelude::*;

    use super::*;

    const TEXTS: [&str; 3] = [
        "Ada Hollin, head of the port of Norrbank, said that 40 ammunition trucks had left the port on 3 May 2024. A leaked \
         letter, supposedly written by Jon Ek, warns that the pier could burn.",
        "Some 40 trucks with ammunition left Norrbank\u{2019}s port, Ms Hollin told the Courier. The Courier has verified the \
         letter by Jon Ek.",
        "The ministry denied that 40 ammunition trucks had left the port of Norrbank, and said that there were 30.",
    ];

    fn outline() -> (Outline, Vec<DocumentId>) {
        let record = |(number, text): (usize, &&str)| {
            let document = import(&format!("{number}.txt"), text.as_bytes(), &ImportSettings::default());
            let document = document.expect("it is text");
            Record::of(&document, &read(&document, Reader::Fast))
        };
        let records: Vec<Record> = TEXTS.iter().enumerate().map(record).collect();
        let mut documents: Vec<DocumentId> = records.iter().map(|record| record.document).collect();
        documents.sort_unstable();
        (Case::assemble(records, &[]).outline().clone(), documents)
    }

    #[test]
    fn an_outline_comes_back() {
        let (outline, documents) = outline();
        assert!(outline.groupings.iter().any(|grouping| grouping.claims.len() > 1), "{:#?}", outline.groupings);
        assert!(!outline.entities.all.is_empty() && !outline.artefacts.all.is_empty() && !outline.matters.is_empty());
        assert_eq!(unpack_outline(&pack_outline(&outline, &documents), &documents), Some(outline));
    }

    #[test]
    fn what_is_damaged_in_the_file_is_not_told() {
        let path = temp_dir().join(format!("hearsay-outline-{}.case", std::process::id()));
        let _ = fs::remove_file(&path);
        let mut case = CaseFile::create(&path).expect("it can be made");
        let (outline, documents) = outline();
        let generation = case.generation().expect("it can be read");
        for damage in [
            "bytes = bytes",
            "bytes = zeroblob(40)",
            "bytes = substr(bytes, 1, length(bytes) / 2)",
            "bytes = x'00'",
            "bytes = NULL",
            "length_bytes = NULL",
            "length_bytes = -1",
            "length_bytes = 9223372036854775807",
        ] {
            assert!(case.keep_outline(&outline, &documents, "a test", generation).expect("it can be written"));
            case.connection.execute(&format!("UPDATE outline SET {damage}"), []).expect("it can be damaged");
            let found = case.outline("a test", &documents, generation).expect("it can be read");
            assert_eq!(found.is_some(), damage == "bytes = bytes", "{damage}");
        }
        for damage in ["UPDATE outline SET generation = 9223372036854775807", "DELETE FROM outline"] {
            case.connection.execute(damage, []).expect("it can be damaged");
            case.forget_outline().expect("it can be written");
            let generation = case.generation().expect("it can be read");
            assert!(
                case.keep_outline(&outline, &documents, "a test", generation).expect("it can be written"),
                "{damage}"
            );
        }
        drop(case);
        let _ = fs::remove_file(&path);
    }

    proptest! {
        /// Whatever is changed or cut, the result is nothing or an outline: never a panic.
        #[test]
        fn damaged_bytes_never_panic(at: proptest::sample::Index, byte: u8, cut: bool) {
            let (outline, documents) = outline();
            let packed = pack_outline(&outline, &documents);
            let mut bytes = crate::packing::unpack(&packed.bytes, packed.length_bytes).expect("it was packed");
            let at = at.index(bytes.len());
            bytes[at] = byte;
            bytes.truncate(if cut { at } else { bytes.len() });
            let length_bytes = bytes.len();
            let _ = unpack_outline(&Packed { bytes, length_bytes }, &documents);
        }
    }
}
