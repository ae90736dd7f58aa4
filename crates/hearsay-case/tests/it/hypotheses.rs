//! Hypotheses weighed, against worked numbers, and what must not change them.

use std::collections::{BTreeMap, BTreeSet};
use std::f64::consts::{FRAC_1_SQRT_2, SQRT_2};

use hearsay_case::corroboration::argument::strength;
use hearsay_case::corroboration::evidence::{Likelihoods, shares as posteriors};
use hearsay_case::corroboration::mass::{Masses, combined, discounted};
use hearsay_case::hypotheses::calibration::{Forecast, brier};
use hearsay_case::hypotheses::comparison::{Agreement, differences};
use hearsay_case::hypotheses::diagnosticity::diagnosticities;
use hearsay_case::hypotheses::formulas::{row_sum, spread, tallies};
use hearsay_case::hypotheses::inconsistency::{least_inconsistent, values};
use hearsay_case::hypotheses::independence::shares;
use hearsay_case::hypotheses::matrix::{Cell, Item, Matrix, Origin};
use hearsay_case::hypotheses::scale::{HypothesisId, Level, Rating};
use hearsay_case::hypotheses::sensitivity::{Fallen, removals, without};
use hearsay_case::hypotheses::{Settings, bayes};
use proptest::prelude::*;

fn assert_near(found: f64, expected: f64, within: f64, what: &str) {
    assert!((found - expected).abs() <= within, "{what}: {found}, not {expected}");
}

/// Returns an item of its own statement and origin, weighed and rated by one analyst, each cell by its letters.
fn item(place: usize, credibility: Level, relevance: Level, letters: &str) -> Item {
    let rated = |letter: &str| Cell(vec![Rating::of_name(letter).expect("a letter of the scale")]);
    Item {
        name: place.to_string(),
        day: None,
        cells: letters.split(' ').map(rated).collect(),
        credibility: vec![credibility],
        relevance: vec![relevance],
        reliability: 1.0,
        statement: place,
        origins: vec![place],
        sources: BTreeSet::from([format!("source {place}")]),
    }
}

fn matrix(items: Vec<Item>) -> Matrix {
    let n_hypotheses = items.first().map_or(0, |item| item.cells.len());
    let n_origins = items.iter().flat_map(|item| item.origins.clone()).max().map_or(0, |most| most + 1);
    let origin = |idx: usize| Origin {
        names: vec![format!("origin {idx}")],
        parties: BTreeSet::from([format!("party {idx}")]),
        first_day: None,
    };
    Matrix {
        hypotheses: (1..=n_hypotheses as u32).map(HypothesisId).collect(),
        items,
        origins: (0..n_origins).map(origin).collect(),
        taken: BTreeMap::new(),
    }
}

/// Returns the matrix of the notes: four items on three hypotheses.
fn four_on_three() -> Matrix {
    use Level::{High, Low, Medium};
    matrix(vec![
        item(0, High, High, "CC I II"),
        item(1, High, Medium, "C II I"),
        item(2, Low, Medium, "I C N"),
        item(3, Medium, Low, "NA I C"),
    ])
}

#[test]
fn a_cell_weighs_as_parc_has_it() {
    use Level::{High, Low, Medium};
    for (letter, credibility, relevance, expected) in [
        ("II", High, High, 4.0),
        ("II", High, Low, 2.0),
        ("II", Medium, High, 2.8284),
        ("I", Medium, Medium, 1.0),
        ("I", Low, Low, 0.5),
        ("CC", High, High, 0.0),
        ("NA", High, High, 0.0),
    ] {
        let found = values(&matrix(vec![item(0, credibility, relevance, letter)]), &Settings::default());
        assert_near(found[0], expected, 0.00005, letter);
    }
}

