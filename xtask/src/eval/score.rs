//! Scores predicted attributions against gold ones: the counts of `../shared/yardsticks/score_attribution.py`.
//!
//! A port that a test compares with the original, count by count. The measures, all summed over the documents:
//! *exact*: a role's span counts when an identical one with the same role exists on the other side, as a multiset, one
//! a role an attribution. *token*: white-space tokens that share a character with any span of the role, as a set a
//! document. *strict*: source and content equal the gold's, the cues share a character, one to one. *pairing*: predicted
//! and gold attributions paired one to one so that the sum of content token F1 is the largest, pairs under 0.5 left
//! out, ties to the pair whose sources, then cues, overlap. *lenient*: the same, and the sources share a character or
//! both are absent; its recall is also given by the gold's kind of quotation, without a source, and by kind of cue.
//! *link*: cue and argument both equal the gold's, each stretch of the argument for itself (not in the yardstick).

use std::collections::BTreeMap;

use super::assignment::{Weights, heaviest_pairing};
use super::cue_kind::is_speech;
use super::points::{Marked, PointText, Quoted, Role, Stretch, overlap};

const CONTENT_F1_MIN: f64 = 0.5;

/// How many were right, predicted and in the gold. `predicted` is 0 where only recall has a meaning.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Count {
    /// True positives.
    pub(crate) correct: usize,
    /// All that was predicted.
    pub(crate) predicted: usize,
    /// All that is in the gold.
    pub(crate) gold: usize,
}

impl Count {
    /// Returns precision in per cent, as the yardstick computes it.
    pub(crate) fn precision(self) -> f64 {
        per_cent(self.correct, self.predicted)
    }

    /// Returns recall in per cent.
    pub(crate) fn recall(self) -> f64 {
        per_cent(self.correct, self.gold)
    }

    /// Returns F1 in per cent.
    pub(crate) fn f1(self) -> f64 {
        let (precision, recall) = (self.precision(), self.recall());
        if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 }
    }
}

fn per_cent(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { 100.0 * part as f64 / whole as f64 }
}

/// Counts by the measure's name.
pub(crate) type Counts = BTreeMap<String, Count>;

/// Adds the counts of one document to those of others.
pub(crate) fn add(total: &mut Counts, document: Counts) {
    for (measure, count) in document {
        let sum = total.entry(measure).or_default();
        sum.correct += count.correct;
        sum.predicted += count.predicted;
        sum.gold += count.gold;
    }
}

/// Returns the counts of one document.
pub(crate) fn score_document(text: &PointText, gold: &[Marked], predicted: &[Marked]) -> Counts {
    let mut counts = Counts::new();
    for role in Role::ALL {
        counts.insert(format!("exact {}", role.name()), exact(gold, predicted, role));
        counts.insert(format!("token {}", role.name()), tokens(text, gold, predicted, role));
    }
    counts.insert("link source".to_owned(), links(gold, predicted, Role::Source));
    counts.insert("link content".to_owned(), links(gold, predicted, Role::Content));
    let whole = |correct| Count { correct, predicted: predicted.len(), gold: gold.len() };
    let pairs = pair_leniently(text, gold, predicted);
    let mut is_found = vec![false; gold.len()];
    pairs.iter().filter(|pair| is_lenient(gold, predicted, **pair)).for_each(|pair| is_found[pair.0] = true);
    counts.insert("strict".to_owned(), whole(count_strict(gold, predicted)));
    counts.insert("lenient".to_owned(), whole(is_found.iter().filter(|found| **found).count()));
    counts.insert("pairing".to_owned(), whole(pairs.len()));
    count_kinds(text, gold, &is_found, &mut counts);
    counts
}

/// Returns the pairs (gold, predicted) that the lenient measure counts as found.
pub(crate) fn lenient_pairs(text: &PointText, gold: &[Marked], predicted: &[Marked]) -> Vec<(usize, usize)> {
    let pairs = pair_leniently(text, gold, predicted).into_iter();
    pairs.filter(|pair| is_lenient(gold, predicted, *pair)).collect()
}

fn is_lenient(gold: &[Marked], predicted: &[Marked], (gold_idx, predicted_idx): (usize, usize)) -> bool {
    overlap(gold[gold_idx].of(Role::Source), predicted[predicted_idx].of(Role::Source))
}

