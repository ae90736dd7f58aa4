//! Holds the port to its original: the counts must be those of `../shared/yardsticks/score_attribution.py`.
//!
//! Twice: on a small gold of our own, whose expected counts the Python program printed once and which are committed;
//! and, where Python with numpy and scipy and the shared data are at hand, on the development half against gold that
//! was damaged by chance, several seeds over.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use super::attribution;
use super::brat::{self, Gold};
use super::points::{Role, Stretch};
use super::predictions::{self, Prediction};
use super::score::{Count, Counts};
use crate::repository;

/// What the Python program wrote with `--json`, by measure.
fn expected(json: &str) -> BTreeMap<String, Count> {
    let scores: BTreeMap<String, serde_json::Value> = serde_json::from_str(json).unwrap();
    let count = |(measure, score): (String, serde_json::Value)| {
        let number = |place: usize| score["counts"][place].as_u64().unwrap() as usize;
        (measure, Count { correct: number(0), predicted: number(1), gold: number(2) })
    };
    scores.into_iter().map(count).collect()
}

fn assert_equal(counts: &Counts, json: &str, what: &str) {
    let expected = expected(json);
    assert_eq!(expected.len(), 13, "{what}");
    for (measure, count) in expected {
        assert_eq!(counts.get(&measure), Some(&count), "{what}: {measure}");
    }
}

#[test]
fn a_small_gold_counts_as_the_original_counted_it() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/attribution");
    let gold = brat::read_gold(&folder.join("gold")).unwrap();
    let lines = fs::read_to_string(folder.join("predictions.jsonl")).unwrap();
    let counts = attribution::score(&gold, &predictions::from_json_lines(&lines).unwrap()).unwrap();
    assert_equal(&counts, &fs::read_to_string(folder.join("expected.json")).unwrap(), "fixture");
}

#[test]
fn damaged_gold_counts_as_the_original_counts_it() {
    let Some(shared) = repository::shared() else {
        return;
    };
    let has_scipy = Command::new("python3").args(["-c", "import numpy, scipy"]).output();
    if !has_scipy.is_ok_and(|output| output.status.success()) {
        println!("skipped: python3 with numpy and scipy is absent");
        return;
    }
    let directory = shared.join("data/polnear/dev");
    let gold = brat::read_gold(&directory).unwrap();
    let folder = std::env::temp_dir().join(format!("hearsay-yardstick-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    for seed in 1..=4 {
        let damaged = damage(&gold, seed);
        let (lines, scores) = (folder.join("predictions.jsonl"), folder.join("scores.json"));
        fs::write(&lines, predictions::to_json_lines(&damaged).unwrap()).unwrap();
        let python = Command::new("python3")
            .arg(shared.join("yardsticks/score_attribution.py"))
            .args([&directory, &lines, Path::new("--json"), &scores])
            .output()
            .unwrap();
        assert!(python.status.success(), "{}", String::from_utf8_lossy(&python.stderr));
        let counts = attribution::score(&gold, &damaged).unwrap();
        assert!(counts["lenient"].f1() < 95.0, "seed {seed} damaged nothing");
        assert_equal(&counts, &fs::read_to_string(&scores).unwrap(), &format!("seed {seed}"));
    }
    fs::remove_dir_all(&folder).unwrap();
}

/// A sequence of numbers that is the same for the same seed (SplitMix64).
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) % bound as u64) as usize
    }
}

type Raw = [Vec<Stretch>; 3];

/// The gold as a prediction, with attributions dropped, doubled, shifted, cut, merged, swapped and robbed of a role.
fn damage(gold: &BTreeMap<String, Gold>, seed: u64) -> Vec<Prediction> {
    let mut chance = Chance(seed);
    let damaged = gold.iter().filter_map(|(name, document)| {
        let n_points = std::str::from_utf8(&document.bytes).unwrap().chars().count();
        let mut raws: Vec<Raw> =
            document.attributions().iter().map(|marked| Role::ALL.map(|role| marked.of(role).to_vec())).collect();
        for raw_idx in (0..raws.len()).rev() {
            damage_one(&mut raws, raw_idx, n_points, &mut chance);
        }
        if chance.below(2) == 0 {
            raws.reverse();
        }
        let inner: Vec<bool> = raws.iter().map(|_| chance.below(15) == 0).collect();
        (chance.below(20) != 0).then(|| Prediction::of_places(name, &raws, &inner))
    });
    damaged.collect()
}

fn damage_one(raws: &mut Vec<Raw>, raw_idx: usize, n_points: usize, chance: &mut Chance) {
    let other_idx = chance.below(raws.len());
    let role_idx = chance.below(3);
    match chance.below(14) {
        0 => drop(raws.remove(raw_idx)),
        1 => raws.push(raws[other_idx].clone()),
        2 => {
            let by = chance.below(40);
            for stretch in raws[raw_idx].iter_mut().flatten() {
                stretch.start = (stretch.start + by).saturating_sub(20).min(n_points);
                stretch.end = (stretch.end + by).saturating_sub(20).min(n_points).max(stretch.start);
            }
        }
        3 => {
            for stretch in &mut raws[raw_idx][2] {
                stretch.end -= chance.below(stretch.end - stretch.start + 1);
            }
        }
        4 => {
            let content = raws[other_idx][2].clone();
            raws[raw_idx][2].extend(content);
        }
        5 if raw_idx != other_idx => {
            let taken = std::mem::take(&mut raws[raw_idx][role_idx]);
            let given = std::mem::replace(&mut raws[other_idx][role_idx], taken);
            raws[raw_idx][role_idx] = given;
        }
        6 => raws[raw_idx][role_idx].clear(),
        7 => {
            for stretch in &mut raws[raw_idx][role_idx] {
                stretch.end = (stretch.end + chance.below(120)).min(n_points);
            }
        }
        _ => {}
    }
}
