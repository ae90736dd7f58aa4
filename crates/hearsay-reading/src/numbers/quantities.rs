//! The numbers themselves: figures and words, with their unit, and ranges of them.

use super::decimal::Decimal;
use super::units::{currency, unit};
use crate::passage::Passage;
use crate::times::terms::{Term, Vague, term};

/// A number in words, by tokens.
#[derive(Clone, Debug)]
pub(super) struct Quantity {
    pub(super) begin: usize,
    pub(super) end: usize,
    pub(super) value: String,
    pub(super) high: Option<String>,
    pub(super) unit: Option<&'static str>,
    /// "dozens": at least two of them.
    pub(super) is_plural: bool,
    /// "+" behind the figures.
    pub(super) is_open: bool,
}

/// Words before a number that make it a name: "page 4". Sorted.
const LABELS: &[&str] = &[
    "amendment",
    "article",
    "category",
    "channel",
    "chapter",
    "class",
    "flight",
    "footnote",
    "grade",
    "group",
    "highway",
    "level",
    "line",
    "no",
    "no.",
    "number",
    "page",
    "paragraph",
    "phase",
    "platform",
    "room",
    "route",
    "rule",
    "section",
    "sections",
    "seed",
    "size",
    "stage",
    "step",
    "version",
    "volume",
];

/// Longer runs of figures without a comma are telephones and keys.
const PLAIN_DIGITS_MAX: usize = 7;

/// Returns whether a quantity may begin with a word; what most are refused by at once.
pub(super) fn may_begin(word: &str) -> bool {
    let bytes = word.as_bytes();
    match bytes.first() {
        Some(b'0'..=b'9' | b'$') => true,
        Some(0x80..) => currency(word, "").is_some(),
        Some(b'a' | b'A') if bytes.len() == 1 => true,
        Some(byte) if byte.is_ascii_alphabetic() => {
            // "forty-five"
            let one = word.split_once('-').map_or(word, |(one, _)| one);
            plural(word).is_some()
                || matches!(
                    term(one),
                    Some(Term::Cardinal(_) | Term::Half | Term::Scale(_) | Term::Vague(Vague::Dozen))
                )
        }
        _ => false,
    }
}

/// "dozens", "hundreds": what at least is meant.
fn plural(word: &str) -> Option<u64> {
    if !word.ends_with('s') {
        return None;
    }
    Some(match word {
        "tens" | "Tens" => 20,
        "dozens" | "Dozens" => 24,
        "scores" | "Scores" => 40,
        "hundreds" | "Hundreds" => 200,
        "thousands" | "Thousands" => 2000,
        "millions" | "Millions" => 2_000_000,
        "billions" | "Billions" => 2_000_000_000,
        _ => return None,
    })
}

/// Returns the quantity that begins at a token of the sentence that begins at `first` and ends before `end`.
pub(super) fn quantity(passage: &Passage<'_>, first: usize, at: usize, end: usize) -> Option<Quantity> {
    let words = Words { passage, first, end };
    words.plurals(at).or_else(|| words.share(at)).or_else(|| words.range(at))
}

#[derive(Clone, Copy, Debug)]
struct Words<'a> {
    passage: &'a Passage<'a>,
    first: usize,
    end: usize,
}

/// One number with its unit.
#[derive(Clone, Copy, Debug)]
struct Amount {
    end: usize,
    number: Decimal,
    unit: Option<&'static str>,
    is_open: bool,
    /// The scale that was said: of "2 to 3 million" for both.
    scale: u64,
}

