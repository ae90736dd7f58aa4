//! Reads the gold attributions of PolNeAR, where the data is at hand.
//!
//! Not a scorer: `cargo xtask eval` scores.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use hearsay_text::span::Span;

/// One text and its gold attributions.
pub(crate) struct Gold {
    /// The text.
    pub(crate) text: String,
    /// The attributions.
    pub(crate) attributions: Vec<GoldAttribution>,
}

/// The spans of one gold attribution.
#[derive(Default)]
pub(crate) struct GoldAttribution {
    pub(crate) source: Vec<Span>,
    pub(crate) cue: Vec<Span>,
    pub(crate) content: Vec<Span>,
}

/// Returns the texts of one half, by name; `None`, with a plain line, where the data is absent.
pub(crate) fn read(half: &str) -> Option<Vec<Gold>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/polnear").join(half);
    if !root.is_dir() {
        eprintln!("skipped: ../shared is absent");
        return None;
    }
    let mut files: Vec<PathBuf> =
        fs::read_dir(root.join("attributions")).ok()?.flatten().map(|entry| entry.path()).collect();
    files.sort();
    let mut by_text: BTreeMap<String, Gold> = BTreeMap::new();
    for file in files {
        let stem = file.file_stem()?.to_str()?.to_owned();
        let name = stem.rsplit_once('_').map_or(stem.as_str(), |(name, _)| name).to_owned();
        if by_text.contains_key(&name) {
            continue;
        }
        let Ok(text) = fs::read_to_string(root.join("text").join(format!("{name}.txt"))) else {
            continue;
        };
        let attributions = attributions(&fs::read_to_string(&file).ok()?, &text);
        by_text.insert(name, Gold { text, attributions });
    }
    Some(by_text.into_values().collect())
}

fn attributions(stand_off: &str, text: &str) -> Vec<GoldAttribution> {
    let bytes: Vec<usize> = text.char_indices().map(|(byte, _)| byte).chain([text.len()]).collect();
    let mut spans: BTreeMap<&str, Vec<Span>> = BTreeMap::new();
    for line in stand_off.lines().filter(|line| line.starts_with('T')) {
        let mut fields = line.split('\t');
        let (Some(id), Some(place)) = (fields.next(), fields.next()) else {
            continue;
        };
        let fragments = place.split_once(' ').map_or("", |(_, offsets)| offsets).split(';');
        let fragments = fragments.filter_map(|fragment| {
            let (start, end) = fragment.split_once(' ')?;
            let (start, end): (usize, usize) = (start.parse().ok()?, end.parse().ok()?);
            Some(Span::new(*bytes.get(start)?, *bytes.get(end)?).trim(text))
        });
        spans.insert(id, fragments.filter(|span| !span.is_empty()).collect());
    }
    let mut found = Vec::new();
    for line in stand_off.lines().filter(|line| line.starts_with('E')) {
        let Some((_, event)) = line.split_once('\t') else {
            continue;
        };
        if !event.starts_with("Attribution") {
            continue;
        }
        let mut attribution = GoldAttribution::default();
        for (role, id) in event.split(' ').filter_map(|field| field.split_once(':')) {
            let of_role = spans.get(id).cloned().unwrap_or_default();
            match role.trim_end_matches(|c: char| c.is_ascii_digit()) {
                "Source" => attribution.source.extend(of_role),
                "Cue" => attribution.cue.extend(of_role),
                "Content" => attribution.content.extend(of_role),
                _ => {}
            }
        }
        for role in [&mut attribution.source, &mut attribution.cue, &mut attribution.content] {
            role.sort();
        }
        if !attribution.cue.is_empty() || !attribution.content.is_empty() {
            found.push(attribution);
        }
    }
    found
}

/// Returns the lines of a text that are not blank.
pub(crate) fn paragraphs(text: &str) -> Vec<Span> {
    let mut start = 0;
    let mut found = Vec::new();
    for line in text.split_inclusive('\n') {
        let span = Span::new(start, start + line.len()).trim(text);
        start += line.len();
        if !span.is_empty() {
            found.push(span);
        }
    }
    found
}
