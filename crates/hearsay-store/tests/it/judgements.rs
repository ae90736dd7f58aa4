//! Judgements last: through undoing, through better readers, and they are never dropped.

use hearsay_case::anchor::Hold;
use hearsay_case::hypotheses::scale::{HypothesisId, Rating};
use hearsay_case::judgement::{Judgement, Reliability, Statement};
use hearsay_store::additions::Rereading;
use hearsay_store::case_file::CaseFile;
use hearsay_store::entry::Event;
use hearsay_store::error::StoreError;
use hearsay_store::log::Decided;
use hearsay_store::prepared::PreparedReading;
use hearsay_text::span::Span;

use crate::cases::{Folder, id_of, imported, judged, prepared, reading_at, signature, version};

const TEXT: &str = "Menu. He denied it, she said. He denied it.";

#[test]
fn what_is_undone_stays_in_the_log() {
    let folder = Folder::new();
    let mut case = folder.case();
    case.add(&prepared(TEXT), &signature()).unwrap();
    let accept = Judgement::Accept(judged(TEXT, "He denied it"));
    let grade = Judgement::GradeSource(judged(TEXT, "she"), Reliability::B);
    let first = case.judge(&accept, None, &signature()).unwrap();
    let before = case.judgements().unwrap();
    let second = case.judge(&grade, Some("met her twice"), &signature()).unwrap();
    assert_eq!((first, second), (2, 3));
    assert_eq!(case.judgements().unwrap().len(), 2);
    assert_eq!(case.undo(second, &signature()), Ok(4));
    assert_eq!(case.judgements().unwrap(), before);
    let log = case.log().unwrap();
    assert_eq!(log[2].event, Event::Judged { judgement: grade, because: Some("met her twice".to_owned()) });
    assert_eq!(log[3].event, Event::Undone(3));
    assert_eq!(case.head().unwrap(), log[3].hash);
    for entry in [1, 3, 4, 9] {
        let refused = case.undo(entry, &signature()).unwrap_err();
        assert!(matches!(refused, StoreError::NotUndoable { .. }), "{refused}");
    }
    assert_eq!(case.log().unwrap().len(), 4);
}

#[test]
fn who_decides_on_an_old_view_is_told_and_changes_nothing() {
    let folder = Folder::new();
    let mut case = folder.case();
    case.add(&prepared(TEXT), &signature()).unwrap();
    let mut other = CaseFile::open(&folder.file("inquiry.hearsay")).unwrap();
    let old = case.last().unwrap();
    let (writes, own_writes) = (case.writes_of_others().unwrap(), other.writes_of_others().unwrap());
    let accept = Decided { judgement: Judgement::Accept(judged(TEXT, "He denied it")), because: None };
    let all = [accept.clone(), Decided { because: Some("heard it".to_owned()), ..accept.clone() }];
    let new = other.judge_all(&all, &signature(), Some(old.hash)).unwrap();
    assert_eq!((old.last, new.last), (1, 3));
    assert_eq!(case.last().unwrap(), new);
    assert_ne!(case.writes_of_others().unwrap(), writes);
    assert_eq!(other.writes_of_others().unwrap(), own_writes);
    let moved = |refused| matches!(refused, StoreError::Moved { head, .. } if head == new.hash);
    assert!(moved(case.judge_all(&all, &signature(), Some(old.hash)).unwrap_err()));
    assert!(moved(case.undo_seen(2, &signature(), Some(old.hash)).unwrap_err()));
    assert_eq!(case.last().unwrap(), new, "nothing was written");
    assert_eq!(case.undo_seen(2, &signature(), Some(new.hash)).unwrap().last, 4);
}

#[test]
fn of_several_judgements_all_are_written_or_none() {
    let folder = Folder::new();
    let mut case = folder.case();
    case.add(&prepared(TEXT), &signature()).unwrap();
    let good = Decided { judgement: Judgement::Accept(judged(TEXT, "He denied it")), because: None };
    let mut elsewhere = judged(TEXT, "He denied it");
    elsewhere.anchor.span = Span::new(0, 12);
    let bad = Decided { judgement: Judgement::Accept(elsewhere), because: None };
    assert!(case.judge_all(&[good, bad], &signature(), None).is_err());
    assert_eq!(case.last().unwrap().last, 1);
}

#[test]
fn only_words_that_stand_there_can_be_judged() {
    let folder = Folder::new();
    let mut case = folder.case();
    let absent = Judgement::Accept(judged(TEXT, "He denied it"));
    assert!(matches!(case.judge(&absent, None, &signature()), Err(StoreError::UnknownDocument { .. })));
    case.add(&prepared(TEXT), &signature()).unwrap();
    let mut elsewhere = judged(TEXT, "He denied it");
    elsewhere.anchor.span = Span::new(0, 12);
    let refused = case.judge(&Judgement::Reject(elsewhere), None, &signature()).unwrap_err();
    assert!(matches!(refused, StoreError::NotAnchored { .. }), "{refused}");
    assert!(!refused.to_string().contains("denied"), "no text of a document in a message: {refused}");
    assert_eq!(case.log().unwrap().len(), 1);
}