impl<'a> Words<'a> {
    fn word(&self, at: usize) -> &'a str {
        if (self.first..self.end).contains(&at) { self.passage.word(at) } else { "" }
    }

    fn is(&self, at: usize, word: &str) -> bool {
        self.word(at).eq_ignore_ascii_case(word)
    }

    fn is_glued(&self, at: usize) -> bool {
        let tokens = &self.passage.segmentation.tokens;
        at > 0 && at < tokens.len() && tokens[at - 1].end == tokens[at].start
    }

    /// "dozens of", "hundreds of thousands of", "thousands"
    fn plurals(&self, at: usize) -> Option<Quantity> {
        let mut value = plural(self.word(at))?;
        let mut end = at + 1;
        if self.is(end, "of")
            && let Some(scale) = plural(self.word(end + 1))
                .filter(|_| matches!(self.word(end + 1), "thousands" | "millions" | "billions"))
        {
            value = value.checked_mul(scale / 2)?;
            end += 2;
        }
        // "scores" is a verb too, and "tens" alone is nothing.
        if matches!(value, 20 | 40) && !self.is(end, "of") {
            return None;
        }
        let unit_word = if self.is(end, "of") { end + 1 } else { end };
        let unit = unit(self.word(unit_word)).filter(|_| end > at);
        let end = if unit.is_some() { unit_word + 1 } else { end };
        Some(Quantity { begin: at, end, value: value.to_string(), high: None, unit, is_plural: true, is_open: false })
    }

    /// "half of", "a third of", "two-thirds", "one in five", "three out of four"
    fn share(&self, at: usize) -> Option<Quantity> {
        let share = |end: usize, part: u64, whole: u64| {
            Some(Quantity {
                begin: at,
                end,
                value: format!("{part}/{whole}"),
                high: None,
                unit: Some("share"),
                is_plural: false,
                is_open: false,
            })
        };
        let is_shared = |end: usize| self.is(end, "of");
        if term(self.word(at)) == Some(Term::Half) {
            let is_half = is_shared(at + 1) || matches!(self.word(at + 1), "the" | "their" | "its" | "his" | "her");
            return if is_half { share(at + 1, 1, 2) } else { None };
        }
        if let Some((part, whole)) = self.word(at).split_once('-') {
            let (part, whole) = (small(part)?, ordinal(whole)?);
            return share(at + 1, part, whole);
        }
        let part = if self.is(at, "a") { 1 } else { small(self.word(at)).or_else(|| self.word(at).parse().ok())? };
        if term(self.word(at + 1)) == Some(Term::Half) && self.is(at, "a") {
            return None;
        }
        if let Some(whole) = ordinal(self.word(at + 1)).filter(|_| is_shared(at + 2)) {
            return share(at + 2, part, whole);
        }
        let in_at = match (self.is(at + 1, "in"), self.is(at + 1, "out") && self.is(at + 2, "of")) {
            (true, _) => at + 2,
            (_, true) => at + 3,
            _ => return None,
        };
        let whole = small(self.word(in_at))
            .or_else(|| self.word(in_at).parse().ok())
            .filter(|whole| (part + 1..=100).contains(whole))?;
        // "two in 10 days"
        let next = self.word(in_at + 1);
        let is_alone = !matches!(term(next), Some(Term::Unit(_) | Term::Units(_) | Term::Scale(_)));
        (is_alone && !self.is(at, "a")).then(|| share(in_at + 1, part, whole))?
    }

    /// "7,000 to 9,000", "between $12 million and $20 million", "300"
    fn range(&self, at: usize) -> Option<Quantity> {
        if let Some(quantity) = self.hyphened(at) {
            return Some(quantity);
        }
        let low = self.amount(at)?;
        if !self.is_quantity(at, &low) {
            return None;
        }
        let quantity =
            |end: usize, low: Decimal, high: Option<Decimal>, unit: Option<&'static str>, is_open: bool| Quantity {
                begin: at,
                end,
                value: low.to_string(),
                high: high.map(|high| high.to_string()),
                unit,
                is_plural: false,
                is_open,
            };
        let is_between = at > self.first && self.is(at - 1, "between");
        let connects = matches!(self.word(low.end), "to" | "or" | "–" | "—") || (self.is(low.end, "and") && is_between);
        if connects && let Some(high) = self.amount(low.end + 1) {
            let factor = if low.scale == 1 { high.scale } else { 1 };
            let scaled = low.number.times(factor).unwrap_or(low.number);
            let is_same = low.unit.is_none() || high.unit.is_none() || low.unit == high.unit;
            if scaled.is_below(high.number) && is_same && self.is_near(low.end, scaled, high.number) {
                return Some(quantity(high.end, scaled, Some(high.number), high.unit.or(low.unit), false));
            }
        }
        Some(quantity(low.end, low.number, None, low.unit, low.is_open))
    }

    /// "rose from 3 to 500" is a range, "one or 500" is none.
    fn is_near(&self, at: usize, low: Decimal, high: Decimal) -> bool {
        !self.is(at, "or") || low.times(3).is_some_and(|limit| high.is_below(limit))
    }

    /// "20-25 percent"
    fn hyphened(&self, at: usize) -> Option<Quantity> {
        let (low, high) = self.word(at).split_once('-')?;
        let ((low, ""), (high, "")) = (Decimal::read(low)?, Decimal::read(high)?) else { return None };
        let scale = scale(self.word(at + 1));
        let unit_at = at + 1 + usize::from(scale.is_some());
        let unit = unit(self.word(unit_at)).or_else(|| self.sign_before(at));
        let is_counting = unit.is_some() || scale.is_some() || self.is_plural_noun(unit_at);
        let (low, high) = (low.times(scale.unwrap_or(1))?, high.times(scale.unwrap_or(1))?);
        (low.is_below(high) && is_counting).then(|| Quantity {
            begin: self.with_sign(at),
            end: unit_at + usize::from(unit.is_some() && super::units::unit(self.word(unit_at)).is_some()),
            value: low.to_string(),
            high: Some(high.to_string()),
            unit,
            is_plural: false,
            is_open: false,
        })
    }

    fn sign_before(&self, at: usize) -> Option<&'static str> {
        let sign = at.checked_sub(1)?;
        currency(self.word(sign), sign.checked_sub(1).map_or("", |before| self.word(before)))
    }

    fn with_sign(&self, at: usize) -> usize {
        if self.sign_before(at).is_some() { at - 1 } else { at }
    }

    /// Returns one number with its unit: "$2.5 million", "45 percent", "two hundred miles".
    fn amount(&self, at: usize) -> Option<Amount> {
        let before = if at > self.first { self.word(at - 1) } else { "" };
        let sign = currency(self.word(at), before);
        let place = at + usize::from(sign.is_some());
        let (mut end, mut number, rest, spelled) = match Decimal::read(self.word(place)) {
            Some((number, rest)) => (place + 1, number, rest, 1),
            None => {
                let (end, number, scale) = self.spelled(place)?;
                (end, Decimal::whole(number), "", scale)
            }
        };
        let mut scale = spelled;
        let mut unit_written = None;
        match rest {
            "" => {}
            "bn" | "B" | "b" if sign.is_some() || rest == "bn" => scale = 1_000_000_000,
            "m" | "M" | "mn" if sign.is_some() || rest == "mn" => scale = 1_000_000,
            "k" | "K" => scale = 1000,
            "tn" | "T" if sign.is_some() => scale = 1_000_000_000_000,
            "p" => unit_written = Some("GBP/100"),
            _ => unit_written = Some(unit(rest)?),
        }
        if rest.is_empty() {
            while let Some(more) = self::scale(self.word(end)) {
                scale = scale.checked_mul(more)?;
                end += 1;
            }
        }
        let said = if spelled > 1 { scale / spelled } else { scale };
        number = number.times(said)?;
        let is_open = self.word(end) == "+" && self.is_glued(end);
        end += usize::from(is_open);
        let hyphen_free = self.word(end);
        let behind = match hyphen_free {
            "per" if matches!(self.word(end + 1), "cent" | "cents") => Some((end + 2, "percent")),
            "square" if unit(self.word(end + 1)).is_some() => Some((end + 2, square(unit(self.word(end + 1))?))),
            "US" | "Canadian" | "Australian" if self.word(end + 1).starts_with("dollar") => {
                let code = match hyphen_free {
                    "Canadian" => "CAD",
                    "Australian" => "AUD",
                    _ => "USD",
                };
                Some((end + 2, code))
            }
            "percentage" if self.word(end + 1).starts_with("point") => Some((end + 2, "percentage point")),
            word => unit(word).filter(|found| *found != "sq").map(|found| (end + 1, found)),
        };
        let unit = sign.or(unit_written);
        match behind {
            Some((after, found)) if unit.is_none() => {
                Some(Amount { end: after, number, unit: Some(found), is_open, scale })
            }
            _ => Some(Amount { end, number, unit, is_open, scale }),
        }
    }

    /// "two hundred and five", "a million", "twenty-five"; the scale too that it ends with.
    fn spelled(&self, at: usize) -> Option<(usize, u64, u64)> {
        let (mut end, mut total, mut group, mut last_scale) = (at, 0u64, 0u64, 1);
        if matches!(self.word(at), "a" | "A") {
            let next = term(self.word(at + 1))?;
            match next {
                Term::Vague(Vague::Dozen) => return Some((at + 2, 12, 1)),
                Term::Scale(_) => {
                    group = 1;
                    end = at + 1;
                }
                _ => return None,
            }
        }
        loop {
            let place = if end > at && self.is(end, "and") && small(self.word(end + 1)).is_some() && last_scale > 1 {
                end + 1
            } else {
                end
            };
            match (small(self.word(place)), term(self.word(place))) {
                (Some(number), _) if group % 100 == 0 => {
                    group = group.checked_add(number)?;
                    last_scale = 1;
                }
                (None, Some(Term::Vague(Vague::Dozen))) if group > 0 => {
                    return Some((place + 1, group.checked_mul(12)?, 1));
                }
                (None, Some(Term::Scale(100))) if group > 0 => {
                    group = group.checked_mul(100)?;
                    last_scale = 100;
                }
                (None, Some(Term::Scale(scale))) if group > 0 && scale > 100 => {
                    total = total.checked_add(group.checked_mul(u64::from(scale))?)?;
                    group = 0;
                    last_scale = u64::from(scale);
                }
                _ => break,
            }
            end = place + 1;
        }
        let is_number = end > at && (total > 0 || group > 0) && !(self.is(at, "a") && end == at + 1);
        is_number.then(|| (end, total.saturating_add(group), last_scale.max(1)))
    }

    fn is_plural_noun(&self, at: usize) -> bool {
        let word = self.word(at);
        match self.passage.tag(at).filter(|_| at < self.end) {
            Some(tag) => matches!(tag, "NNS" | "NN" | "JJ"),
            None => word.len() > 3 && word.ends_with('s') || word == "people",
        }
    }

    /// Returns whether a number counts or measures, and is no part of a name, list, telephone, score or fraction.
    fn is_quantity(&self, at: usize, amount: &Amount) -> bool {
        if amount.unit.is_some() || amount.scale > 1 {
            return true;
        }
        let word = self.word(at);
        let next = self.word(amount.end);
        let before = if at > self.first { self.word(at - 1) } else { "" };
        let is_marker = at == self.first && matches!(next, "." | ")" | ":");
        let n_digits = word.bytes().filter(u8::is_ascii_digit).count();
        let is_key = n_digits > PLAIN_DIGITS_MAX && !word.contains(',')
            || (word.len() > 1 && word.starts_with('0') && !word.contains('.'));
        let is_joined = self.is_glued(at) && matches!(before, ":" | "/" | "-" | "#" | "+" | "." | "@")
            || self.is_glued(amount.end) && matches!(next, ":" | "/" | "-" | "°");
        let label = before.to_ascii_lowercase();
        if is_marker
            || is_key
            || is_joined
            || matches!(before, "+" | "#" | "№")
            || LABELS.binary_search(&label.as_str()).is_ok()
        {
            return false;
        }
        let is_figures = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
        if is_figures(word) && (is_figures(before) || is_figures(next)) {
            return false;
        }
        let is_counting = self.is_plural_noun(amount.end) && next.starts_with(char::is_lowercase);
        let is_named = before.contains(char::is_uppercase) && at > self.first + 1 && !is_counting;
        // "one" is a pronoun as often as a number.
        let is_pronoun = amount.number == Decimal::whole(1) && !is_figures(word);
        !is_named && (!is_pronoun || is_compared(before))
    }
}

