//! From documents and judgements to the matrix: what is cited, what is an echo, what falls with an origin.

use hearsay_case::anchor::Anchor;
use hearsay_case::case::Case;
use hearsay_case::hypotheses::cited::{Cited, Signed};
use hearsay_case::hypotheses::deception::{Finding, Question, Subject, answers};
use hearsay_case::hypotheses::inconsistency::values;
use hearsay_case::hypotheses::independence::shares;
use hearsay_case::hypotheses::offered::{are_alike, offerings, together};
use hearsay_case::hypotheses::scale::{HypothesisId, Level, Rating};
use hearsay_case::hypotheses::sensitivity::{Fallen, removals};
use hearsay_case::hypotheses::{Settings, comparison};
use hearsay_case::judgement::{Answer, Judged, JudgedKind, Judgement, Reliability, Statement, Weights};
use hearsay_case::record::Record;
use hearsay_reading::read::{Reader, read};
use hearsay_text::document::Document;
use hearsay_text::import::{ImportSettings, import};
use hearsay_text::span::Span;

fn document(name: &str, text: &str) -> Document {
    import(name, text.as_bytes(), &ImportSettings::default()).expect("it is text")
}

/// Three papers: two with the word of one harbour master, one with that of an inspector who saw something else.
fn papers() -> Vec<Document> {
    let told = "that two grey trucks left the old harbour of Sundhavn before the fire on Monday night";
    vec![
        document("courier.txt", &format!("Harbour master Mira Lund said {told}.")),
        document("gazette.txt", &format!("Harbour master Mira Lund said {told}. It was a cold night.")),
        document("lamp.txt", "Inspector Jon Ek said that the fire in the old harbour began in a kitchen of the inn."),
    ]
}

fn records(papers: &[Document]) -> Vec<Record> {
    papers.iter().map(|paper| Record::of(paper, &read(paper, Reader::Fast))).collect()
}

fn at(paper: &Document, kind: JudgedKind, words: &str) -> Judged {
    let start = paper.text.find(words).unwrap_or_else(|| panic!("{words} in {}", paper.text));
    let span = Span::new(start, start + words.len());
    Judged { kind, anchor: Anchor { document: paper.id, span, words: words.to_owned() } }
}

fn claim(paper: &Document) -> Judged {
    let start = paper.text.find("that ").expect("each reports one claim");
    let length = paper.text[start..].find('.').expect("it ends");
    at(paper, JudgedKind::Claim, &paper.text[start..start + length])
}

/// Signs judgements, in order, each by the analyst beside it.
fn signed(judgements: Vec<(&str, Judgement)>) -> Vec<Signed> {
    let sign = |(entry, (analyst, judgement)): (u64, (&str, Judgement))| Signed {
        entry,
        analyst: analyst.to_owned(),
        judgement,
        because: None,
    };
    (1..).zip(judgements).map(sign).collect()
}

fn states(number: u32, text: &str) -> Judgement {
    Judgement::State(Statement { hypothesis: HypothesisId(number), text: text.to_owned(), parent: None })
}

const ARSON: HypothesisId = HypothesisId(1);
const ACCIDENT: HypothesisId = HypothesisId(2);

/// Both papers with the trucks speak against an accident, the inspector against arson.
fn rated(papers: &[Document], analyst: &'static str) -> Vec<(&'static str, Judgement)> {
    let [courier, gazette, lamp] = papers else { panic!("there are three") };
    vec![
        (analyst, states(1, "the fire was laid")),
        (analyst, states(2, "the fire was an accident")),
        (analyst, Judgement::Rate(ACCIDENT, claim(courier), Rating::Inconsistent)),
        (analyst, Judgement::Rate(ACCIDENT, claim(gazette), Rating::Inconsistent)),
        (analyst, Judgement::Rate(ARSON, claim(lamp), Rating::VeryInconsistent)),
        (analyst, Judgement::Rate(ARSON, claim(courier), Rating::Consistent)),
    ]
}

