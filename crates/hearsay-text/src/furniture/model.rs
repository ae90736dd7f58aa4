//! The weights of the furniture classifier and the format they are committed in.
//!
//! A text file: comment lines begin with `#`; `threshold VALUE` and `prose_threshold VALUE`; `dense NAME VALUE` and `second NAME VALUE`, a feature a
//! line, in order; `scale VALUE`, then `grams HEX` lines, two hexadecimal digits (a signed byte, times the scale) for
//! each bucket of word n-grams.

use std::fmt::Write;

use super::features::{self, N_DENSE, N_SECOND, SECOND_NAMES};
use super::line::{Line, N_BUCKETS};

/// The weights.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    /// Lines that score higher than this are furniture (log odds of the second model).
    pub threshold: f32,
    /// The same for lines that are sentences of some length.
    pub prose_threshold: f32,
    /// The first model's weights of dense features.
    pub dense: Vec<f32>,
    /// What one unit of `grams` weighs.
    pub scale: f32,
    /// The first model's weights of word n-grams.
    pub grams: Vec<i8>,
    /// The second model's weights.
    pub second: Vec<f32>,
}

/// How many buckets stand on one line of the file.
const BUCKETS_A_LINE: usize = 64;

impl Model {
    /// Returns for each line whether it is furniture.
    pub fn mark(&self, texts: &[&str]) -> Vec<bool> {
        let lines: Vec<Line> = texts.iter().map(|text| Line::new(text)).collect();
        let second = features::second(&lines, &self.first_scores(&lines));
        let scores = second.iter().map(|values| dot(values, &self.second));
        let threshold = |line: &Line| if line.is_sentence() { self.prose_threshold } else { self.threshold };
        scores.zip(&lines).map(|(score, line)| score > threshold(line)).collect()
    }

    /// Returns what the first model alone says.
    pub fn first_scores(&self, lines: &[Line]) -> Vec<f32> {
        let dense = features::dense(lines);
        let rows = dense.chunks_exact(N_DENSE).zip(lines);
        rows.map(|(row, line)| dot(row, &self.dense) + self.gram_score(line)).collect()
    }

    fn gram_score(&self, line: &Line) -> f32 {
        let sum: i32 = line.grams.iter().map(|&bucket| i32::from(self.grams[bucket as usize])).sum();
        sum as f32 * self.scale * gram_weight(line)
    }

    /// Reads the committed format; `None` if it is not that.
    pub fn parse(text: &str) -> Option<Model> {
        let mut model = Model {
            threshold: 0.0,
            prose_threshold: 0.0,
            dense: Vec::new(),
            scale: 0.0,
            grams: Vec::new(),
            second: Vec::new(),
        };
        for line in text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
            let mut words = line.split(' ');
            let kind = words.next()?;
            let last = words.next_back()?;
            match kind {
                "threshold" => model.threshold = last.parse().ok()?,
                "prose_threshold" => model.prose_threshold = last.parse().ok()?,
                "dense" => model.dense.push(last.parse().ok()?),
                "second" => model.second.push(last.parse().ok()?),
                "scale" => model.scale = last.parse().ok()?,
                "grams" => {
                    for place in (0..last.len()).step_by(2) {
                        model.grams.push(u8::from_str_radix(last.get(place..place + 2)?, 16).ok()? as i8);
                    }
                }
                _ => return None,
            }
        }
        let is_whole = model.dense.len() == N_DENSE && model.grams.len() == N_BUCKETS && model.second.len() == N_SECOND;
        is_whole.then_some(model)
    }

    /// Returns the committed format.
    pub fn to_text(&self) -> String {
        let mut text = String::from(
            "# Weights of the page-furniture classifier, written by `cargo xtask train furniture`.\n\
             # The format is described in src/furniture/model.rs.\n",
        );
        let mut put = |line: std::fmt::Arguments<'_>| writeln!(text, "{line}").expect("a String takes everything");
        put(format_args!("threshold {:.4}", self.threshold));
        put(format_args!("prose_threshold {:.4}", self.prose_threshold));
        features::dense_names()
            .iter()
            .zip(&self.dense)
            .for_each(|(name, weight)| put(format_args!("dense {name} {weight:.4}")));
        SECOND_NAMES.iter().zip(&self.second).for_each(|(name, weight)| put(format_args!("second {name} {weight:.4}")));
        put(format_args!("scale {:.6}", self.scale));
        for row in self.grams.chunks(BUCKETS_A_LINE) {
            let digits: String = row.iter().map(|weight| format!("{:02x}", *weight as u8)).collect();
            put(format_args!("grams {digits}"));
        }
        text
    }
}

/// Returns how much each n-gram of a line counts: long lines have many.
pub fn gram_weight(line: &Line) -> f32 {
    1.0 / (line.grams.len().max(1) as f32).sqrt()
}

fn dot(values: &[f32], weights: &[f32]) -> f32 {
    values.iter().zip(weights).map(|(value, weight)| value * weight).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_committed_weights_are_read_and_written_alike() {
        let committed = include_str!("../../weights/furniture.txt");
        let model = Model::parse(committed).expect("the committed weights are well formed");
        assert_eq!(model.to_text(), committed);
    }
}
