//! The cues of a subtitle file: from when to when, and which lines of the file are shown then.
//!
//! Not the words: what tags and marks the lines hold is [`line`](super::line)'s matter. SubRip and WebVTT are read
//! alike, since files of either are often made by hand and mix both.

use std::ops::Range;

/// One caption: some lines shown for a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cue {
    pub(crate) start_ms: u32,
    pub(crate) end_ms: u32,
    /// Its lines in the source, white space at their edges cut off; none is empty.
    pub(crate) lines: Vec<Range<usize>>,
    /// Whether an empty line stands among them, as in the captions of live programmes.
    pub(crate) has_blank: bool,
}

/// What a subtitle file consists of.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Subtitles {
    pub(crate) cues: Vec<Cue>,
    /// Notes for those who work on the file, each a line of the source with the number of cues before it.
    pub(crate) notes: Vec<(usize, Range<usize>)>,
    /// The language that the header declares.
    pub(crate) language: Option<String>,
}

/// Returns whether a text begins as WebVTT files must.
pub(crate) fn starts_like_webvtt(text: &str) -> bool {
    let rest = text.trim_start_matches('\u{FEFF}').strip_prefix("WEBVTT");
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace))
}

/// Returns whether a text begins as SubRip files do: a number, and a line of two times.
pub(crate) fn starts_like_srt(text: &str) -> bool {
    let mut lines = text.trim_start_matches('\u{FEFF}').lines().map(str::trim).filter(|line| !line.is_empty());
    let is_number = lines.next().is_some_and(is_number);
    is_number && lines.next().is_some_and(|line| timing(line).is_some())
}

/// Reads the cues of a source; text before the first one is a header, and kept only where it is a note.
pub(crate) fn read(source: &str) -> Subtitles {
    let lines = split_lines(source);
    let times: Vec<Option<(u32, u32)>> = lines.iter().map(|line| timing(&source[line.clone()])).collect();
    let mut found = Subtitles::default();
    let first = times.iter().position(Option::is_some).unwrap_or(lines.len());
    found.language = lines[..first].iter().find_map(|line| {
        let (key, value) = source[line.clone()].split_once(':')?;
        (key.eq_ignore_ascii_case("language") && !value.trim().is_empty()).then(|| value.trim().to_owned())
    });
    let header = usize::from(starts_like_webvtt(source)).min(first);
    read_asides(source, &lines[header..first_line_of(source, &lines, first)], &mut found);
    let mut line_idx = first;
    while line_idx < lines.len() {
        let (start_ms, end_ms) = times[line_idx].expect("the loop goes from one line of times to the next");
        let next = (line_idx + 1..lines.len()).find(|&idx| times[idx].is_some()).unwrap_or(lines.len());
        let shown = &lines[line_idx + 1..first_line_of(source, &lines, next).max(line_idx + 1)];
        // A note stands after an empty line, and reaches to the next cue or note.
        let note = (1..shown.len()).find(|&idx| shown[idx - 1].is_empty() && opens_aside(&source[shown[idx].clone()]));
        let (shown, asides) = shown.split_at(note.unwrap_or(shown.len()));
        let texts: Vec<Range<usize>> = shown.iter().filter(|line| !line.is_empty()).cloned().collect();
        let last = shown.iter().rposition(|line| !line.is_empty()).unwrap_or(0);
        let has_blank = shown.iter().take(last).any(|line| line.is_empty());
        if !texts.is_empty() {
            found.cues.push(Cue { start_ms, end_ms: end_ms.max(start_ms), lines: texts, has_blank });
        }
        read_asides(source, asides, &mut found);
        line_idx = next;
    }
    found
}

/// Returns the index of the line that a cue begins with: its times, or the number or name above them.
fn first_line_of(source: &str, lines: &[Range<usize>], times_idx: usize) -> usize {
    let Some(above) = times_idx.checked_sub(1).filter(|_| times_idx < lines.len()) else { return times_idx };
    let is_apart = above == 0 || lines[above - 1].is_empty();
    let name = &source[lines[above].clone()];
    let is_name = !name.is_empty() && (is_number(name) || (is_apart && !opens_aside(name)));
    // The line under `WEBVTT` is its header, not the name of a cue.
    if is_name && !(above == 0 && starts_like_webvtt(source)) { above } else { times_idx }
}

