//! The exact-span metric of CofeNet (Wang et al., COLING 2022), for comparison with the published figures.
//!
//! Not a re-run of their evaluation: their code (`exe/eval/extraction.py` and `evaluation.py` of cofe-ai/CofeNet) works
//! on one B-/I-/O label a word. There a span is a run of words from a B- on; within an instance a gold span is right
//! when the list of predicted spans of the same role holds the same (start, end), a predicted span is wrong when the
//! list of gold spans does not, and the counts are summed over all instances. So every contiguous fragment counts for
//! itself, whichever attribution it belongs to, and one that two attributions share counts once, since a word has only
//! one label. Each annotation file is an instance of its own, 94 on dev, all of them scored against the one prediction
//! for their document. Here a span is a stretch of characters with nothing flattened: where attributions of one
//! annotator overlap in the same role, their labels had to drop one and these counts keep both.

use std::collections::BTreeSet;

use super::points::{Marked, Role, Stretch};
use super::score::{Count, Counts};

/// Returns the counts of one annotation file.
pub(crate) fn score_annotation(gold: &[Marked], predicted: &[Marked]) -> Counts {
    let counts = Role::ALL.into_iter().map(|role| {
        let (gold, predicted) = (fragments(gold, role), fragments(predicted, role));
        let correct = gold.intersection(&predicted).count();
        (format!("cofenet {}", role.name()), Count { correct, predicted: predicted.len(), gold: gold.len() })
    });
    counts.collect()
}

fn fragments(marked: &[Marked], role: Role) -> BTreeSet<Stretch> {
    marked.iter().flat_map(|marked| marked.of(role)).copied().collect()
}

#[cfg(test)]
mod tests {
    use super::super::points::PointText;
    use super::*;

    #[test]
    fn fragments_count_one_by_one_and_shared_ones_once() {
        let text = PointText::new("Ann said a and b, and added c.");
        let stretch = |start, end| Stretch { start, end };
        let ann = [stretch(0, 3)];
        let said = Marked::new(&text, [&ann, &[stretch(4, 8)], &[stretch(9, 10), stretch(15, 16)]]).unwrap();
        let added = Marked::new(&text, [&ann, &[stretch(22, 27)], &[stretch(28, 29)]]).unwrap();
        let half = Marked::new(&text, [&ann, &[stretch(4, 8)], &[stretch(15, 16), stretch(28, 29)]]).unwrap();
        let counts = score_annotation(&[said, added], &[half]);
        assert_eq!(counts["cofenet source"], Count { correct: 1, predicted: 1, gold: 1 });
        assert_eq!(counts["cofenet cue"], Count { correct: 1, predicted: 1, gold: 2 });
        assert_eq!(counts["cofenet content"], Count { correct: 2, predicted: 2, gold: 3 });
    }
}
