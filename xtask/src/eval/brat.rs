//! Reads brat stand-off files as PolNeAR lays them out: `<document>.txt` and `<document>[_<annotator>].ann`.
//!
//! Not a general brat reader: of all annotations only attributions are kept, with their sources, cues and contents.
//! An attribution is an `E` line whose type begins with "Attribution" and which has a cue or a content. An error names
//! the file and the line, never the text.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::points::{Marked, PointText, Role, Stretch};

/// A gold document: its bytes, its text, and what each annotator marked.
#[derive(Debug)]
pub(crate) struct Gold {
    /// The file's bytes.
    pub(crate) bytes: Vec<u8>,
    /// The same by code points.
    pub(crate) text: PointText,
    /// The attributions by annotator, in the order of the annotators' names; at least one annotator.
    pub(crate) annotators: BTreeMap<String, Vec<Marked>>,
}

impl Gold {
    /// Returns the attributions of the alphabetically first annotator: those the yardstick scores against.
    pub(crate) fn attributions(&self) -> &[Marked] {
        self.annotators.values().next().map_or(&[], Vec::as_slice)
    }
}

/// Reads every annotated document of a directory, by name.
pub(crate) fn read_gold(directory: &Path) -> Result<BTreeMap<String, Gold>> {
    let part = |name: &str| Some(directory.join(name)).filter(|path| path.is_dir()).unwrap_or(directory.to_owned());
    let texts = files(&part("text"), "txt")?;
    let mut gold: BTreeMap<String, Gold> = BTreeMap::new();
    for (stem, path) in files(&part("attributions"), "ann")? {
        let (name, annotator) = match stem.rsplit_once('_') {
            _ if texts.contains_key(&stem) => (stem.as_str(), ""),
            Some(parts) => parts,
            None => ("", stem.as_str()),
        };
        let text_path = texts.get(name).with_context(|| format!("there is no text for {}", path.display()))?;
        if !gold.contains_key(name) {
            let bytes = fs::read(text_path).with_context(|| text_path.display().to_string())?;
            let text = std::str::from_utf8(&bytes).with_context(|| text_path.display().to_string())?;
            let text = PointText::new(text);
            gold.insert(name.to_owned(), Gold { bytes, text, annotators: BTreeMap::new() });
        }
        let document = gold.get_mut(name).expect("it was put in above");
        let annotation = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        let attributions = read_annotation(&annotation, &document.text).with_context(|| path.display().to_string())?;
        document.annotators.insert(annotator.to_owned(), attributions);
    }
    Ok(gold)
}

/// The files with one extension, by stem.
fn files(directory: &Path, extension: &str) -> Result<BTreeMap<String, PathBuf>> {
    let entries = fs::read_dir(directory).with_context(|| directory.display().to_string())?;
    let mut found = BTreeMap::new();
    for entry in entries {
        let path = entry.with_context(|| directory.display().to_string())?.path();
        if path.extension().is_some_and(|found| found == extension)
            && let Some(stem) = path.file_stem().and_then(|stem| stem.to_str())
        {
            found.insert(stem.to_owned(), path);
        }
    }
    Ok(found)
}

/// Returns the attributions of one annotation file, in its order.
pub(crate) fn read_annotation(annotation: &str, text: &PointText) -> Result<Vec<Marked>> {
    let mut spans: BTreeMap<&str, Vec<Stretch>> = BTreeMap::new();
    let mut events = Vec::new();
    for (line_idx, line) in annotation.split('\n').enumerate() {
        let Some((id, rest)) = annotation_line(line.trim_end_matches('\r')) else {
            continue; // the second line of a note, or of a span's text
        };
        if id.starts_with('T') {
            let stretches = read_stretches(rest).with_context(|| format!("line {}", line_idx + 1))?;
            spans.insert(id, stretches);
        } else if id.starts_with('E') {
            events.push((line_idx + 1, rest));
        }
    }
    let mut found = Vec::new();
    for (line_number, event) in events {
        let attribution = read_event(event, &spans, text).with_context(|| format!("line {line_number}"))?;
        found.extend(attribution);
    }
    Ok(found)
}

/// Splits `T1<tab>...` after its id; `None` for a line that begins otherwise.
fn annotation_line(line: &str) -> Option<(&str, &str)> {
    let (id, rest) = line.split_once('\t')?;
    let mut characters = id.chars();
    let kind = characters.next()?;
    let is_id = (kind.is_ascii_uppercase() || matches!(kind, '#' | '*')) && characters.all(|c| c.is_ascii_digit());
    is_id.then_some((id, rest))
}

