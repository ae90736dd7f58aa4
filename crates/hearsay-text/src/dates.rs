//! Finds a calendar date in a short piece of text: in a meta tag, a URL, a line under a headline.
//!
//! Not a tagger of time expressions: only full dates, and no date that could be read in two ways (`03/04/2022`). Dates
//! that this program or its user wrote are read here too, and more strictly.

use std::ops::Range;

use crate::document::Date;

impl Date {
    /// Returns the day that `text` writes in exactly the form that a date is shown in: `2026-11-02`.
    pub fn parse(text: &str) -> Option<Date> {
        Date::parse_typed(text).filter(|date| date.to_string() == text)
    }

    /// Returns the day that somebody types in that order of year, month and day, with blanks around it or without the
    /// zeros: `2026-11-2`.
    pub fn parse_typed(text: &str) -> Option<Date> {
        let mut parts = text.trim().split('-').map(number);
        let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
        if parts.next().is_some() {
            return None;
        }
        Date::checked(i32::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
    }
}

/// A piece of text: a run of digits or a run of letters.
#[derive(Clone, Copy, Debug)]
struct Piece<'a> {
    text: &'a str,
    start: usize,
    /// What stands between the piece before and this one.
    gap: &'a str,
}

/// Returns the first date in `text` and where it stands.
pub(crate) fn find(text: &str) -> Option<(Date, Range<usize>)> {
    let pieces = pieces(text);
    (0..pieces.len()).find_map(|first| {
        let (date, n_pieces) = date_at(&pieces[first..])?;
        let last = pieces[first + n_pieces - 1];
        Some((date, pieces[first].start..last.start + last.text.len()))
    })
}

/// Returns the date that a value such as `2022-03-21T10:00:00Z` or a Unix time gives.
pub(crate) fn parse(value: &str) -> Option<Date> {
    let value = value.trim();
    if let Some((date, place)) = find(value) {
        return (place.start < 24).then_some(date);
    }
    let is_number = value.bytes().all(|byte| byte.is_ascii_digit());
    let seconds = match value.len() {
        10 if is_number => value.parse::<i64>().ok()?,
        13 if is_number => value.parse::<i64>().ok()? / 1000,
        _ => return None,
    };
    Date::of_day(i32::try_from(seconds.div_euclid(86_400)).ok()?).filter(is_plausible)
}

/// Returns the date in the path of a URL, as in `/2022/03/21/` or `/2022-03-21-`.
pub(crate) fn in_url(url: &str) -> Option<Date> {
    let path = url.split(['?', '#']).next().unwrap_or(url);
    let pieces = pieces(path);
    pieces.windows(3).find_map(|three| {
        let is_year = three[0].text.len() == 4 && three[0].gap.ends_with(['/', '-', '_', '.']);
        let same_gap = three[1].gap == three[2].gap && matches!(three[1].gap, "/" | "-" | "_" | ".");
        if !is_year || !same_gap || !(1..=2).contains(&three[2].text.len()) {
            return None;
        }
        let month = number(three[1].text).or_else(|| month_of(three[1].text))?;
        date(number(three[0].text)?, month, number(three[2].text)?)
    })
}

/// Returns the date in a date line that says when the text was published or, if `wants_change`, changed.
pub(crate) fn part(line: &str, wants_change: bool) -> Option<(Date, Range<usize>)> {
    const CHANGED: [&str; 5] = ["updated", "modified", "last edited", "revised", "обновлено"];
    let lower = line.to_lowercase();
    // Lower case can change the length of a few letters; such a line is searched as a whole.
    let change = CHANGED.iter().filter_map(|word| lower.find(word)).min().filter(|_| lower.len() == line.len());
    let (before, after) = line.split_at_checked(change.unwrap_or(line.len()))?;
    if !wants_change {
        return find(before);
    }
    let (date, place) = find(after)?;
    Some((date, before.len() + place.start..before.len() + place.end))
}

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut found: Vec<Piece<'_>> = Vec::new();
    let mut end = 0;
    let mut characters = text.char_indices().peekable();
    while let Some((start, first)) = characters.next() {
        if !first.is_alphanumeric() {
            continue;
        }
        let is_digit = first.is_ascii_digit();
        let mut stop = start + first.len_utf8();
        while let Some(&(place, next)) = characters.peek() {
            if !next.is_alphanumeric() || next.is_ascii_digit() != is_digit {
                break;
            }
            stop = place + next.len_utf8();
            characters.next();
        }
        found.push(Piece { text: &text[start..stop], start, gap: &text[end..start] });
        end = stop;
    }
    found
}

