//! The English specifications of Microsoft's Recognizers-Text: what share of the cases is found with the right value.
//!
//! A case is right if each of its results is, and, where it has none, if nothing is found. A result is right if our
//! times cover half of its words or more and say the same: the same TIMEX, the same day, time or range, by either of its
//! readings (past, future). Files named "Extractor" hold no values, so there only the place counts. In what we map:
//! a range of two times is compared by its ends; "T17" is "T17:00"; "to 2008" may end where 2008 begins, or ends; a time
//! of day of theirs has no day, of ours the day it is told on; "two weeks ago" is a day of theirs, and of ours, as in
//! TIMEX3, the week that holds it. Prepositions, which their words hold and ours do not, count for no cover.
//! Skipped: cases that are marked as not supported by the .NET and the Python program both.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use hearsay_reading::passage::Passage;
use hearsay_reading::times::{Granularity, Time, TimeKind, TimeModifier, times};
use hearsay_text::document::Date;
use hearsay_text::segment::segment;
use hearsay_text::span::Span;
use serde_json::Value;

use crate::eval::score::{Count, Counts};

/// The day of cases that name none.
const DAY: Date = Date { year: 2016, month: 11, day: 7 };

/// Counts the cases of every file.
pub(super) fn count(folder: &Path, shows_missed: bool, counts: &mut Counts) -> Result<()> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .context("recognizers")?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    paths.sort();
    let (mut n_skipped, mut all) = (0, Count::default());
    for path in paths.iter().filter(|path| path.extension().is_some_and(|extension| extension == "json")) {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let text = fs::read_to_string(path)?;
        let cases: Vec<Value> = serde_json::from_str(text.trim_start_matches('\u{feff}')).context(name.clone())?;
        let mut count = Count::default();
        for case in &cases {
            if is_skipped(case) {
                n_skipped += 1;
                continue;
            }
            let (is_right, ours) = judge(case, &name);
            count.gold += 1;
            count.correct += usize::from(is_right);
            if shows_missed && !is_right {
                println!("{name}: {}\n    ours: {ours}\n    theirs: {}", case["Input"], shown(case));
            }
        }
        all.gold += count.gold;
        all.correct += count.correct;
        counts.insert(format!("recognizers {name}"), count);
    }
    counts.insert("recognizers all".to_owned(), all);
    println!(
        "times: {} cases of Recognizers-Text; skipped as not supported by its own .NET and Python: {n_skipped}",
        all.gold
    );
    Ok(())
}

fn is_skipped(case: &Value) -> bool {
    let marked = |field: &str| {
        let programs = case[field].as_str().unwrap_or_default();
        programs.contains("dotnet") && programs.contains("python")
    };
    marked("NotSupported") || marked("NotSupportedByDesign")
}

fn shown(case: &Value) -> String {
    let results = case["Results"].as_array().map_or(&[][..], Vec::as_slice);
    let one = |result: &Value| {
        format!("{} {}", result["Text"], values(result).iter().map(Value::to_string).collect::<Vec<_>>().join(" "))
    };
    results.iter().map(one).collect::<Vec<_>>().join("; ")
}

fn judge(case: &Value, file: &str) -> (bool, String) {
    let text = case["Input"].as_str().unwrap_or_default();
    let today = case["Context"]["ReferenceDateTime"].as_str().and_then(date).unwrap_or(DAY);
    let segmentation = segment(text, [Span::new(0, text.len())]);
    let passage = Passage::new(text, &segmentation, None);
    let ours = times(&passage, Some(today), None);
    let results = case["Results"].as_array().map_or(&[][..], Vec::as_slice);
    let is_right = match results {
        [] => ours.is_empty(),
        results => results.iter().all(|result| is_found(result, text, &ours, file)),
    };
    let shown = |time: &Time| {
        format!("{} [{}{}]", time.span.of(text), time.value, time.modifier.map_or("", TimeModifier::name))
    };
    (is_right, ours.iter().map(shown).collect::<Vec<_>>().join("; "))
}

fn is_found(result: &Value, text: &str, ours: &[Time], file: &str) -> bool {
    let Some(place) = place(result, text) else { return false };
    let found: Vec<&Time> = ours.iter().filter(|time| time.span.overlaps(place)).collect();
    let covered: usize =
        found.iter().map(|time| (time.span.end.min(place.end) - time.span.start.max(place.start)) as usize).sum();
    if covered * 2 < place.length_bytes() {
        return false;
    }
    file.ends_with("Extractor")
        || values(result).iter().any(|value| says(value, &found))
        || file == "MergedExtractorSkipFromTo"
}