#[test]
fn two_papers_with_one_origin_are_one_piece_of_evidence() {
    let (papers, settings) = (papers(), Settings::default());
    let case = Case::assemble(records(&papers), &[]);
    let cited = Cited::of(&case, &signed(rated(&papers, "Ann")));
    assert_eq!((cited.items.len(), cited.analysts.as_slice()), (3, &["Ann".to_owned()][..]));
    let matrix = cited.matrix(&case, None, &settings);
    assert_eq!(matrix.hypotheses, [ARSON, ACCIDENT]);
    assert_eq!(values(&matrix, &settings), [2.0, 1.0], "the trucks count once");
    let weights: Vec<f64> = shares(&matrix, &settings).iter().map(|share| share.weight).collect();
    assert_eq!(weights.iter().sum::<f64>(), 2.0, "{weights:?}");
    // One of the two may go, and the other stands in for it; with the harbour master both are gone.
    let removals = removals(&matrix, &settings);
    let lund = removals.iter().find(|one| one.fallen == Fallen::Source("Mira Lund".to_owned())).expect("she is named");
    assert_eq!((lund.items.len(), lund.values.as_slice()), (2, &[2.0, 0.0][..]));
    let of_origin = removals.iter().filter(|one| matches!(one.fallen, Fallen::Origin(_)));
    assert_eq!(of_origin.map(|one| one.items.len()).collect::<Vec<usize>>().iter().sum::<usize>(), 3);
    let without_one = removals.iter().filter(|one| matches!(one.fallen, Fallen::Item(_)) && one.values[1] == 1.0);
    assert_eq!(without_one.count(), 3, "either paper, or the inspector");
    let inspector = removals.iter().find(|one| one.fallen == Fallen::Source("Jon Ek".to_owned())).expect("he is named");
    assert!(inspector.changes_least, "without him arson leads");
}

#[test]
fn the_last_word_of_each_analyst_holds_and_those_of_several_stand_side_by_side() {
    let (papers, settings) = (papers(), Settings::default());
    let case = Case::assemble(records(&papers), &[]);
    let mut judgements = rated(&papers, "Ann");
    judgements.push(("Ann", Judgement::Rate(ARSON, claim(&papers[2]), Rating::Neutral)));
    judgements.push(("Bo", Judgement::Rate(ARSON, claim(&papers[2]), Rating::VeryInconsistent)));
    let high = Weights { credibility: Some(Level::High), relevance: None };
    judgements.push(("Bo", Judgement::Weigh(claim(&papers[2]), high)));
    let cited = Cited::of(&case, &signed(judgements));
    let of = |analyst: Option<&str>| cited.matrix(&case, analyst, &settings);
    assert_eq!(values(&of(Some("Ann")), &settings), [0.0, 1.0]);
    assert_eq!(values(&of(Some("Bo")), &settings), [2.0 * Level::High.weight(), 0.0]);
    assert_eq!(values(&of(None), &settings), [Level::High.weight(), 1.0], "the mean of the two letters");
    let differences = comparison::differences(&[of(Some("Ann")), of(Some("Bo"))]);
    assert_eq!(differences.len(), 1);
    assert_eq!(differences[0].agreement.name(), "mild disagreement");
    assert_eq!(differences[0].ratings, [(0, Rating::Neutral), (1, Rating::VeryInconsistent)]);
}

