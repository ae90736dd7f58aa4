//! What the lines around a line, and its place, say of it.
//!
//! Two sets of features: of the text, for the first model, and of the first model's scores, for the second.

use std::collections::HashMap;

use super::line::{Line, N_VALUES, NAMES};

/// Which values of a neighbour count.
const OF_NEIGHBOUR: [usize; 19] = [1, 2, 7, 8, 9, 12, 16, 23, 25, 27, 28, 34, 36, 37, 38, 39, 40, 41, 42];

/// How many of those are of a neighbour's looks; the rest are cue phrases.
const N_LOOKS: usize = 12;

/// How far away neighbours are looked at, on either side.
const REACH: usize = 3;

/// Names of the features of place.
const OF_PLACE: [&str; 17] = [
    "from_start",
    "from_end",
    "is_first",
    "is_second",
    "is_last",
    "before_first_prose",
    "after_last_prose",
    "prose_words_before",
    "prose_words_after",
    "lines_to_prose_before",
    "lines_to_prose_after",
    "stands_twice",
    "line_count_log",
    "prose_share",
    "cues_above",
    "cues_before_in_tail",
    "short_tail",
];

/// How many dense features the first model has.
pub const N_DENSE: usize = N_VALUES + 2 * REACH * OF_NEIGHBOUR.len() + OF_PLACE.len();

/// Names of the second model's features.
pub const SECOND_NAMES: [&str; 19] = [
    "bias",
    "own",
    "before_1",
    "before_2",
    "before_3",
    "before_4",
    "after_1",
    "after_2",
    "after_3",
    "after_4",
    "mean_before",
    "mean_after",
    "words_mean_before",
    "words_mean_after",
    "max_before_4",
    "max_after_4",
    "min_near",
    "words_log",
    "own_times_tail",
];

/// How many features the second model has.
pub const N_SECOND: usize = SECOND_NAMES.len();

/// Returns the names of the first model's dense features, in order.
pub fn dense_names() -> Vec<String> {
    let mut names: Vec<String> = NAMES.iter().map(|name| (*name).to_owned()).collect();
    for distance in 1..=REACH {
        for side in ["before", "after"] {
            names.extend(OF_NEIGHBOUR.iter().map(|&value| format!("{side}_{distance}.{}", NAMES[value])));
        }
    }
    names.extend(OF_PLACE.iter().map(|name| (*name).to_owned()));
    names
}

/// Returns the dense features of every line, `N_DENSE` after `N_DENSE`.
pub fn dense(lines: &[Line]) -> Vec<f32> {
    let places = places(lines);
    let mut found = Vec::with_capacity(lines.len() * N_DENSE);
    for (line_idx, line) in lines.iter().enumerate() {
        found.extend_from_slice(&line.values);
        for distance in 1..=REACH {
            let before = line_idx.checked_sub(distance).map(|idx| &lines[idx]);
            let after = lines.get(line_idx + distance);
            // A prompt after a sentence says nothing of it: the last paragraph always stands before the furniture.
            let after_values = if line.is_sentence() { &OF_NEIGHBOUR[..N_LOOKS] } else { &OF_NEIGHBOUR[..] };
            push_values(&mut found, before, &OF_NEIGHBOUR);
            push_values(&mut found, after, after_values);
        }
        found.extend_from_slice(&places[line_idx]);
    }
    found
}

/// Pushes the wanted values of a neighbour, zeros where there is none and for what is not wanted.
fn push_values(found: &mut Vec<f32>, neighbour: Option<&Line>, wanted: &[usize]) {
    let end = found.len() + OF_NEIGHBOUR.len();
    if let Some(line) = neighbour {
        found.extend(wanted.iter().map(|&value| line.values[value]));
    }
    found.resize(end, 0.0);
}