/// Returns the place of a result; its own offsets count UTF-16 units of another text now and then, so words go first.
fn place(result: &Value, text: &str) -> Option<Span> {
    let words = result["Text"].as_str()?;
    let start = result["Start"].as_u64().map_or(0, |start| start as usize);
    let lower = text.to_lowercase();
    let lower = if lower.len() == text.len() { lower.as_str() } else { text };
    let words = words.to_lowercase();
    let begin = text.char_indices().nth(start).map_or(0, |(offset, _)| offset);
    let found = lower
        .get(begin..)
        .and_then(|rest| rest.find(&words))
        .map(|offset| begin + offset)
        .or_else(|| lower.find(&words))?;
    let lead = leading(&words);
    Some(Span::new(found + lead, found + words.len())).filter(|span| text.get(span.range()).is_some())
}

/// Returns the length of the prepositions that some words begin with.
fn leading(words: &str) -> usize {
    const PREPOSITIONS: [&str; 24] = [
        "from ",
        "between ",
        "before ",
        "after ",
        "since ",
        "until ",
        "till ",
        "by ",
        "in ",
        "on ",
        "at ",
        "during ",
        "within ",
        "for ",
        "around ",
        "about ",
        "prior to ",
        "earlier than ",
        "later than ",
        "or ",
        "starting ",
        "the ",
        "ending ",
        "sometime ",
    ];
    let mut lead = 0;
    while let Some(word) = PREPOSITIONS.iter().find(|word| words[lead..].starts_with(**word)) {
        lead += word.len();
    }
    if lead < words.len() { lead } else { 0 }
}

/// Returns the readings of a result, one object each.
fn values(result: &Value) -> Vec<Value> {
    for holder in [&result["Value"], &result["Resolution"]] {
        if let Some(values) = holder["values"].as_array() {
            return values.clone();
        }
        if holder["Timex"].is_string() {
            let readings =
                ["FutureResolution", "PastResolution"].into_iter().filter_map(|name| holder[name].as_object());
            let mut values: Vec<Value> = Vec::new();
            for reading in readings {
                let mut value = serde_json::json!({ "timex": holder["Timex"], "Mod": holder["Mod"] });
                for (name, content) in reading {
                    let name = match name.as_str() {
                        "startDate" | "startDateTime" | "startTime" => "start",
                        "endDate" | "endDateTime" | "endTime" => "end",
                        _ => "value",
                    };
                    value[name] = content.clone();
                }
                values.push(value);
            }
            return values;
        }
    }
    Vec::new()
}

/// Returns whether our times say what a reading says.
fn says(reading: &Value, ours: &[&Time]) -> bool {
    let timex = normal(reading["timex"].as_str().unwrap_or_default());
    let modifier = reading["Mod"].as_str().unwrap_or_default();
    let is_modified = ours.iter().any(|time| agrees(modifier, time.modifier));
    if !modifier.is_empty() && !is_modified {
        return false;
    }
    let text = |name: &str| reading[name].as_str().unwrap_or_default();
    let is_same = |time: &&Time| {
        let value = normal(&time.value);
        let part = value.find('T').map_or("", |place| &value[place..]);
        value == timex || (timex.starts_with('T') && part == timex) || is_part_of_day(&value, &timex, reading)
    };
    if ours.iter().any(is_same) {
        return true;
    }
    if !modifier.is_empty() {
        let bound = if text("start").is_empty() { text("end") } else { text("start") };
        // "after February" begins, as they write it, where February ends.
        let is_edge = |time: &&Time| {
            let is_edge = |(first, last): (Date, Date)| [Some(first), Some(last), next(last)].contains(&date(bound));
            !bound.contains(':') && date(bound).is_some() && time.interval.is_some_and(is_edge)
        };
        return ours
            .iter()
            .any(|time| is_at(time, bound) || is_stretch(time, text("start"), text("end")) || is_edge(time));
    }
    let is_range = !text("start").is_empty() && !text("end").is_empty();
    if !is_range {
        return ours.iter().any(|time| is_at(time, text("value")));
    }
    if ours.iter().any(|time| is_stretch(time, text("start"), text("end")))
        || is_period(&timex, text("start"), text("end"), ours)
    {
        return true;
    }
    match ours {
        [first, second] => begins(first, text("start")) && ends(second, text("end")),
        _ => false,
    }
}

/// "T17" and "T17:00" are the same; so is a time of no day.
fn normal(timex: &str) -> String {
    let timex = timex.trim_start_matches("XXXX-XX-XX");
    // Theirs has the zone elsewhere.
    let timex = match timex.find('T') {
        Some(place) => {
            let zone = timex[place..].find(['Z', '+', '-']).map_or(timex.len(), |zone| place + zone);
            if timex.starts_with('(') { timex } else { &timex[..zone] }
        }
        None => timex,
    };
    let timex = match timex.rsplit_once('T') {
        Some((day, time)) if time.len() == 2 && time.bytes().all(|byte| byte.is_ascii_digit()) => {
            format!("{day}T{time}:00")
        }
        Some((day, time)) if time.len() == 8 && time.ends_with(":00") => format!("{day}T{}", &time[..5]),
        _ => timex.to_owned(),
    };
    match timex.as_str() {
        "PT24H" => "P1D".to_owned(),
        _ => timex,
    }
}