/// Words before "one" that make it a number.
fn is_compared(before: &str) -> bool {
    matches!(before, "than" | "least" | "only" | "just" | "exactly")
}

/// Returns a number from one to ninety-nine in one word.
fn small(word: &str) -> Option<u64> {
    if let Some((tens, ones)) = word.split_once('-') {
        let (Some(Term::Cardinal(tens @ 20..)), Some(Term::Cardinal(ones @ 1..=9))) = (term(tens), term(ones)) else {
            return None;
        };
        return Some(u64::from(tens + ones));
    }
    match term(word)? {
        Term::Cardinal(number) => Some(u64::from(number)),
        _ => None,
    }
}

/// Returns the number of parts: "third", "quarters".
fn ordinal(word: &str) -> Option<u64> {
    let one = word.strip_suffix('s').unwrap_or(word);
    match one {
        "quarter" => return Some(4),
        "half" | "second" => return None,
        _ => {}
    }
    match term(one)? {
        Term::Ordinal(number @ 3..=20) => Some(u64::from(number)),
        _ => None,
    }
}

fn scale(word: &str) -> Option<u64> {
    match word {
        "trillion" | "tn" => Some(1_000_000_000_000),
        "bn" => Some(1_000_000_000),
        "m" | "mn" => None,
        _ => match term(word)? {
            Term::Scale(scale) => Some(u64::from(scale)),
            _ => None,
        },
    }
}

fn square(unit: &'static str) -> &'static str {
    match unit {
        "km" => "km2",
        "m" => "m2",
        "mi" => "mi2",
        "ft" => "ft2",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn labels_are_sorted() {
        assert!(super::LABELS.is_sorted());
    }
}
