//! SubRip and WebVTT: what is said in a recording, turn by turn, and when.
//!
//! The end of a caption is not the end of a sentence, so captions are joined until somebody else speaks. A voice that
//! a tag names stands before its turn in capitals with a colon, as transcripts have it. Not a player: places, colours
//! and style sheets are left out.

mod cues;
mod line;

use std::collections::HashMap;
use std::ops::Range;

use self::cues::{Cue, Subtitles};
use self::line::{Line, Opening};
use crate::document::{Alignment, Block, BlockKind, Evidenced, Metadata, Run, Step};
use crate::place::{Location, Place};
use crate::span::Span;

pub(crate) use self::cues::{starts_like_srt, starts_like_webvtt};

/// Where nobody is named, a silence of so long after the end of a sentence begins a paragraph.
const SILENCE_MS: u32 = 3_000;

/// Where nobody is named, a paragraph ends with the first sentence after so many bytes.
const PARAGRAPH_BYTES: usize = 800;

/// Captions that roll up repeat their last line in a caption shown for so short a time.
const ROLLING_MS: u32 = 50;

/// Subtitles made text.
#[derive(Debug)]
pub(crate) struct Imported {
    pub(crate) text: String,
    pub(crate) blocks: Vec<Block>,
    pub(crate) metadata: Metadata,
    pub(crate) alignment: Alignment,
    pub(crate) places: Vec<Place>,
}

/// Reads a subtitle file; `None` if there is no caption in it.
pub(crate) fn import(source: &str) -> Option<Imported> {
    let subtitles = cues::read(source);
    if subtitles.cues.is_empty() {
        return None;
    }
    let labels = labels(source, &subtitles.cues);
    let mut builder = Builder { source, labels, ..Builder::default() };
    let mut notes = subtitles.notes.iter().peekable();
    for (cue_idx, cue) in subtitles.cues.iter().enumerate() {
        while let Some((_, note)) = notes.next_if(|(n_before, _)| *n_before <= cue_idx) {
            builder.note(note.clone());
        }
        builder.cue(cue);
    }
    notes.for_each(|(_, note)| builder.note(note.clone()));
    Some(builder.finish(&subtitles))
}

/// Counts what may be the name of a speaker: in capitals once is enough, otherwise it must come again.
fn labels(source: &str, cues: &[Cue]) -> HashMap<String, usize> {
    let mut counts = HashMap::new();
    for place in cues.iter().flat_map(|cue| &cue.lines) {
        let line = line::read(source, place.clone());
        if let Opening::Label { dash, end } = line::opening(&line.text, |_| true) {
            *counts.entry(line.text[dash..end].to_owned()).or_insert(0) += 1;
        }
    }
    counts
}

#[derive(Default)]
struct Builder<'a> {
    source: &'a str,
    labels: HashMap<String, usize>,
    text: String,
    runs: Vec<Run>,
    blocks: Vec<Block>,
    places: Vec<Place>,
    block_start: Option<usize>,
    /// Who speaks, if a tag or a label names them.
    speaker: Option<String>,
    /// Whether a tag does, which holds for its own caption only.
    is_tagged: bool,
    is_furniture: bool,
    end_ms: u32,
    last_line: String,
}

