//! PolNeAR's attributions as labels over our own tokens.

use std::collections::BTreeMap;
use std::ops::Range;

use anyhow::Context;
use hearsay_model::roles::{Label, Role, RoleSpan, mend};
use hearsay_model::word::Word;
use hearsay_reading::quotation::{QuoteStates, quote_states};
use hearsay_reading::words::words;
use hearsay_text::document::Document;
use hearsay_text::import::{ImportSettings, import};
use hearsay_text::segment::{Segmentation, segment};
use hearsay_text::span::Span;

/// One text with its gold attributions.
pub(crate) struct GoldText {
    /// The name of its file, without extension.
    pub(crate) name: String,
    /// The document, as imported.
    pub(crate) document: Document,
    /// Its sentences and tokens.
    pub(crate) segmentation: Segmentation,
    /// Where it stands in quotation marks.
    pub(crate) states: QuoteStates,
    /// Its gold attributions.
    pub(crate) attributions: Vec<GoldAttribution>,
}

/// One gold attribution: the bytes of its fragments.
#[derive(Clone, Debug, Default)]
pub(crate) struct GoldAttribution {
    pub(crate) source: Vec<Span>,
    pub(crate) cue: Vec<Span>,
    pub(crate) content: Vec<Span>,
}

/// Reads all texts of a half, each with its alphabetically first annotator.
pub(crate) fn read(half: &str) -> anyhow::Result<Vec<GoldText>> {
    let folder = super::polnear(half)?;
    let mut annotations: BTreeMap<String, std::path::PathBuf> = BTreeMap::new();
    let mut files: Vec<_> = std::fs::read_dir(folder.join("attributions"))
        .with_context(|| format!("{} cannot be read", folder.display()))?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    files.sort();
    for file in files {
        let stem = file.file_stem().and_then(|stem| stem.to_str()).context("a file name is not UTF-8")?;
        let Some((name, _)) = stem.rsplit_once('_') else { continue };
        annotations.entry(name.to_owned()).or_insert(file.clone());
    }
    annotations
        .iter()
        .map(|(name, file)| {
            let contents = std::fs::read_to_string(folder.join(format!("text/{name}.txt")))?;
            let text = GoldText::without_attributions(name, &contents)?;
            let attributions = parse(&std::fs::read_to_string(file)?, &text.document.text)?;
            Ok(GoldText { attributions, ..text })
        })
        .collect()
}

fn parse(annotations: &str, text: &str) -> anyhow::Result<Vec<GoldAttribution>> {
    let mut bytes: Vec<usize> = text.char_indices().map(|(place, _)| place).collect();
    bytes.push(text.len());
    let mut spans: BTreeMap<&str, Vec<Span>> = BTreeMap::new();
    let mut found = Vec::new();
    for line in annotations.lines() {
        let Some((id, rest)) = line.split_once('\t') else { continue };
        if id.starts_with('T') {
            let places = rest.split('\t').next().and_then(|head| head.split_once(' ')).map_or("", |(_, places)| places);
            let mut fragments = Vec::new();
            for fragment in places.split(';') {
                let (start, end) = fragment.split_once(' ').context("a span has no end")?;
                let place = |number: &str| -> anyhow::Result<usize> {
                    bytes.get(number.parse::<usize>()?).copied().context("a span is outside the text")
                };
                fragments.push(Span::new(place(start)?, place(end)?));
            }
            spans.insert(id, fragments);
        }
    }
    for line in annotations.lines().filter(|line| line.starts_with('E')) {
        let Some((_, rest)) = line.split_once('\t') else { continue };
        if !rest.starts_with("Attribution") {
            continue;
        }
        let mut attribution = GoldAttribution::default();
        for part in rest.split_whitespace().skip(1) {
            let Some((name, id)) = part.split_once(':') else { continue };
            let fragments = spans.get(id).cloned().unwrap_or_default();
            match name.trim_end_matches(|c: char| c.is_ascii_digit()) {
                "Source" => attribution.source.extend(fragments),
                "Cue" => attribution.cue.extend(fragments),
                "Content" => attribution.content.extend(fragments),
                _ => {}
            }
        }
        if !attribution.cue.is_empty() || !attribution.content.is_empty() {
            found.push(attribution);
        }
    }
    Ok(found)
}