/// Reads `Content 12 15;18 20<tab>words`.
fn read_stretches(rest: &str) -> Result<Vec<Stretch>> {
    let head = rest.split('\t').next().unwrap_or_default();
    let (_, offsets) = head.split_once(' ').context("a span has no offsets")?;
    let mut stretches = Vec::new();
    for fragment in offsets.split(';') {
        let mut numbers = fragment.split_whitespace().map(str::parse::<usize>);
        match (numbers.next(), numbers.next(), numbers.next()) {
            (Some(Ok(start)), Some(Ok(end)), None) => stretches.push(Stretch { start, end }),
            _ => bail!("a span's offsets are not two numbers"),
        }
    }
    Ok(stretches)
}

/// Reads `Attribution:T4 Source:T1 Cue:T2 Content2:T3`; `None` if it is no attribution, or one without cue and content.
fn read_event(event: &str, spans: &BTreeMap<&str, Vec<Stretch>>, text: &PointText) -> Result<Option<Marked>> {
    let mut parts = event.split_whitespace().map(|part| part.split_once(':').unwrap_or((part, "")));
    if !parts.next().is_some_and(|(kind, _)| kind.starts_with("Attribution")) {
        return Ok(None);
    }
    let mut fragments: [Vec<Stretch>; 3] = Default::default();
    for (name, id) in parts {
        let name = name.trim_end_matches(|c: char| c.is_ascii_digit()).to_lowercase();
        if let Some(role) = Role::ALL.into_iter().find(|role| role.name() == name) {
            fragments[role as usize].extend(spans.get(id).context("an attribution names a span that is not there")?);
        }
    }
    let [source, cue, content] = &fragments;
    let marked = Marked::new(text, [source, cue, content])?;
    let is_kept = !marked.of(Role::Cue).is_empty() || !marked.of(Role::Content).is_empty();
    Ok(is_kept.then_some(marked))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Bob said little.\r\nNo quote here — ни слова.";

    #[test]
    fn code_points_fragments_and_notes() {
        let annotation = "T1\tSource 0 3\tBob\nT2\tCue 4 8\tsaid\nT3\tContent 34 36;37 42\tни слова\n\
                          T4\tAttribution 4 8\tsaid\nE1\tAttribution:T4 Source:T1 Cue:T2 Content2:T3\r\n\
                          T5\tDiscard 0 3\tx\nE2\tAttribution-no-source:T4\n#1\tAnnotatorNotes T1\ta note\non two lines\n";
        let text = PointText::new(TEXT);
        let found = read_annotation(annotation, &text).unwrap();
        assert_eq!(found.len(), 1);
        assert_eq!(text.words(found[0].of(Role::Content)), "ни слова");
        assert_eq!(text.words(found[0].of(Role::Source)), "Bob");
    }

    #[test]
    fn what_is_wrong_is_said_by_line() {
        let text = PointText::new(TEXT);
        for (annotation, line) in [
            ("T1\tSource\tBob", "line 1"),
            ("#1\tx\nT1\tSource 1;2\tBob", "line 2"),
            ("E1\tAttribution:T4 Cue:T2", "line 1"),
            ("T2\tCue 4 800\tsaid\nE1\tAttribution:T4 Cue:T2", "line 2"),
        ] {
            assert_eq!(read_annotation(annotation, &text).unwrap_err().to_string(), line);
        }
    }

    #[test]
    fn the_first_annotator_is_the_gold() {
        let folder = std::env::temp_dir().join(format!("hearsay-brat-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("d.txt"), TEXT).unwrap();
        fs::write(folder.join("d_bbbb.ann"), "").unwrap();
        fs::write(folder.join("d_aaaa.ann"), "T2\tCue 4 8\tsaid\nE1\tAttribution:T4 Cue:T2").unwrap();
        let gold = read_gold(&folder).unwrap();
        fs::write(folder.join("e_aaaa.ann"), "").unwrap();
        let orphan = read_gold(&folder);
        fs::remove_dir_all(&folder).unwrap();
        assert_eq!(gold["d"].attributions().len(), 1);
        assert_eq!(gold["d"].annotators.len(), 2);
        assert!(orphan.unwrap_err().to_string().contains("no text for"));
    }
}
