//! Predicted attributions as JSON lines, in the contract of `hearsay read --json`.
//!
//! Not the program's own writer, so that a mistake there cannot hide here: only the fields that are scored.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail};
use hearsay_reading::reading::{Attribution, Reading};
use hearsay_text::span::{CodePoints, Span};
use serde::{Deserialize, Serialize};

use super::brat::Gold;
use super::points::{Marked, Stretch};

/// What was predicted for one document.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Prediction {
    document: String,
    attributions: Vec<Predicted>,
}

type Places = Vec<(usize, usize)>;

#[derive(Debug, Serialize, Deserialize)]
struct Predicted {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    #[serde(default)]
    source: Option<Places>,
    #[serde(default)]
    cue: Option<Places>,
    #[serde(default)]
    content: Option<Places>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    act: Option<String>,
    #[serde(default)]
    within: Option<serde_json::Value>,
}

impl Prediction {
    /// Returns what `reading` holds, counted in code points of `text`.
    pub(crate) fn of_reading(document: &str, text: &str, reading: &Reading) -> Prediction {
        let points = CodePoints::new(text);
        let places = |spans: &[Span]| -> Option<Places> {
            let stretches = spans.iter().map(|span| Stretch::of_span(*span, &points));
            Some(stretches.map(|stretch| (stretch.start, stretch.end)).collect())
        };
        let predicted = |attribution: &Attribution| Predicted {
            id: Some(attribution.id.to_string()),
            source: places(&attribution.source),
            cue: places(&attribution.cue),
            content: places(&attribution.content),
            act: Some(attribution.act.name().to_owned()),
            within: attribution.within.map(|outer| outer.to_string().into()),
        };
        Prediction { document: document.to_owned(), attributions: reading.attributions.iter().map(predicted).collect() }
    }
}

/// Returns the predictions as JSON lines.
pub(crate) fn to_json_lines(predictions: &[Prediction]) -> Result<String> {
    let mut lines = String::new();
    for prediction in predictions {
        lines.push_str(&serde_json::to_string(prediction)?);
        lines.push('\n');
    }
    Ok(lines)
}

/// Reads JSON lines; an empty line is nothing.
pub(crate) fn from_json_lines(lines: &str) -> Result<Vec<Prediction>> {
    let numbered = lines.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    numbered
        .map(|(line_idx, line)| serde_json::from_str(line).with_context(|| format!("line {}", line_idx + 1)))
        .collect()
}

/// Returns the predicted attributions by document, made canonical. Those within another are left out, since PolNeAR
/// marks only the outermost.
pub(crate) fn canonical(
    predictions: &[Prediction],
    gold: &BTreeMap<String, Gold>,
) -> Result<BTreeMap<String, Vec<Marked>>> {
    let mut found = BTreeMap::new();
    for prediction in predictions {
        let name = &prediction.document;
        let document = gold.get(name).with_context(|| format!("{name} is not a gold document"))?;
        let outermost = prediction.attributions.iter().filter(|predicted| predicted.within.is_none());
        let marked = outermost.map(|predicted| {
            let [source, cue, content] = [&predicted.source, &predicted.cue, &predicted.content].map(stretches);
            Marked::new(&document.text, [&source, &cue, &content])
        });
        let marked = marked.collect::<Result<Vec<_>>>().with_context(|| name.clone())?;
        if found.insert(name.clone(), marked).is_some() {
            bail!("{name} is predicted a second time");
        }
    }
    Ok(found)
}

fn stretches(places: &Option<Places>) -> Vec<Stretch> {
    places.iter().flatten().map(|&(start, end)| Stretch { start, end }).collect()
}

#[cfg(test)]
impl Prediction {
    /// Returns a prediction made by hand; `is_within` says of each attribution whether it lies within another.
    pub(crate) fn of_places(document: &str, raws: &[[Vec<Stretch>; 3]], is_within: &[bool]) -> Prediction {
        let places = |stretches: &[Stretch]| Some(stretches.iter().map(|s| (s.start, s.end)).collect());
        let predicted = |([source, cue, content], is_within): (&[Vec<Stretch>; 3], &bool)| Predicted {
            id: None,
            source: places(source),
            cue: places(cue),
            content: places(content),
            act: None,
            within: is_within.then(|| "a1".into()),
        };
        let attributions = raws.iter().zip(is_within).map(predicted).collect();
        Prediction { document: document.to_owned(), attributions }
    }
}