#[test]
fn one_matrix_has_other_sums_by_other_formulas() {
    let matrix = four_on_three();
    let found = values(&matrix, &Settings::default());
    // 0.7071, as the notes have it.
    for (found, expected) in found.iter().zip([FRAC_1_SQRT_2, 5.5355, 5.4142]) {
        assert_near(*found, expected, 0.00005, "PARC");
    }
    assert_eq!(least_inconsistent(&found), [0]);
    let tallies = tallies(&matrix);
    let sums = |of: fn(&hearsay_case::hypotheses::formulas::Tally) -> f64| tallies.iter().map(of).collect::<Vec<f64>>();
    assert_eq!(sums(|one| one.unweighted), [1.0, 4.0, 3.0]);
    assert_eq!(sums(|one| one.open_source), [0.5, 7.0, 6.0]);
    assert_eq!(sums(|one| one.open_synthesis_against), [1.0, 6.0, 5.0]);
    assert_eq!(sums(|one| one.open_synthesis_for), [5.0, 1.0, 1.0]);
    assert_eq!(matrix.items.iter().map(row_sum).collect::<Vec<f64>>(), [3.0, 3.0, 1.0, 1.0]);
    for (item, expected) in matrix.items.iter().zip([1.6997, 1.2472, 0.8165, 0.8165]) {
        assert_near(spread(item), expected, 0.00005, "Open Synthesis");
    }
}

#[test]
fn the_order_of_close_hypotheses_hangs_on_one_item() {
    let matrix = four_on_three();
    let removals = removals(&matrix, &Settings::default());
    let item = |idx: usize| removals.iter().find(|one| one.fallen == Fallen::Item(idx)).expect("it could fall");
    // The last of the three changes places without the first item; the leader stays without any.
    assert_near(item(0).values[1], 3.5355, 0.00005, "h2");
    assert_near(item(0).values[2], SQRT_2, 0.00005, "h3");
    assert!(removals.iter().all(|one| !one.changes_least));
    // Two hypotheses alone: what is left is level with what it was level with.
    let close = self::matrix(vec![
        self::item(0, Level::High, Level::High, "I C"),
        self::item(1, Level::Low, Level::Low, "C I"),
    ]);
    let changed: Vec<bool> = self::removals_of(&close).iter().map(|one| one.1).collect();
    assert_eq!(changed, [true, false], "without the heavier item the other decides");
}

/// Returns what falls alone, and whether it changes the leader.
fn removals_of(matrix: &Matrix) -> Vec<(usize, bool)> {
    let of_item = |one: hearsay_case::hypotheses::sensitivity::Removal| match one.fallen {
        Fallen::Item(idx) => Some((idx, one.changes_least)),
        _ => None,
    };
    removals(matrix, &Settings::default()).into_iter().filter_map(of_item).collect()
}

/// Heuer's "Will Iraq retaliate?", chapter 8.
#[test]
fn iraq_would_retaliate_in_a_minor_way() {
    let letters = ["C C C", "C C I", "C C I", "I C C", "I C C", "I C C"];
    let items = letters.iter().enumerate().map(|(idx, row)| item(idx, Level::Medium, Level::Medium, row)).collect();
    let matrix = matrix(items);
    let settings = Settings::default();
    assert_eq!(values(&matrix, &settings), [3.0, 0.0, 2.0]);
    assert_eq!(least_inconsistent(&values(&matrix, &settings)), [1]);
    let diagnosticities = diagnosticities(&matrix, &settings);
    assert_eq!(diagnosticities[0], 0.0, "it fits all three");
    for other in &diagnosticities[1..] {
        assert_near(*other, (0.7_f64 / 0.3).ln(), 1e-12, "nats");
    }
    assert_eq!(bayes::foremost(&bayes::panel(&matrix, None, &settings)), [1]);
}

