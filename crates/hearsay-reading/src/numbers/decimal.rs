//! Exact decimal numbers, as they are written in figures and words.
//!
//! No floats: "2.5 million" is 2500000, and what is too large is no number.

/// A number with so many decimal places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Decimal {
    digits: u64,
    places: u32,
}

impl Decimal {
    pub(super) fn whole(number: u64) -> Decimal {
        Decimal { digits: number, places: 0 }
    }

    /// Reads "10,000", "7.5", "2014"; and returns what stands behind the figures: "m" of "15m".
    pub(super) fn read(word: &str) -> Option<(Decimal, &str)> {
        let bytes = word.as_bytes();
        let (mut digits, mut places, mut n_digits) = (0u64, 0, 0);
        let (mut since_comma, mut is_pointed) = (None, false);
        let mut end = 0;
        while end < bytes.len() {
            match bytes[end] {
                byte @ b'0'..=b'9' => {
                    digits = digits.checked_mul(10)?.checked_add(u64::from(byte - b'0'))?;
                    n_digits += 1;
                    places += u32::from(is_pointed);
                    since_comma = since_comma.map(|since: u32| since + 1);
                }
                b',' if !is_pointed && since_comma.is_none_or(|since| since == 3) && n_digits > 0 => {
                    since_comma = Some(0)
                }
                b'.' if !is_pointed && bytes.get(end + 1).is_some_and(u8::is_ascii_digit) => is_pointed = true,
                _ => break,
            }
            end += 1;
        }
        let is_grouped = since_comma.is_none_or(|since| since - places == 3);
        // "2.2.5" is a version, "1,5" no English number.
        let rest = &word[end..];
        (n_digits > 0 && is_grouped && !rest.starts_with(['.', ','])).then_some((Decimal { digits, places }, rest))
    }

    pub(super) fn times(self, factor: u64) -> Option<Decimal> {
        Some(Decimal { digits: self.digits.checked_mul(factor)?, ..self })
    }

    /// Returns whether the number is smaller than another.
    pub(super) fn is_below(self, other: Decimal) -> bool {
        let level = |number: Decimal, places: u32| {
            u128::from(number.digits) * 10u128.pow(places.saturating_sub(number.places).min(18))
        };
        let places = self.places.max(other.places);
        level(self, places) < level(other, places)
    }
}

impl std::fmt::Display for Decimal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Some(unit) = 10u64.checked_pow(self.places) else { return write!(f, "{}e-{}", self.digits, self.places) };
        let (whole, rest) = (self.digits / unit, self.digits % unit);
        if rest == 0 {
            return write!(f, "{whole}");
        }
        let rest = format!("{rest:0width$}", width = self.places as usize);
        write!(f, "{whole}.{}", rest.trim_end_matches('0'))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn figures_are_read() {
        let shown =
            |word: &str| Decimal::read(word).map(|(number, rest)| format!("{number}|{rest}")).unwrap_or_default();
        assert_eq!(shown("10,000"), "10000|");
        assert_eq!(shown("7.50"), "7.5|");
        assert_eq!(shown("15m"), "15|m");
        assert_eq!(shown("1,234,567.8"), "1234567.8|");
        for word in ["", "m", "1,5", "10,00", "2.2.5", "99999999999999999999999"] {
            assert_eq!(shown(word), "", "{word}");
        }
        let million =
            Decimal::read("2.5").and_then(|(number, _)| number.times(1_000_000)).map(|number| number.to_string());
        assert_eq!(million.as_deref(), Some("2500000"));
    }

    proptest! {
        #[test]
        fn what_is_shown_is_read_back(number: u64, word in "[0-9.,]{0,24}") {
            let figures = number.to_string();
            prop_assert_eq!(Decimal::read(&figures), Some((Decimal::whole(number), "")));
            if let Some((number, _)) = Decimal::read(&word) {
                let _ = (number.to_string(), number.is_below(Decimal::whole(7)), number.times(1_000_000));
            }
        }
    }
}