/// The links from a cue to each stretch of one other role; attributions without a cue have none.
pub(crate) fn links(gold: &[Marked], predicted: &[Marked], role: Role) -> Count {
    let pairs = |side: &[Marked]| {
        let linked = side.iter().filter(|marked| !marked.of(Role::Cue).is_empty());
        sorted(
            linked.flat_map(|marked| marked.of(role).iter().map(|stretch| (marked.of(Role::Cue).to_vec(), *stretch))),
        )
    };
    count_equal(&pairs(gold), &pairs(predicted))
}

fn exact(gold: &[Marked], predicted: &[Marked], role: Role) -> Count {
    let spans = |side: &[Marked]| -> Vec<Vec<Stretch>> {
        sorted(side.iter().map(|marked| marked.of(role).to_vec()).filter(|span| !span.is_empty()))
    };
    count_equal(&spans(gold), &spans(predicted))
}

fn tokens(text: &PointText, gold: &[Marked], predicted: &[Marked], role: Role) -> Count {
    let touched = |side: &[Marked]| {
        let all: Vec<Stretch> = side.iter().flat_map(|marked| marked.of(role)).copied().collect();
        text.tokens(&all)
    };
    count_equal(&touched(gold), &touched(predicted))
}

fn sorted<T: Ord>(items: impl Iterator<Item = T>) -> Vec<T> {
    let mut items: Vec<T> = items.collect();
    items.sort_unstable();
    items
}

/// The size of the common part of two sorted multisets, and of both.
pub(crate) fn count_equal<T: Ord>(gold: &[T], predicted: &[T]) -> Count {
    let (mut correct, mut gold_idx) = (0, 0);
    for item in predicted {
        gold_idx += gold[gold_idx..].partition_point(|other| other < item);
        if gold.get(gold_idx) == Some(item) {
            correct += 1;
            gold_idx += 1;
        }
    }
    Count { correct, predicted: predicted.len(), gold: gold.len() }
}

fn count_strict(gold: &[Marked], predicted: &[Marked]) -> usize {
    let weights = Weights::new(gold.len(), predicted.len(), |gold_idx, predicted_idx| {
        let (left, right) = (&gold[gold_idx], &predicted[predicted_idx]);
        let is_right = left.of(Role::Source) == right.of(Role::Source)
            && left.of(Role::Content) == right.of(Role::Content)
            && overlap(left.of(Role::Cue), right.of(Role::Cue));
        f64::from(u8::from(is_right))
    });
    heaviest_pairing(&weights).into_iter().filter(|&(row, column)| weights.at(row, column) > 0.0).count()
}

/// The pairs (gold, predicted) whose contents agree.
fn pair_leniently(text: &PointText, gold: &[Marked], predicted: &[Marked]) -> Vec<(usize, usize)> {
    let contents = |side: &[Marked]| -> Vec<Vec<usize>> {
        side.iter().map(|marked| text.tokens(marked.of(Role::Content))).collect()
    };
    let (gold_tokens, predicted_tokens) = (contents(gold), contents(predicted));
    let weights = Weights::new(gold.len(), predicted.len(), |gold_idx, predicted_idx| {
        let f1 = f1_of_sets(&gold_tokens[gold_idx], &predicted_tokens[predicted_idx]);
        if f1 < CONTENT_F1_MIN {
            return 0.0;
        }
        let agree = |role| f64::from(u8::from(overlap(gold[gold_idx].of(role), predicted[predicted_idx].of(role))));
        // Summed in the yardstick's order, so that ties are the same ties.
        f1 + 1e-4 * agree(Role::Source) + 1e-5 * agree(Role::Cue)
    });
    heaviest_pairing(&weights).into_iter().filter(|&(row, column)| weights.at(row, column) > 0.0).collect()
}

fn f1_of_sets(left: &[usize], right: &[usize]) -> f64 {
    if left.is_empty() && right.is_empty() {
        return 0.0;
    }
    (2 * count_equal(left, right).correct) as f64 / (left.len() + right.len()) as f64
}

/// Lenient recall by the gold's kinds.
fn count_kinds(text: &PointText, gold: &[Marked], is_found: &[bool], counts: &mut Counts) {
    let quoted = text.quoted();
    let mut count = |kind: &str, is_of_kind: &dyn Fn(&Marked) -> bool| {
        let of_kind = gold.iter().zip(is_found).filter(|(marked, _)| is_of_kind(marked));
        let (correct, n_gold) = of_kind.fold((0, 0), |(correct, n), (_, found)| (correct + usize::from(*found), n + 1));
        counts.insert(format!("lenient {kind}"), Count { correct, predicted: 0, gold: n_gold });
    };
    for (kind, wanted) in [("direct", Quoted::All), ("mixed", Quoted::Some), ("indirect", Quoted::None)] {
        count(kind, &|marked| text.quotation(marked.of(Role::Content), &quoted) == wanted);
    }
    count("sourceless", &|marked| marked.of(Role::Source).is_empty());
    let speaks = |marked: &Marked| is_speech(&text.words(marked.of(Role::Cue)));
    count("speech cue", &|marked| speaks(marked));
    count("other cue", &|marked| !speaks(marked));
}