/// Returns what an importer that takes the menu for none of the text would make of `TEXT`.
fn without_menu(kept: &str) -> PreparedReading {
    let mut document = imported("note.txt", TEXT);
    let start = TEXT.find(kept).expect("it is in the text");
    document.text = TEXT[start..].to_owned();
    document.blocks.truncate(1);
    document.blocks[0].span = Span::new(0, document.text.len());
    document.alignment = Default::default();
    PreparedReading::new(TEXT.as_bytes(), &document, &reading_at(Span::new(0, 2)), &version("better"))
}

#[test]
fn a_new_text_sets_judgements_adrift_and_drops_none() {
    let folder = Folder::new();
    let mut case = folder.case();
    case.add(&prepared(TEXT), &signature()).unwrap();
    let said = case.judge(&Judgement::Accept(judged(TEXT, "she said")), None, &signature()).unwrap();
    let twice = Judgement::Same(judged(TEXT, "He denied it"), judged(TEXT, "she said"));
    let twice = case.judge(&twice, None, &signature()).unwrap();
    let menu = case.judge(&Judgement::Reject(judged(TEXT, "Menu")), None, &signature()).unwrap();
    assert!(case.adrift().unwrap().is_empty());

    assert_eq!(case.put(&without_menu("He denied")), Ok(Rereading::NewText));
    assert_eq!(case.reading(id_of(TEXT), &version("first")).unwrap(), None, "it was of another text");
    assert_eq!(case.unread(&version("first")).unwrap(), [id_of(TEXT)]);
    assert_eq!(case.text(id_of(TEXT)).unwrap().as_deref(), Some(&TEXT[6..]));
    assert_eq!(case.original(id_of(TEXT)).unwrap().unwrap().bytes, TEXT.as_bytes());
    let adrift: Vec<(u64, Hold)> = case.adrift().unwrap().into_iter().map(|one| (one.entry, one.hold)).collect();
    let moved = Hold::Moved(Span::new(14, 22));
    assert_eq!(adrift, [(said, moved), (twice, Hold::Lost), (twice, moved), (menu, Hold::Lost)]);
    assert_eq!(case.judgements().unwrap().len(), 3);
    assert!(case.audit(None).unwrap().fault.is_some());

    // Judging anew or taking back is what clears it.
    case.undo(twice, &signature()).unwrap();
    case.undo(menu, &signature()).unwrap();
    let audit = case.audit(None).unwrap();
    assert_eq!((audit.fault, audit.n_anchors, audit.n_moved), (None, 1, 1));
    // And the old text brings all of it back.
    assert_eq!(case.put(&crate::cases::read_by("first", TEXT)), Ok(Rereading::NewText));
    assert!(case.adrift().unwrap().is_empty());
}

#[test]
fn a_hypothesis_keeps_its_name_and_nobody_else_gets_it() {
    let folder = Folder::new();
    let mut case = folder.case();
    case.add(&prepared(TEXT), &signature()).unwrap();
    let state = |case: &mut hearsay_store::case_file::CaseFile, parent| {
        let (entry, id) = case.state("he lied\nand knew it", parent, None, &signature()).unwrap();
        (entry, id.to_string())
    };
    assert_eq!(state(&mut case, None), (2, "h1".to_owned()));
    assert_eq!(state(&mut case, Some(HypothesisId(1))), (3, "h2".to_owned()));
    case.undo(3, &signature()).unwrap();
    assert_eq!(state(&mut case, None), (5, "h3".to_owned()));
    let rate = |number| Judgement::Rate(HypothesisId(number), judged(TEXT, "He denied it"), Rating::Inconsistent);
    case.judge(&rate(1), Some("both times"), &signature()).unwrap();
    let again = Judgement::State(Statement { hypothesis: HypothesisId(3), text: "again".to_owned(), parent: None });
    let orphan = Judgement::State(Statement {
        hypothesis: HypothesisId(4),
        text: "x".to_owned(),
        parent: Some(HypothesisId(9)),
    });
    for refused in [rate(2), rate(9), Judgement::Withdraw(HypothesisId(2)), again, orphan] {
        let refused = case.judge(&refused, None, &signature()).unwrap_err();
        assert!(matches!(refused, StoreError::Hypothesis { .. }), "{refused}");
    }
    assert_eq!(case.log().unwrap().len(), 6);
    let audit = case.audit(None).unwrap();
    assert_eq!((audit.fault, audit.n_anchors), (None, 1));
    // The ratings stay in force without it, and are about nothing.
    case.undo(2, &signature()).unwrap();
    assert_eq!(case.judgements().unwrap().len(), 2);
    assert_eq!(case.audit(None).unwrap().fault, None);
}