impl GoldText {
    /// Imports a text of which no attributions are known.
    pub(crate) fn without_attributions(name: &str, contents: &str) -> anyhow::Result<GoldText> {
        let document = import(&format!("{name}.txt"), contents.as_bytes(), &ImportSettings::default())?;
        // All blocks, furniture too: what the importer wrongly takes for furniture is still an example.
        let paragraphs = || document.blocks.iter().map(|block| block.span);
        let segmentation = segment(&document.text, paragraphs());
        let states = quote_states(&document.text, paragraphs());
        Ok(GoldText { name: name.to_owned(), segmentation, states, attributions: Vec::new(), document })
    }

    /// Returns the tokens as the taggers' words.
    pub(crate) fn words(&self) -> Vec<Word<'_>> {
        words(&self.document.text, &self.segmentation, &self.states)
    }

    /// Returns the tokens that a span touches, as a range.
    pub(crate) fn tokens_of(&self, span: Span) -> std::ops::Range<u32> {
        let tokens = &self.segmentation.tokens;
        let begin = tokens.partition_point(|token| token.end <= span.start);
        let end = tokens.partition_point(|token| token.start < span.end);
        begin as u32..(end.max(begin)) as u32
    }

    /// Returns the label of every token.
    pub(crate) fn labels(&self) -> Vec<Label> {
        let spans = self.attributions.iter().flat_map(|gold| self.role_spans(gold)).collect();
        labels(spans, 0..self.segmentation.tokens.len())
    }

    /// Returns the fragments of an attribution as labelled stretches of tokens; fragments that touch are joined.
    pub(crate) fn role_spans(&self, gold: &GoldAttribution) -> Vec<RoleSpan> {
        let cue = gold.cue.iter().map(|span| self.tokens_of(*span).start).min();
        let mut found: Vec<RoleSpan> = Vec::new();
        let mut add = |spans: &[Span], before: Role, after: Role| {
            let mut ranges: Vec<_> =
                spans.iter().map(|span| self.tokens_of(*span)).filter(|range| !range.is_empty()).collect();
            ranges.sort_by_key(|range| range.start);
            let mut joined: Vec<std::ops::Range<u32>> = Vec::new();
            for range in ranges {
                match joined.last_mut() {
                    Some(last) if last.end >= range.start => last.end = last.end.max(range.end),
                    _ => joined.push(range),
                }
            }
            for range in joined {
                let role = if cue.is_some_and(|cue| range.start < cue) { before } else { after };
                found.push(RoleSpan { begin: range.start, end: range.end, role });
            }
        };
        add(&gold.content, Role::ContentBefore, Role::ContentAfter);
        add(&gold.source, Role::SourceBefore, Role::SourceAfter);
        add(&gold.cue, Role::Cue, Role::Cue);
        found
    }
}

/// Returns the labels that spans give to the words of a window.
///
/// Where roles overlap, the rarer and shorter wins: contents first, then sources, then cues on top.
pub(crate) fn labels(mut spans: Vec<RoleSpan>, window: Range<usize>) -> Vec<Label> {
    let mut labels = vec![0; window.len()];
    spans.sort_by_key(|span| {
        (if span.role.is_content() { 0 } else { 1 + u8::from(span.role == Role::Cue) }, span.begin)
    });
    for span in spans {
        let begin = (span.begin as usize).max(window.start);
        for idx in begin..(span.end as usize).min(window.end) {
            labels[idx - window.start] = span.role.begins() + Label::from(idx > begin);
        }
    }
    mend(&mut labels);
    labels
}