fn agrees(modifier: &str, ours: Option<TimeModifier>) -> bool {
    let wanted: &[TimeModifier] = match modifier {
        "before" | "until" | "before-start" => &[TimeModifier::Before, TimeModifier::OnOrBefore],
        "after" | "since" | "after-end" => &[TimeModifier::After, TimeModifier::OnOrAfter],
        "start" => &[TimeModifier::Start],
        "mid" => &[TimeModifier::Mid],
        "end" | "since-end" => &[TimeModifier::End],
        "approx" => &[TimeModifier::Approx],
        "more" => &[TimeModifier::MoreThan, TimeModifier::EqualOrMore],
        "less" => &[TimeModifier::LessThan, TimeModifier::EqualOrLess],
        _ => return true,
    };
    ours.is_some_and(|ours| wanted.contains(&ours))
}

/// "2016-11-08TMO" is "XXXX-WXX-2TMO", if that begins on the same day.
fn is_part_of_day(value: &str, timex: &str, reading: &Value) -> bool {
    let (Some((day, part)), Some((_, theirs))) = (value.split_once('T'), timex.split_once('T')) else { return false };
    part == theirs && reading["start"].as_str().is_some_and(|start| start.starts_with(day))
}

/// Returns whether a time is that day, or that time of day, or both.
fn is_at(time: &Time, value: &str) -> bool {
    let day = date(value);
    match value.split_once(' ') {
        Some((day, clock)) => normal(&time.value) == normal(&format!("{day}T{clock}")),
        None if day.is_some() && time.kind == TimeKind::Date => time.interval.is_some_and(|(first, last)| {
            let is_counted = time.because.starts_with("counted from") && time.granularity > Granularity::Day;
            (first == last && Some(first) == day) || (is_counted && (Some(first)..=Some(last)).contains(&day))
        }),
        None if value.contains(':') => time
            .value
            .split_once('T')
            .is_some_and(|(_, clock)| normal(&format!("T{clock}")) == normal(&format!("T{value}"))),
        None => false,
    }
}

fn is_stretch(time: &Time, start: &str, end: &str) -> bool {
    let (Some(start), Some(end), Some((first, last))) = (date(start), date(end), time.interval) else { return false };
    first == start && (last == end || next(last) == Some(end)) && !time.value.contains('T')
}

/// "the next 2 days" may begin today or tomorrow.
fn is_period(timex: &str, start: &str, end: &str, ours: &[&Time]) -> bool {
    let period = timex.trim_end_matches(')').rsplit(',').next().unwrap_or_default();
    let (Some(start), Some(end)) = (date(start), date(end)) else { return false };
    let is_near = |left: Date, right: Date| left == right || next(left) == Some(right) || next(right) == Some(left);
    ours.iter().any(|time| {
        let is_same = time.kind == TimeKind::Duration && time.value == period;
        is_same && time.interval.is_some_and(|(first, last)| is_near(first, start) && is_near(last, end))
    })
}

fn begins(time: &Time, start: &str) -> bool {
    is_at(time, start) || (!start.contains(':') && time.interval.is_some_and(|(first, _)| Some(first) == date(start)))
}

fn ends(time: &Time, end: &str) -> bool {
    let day = date(end).filter(|_| !end.contains(':'));
    is_at(time, end)
        || day.is_some_and(|day| {
            time.interval.is_some_and(|(first, last)| first == day || last == day || next(last) == Some(day))
        })
}

/// Returns the day after.
fn next(date: Date) -> Option<Date> {
    let is_date = |date: &Date| {
        let days = match date.month {
            4 | 6 | 9 | 11 => 30,
            2 if date.year.is_multiple_of(4) && (!date.year.is_multiple_of(100) || date.year.is_multiple_of(400)) => 29,
            2 => 28,
            _ => 31,
        };
        date.day <= days && date.month <= 12
    };
    let candidates = [
        Date { day: date.day + 1, ..date },
        Date { day: 1, month: date.month + 1, ..date },
        Date { day: 1, month: 1, year: date.year + 1 },
    ];
    candidates.into_iter().find(is_date)
}

fn date(value: &str) -> Option<Date> {
    let mut numbers = value.get(..10)?.split('-').map(|number| number.parse::<u16>().ok());
    Some(Date { year: numbers.next()??, month: numbers.next()?? as u8, day: numbers.next()?? as u8 })
}
