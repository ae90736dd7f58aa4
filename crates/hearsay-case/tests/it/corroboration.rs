//! What reports bear out when some are taken from others, against worked numbers.

use hearsay_case::corroboration::Settings;
use hearsay_case::corroboration::dependence::{Ground, deciding};
use hearsay_case::corroboration::evidence::{Evidence, posterior};
use hearsay_case::corroboration::opinion::Opinion;
use hearsay_case::corroboration::support::{Dependence, Outcome, Report, Support, support};
use proptest::prelude::*;

fn report(question: &str, answer: &str, source: &str) -> Report {
    Report { question: question.into(), answer: answer.into(), source: source.into(), is_origin: false, day: None }
}

fn dependence(source: &str, from: &str, taken: f64) -> Dependence {
    Dependence { source: source.into(), from: from.into(), question: None, taken, ground: None }
}

fn share(outcome: &Outcome, question: &str, answer: &str) -> f64 {
    let found = outcome.supports.iter().find(|one| one.question == question && one.answer == answer);
    found.map_or(0.0, |one| one.share)
}

fn assert_near(found: f64, expected: f64, within: f64, what: &str) {
    assert!((found - expected).abs() <= within, "{what}: {found}, not {expected}");
}

/// Dong, Berti-Équille and Srivastava's five sources on where five researchers work; the first is right throughout.
fn researchers(taken: f64) -> Outcome {
    const QUESTIONS: [&str; 5] = ["Stonebraker", "Dewitt", "Bernstein", "Carey", "Halevy"];
    const ANSWERS: [[&str; 5]; 5] = [
        ["MIT", "MSR", "MSR", "UCI", "Google"],
        ["Berkeley", "MSR", "MSR", "AT&T", "Google"],
        ["MIT", "UWisc", "MSR", "BEA", "UW"],
        ["MIT", "UWisc", "MSR", "BEA", "UW"],
        ["MS", "UWisc", "MSR", "BEA", "UW"],
    ];
    let mut reports = Vec::new();
    for (source, answers) in ["S1", "S2", "S3", "S4", "S5"].into_iter().zip(ANSWERS) {
        reports.extend(QUESTIONS.into_iter().zip(answers).map(|(question, answer)| report(question, answer, source)));
    }
    let dependences = [("S4", "S3"), ("S5", "S3"), ("S5", "S4")].map(|(source, from)| dependence(source, from, taken));
    support(&reports, &dependences, &Settings::default())
}

fn n_right(outcome: &Outcome) -> usize {
    let truth =
        [("Stonebraker", "MIT"), ("Dewitt", "MSR"), ("Bernstein", "MSR"), ("Carey", "UCI"), ("Halevy", "Google")];
    let is_right = |(question, answer): &(&str, &str)| {
        outcome.supports.iter().find(|one| one.question == *question).is_some_and(|one| one.answer == *answer)
    };
    truth.iter().filter(|one| is_right(one)).count()
}

#[test]
fn five_researchers_come_out_once_copying_is_known() {
    for (taken, expected) in [(0.0, 2), (0.5, 2), (0.8, 5), (0.9, 5), (1.0, 5)] {
        assert_eq!(n_right(&researchers(taken)), expected, "{taken}");
    }
    let outcome = researchers(0.9);
    for (source, expected) in outcome.sources.iter().zip([0.789, 0.705, 0.639, 0.639, 0.566]) {
        assert_near(source.value, expected, 0.0006, &source.source);
    }
    for (question, answer, expected) in [
        ("Halevy", "Google", 0.819),
        ("Halevy", "UW", 0.172),
        ("Carey", "UCI", 0.455),
        ("Carey", "AT&T", 0.292),
        ("Carey", "BEA", 0.247),
    ] {
        assert_near(share(&outcome, question, answer), expected, 0.0006, answer);
    }
    let outcome = researchers(1.0);
    for (source, expected) in outcome.sources.iter().zip([0.792, 0.714, 0.627, 0.627, 0.558]) {
        assert_near(source.value, expected, 0.0006, &source.source);
    }
    assert_near(share(&outcome, "Halevy", "Google"), 0.842, 0.0006, "Google");
    assert_near(share(&outcome, "Carey", "UCI"), 0.474, 0.0006, "UCI");
}

/// One source says no; so many say yes, each but the first with that likelihood from the first.
fn against_one(n_yes: usize, taken: f64) -> Outcome {
    let mut reports = vec![report("q", "no", "dissenter")];
    let mut dependences = Vec::new();
    for n in 0..n_yes {
        reports.push(Report { is_origin: n == 0, ..report("q", "yes", &format!("s{n}")) });
        dependences.push(dependence(&format!("s{n}"), "s0", taken));
    }
    support(&reports, &dependences, &Settings::default())
}