fn places(lines: &[Line]) -> Vec<[f32; OF_PLACE.len()]> {
    let n_lines = lines.len();
    let prose_words = |line: &Line| if line.is_prose() { line.n_words } else { 0 };
    let all: u32 = lines.iter().map(prose_words).sum();
    let n_words_all: u32 = lines.iter().map(|line| line.n_words).sum();
    let first = lines.iter().position(Line::is_prose).unwrap_or(n_lines);
    let last = lines.iter().rposition(Line::is_prose).unwrap_or(0);
    let mut seen: HashMap<u64, u32> = HashMap::with_capacity(n_lines);
    lines.iter().for_each(|line| *seen.entry(line.fingerprint).or_default() += 1);
    let has_cue = |line: &Line| line.values[36..43].iter().any(|&value| value >= 0.6);
    let near = |n_away: usize| 1.0 / (1.0 + n_away as f32);
    let flag = |is_set: bool| f32::from(u8::from(is_set));
    let after_prose: Vec<usize> = distances(lines.iter().rev()).into_iter().rev().collect();
    let before_prose = distances(lines.iter());
    let (mut words, mut cue_at, mut n_cues) = (0, None, 0);
    let mut found = Vec::with_capacity(n_lines);
    for (idx, line) in lines.iter().enumerate() {
        let is_tail = idx > last;
        found.push([
            near(idx),
            near(n_lines - 1 - idx),
            flag(idx == 0),
            flag(idx == 1),
            flag(idx + 1 == n_lines),
            flag(idx < first),
            flag(is_tail),
            words as f32 / all.max(1) as f32,
            (all - words - prose_words(line)) as f32 / all.max(1) as f32,
            near(before_prose[idx]),
            near(after_prose[idx]),
            flag(seen.get(&line.fingerprint).is_some_and(|&n_times| n_times > 1)),
            (1.0 + n_lines as f32).ln() / 6.0,
            all as f32 / n_words_all.max(1) as f32,
            cue_at.map_or(0.0, |at| near(idx - at)),
            if is_tail { (n_cues as f32).min(4.0) / 4.0 } else { 0.0 },
            flag(is_tail && line.n_words < 15),
        ]);
        words += prose_words(line);
        if has_cue(line) {
            cue_at = Some(idx);
            n_cues += 1;
        }
    }
    found
}

/// Returns for each line how many lines ago the last prose was.
fn distances<'a>(lines: impl Iterator<Item = &'a Line>) -> Vec<usize> {
    let mut away = 99;
    lines
        .map(|line| {
            let now = away;
            away = if line.is_prose() { 0 } else { (away + 1).min(99) };
            now
        })
        .collect()
}

/// Returns the second model's features of every line from the first model's scores (log odds of furniture).
pub fn second(lines: &[Line], scores: &[f32]) -> Vec<[f32; N_SECOND]> {
    let squashed: Vec<f32> = scores.iter().map(|score| 1.0 / (1.0 + (-score).exp())).collect();
    let before = running_means(lines.iter().zip(&squashed));
    let after: Vec<_> = running_means(lines.iter().zip(&squashed).rev()).into_iter().rev().collect();
    let at = |idx: usize, away: isize| {
        let place = idx as isize + away;
        usize::try_from(place).ok().and_then(|place| squashed.get(place)).copied().unwrap_or(if away < 0 {
            0.3
        } else {
            0.7
        })
    };
    let most = |values: [f32; 4]| values.into_iter().fold(0.0_f32, f32::max);
    (0..lines.len())
        .map(|idx| {
            let four_before = [at(idx, -1), at(idx, -2), at(idx, -3), at(idx, -4)];
            let four_after = [at(idx, 1), at(idx, 2), at(idx, 3), at(idx, 4)];
            let (mean_before, words_before) = before[idx];
            let (mean_after, words_after) = after[idx];
            let own = scores[idx].clamp(-8.0, 8.0) / 4.0;
            [
                1.0,
                own,
                four_before[0],
                four_before[1],
                four_before[2],
                four_before[3],
                four_after[0],
                four_after[1],
                four_after[2],
                four_after[3],
                mean_before,
                mean_after,
                words_before,
                words_after,
                most(four_before),
                most(four_after),
                at(idx, -1).min(at(idx, 1)),
                lines[idx].values[1],
                own * words_after,
            ]
        })
        .collect()
}

/// Returns for each line the mean score of the lines before it, plain and weighted by words.
fn running_means<'a>(lines: impl Iterator<Item = (&'a Line, &'a f32)>) -> Vec<(f32, f32)> {
    let (mut sum, mut n_lines, mut words_sum, mut n_words) = (0.5, 1.0, 2.5, 5.0);
    lines
        .map(|(line, &score)| {
            let now = (sum / n_lines, words_sum / n_words);
            sum += score;
            n_lines += 1.0;
            words_sum += score * line.n_words as f32;
            n_words += line.n_words as f32;
            now
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_feature_has_a_name() {
        let lines: Vec<Line> = ["One.", "Two words", "Three"].iter().map(|text| Line::new(text)).collect();
        assert_eq!(dense_names().len(), N_DENSE);
        assert_eq!(dense(&lines).len(), 3 * N_DENSE);
        assert!(dense(&lines).iter().all(|value| value.is_finite()));
        assert_eq!(second(&lines, &[0.0, 1.0, -1.0]).len(), 3);
    }
}