#[test]
fn the_panel_is_bayes() {
    let piece = |if_so: f64, weight: f64| Likelihoods { of: vec![if_so, 1.0 - if_so], weight };
    let even = [0.5, 0.5];
    assert_near(posteriors(&even, &[piece(0.8, 1.0), piece(0.6, 1.0)])[0], 0.8571, 0.00005, "independent");
    assert_near(posteriors(&even, &[piece(0.8, 1.0), piece(0.6, 0.5)])[0], 0.8305, 0.00005, "half");
    assert_near(posteriors(&even, &[piece(0.8, 1.0), piece(0.6, 0.0)])[0], 0.8, 1e-12, "same origin");
    let half = piece(0.8, 1.0).relied_on(0.5);
    assert_near(half.of[0], 0.65, 1e-12, "pulled");
    assert_near(half.of[1], 0.35, 1e-12, "pulled");
    assert_near(posteriors(&even, &[half])[0], 0.65, 1e-12, "half relied on");
    // The same through a matrix: two papers with one report, whose source is relied on by half.
    let settings = Settings { likelihoods: [0.8, 0.6, 0.5, 0.4, 0.2, 0.5], ..Settings::default() };
    let pair = [item(0, Level::Medium, Level::Medium, "CC II"), item(1, Level::Medium, Level::Medium, "C I")];
    assert_near(bayes::panel(&matrix(pair.to_vec()), None, &settings)[0], 0.8571, 0.00005, "independent");
    let echo = Item { statement: 0, origins: vec![0], ..pair[0].clone() };
    assert_near(bayes::panel(&matrix(vec![pair[0].clone(), echo]), None, &settings)[0], 0.8, 1e-12, "echo");
    let doubted = Item { reliability: 0.5, ..pair[0].clone() };
    assert_near(bayes::panel(&matrix(vec![doubted]), None, &settings)[0], 0.65, 1e-12, "relied on by half");
    let likely = [3.0, 1.0];
    assert_near(bayes::panel(&matrix(vec![]), None, &settings).iter().sum(), 0.0, 1e-12, "nobody");
    assert_near(
        bayes::panel(&matrix(vec![pair[0].clone()]), Some(&likely), &settings)[0],
        12.0 / 13.0,
        1e-12,
        "priors",
    );
}

#[test]
fn zadeh_shows_why_dempsters_rule_is_no_default() {
    const ILLNESSES: [u32; 3] = [1, 2, 4];
    let [meningitis, concussion, tumour] = ILLNESSES;
    let (one, other) =
        (Masses::from([(meningitis, 0.99), (concussion, 0.01)]), Masses::from([(tumour, 0.99), (concussion, 0.01)]));
    let (fused, conflict) = combined(&one, &other).expect("they agree on something");
    assert_near(fused[&concussion], 1.0, 1e-9, "what both hold for all but impossible");
    assert_near(conflict, 0.9999, 1e-9, "conflict");
    let all = ILLNESSES.iter().sum();
    let (fused, conflict) =
        combined(&discounted(&one, 0.9, all), &discounted(&other, 0.9, all)).expect("they agree on something");
    for (set, expected) in [(meningitis, 0.4687), (tumour, 0.4687), (concussion, 0.0099), (all, 0.0526)] {
        assert_near(fused[&set], expected, 0.00005, "discounted");
    }
    assert_near(conflict, 0.8099, 0.00005, "conflict");
    assert_eq!(combined(&Masses::from([(1, 1.0)]), &Masses::from([(2, 1.0)])), None);
}

#[test]
fn arguments_for_and_against_have_a_strength() {
    assert_near(strength(0.5, &[0.8], &[0.4]), 0.7, 1e-12, "supported");
    assert_near(strength(0.5, &[0.4], &[0.8]), 0.3, 1e-12, "attacked");
    assert_near(strength(0.5, &[0.5, 0.5], &[]), 0.875, 1e-12, "twice supported");
    assert_near(strength(0.5, &[0.8], &[0.8]), 0.5, 1e-12, "level");
}

#[test]
fn forecasts_are_scored_by_what_came() {
    let forecasts = [(0.9, true), (0.8, true), (0.3, false), (0.6, false)].map(|(said, came)| Forecast { said, came });
    assert_near(brier(&forecasts).expect("there are some"), 0.125, 1e-12, "Brier");
    assert_eq!(brier(&[]), None);
}