#[test]
fn relays_of_one_origin_bear_nothing_out_and_independent_reports_do() {
    for n in [1, 2, 5, 10] {
        let outcome = against_one(n, 1.0);
        assert_near(share(&outcome, "q", "yes"), 0.492, 0.0006, "relays");
        assert_near(share(&outcome, "q", "no"), 0.492, 0.0006, "the dissenter");
    }
    for (n, expected) in [(1, 0.492), (2, 0.897), (5, 0.999), (10, 1.0)] {
        assert_near(share(&against_one(n, 0.0), "q", "yes"), expected, 0.0006, "independent");
    }
}

#[test]
fn ten_outlets_with_one_origin_are_one() {
    let all = |n: i32, weight: fn(i32) -> f64| {
        let evidence: Vec<Evidence> = (0..n).map(|n| Evidence { if_so: 0.7, if_not: 0.3, weight: weight(n) }).collect();
        posterior(0.5, &evidence)
    };
    for (n, naive, copied) in [(1, 0.7, 0.7), (2, 0.8448, 0.7343), (5, 0.9857, 0.7425), (10, 0.9998, 0.7425)] {
        assert_near(all(n, |_| 1.0), naive, 0.00006, "naive");
        assert_near(all(n, |n| f64::from(u8::from(n == 0))), 0.7, 1e-12, "one origin");
        assert_near(all(n, |n| 0.2_f64.powi(n)), copied, 0.00006, "likely copied");
    }
}

#[test]
fn evidence_counts_by_weight_and_reliability() {
    let [first, second] = [(0.8, 0.2), (0.6, 0.4)].map(|(if_so, if_not)| Evidence { if_so, if_not, weight: 1.0 });
    assert_near(posterior(0.5, &[first, second]), 0.8571, 0.00006, "independent");
    assert_near(posterior(0.5, &[first, Evidence { weight: 0.5, ..second }]), 0.8305, 0.00006, "half");
    assert_near(posterior(0.5, &[first, Evidence { weight: 0.0, ..second }]), 0.8, 1e-12, "same origin");
    assert_near(posterior(0.5, &[first.relied_on(0.5)]), 0.65, 1e-12, "half relied on");
}

#[test]
fn opinions_fuse_by_origin() {
    let opinion = |belief, disbelief, uncertainty| Opinion { belief, disbelief, uncertainty };
    let assert_is = |found: Opinion, expected: Opinion| {
        assert_near(found.belief, expected.belief, 0.00006, "belief");
        assert_near(found.disbelief, expected.disbelief, 0.00006, "disbelief");
        assert_near(found.uncertainty, expected.uncertainty, 0.00006, "uncertainty");
    };
    let (one, other) = (opinion(0.8, 0.1, 0.1), opinion(0.7, 0.2, 0.1));
    assert_is(one.cumulated(other), opinion(0.7895, 0.1579, 0.0526));
    assert_is(one.averaged(other), opinion(0.75, 0.15, 0.1));
    assert_is(one.cumulated(one), opinion(0.8421, 0.1053, 0.0526));
    assert_is(one.averaged(one), one);
    assert_is(one.discounted(0.75), opinion(0.6, 0.075, 0.325));
    let graded = Opinion::of_evidence(8.0, 2.0);
    assert_is(graded, opinion(0.6667, 0.1667, 0.1667));
    assert_near(graded.expected(0.5), 0.75, 1e-12, "expected");
    let sure = opinion(1.0, 0.0, 0.0);
    assert_is(sure.cumulated(opinion(0.0, 1.0, 0.0)), opinion(0.5, 0.5, 0.0));
}

#[test]
fn weights_print_what_they_are_made_of() {
    let reports = ["agency", "gazette", "courier"]
        .map(|source| Report { is_origin: source == "agency", ..report("how many", "40", source) });
    let taken = Settings::default().taken;
    let copied = Ground::Text(0.83);
    let known = [("gazette", "agency"), ("courier", "agency")]
        .map(|(source, from)| Dependence { ground: Some(copied), ..dependence(source, from, copied.taken(&taken)) });
    let outcome = support(&reports, &known, &Settings::default());
    let recipe = &outcome.supports[0].recipe;
    assert_eq!(recipe.to_string(), "3 outlets, 1 origin, weight 1.00 + 0.05 + 0.05");
    assert_eq!(recipe.terms[0].because(), "taken from nobody before it");
    assert_eq!(recipe.terms[2].because(), "95 % taken from agency (83 % of its words stand there)");
}