#[test]
fn what_is_withdrawn_taken_back_or_rejected_is_not_weighed() {
    let (papers, settings) = (papers(), Settings::default());
    let records = records(&papers);
    let case = Case::assemble(records.clone(), &[]);
    let mut judgements = rated(&papers, "Ann");
    judgements.push(("Ann", Judgement::Withdraw(ARSON)));
    let cited = Cited::of(&case, &signed(judgements.clone()));
    assert_eq!(cited.stated(ARSON).and_then(|one| one.withdrawn), Some(7));
    assert_eq!(cited.matrix(&case, None, &settings).hypotheses, [ACCIDENT]);
    // Whoever takes the statement back leaves its ratings without it.
    let left: Vec<(&str, Judgement)> = judgements[1..].to_vec();
    let cited = Cited::of(&case, &signed(left));
    assert_eq!(cited.hypotheses.len(), 1);
    assert_eq!(values(&cited.matrix(&case, None, &settings), &settings), [1.0]);
    // A claim that is rejected is no evidence.
    let rejected = Judgement::Reject(claim(&papers[2]));
    let case = Case::assemble(records, std::slice::from_ref(&rejected));
    let mut judgements = rated(&papers, "Ann");
    judgements.push(("Ann", rejected));
    let cited = Cited::of(&case, &signed(judgements));
    assert_eq!((cited.items.len(), cited.unplaced.as_slice()), (2, &[5][..]));
}

#[test]
fn the_letter_of_a_source_tells_how_far_it_is_relied_on() {
    let (papers, settings) = (papers(), Settings::default());
    let case = Case::assemble(records(&papers), &[]);
    let mut judgements = rated(&papers, "Ann");
    let lund = at(&papers[0], JudgedKind::Mention, "Mira Lund");
    judgements.push(("Ann", Judgement::GradeSource(lund.clone(), Reliability::E)));
    let matrix = |judgements: &[(&str, Judgement)]| {
        let cited = Cited::of(&case, &signed(judgements.to_vec()));
        let matrix = cited.matrix(&case, None, &settings);
        let mut relied: Vec<f64> = matrix.items.iter().map(|item| item.reliability).collect();
        relied.sort_by(f64::total_cmp);
        relied
    };
    assert_eq!(matrix(&judgements), [0.2, 0.2, 0.8], "both papers have it from her");
    judgements.push(("Bo", Judgement::GradeSource(lund, Reliability::A)));
    assert_eq!(matrix(&judgements), [0.8, 0.95, 0.95], "the last letter holds");
}

#[test]
fn checklists_are_answered_with_words() {
    let papers = papers();
    let case = Case::assemble(records(&papers), &[]);
    let on = at(&papers[0], JudgedKind::Mention, "Mira Lund");
    let answer = |finding, words: &Document| {
        let (question, words) = (Question::Motive, claim(words));
        Judgement::Answer(Answer { on: on.clone(), question, finding, words })
    };
    let signed = signed(vec![
        ("Ann", answer(Finding::Suspect, &papers[0])),
        ("Bo", answer(Finding::Clear, &papers[1])),
        ("Ann", answer(Finding::Open, &papers[2])),
    ]);
    let found = answers(&case, &signed);
    let told: Vec<(&str, Finding)> = found.iter().map(|one| (one.analyst.as_str(), one.finding)).collect();
    assert_eq!(told, [("Ann", Finding::Open), ("Bo", Finding::Clear)]);
    let Subject::Source(entity) = found[0].on else { panic!("she is a source") };
    assert_eq!(case.entities().all[entity].name, "Mira Lund");
    assert!(Question::ALL.len() >= 12 && Question::ALL.iter().all(|question| question.words().ends_with('?')));
}

#[test]
fn documents_offer_hypotheses() {
    let texts = [
        ("one.txt", "The fire was put out. What if the fire was laid? Nobody saw it."),
        ("two.txt", "What if the fire was  laid? It was late."),
        ("three.txt", "Jon Ek said that it had rained. What if it was an accident?"),
    ];
    let read_in = |(name, text): (&str, &str)| {
        let document = document(name, text);
        let mut reading = read(&document, Reader::Fast);
        // As if the question were his.
        let within = reading.attributions.first().map(|attribution| attribution.id);
        reading.hypotheses.iter_mut().for_each(|one| one.within = within);
        offerings(&document, &reading)
    };
    let found = together(texts.into_iter().flat_map(read_in).collect());
    assert_eq!(found[0].places.len(), 2, "{found:?}");
    assert!(are_alike(&found[0].words, "The fire was laid?"), "{found:?}");
    assert_eq!(found[1].places[0].by.as_deref(), Some("Jon Ek"), "{found:?}");
}