#[test]
fn analysts_differ_by_the_thresholds_of_open_source_ach() {
    let of = |letters: &str| matrix(vec![item(0, Level::Medium, Level::Medium, letters)]);
    let found = differences(&[of("CC CC C I II"), of("CC C N C CC")]);
    let found: Vec<(usize, Agreement)> = found.iter().map(|one| (one.hypothesis_idx, one.agreement)).collect();
    use Agreement::{Consensus, Extreme, Mild, Strong};
    assert_eq!(found, [(4, Extreme), (3, Strong), (2, Mild), (1, Consensus), (0, Consensus)]);
    assert_eq!(differences(&[of("C")]), []);
}

#[test]
fn what_was_likely_taken_counts_by_the_rest() {
    let mut matrix =
        matrix(vec![item(0, Level::Medium, Level::Medium, "I C"), item(1, Level::Medium, Level::Medium, "I C")]);
    matrix.items[1].statement = 0;
    matrix.taken = BTreeMap::from([((1, 0), 0.1), ((0, 1), 0.1)]);
    matrix.origins[0].first_day = Some(9);
    matrix.origins[1].first_day = Some(10);
    let settings = Settings::default();
    let weights = |matrix: &Matrix| shares(matrix, &settings).iter().map(|one| one.weight).collect::<Vec<f64>>();
    assert_eq!(weights(&matrix), [1.0, 0.9], "the later may be taken from the earlier");
    matrix.origins[0].first_day = Some(11);
    assert_eq!(weights(&matrix), [0.9, 1.0]);
    matrix.items[1].statement = 1;
    assert_eq!(weights(&matrix), [1.0, 1.0], "of another matter");
}

fn ratings() -> impl Strategy<Value = Cell> {
    prop::collection::vec(prop::sample::select(Rating::ALL), 0..3).prop_map(Cell)
}

fn level() -> impl Strategy<Value = Vec<Level>> {
    prop::collection::vec(prop::sample::select(Level::ALL), 0..3)
}

const N_HYPOTHESES: usize = 3;
const N_ORIGINS: usize = 4;

fn items() -> impl Strategy<Value = Item> {
    let cells = prop::collection::vec(ratings(), N_HYPOTHESES);
    let origins = prop::collection::btree_set(0..N_ORIGINS, 1..3);
    (cells, level(), level(), 0.1..1.0_f64, 0..3_usize, origins, prop::option::of(0..9_i32)).prop_map(
        |(cells, credibility, relevance, reliability, statement, origins, day)| Item {
            name: String::new(),
            day,
            cells,
            credibility,
            relevance,
            reliability,
            statement,
            sources: origins.iter().map(|origin| format!("source {origin}")).collect(),
            origins: origins.into_iter().collect(),
        },
    )
}

fn matrices() -> impl Strategy<Value = Matrix> {
    let days = prop::collection::vec(prop::option::of(0..9_i32), N_ORIGINS);
    let taken = prop::collection::btree_map((0..N_ORIGINS, 0..N_ORIGINS), 0.0..0.9_f64, 0..6);
    (prop::collection::vec(items(), 1..9), days, taken).prop_map(|(items, days, taken)| {
        let mut matrix = matrix(items);
        matrix.items.iter_mut().enumerate().for_each(|(idx, item)| item.name = format!("{idx:02}"));
        matrix.origins.resize(N_ORIGINS, Origin::default());
        for (idx, (origin, day)) in matrix.origins.iter_mut().zip(days).enumerate() {
            *origin = Origin {
                names: vec![format!("origin {idx}")],
                parties: BTreeSet::from([format!("party {idx}")]),
                first_day: day,
            };
        }
        Matrix { taken, ..matrix }
    })
}

fn near(one: &[f64], other: &[f64]) -> bool {
    one.len() == other.len() && one.iter().zip(other).all(|(one, other)| (one - other).abs() < 1e-9)
}