#[test]
fn grounds_tell_how_likely_a_report_was_taken() {
    let taken = Settings::default().taken;
    for (ground, expected) in [
        (Ground::Said, 1.0),
        (Ground::SameOrigin, 1.0),
        (Ground::Text(0.5), 0.95),
        (Ground::Text(0.15), 0.2),
        (Ground::Text(0.35), 0.5),
        (Ground::Text(0.4999), 0.72485),
        (Ground::Text(0.1), 0.05),
        (Ground::SameError, 0.8),
        (Ground::Independent, 0.0),
        (Ground::UnknownSoon, 0.1),
        (Ground::Unknown, 0.05),
    ] {
        assert_near(ground.taken(&taken), expected, 1e-9, &ground.words());
    }
    let decides = |grounds: &[Ground]| deciding(grounds, &taken);
    assert_eq!(decides(&[]), Ground::Unknown);
    assert_eq!(decides(&[Ground::Unknown, Ground::Text(0.3), Ground::UnknownSoon]), Ground::Text(0.3));
    assert_eq!(decides(&[Ground::Independent, Ground::UnknownSoon, Ground::Text(0.3)]), Ground::Independent);
    assert_eq!(decides(&[Ground::Independent, Ground::Text(0.9)]), Ground::Text(0.9));
    assert_eq!(decides(&[Ground::Independent, Ground::Said]), Ground::Said);
}

fn reports() -> impl Strategy<Value = Vec<Report>> {
    let report = (0..3_u8, 0..3_u8, 0..6_u8, any::<bool>(), prop::option::of(0..5_i32));
    let made = report.prop_map(|(question, answer, source, is_origin, day)| Report {
        is_origin,
        day,
        ..report_of(question, answer, source)
    });
    prop::collection::vec(made, 1..14)
}

fn report_of(question: u8, answer: u8, source: u8) -> Report {
    report(&format!("q{question}"), &format!("a{answer}"), &format!("s{source}"))
}

fn dependences() -> impl Strategy<Value = Vec<Dependence>> {
    let made = (0..6_u8, 0..6_u8, 0..=10_u8).prop_map(|(source, from, tenths)| {
        dependence(&format!("s{source}"), &format!("s{from}"), f64::from(tenths) / 10.0)
    });
    prop::collection::vec(made, 0..10)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn the_order_changes_nothing_and_shares_are_shares(
        reports in reports(), dependences in dependences(), turn in 0..14_usize
    ) {
        let settings = Settings::default();
        let outcome = support(&reports, &dependences, &settings);
        let (mut turned, mut reversed) = (reports.clone(), dependences.clone());
        turned.rotate_left(turn % reports.len());
        reversed.reverse();
        prop_assert_eq!(&support(&turned, &reversed, &settings), &outcome);
        for of_question in outcome.supports.chunk_by(|one, other| one.question == other.question) {
            let whole: f64 = of_question.iter().map(|one| one.share).sum();
            prop_assert!(whole > 0.0 && whole <= 1.0 + 1e-9, "{}", whole);
        }
        for source in &outcome.sources {
            prop_assert!(source.value > 0.0 && source.value < 1.0);
        }
    }

    #[test]
    fn relays_of_one_origin_change_nothing(
        reports in reports(), dependences in dependences(), n_relays in 1..8_usize, relayed in any::<prop::sample::Index>()
    ) {
        let settings = Settings::default();
        let before = support(&reports, &dependences, &settings);
        let relayed = relayed.get(&reports).clone();
        let (mut more, mut known) = (reports.clone(), dependences.clone());
        for n in 0..n_relays {
            let relay = Report { source: format!("z{n}"), is_origin: false, day: Some(99), ..relayed.clone() };
            known.push(dependence(&relay.source, &relayed.source, 1.0));
            more.push(relay);
        }
        let after = support(&more, &known, &settings);
        // Not by their order: which of two that are all but level comes first may turn.
        for one in &before.supports {
            let is_it = |other: &&Support| (&one.question, &one.answer) == (&other.question, &other.answer);
            let other = after.supports.iter().find(is_it).expect("it is still an answer");
            prop_assert!((one.share - other.share).abs() < 1e-3, "{} {}", one.share, other.share);
            prop_assert!((one.recipe.weight() - other.recipe.weight()).abs() < 1e-12);
        }
    }
}
