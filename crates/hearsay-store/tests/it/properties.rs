//! What holds for any sequence of steps, and for any damage.

use std::collections::BTreeMap;

use hearsay_case::judgement::Judgement;
use hearsay_store::additions::Addition;
use hearsay_store::case_file::CaseFile;
use hearsay_store::search::Scope;
use hearsay_store::search::query::Query;
use hearsay_text::document::DocumentId;
use proptest::prelude::*;

use crate::cases::{Folder, id_of, judged, prepared, read_by, signature, version};

/// One thing that is done to a case; the numbers choose among what is there.
#[derive(Clone, Debug)]
enum Step {
    Add(u8),
    Read(u8, bool),
    Judge(u8),
    Undo(u8),
    Reopen,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => (0..6_u8).prop_map(Step::Add),
        2 => (0..6_u8, any::<bool>()).prop_map(|(n, is_second)| Step::Read(n, is_second)),
        3 => (0..6_u8).prop_map(Step::Judge),
        2 => any::<u8>().prop_map(Step::Undo),
        1 => Just(Step::Reopen),
    ]
}

fn text(n: u8) -> String {
    format!("Witness {n} left, she said. {}", "The trucks had gone. ".repeat(usize::from(n) * 40))
}

/// What a case should hold.
#[derive(Default)]
struct Model {
    /// In the order of adding, with who has read each.
    documents: Vec<(u8, Vec<&'static str>)>,
    in_force: BTreeMap<u64, u8>,
    n_entries: u64,
}

fn take(case: &mut CaseFile, model: &mut Model, step: &Step) {
    match *step {
        Step::Add(n) => {
            let is_known = model.documents.iter().any(|one| one.0 == n);
            let expected = if is_known { Addition::Known } else { Addition::Added };
            assert_eq!(case.add(&prepared(&text(n)), &signature()), Ok(expected));
            if !is_known {
                model.documents.push((n, vec!["first"]));
                model.n_entries += 1;
            }
        }
        Step::Read(n, is_second) => {
            let reader = if is_second { "second" } else { "first" };
            let found = model.documents.iter_mut().find(|one| one.0 == n);
            assert_eq!(case.put(&read_by(reader, &text(n))).is_ok(), found.is_some());
            if let Some((_, readers)) = found {
                readers.push(reader);
            }
        }
        Step::Judge(n) => {
            let judgement = Judgement::Accept(judged(&text(n), "she said"));
            let entry = case.judge(&judgement, None, &signature());
            assert_eq!(entry.is_ok(), model.documents.iter().any(|one| one.0 == n));
            if let Ok(entry) = entry {
                model.n_entries += 1;
                assert_eq!(entry, model.n_entries);
                model.in_force.insert(entry, n);
            }
        }
        Step::Undo(n) => {
            let entry = u64::from(n) % (model.n_entries + 2);
            let undone = case.undo(entry, &signature());
            assert_eq!(undone.is_ok(), model.in_force.remove(&entry).is_some());
            model.n_entries += u64::from(undone.is_ok());
        }
        Step::Reopen => *case = CaseFile::open(case.path()).unwrap(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_case_holds_what_was_done_to_it(steps in proptest::collection::vec(step(), 1..30)) {
        let folder = Folder::new();
        let (mut case, mut model) = (folder.case(), Model::default());
        for step in &steps {
            take(&mut case, &mut model, step);
        }
        let listed: Vec<DocumentId> = case.documents().unwrap().iter().map(|one| one.id).collect();
        let expected: Vec<DocumentId> = model.documents.iter().map(|one| id_of(&text(one.0))).collect();
        prop_assert_eq!(&listed, &expected);
        for reader in ["first", "second"] {
            let unread = model.documents.iter().filter(|one| !one.1.contains(&reader));
            let unread: Vec<DocumentId> = unread.map(|one| id_of(&text(one.0))).collect();
            prop_assert_eq!(case.unread(&version(reader)).unwrap(), unread);
        }
        let witnesses = case.search(&Query::parse("witn* left").unwrap(), Scope::Documents, 6).unwrap();
        let mut found: Vec<DocumentId> = witnesses.hits.iter().map(|hit| hit.document).collect();
        let mut added = listed.clone();
        found.sort_unstable();
        added.sort_unstable();
        prop_assert_eq!(found, added);
        let in_force: Vec<u64> = case.judgements().unwrap().iter().map(|entry| entry.number).collect();
        prop_assert_eq!(in_force, model.in_force.keys().copied().collect::<Vec<u64>>());
        prop_assert_eq!(case.log().unwrap().len() as u64, model.n_entries);
        let audit = case.audit(None).unwrap();
        prop_assert_eq!(audit.fault, None);
        prop_assert_eq!(audit.n_anchors, model.in_force.len());
    }

    /// Bytes of the file are changed: it may not open, and the audit may find it; if it does not, nothing that the audit
    /// vouches for is other than it was. Never a panic.
    #[test]
    fn damage_is_found_or_harmless(flips in proptest::collection::vec((any::<prop::sample::Index>(), 1..=u8::MAX), 1..6)) {
        let folder = Folder::new();
        let mut case = folder.case();
        for n in 0..4 {
            case.add(&prepared(&text(n)), &signature()).unwrap();
            case.judge(&Judgement::Accept(judged(&text(n), "she said")), None, &signature()).unwrap();
        }
        let (path, log) = (case.path().to_owned(), case.log().unwrap());
        drop(case);
        let mut bytes = std::fs::read(&path).unwrap();
        for (at, flip) in &flips {
            let at = at.index(bytes.len());
            bytes[at] ^= flip;
        }
        std::fs::write(&path, bytes).unwrap();
        let Ok(case) = CaseFile::open(&path) else { return Ok(()) };
        for listed in case.documents().unwrap_or_default() {
            let _ = (case.document(listed.id), case.reading(listed.id, &version("first")));
        }
        for scope in [Scope::Documents, Scope::Claims] {
            let _ = case.search(&Query::parse("witn* OR \"she said\"").unwrap(), scope, 10);
        }
        let Ok(audit) = case.audit(None) else { return Ok(()) };
        if audit.fault.is_none() {
            prop_assert_eq!(case.log().unwrap(), log);
            for n in 0..4 {
                let original = case.original(id_of(&text(n))).unwrap().unwrap();
                prop_assert_eq!(original.bytes, text(n).into_bytes());
                prop_assert_eq!(case.text(id_of(&text(n))).unwrap(), Some(text(n)));
            }
        }
    }
}