/// Returns the places from the least sum to the greatest, those that are level together.
fn ranking(values: &[f64]) -> Vec<Vec<bool>> {
    let above = |one: &f64| values.iter().map(|other| other - one > 1e-9).collect();
    values.iter().map(above).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn the_order_of_evidence_changes_nothing(matrix in matrices(), turn in 0..9_usize) {
        let settings = Settings::default();
        let mut turned = matrix.clone();
        turned.items.reverse();
        turned.items.rotate_left(turn % matrix.items.len());
        prop_assert!(near(&values(&turned, &settings), &values(&matrix, &settings)));
        prop_assert!(near(&bayes::panel(&turned, None, &settings), &bayes::panel(&matrix, None, &settings)));
    }

    #[test]
    fn what_nobody_rated_changes_nothing(matrix in matrices(), of in any::<prop::sample::Index>(), at in any::<prop::sample::Index>()) {
        let settings = Settings::default();
        let cells = vec![Cell(Vec::new()); N_HYPOTHESES];
        let unrated = Item { name: String::new(), day: Some(-1), cells, ..of.get(&matrix.items).clone() };
        let mut more = matrix.clone();
        more.items.insert(at.index(matrix.items.len() + 1), unrated);
        prop_assert!(near(&values(&more, &settings), &values(&matrix, &settings)));
        prop_assert!(near(&bayes::panel(&more, None, &settings), &bayes::panel(&matrix, None, &settings)));
    }

    #[test]
    fn an_echo_of_one_origin_changes_nothing(matrix in matrices(), of in any::<prop::sample::Index>(), at in any::<prop::sample::Index>()) {
        let settings = Settings::default();
        let echo = Item { name: "later".to_owned(), sources: BTreeSet::new(), ..of.get(&matrix.items).clone() };
        let mut more = matrix.clone();
        more.items.insert(at.index(matrix.items.len() + 1), echo);
        prop_assert!(near(&values(&more, &settings), &values(&matrix, &settings)));
        prop_assert!(near(&bayes::panel(&more, None, &settings), &bayes::panel(&matrix, None, &settings)));
    }

    #[test]
    fn a_row_that_fits_all_alike_changes_no_order(matrix in matrices(), cell in ratings(), reliability in 0.0..1.0_f64) {
        let settings = Settings::default();
        let mut more = matrix.clone();
        more.items.push(Item {
            cells: vec![cell; N_HYPOTHESES],
            credibility: vec![Level::High],
            reliability,
            statement: 99,
            ..Item::default()
        });
        prop_assert_eq!(ranking(&values(&more, &settings)), ranking(&values(&matrix, &settings)));
        prop_assert!(near(&bayes::panel(&more, None, &settings), &bayes::panel(&matrix, None, &settings)));
        prop_assert_eq!(diagnosticities(&more, &settings).last().copied(), Some(0.0));
    }

    #[test]
    fn without_an_origin_its_relays_are_gone(matrix in matrices(), origin_idx in 0..N_ORIGINS) {
        let settings = Settings::default();
        let origins = BTreeSet::from([origin_idx]);
        let (left, fallen) = without(&matrix, &Fallen::Origin(origins));
        prop_assert!(left.items.iter().all(|item| !item.origins.is_empty() && !item.origins.contains(&origin_idx)));
        let own = |item: &Item| item.origins == [origin_idx];
        prop_assert_eq!(fallen.len(), matrix.items.iter().filter(|item| own(item)).count());
        // However many relay it, what is left is the same.
        let mut relayed = matrix.clone();
        let relay = |item: &Item| Item { name: format!("again {}", item.name), ..item.clone() };
        let relays: Vec<Item> = matrix.items.iter().filter(|item| own(item)).map(relay).collect();
        relayed.items.extend(relays);
        let (other, _) = without(&relayed, &Fallen::Origin(BTreeSet::from([origin_idx])));
        prop_assert!(near(&values(&other, &settings), &values(&left, &settings)));
    }

    #[test]
    fn shares_are_shares(matrix in matrices()) {
        let settings = Settings::default();
        let panel = bayes::panel(&matrix, None, &settings);
        prop_assert!((panel.iter().sum::<f64>() - 1.0).abs() < 1e-9, "{:?}", panel);
        for share in shares(&matrix, &settings) {
            prop_assert!((0.0..=1.0).contains(&share.weight));
        }
        let (n_items, n_removals) = (matrix.items.len(), removals(&matrix, &settings).len());
        prop_assert!(n_removals > n_items, "each item, each source, each origin");
    }
}