/// The yardstick's own self-test, ported.
#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "“We will stay,” said Ann Lee, the chair. “It is our home.”\n\n\
                        Bob said he would go. It is believed that rain will fall.\r\nNo quote here — ни слова.";

    type Raw = [Vec<Stretch>; 3];

    fn at(piece: &str, start: usize) -> Stretch {
        let characters: Vec<char> = TEXT.chars().collect();
        let wanted: Vec<char> = piece.chars().collect();
        let found = (start..).find(|&place| characters[place..].starts_with(&wanted)).unwrap();
        Stretch { start: found, end: found + wanted.len() }
    }

    fn made() -> Vec<Raw> {
        vec![
            [
                vec![at("Ann Lee, the chair", 0)],
                vec![at("said", 0)],
                vec![at("“We will stay,”", 0), at("“It is our home.”", 0)],
            ],
            [vec![at("Bob", 0)], vec![at("said", 60)], vec![at("he would go", 0)]],
            [vec![], vec![at("is believed", 0)], vec![at("that rain will fall", 0)]],
        ]
    }

    fn moved(by: usize) -> Vec<Raw> {
        let shift = |stretch: &Stretch| Stretch { start: stretch.start + by, end: stretch.end + by };
        made().iter().map(|raw| raw.each_ref().map(|role| role.iter().map(shift).collect())).collect()
    }

    fn counts(predicted: &[Raw]) -> Counts {
        let text = PointText::new(TEXT);
        let marked = |raws: &[Raw]| -> Vec<Marked> {
            raws.iter().map(|[a, b, c]| Marked::new(&text, [a, b, c]).unwrap()).collect()
        };
        score_document(&text, &marked(&made()), &marked(predicted))
    }

    fn f1(predicted: &[Raw], measure: &str) -> f64 {
        counts(predicted)[measure].f1()
    }

    const SCORED: [&str; 11] = [
        "exact source",
        "exact cue",
        "exact content",
        "token source",
        "token cue",
        "token content",
        "strict",
        "lenient",
        "pairing",
        "link source",
        "link content",
    ];

    #[test]
    fn all_right_nothing_and_shifted() {
        for measure in SCORED {
            assert_eq!(f1(&made(), measure), 100.0, "{measure}");
            assert_eq!(f1(&[], measure), 0.0, "{measure}");
            assert!(f1(&moved(15), measure) < 100.0, "{measure}");
        }
        assert_eq!(f1(&moved(1), "lenient"), 100.0);
        assert_eq!(f1(&moved(1), "strict"), 0.0);
        assert_eq!(f1(&moved(1), "exact cue"), 0.0);
    }

    #[test]
    fn order_is_nothing_and_doubles_are_not_free() {
        let backwards: Vec<Raw> = made().into_iter().rev().collect();
        assert_eq!(f1(&backwards, "strict"), 100.0);
        let twice = [made(), made()].concat();
        assert!(f1(&twice, "exact cue") < 100.0);
        assert_eq!((counts(&twice)["strict"].precision(), counts(&twice)["strict"].recall()), (50.0, 100.0));
    }

    #[test]
    fn sources_decide_the_lenient_score() {
        let mut swapped = made();
        let bob = swapped[1][0].clone();
        swapped[1][0] = std::mem::replace(&mut swapped[0][0], bob);
        assert_eq!(counts(&swapped)["lenient"].correct, 1);
        assert_eq!(f1(&swapped, "pairing"), 100.0);
        let mut bare = made();
        bare.iter_mut().for_each(|raw| raw[0].clear());
        assert_eq!(counts(&bare)["lenient"].correct, 1);
        assert_eq!(counts(&bare)["lenient sourceless"], Count { correct: 1, predicted: 0, gold: 1 });
    }

    #[test]
    fn kinds_are_those_of_the_gold() {
        let counts = counts(&made());
        let gold = |kind: &str| counts[&format!("lenient {kind}")].gold;
        assert_eq!((gold("direct"), gold("mixed"), gold("indirect")), (1, 0, 2));
        assert_eq!((gold("speech cue"), gold("other cue")), (2, 1));
    }
}