fn opens_aside(line: &str) -> bool {
    ["NOTE", "STYLE", "REGION"]
        .iter()
        .any(|word| line.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t'])))
}

/// Keeps the lines of notes; style sheets and regions hold no words.
fn read_asides(source: &str, lines: &[Range<usize>], found: &mut Subtitles) {
    let mut is_note = false;
    let mut is_apart = true;
    for line in lines {
        let text = &source[line.clone()];
        if text.is_empty() {
            is_apart = true;
            continue;
        }
        if is_apart && opens_aside(text) {
            is_note = text.starts_with("NOTE");
        }
        let skipped = if is_apart && is_note && opens_aside(text) { "NOTE".len() } else { 0 };
        is_apart = false;
        let rest = text[skipped..].trim_start();
        if is_note && !rest.is_empty() {
            found.notes.push((found.cues.len(), line.end - rest.len()..line.end));
        }
    }
}

/// Cuts a source at line feeds and carriage returns; each line without the white space around it.
fn split_lines(source: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = if source.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
    while start < source.len() {
        let rest = &source[start..];
        let length = rest.find(['\n', '\r']).unwrap_or(rest.len());
        let line = &rest[..length];
        let begin = start + (line.len() - line.trim_start().len());
        found.push(begin..begin + line.trim().len());
        let is_pair = rest[length..].starts_with("\r\n");
        start += length + if is_pair { 2 } else { 1 };
    }
    found
}

fn is_number(line: &str) -> bool {
    !line.is_empty() && line.len() <= 9 && line.bytes().all(|byte| byte.is_ascii_digit())
}

/// Reads `00:01:02,500 --> 00:01:04,000`; what follows it, such as a position, is left alone.
fn timing(line: &str) -> Option<(u32, u32)> {
    let (start, rest) = line.split_once("-->")?;
    let end = rest.trim_start();
    let end = end.split(char::is_whitespace).next()?;
    Some((clock(start.trim())?, clock(end)?))
}

/// Reads `01:02:03,456`, `02:03.456` or `01:02:03` as milliseconds.
fn clock(text: &str) -> Option<u32> {
    let (whole, fraction) = text.split_once([',', '.']).unwrap_or((text, ""));
    let number = |digits: &str, n_max: usize| -> Option<u32> {
        let is_number = (1..=n_max).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| digits.parse().ok())?
    };
    let parts: Vec<&str> = whole.split(':').collect();
    let (hours, minutes, seconds) = match parts.as_slice() {
        [hours, minutes, seconds] => (number(hours, 3)?, number(minutes, 2)?, number(seconds, 2)?),
        [minutes, seconds] => (0, number(minutes, 2)?, number(seconds, 2)?),
        _ => return None,
    };
    let thousandths = match fraction.len() {
        0 => 0,
        1..=3 => number(fraction, 3)? * 10_u32.pow(3 - fraction.len() as u32),
        _ => number(fraction.get(..3)?, 3)?,
    };
    Some(((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_people_write_them() {
        assert_eq!(timing("00:01:02,500 --> 00:01:04,000"), Some((62_500, 64_000)));
        assert_eq!(timing("01:02.5 --> 01:04 align:start position:0%"), Some((62_500, 64_000)));
        assert_eq!(timing("999:59:59.999-->999:59:59.999"), Some((3_599_999_999, 3_599_999_999)));
        for line in ["He said --> no", "00:01 -> 00:02", "--> 00:02", "1:2:3:4 --> 00:05", "00:01:02,500 -->"] {
            assert_eq!(timing(line), None, "{line}");
        }
    }

    #[test]
    fn numbers_names_and_notes_are_not_shown() {
        let source = "WEBVTT - about\nKind: captions\nLanguage: en\n\nNOTE made by hand\nin a hurry\n\nfirst\n00:01.000 --> 00:02.000\nHe left.\n\nSTYLE\n::cue { color: red }\n\n2\n00:03.000 --> 00:04.000\nShe\n\nstayed.\n";
        let found = read(source);
        let shown: Vec<Vec<&str>> =
            found.cues.iter().map(|cue| cue.lines.iter().map(|line| &source[line.clone()]).collect()).collect();
        assert_eq!(shown, [vec!["He left."], vec!["She", "stayed."]]);
        assert_eq!(found.language.as_deref(), Some("en"));
        let notes: Vec<&str> = found.notes.iter().map(|(_, line)| &source[line.clone()]).collect();
        assert_eq!(notes, ["made by hand", "in a hurry"]);
    }
}