impl Builder<'_> {
    fn cue(&mut self, cue: &Cue) {
        if cue.start_ms > self.end_ms.saturating_add(SILENCE_MS) {
            self.pause();
        }
        let lines: Vec<Line> = cue.lines.iter().map(|place| line::read(self.source, place.clone())).collect();
        if self.is_tagged && lines.iter().all(|line| line.voices.is_empty()) {
            self.end_block();
        }
        let start = self.text.len();
        let is_rolling = cue.lines.len() > 1 || cue.has_blank || cue.end_ms - cue.start_ms <= ROLLING_MS;
        for (line_idx, line) in lines.iter().enumerate() {
            let is_repeated = line_idx == 0 && is_rolling && line.text.trim() == self.last_line;
            if !is_repeated && !line.text.trim().is_empty() {
                self.line(line);
                self.last_line = line.text.trim().to_owned();
            }
        }
        // The paragraphs of one caption share its time.
        let span = Span::new(start, self.text.len()).trim(&self.text);
        if !span.is_empty() {
            let location = Location::Time { start_ms: cue.start_ms, end_ms: cue.end_ms };
            self.places.push(Place { span, location });
        }
        self.end_ms = cue.end_ms;
    }

    /// Puts the words of a line where they belong: to the turn under way, or to one that begins with them.
    fn line(&mut self, line: &Line) {
        let mut offset = 0;
        let mut is_first = true;
        for (next, voice) in
            line.voices.iter().cloned().map(|(next, voice)| (next, Some(voice))).chain([(line.text.len(), None)])
        {
            if !line.text[offset..next].trim().is_empty() {
                self.words(line, offset..next, is_first);
                is_first = false;
            }
            offset = next;
            if let Some(name) = voice {
                self.voice(name);
            }
        }
    }

    /// A tag says who speaks from here on.
    fn voice(&mut self, name: Range<usize>) {
        if name.is_empty() {
            return;
        }
        let speaker = self.source[name.clone()].to_uppercase();
        if self.speaker.as_deref() == Some(&speaker) && self.block_start.is_some() {
            return;
        }
        self.end_block();
        self.begin_block();
        self.push(&speaker, name, Step::Whole);
        self.text.push_str(": ");
        self.speaker = Some(speaker);
        self.is_tagged = true;
    }

    fn words(&mut self, line: &Line, part: Range<usize>, is_first: bool) {
        let text = &line.text[part.clone()];
        let is_sound = line::is_sound(text);
        if is_sound != self.is_furniture {
            let is_label_alone = is_sound && self.speaker.is_some();
            if is_label_alone {
                // A sound in the middle of a turn does not end it.
                return self.append(line, part);
            }
            self.end_block();
            self.is_furniture = is_sound;
        }
        let labels = &self.labels;
        let is_label = |name: &str| !name.contains(char::is_lowercase) || labels.get(name).is_some_and(|&n| n >= 2);
        match line::opening(text, is_label) {
            _ if !is_first || is_sound => self.append(line, part),
            Opening::None => self.append(line, part),
            Opening::Dash(length) => {
                self.end_block();
                self.append(line, part.start + length..part.end);
            }
            Opening::Label { dash, end } => {
                self.end_block();
                self.speaker = Some(text[dash..end].to_owned());
                self.append(line, part.start + dash..part.end);
            }
        }
    }

    fn append(&mut self, line: &Line, part: Range<usize>) {
        if self.speaker.is_none() && self.text.len() - self.block_start.unwrap_or(self.text.len()) > PARAGRAPH_BYTES {
            self.pause();
        }
        let text = &line.text[part.clone()];
        let begin = part.start + (text.len() - text.trim_start().len());
        let part = begin..begin + text.trim().len();
        if self.block_start.is_none() {
            self.begin_block();
        } else if !self.text.ends_with(' ') {
            self.text.push(' ');
        }
        for piece in line.pieces.iter().filter(|piece| piece.text.start < part.end && part.start < piece.text.end) {
            let text = piece.text.start.max(part.start)..piece.text.end.min(part.end);
            let source = match piece.step {
                Step::Verbatim => {
                    let shift = piece.source.start + (text.start - piece.text.start);
                    shift..shift + text.len()
                }
                _ => piece.source.clone(),
            };
            self.push(&line.text[text], source, piece.step);
        }
    }

    fn push(&mut self, words: &str, source: Range<usize>, step: Step) {
        let start = self.text.len();
        self.text.push_str(words);
        let text = Span::new(start, self.text.len());
        self.runs.push(Run { text, original: Span::new(source.start, source.end), step });
    }

    /// Begins a paragraph if a sentence has ended and nobody is named who speaks it.
    fn pause(&mut self) {
        let ends = self.text.trim_end().ends_with(['.', '!', '?', '"', '”', '…']);
        if ends && self.speaker.is_none() {
            self.end_block();
        }
    }

    fn begin_block(&mut self) {
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        self.block_start = Some(self.text.len());
    }

    fn end_block(&mut self) {
        self.speaker = None;
        self.is_tagged = false;
        let is_furniture = std::mem::take(&mut self.is_furniture);
        let Some(start) = self.block_start.take() else { return };
        let span = Span::new(start, self.text.len()).trim(&self.text);
        if !span.is_empty() {
            let kind = if is_furniture { BlockKind::Furniture } else { BlockKind::Body };
            self.blocks.push(Block { span, kind });
        }
    }

    fn note(&mut self, place: Range<usize>) {
        self.end_block();
        self.begin_block();
        self.push(&self.source[place.clone()], place, Step::Verbatim);
        self.is_furniture = true;
        self.end_block();
    }

    fn finish(mut self, subtitles: &Subtitles) -> Imported {
        self.end_block();
        let language = subtitles.language.as_ref().map(|language| {
            let value = language.split(['-', '_']).next().unwrap_or(language).to_lowercase();
            Evidenced { value, evidence: "WebVTT header Language".to_owned() }
        });
        Imported {
            text: self.text,
            blocks: self.blocks,
            metadata: Metadata { language, ..Metadata::default() },
            alignment: Alignment { runs: self.runs },
            places: self.places,
        }
    }
}