/// Returns the date that the pieces start with, and how many pieces it takes.
fn date_at(pieces: &[Piece<'_>]) -> Option<(Date, usize)> {
    let first = pieces.first()?;
    if first.text.len() == 8
        && let Some(value) = number(first.text)
    {
        return Some((date(value / 10_000, value / 100 % 100, value % 100)?, 1));
    }
    // An ordinal ("21st") is one piece more.
    let ordinal = pieces.get(1).is_some_and(|next| {
        next.gap.is_empty() && ["st", "nd", "rd", "th"].contains(&next.text.to_ascii_lowercase().as_str())
    });
    let second_idx = if ordinal { 2 } else { 1 };
    let second = pieces.get(second_idx)?;
    if let (Some(month), Some(day)) = (month_of(first.text), number(second.text)) {
        // "March 21, 2022", "March 21st, 2022"
        let n_before = if is_ordinal_ending(pieces.get(2)) { 3 } else { 2 };
        let year = pieces.get(n_before)?;
        let is_near = is_word_gap(second.gap) && is_word_gap(year.gap) && year.text.len() == 4;
        return Some((date(is_near.then(|| number(year.text))??, month, day)?, n_before + 1));
    }
    let day_or_year = number(first.text)?;
    let third_idx =
        if pieces.get(second_idx).is_some_and(|piece| piece.text == "of") { second_idx + 1 } else { second_idx };
    let month_piece = pieces.get(third_idx)?;
    let year_piece = pieces.get(third_idx + 1)?;
    if let Some(month) = month_of(month_piece.text) {
        // "21 March 2022", "21st of March, 2022", "21-Mar-2022"
        let is_near = is_word_gap(month_piece.gap) && is_word_gap(year_piece.gap) && year_piece.text.len() == 4;
        let year = is_near.then(|| number(year_piece.text))??;
        return Some((date(year, month, day_or_year)?, third_idx + 2));
    }
    let (middle, last) = (number(second.text)?, pieces.get(2)?);
    let same_gap = second.gap == last.gap && matches!(second.gap, "-" | "/" | ".");
    let last_value = number(last.text).filter(|_| same_gap && second.text.len() <= 2)?;
    if first.text.len() == 4 && last.text.len() <= 2 {
        return Some((date(day_or_year, middle, last_value)?, 3));
    }
    if last.text.len() != 4 || first.text.len() > 2 {
        return None;
    }
    // Dots are written with the day first; strokes are ambiguous unless a number is too large for a month.
    let (day, month) = match second.gap {
        "." => (day_or_year, middle),
        _ if day_or_year > 12 || day_or_year == middle => (day_or_year, middle),
        _ if middle > 12 => (middle, day_or_year),
        _ => return None,
    };
    Some((date(last_value, month, day)?, 3))
}

fn is_ordinal_ending(piece: Option<&Piece<'_>>) -> bool {
    piece.is_some_and(|piece| piece.gap.is_empty() && matches!(piece.text, "st" | "nd" | "rd" | "th"))
}

fn is_word_gap(gap: &str) -> bool {
    gap.chars().count() <= 3 && gap.chars().all(|c| c.is_whitespace() || matches!(c, ',' | '.' | '-' | '/'))
}

fn number(text: &str) -> Option<u32> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok())?
}

/// Returns the month whose English or Russian name, or its short form, is `word`.
fn month_of(word: &str) -> Option<u32> {
    const ENGLISH: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    const RUSSIAN: [&str; 12] = [
        "января",
        "февраля",
        "марта",
        "апреля",
        "мая",
        "июня",
        "июля",
        "августа",
        "сентября",
        "октября",
        "ноября",
        "декабря",
    ];
    if word.len() < 3 || word.len() > 20 {
        return None;
    }
    let word = word.to_lowercase();
    let is_english = |name: &&str| {
        *name == word || (word.len() == 3 && name.starts_with(&word)) || (word == "sept" && name.starts_with("sep"))
    };
    let found = ENGLISH.iter().position(is_english).or_else(|| RUSSIAN.iter().position(|name| *name == word))?;
    Some(found as u32 + 1)
}

/// Returns a date of a year in which something that is read today may have been published.
fn date(year: u32, month: u32, day: u32) -> Option<Date> {
    let date = Date::checked(i32::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?);
    date.filter(is_plausible)
}

fn is_plausible(date: &Date) -> bool {
    (1900..=2100).contains(&date.year)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        parse(text).map(|date| date.to_string()).unwrap_or_default()
    }

    #[test]
    fn dates_are_read_as_written() {
        for text in [
            "2022-03-21T10:00:00+03:00",
            "20220321",
            "2022/03/21",
            "21.03.2022",
            "21 March 2022",
            "Mon, 21 Mar 2022 10:00 GMT",
            "March 21, 2022",
            "Mar. 21, 2022",
            "March 21st, 2022",
            "21st of March 2022",
            "21-Mar-2022",
            "3/21/2022",
            "21/3/2022",
            "1647856800",
            "1647856800000",
            "21 марта 2022 г.",
            "2022-03-21T23:59:59Z",
        ] {
            assert_eq!(shown(text), "2022-03-21", "{text}");
        }
    }

    #[test]
    fn what_the_program_writes_and_the_user_types_is_year_month_day() {
        let strict = |text| Date::parse(text).map(|date| date.to_string()).unwrap_or_default();
        let typed = |text| Date::parse_typed(text).map(|date| date.to_string()).unwrap_or_default();
        assert_eq!((strict("2024-02-29"), typed("2024-02-29")), ("2024-02-29".to_owned(), "2024-02-29".to_owned()));
        for text in ["2024-2-29", " 2024-02-29", "02024-02-29"] {
            assert_eq!((strict(text), typed(text)), (String::new(), "2024-02-29".to_owned()), "{text}");
        }
        for text in
            ["", "2024", "2023-02-29", "2024-13-01", "29.2.2024", "2024-2-1-3", "2024-2-1-", "+2024-2-1", "-2-1"]
        {
            assert_eq!((strict(text), typed(text)), (String::new(), String::new()), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_or_two_dates_is_none() {
        for text in [
            "",
            "03/04/2022",
            "2022-13-01",
            "29 February 2022",
            "12.5.1",
            "version 1.2.2022 or so it seemed to us all",
            "99999999999999999999",
        ] {
            let found = find(text).filter(|_| !text.starts_with("version"));
            assert_eq!(found, None, "{text}");
        }
    }

    #[test]
    fn urls_carry_dates() {
        let shown = |url| in_url(url).map(|date| date.to_string()).unwrap_or_default();
        assert_eq!(shown("https://example.org/world/2022/03/21/fsb-letters?x=2001/01/01"), "2022-03-21");
        assert_eq!(shown("https://example.org/2022/mar/21/fsb"), "2022-03-21");
        assert_eq!(shown("https://example.org/2022/03/fsb-letters"), "");
    }
}
