//! Counts and durations in words.

/// Returns "1 word", "2,345 words".
pub(crate) fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{} {}", grouped(number), if number == 1 { one } else { many })
}

/// Returns a number with a comma before every three figures.
pub(crate) fn grouped(number: usize) -> String {
    let figures = number.to_string();
    let mut told = String::new();
    for (place, figure) in figures.chars().enumerate() {
        if place > 0 && (figures.len() - place).is_multiple_of(3) {
            told.push(',');
        }
        told.push(figure);
    }
    told
}

/// Returns "0.3 s", "42 s", "3 min 20 s", "2 h 5 min".
pub(crate) fn duration_in_words(seconds: f64) -> String {
    const TENTHS_BELOW: f64 = 10.0;
    if seconds < TENTHS_BELOW {
        return format!("{:.1} s", seconds.max(0.1));
    }
    let seconds = seconds.round() as u64;
    let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    match (hours, minutes, rest) {
        (0, 0, _) => format!("{seconds} s"),
        (0, _, 0) => format!("{minutes} min"),
        (0, ..) => format!("{minutes} min {rest} s"),
        (_, 0, _) => format!("{hours} h"),
        _ => format!("{hours} h {minutes} min"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_by_three() {
        assert_eq!([0, 999, 1000, 1_234_567].map(grouped), ["0", "999", "1,000", "1,234,567"]);
        assert_eq!(counted(1, "word", "words"), "1 word");
    }

    #[test]
    fn durations_are_told_as_people_tell_them() {
        let told = [0.04, 1.26, 42.0, 59.6, 90.0, 3600.0, 9000.0].map(duration_in_words);
        assert_eq!(told, ["0.1 s", "1.3 s", "42 s", "1 min", "1 min 30 s", "1 h", "2 h 30 min"]);
    }
}
