//! The words that times are made of, as a sorted table, and what each means alone.
//!
//! Not the grammar: what a word means beside others is for the parsers. The first letter and the length of a word
//! refuse most words before the table is searched.

use super::holidays::Holiday;

/// What a piece means by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Term {
    /// Nothing that times are made of, or a word that is asked for by its letters: "of", "the".
    Other,
    /// "21", "2016"; "10,000" with no number of digits.
    Digits { value: u32, n_digits: u8 },
    /// "7.5"
    Decimal,
    /// "1990s", "90s"
    Decade { value: u32, n_digits: u8 },
    /// "nineties": 90.
    DecadeName(u8),
    /// "seven"; only up to ninety.
    Cardinal(u32),
    /// "21st", "third"
    Ordinal(u32),
    /// "hundred", "thousand"
    Scale(u32),
    /// "half"
    Half,
    /// "few", "several"
    Vague(Vague),
    /// January is 1.
    Month(u8),
    /// Monday is 1.
    Weekday(u8),
    /// "Mon", "Sat.": may be another word.
    ShortWeekday(u8),
    /// "Mondays"
    Weekdays(u8),
    /// "year"
    Unit(Unit),
    /// "years"
    Units(Unit),
    /// "spring"
    Season(Season),
    /// "morning"
    DayPart(DayPart),
    /// "mornings"
    DayParts(DayPart),
    /// "yesterday": so many days from the day of publication.
    Offset(i8),
    /// "tonight"
    Tonight,
    /// "overnight"
    Overnight,
    /// "noon"
    Midday,
    /// "midnight"
    Midnight,
    /// "now", "recently"
    Reference(Reference),
    /// "daily": the TIMEX3 value.
    Set(&'static str),
    /// "each", "every"
    Each,
    /// "last", "next"
    Which(Which),
    /// "early", "end"
    Edge(Edge),
    /// "a.m.", or, if so, "p.m."
    Meridiem(bool),
    /// "o'clock"
    OClock,
    /// "UTC": minutes east of Greenwich.
    Zone(i16),
    /// "ET": a zone whose offset changes with the season.
    LocalZone,
    /// "Christmas"
    Holiday(Holiday),
}

/// Units of time, in order of length.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Fortnight,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
    Millennium,
}

/// Numbers that are not said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Vague {
    Few,
    Several,
    Many,
    Couple,
    Dozen,
    Some,
}

/// Seasons, in TIMEX3's letters `SP`, `SU`, `FA`, `WI`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

/// Parts of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DayPart {
    Morning,
    Afternoon,
    Evening,
    Night,
    Dawn,
    Dusk,
    Day,
}

/// What has no place in the calendar but lies before, at or after the telling.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reference {
    Past,
    Present,
    Future,
}

/// Which of several like stretches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Which {
    Last,
    Previous,
    This,
    Next,
    Coming,
    Following,
    Same,
    That,
}

/// Which part of a stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Edge {
    Early,
    Mid,
    Late,
    Start,
    End,
    Earlier,
    Later,
}

impl Term {
    /// Returns whether a time may be found by this term; the others only stand beside one.
    pub(crate) fn is_core(self) -> bool {
        matches!(
            self,
            Term::Month(_)
                | Term::Weekday(_)
                | Term::ShortWeekday(_)
                | Term::Weekdays(_)
                | Term::Unit(_)
                | Term::Units(_)
                | Term::Season(_)
                | Term::DayPart(_)
                | Term::DayParts(_)
                | Term::Offset(_)
                | Term::Tonight
                | Term::Overnight
                | Term::Midday
                | Term::Midnight
                | Term::Reference(_)
                | Term::Set(_)
                | Term::DecadeName(_)
                | Term::Holiday(_)
                | Term::Meridiem(_)
                | Term::OClock
        )
    }
}

impl DayPart {
    /// Returns the value's ending, as in `2022-03-21TMO`.
    pub(crate) fn code(self) -> &'static str {
        match self {
            DayPart::Morning | DayPart::Dawn => "TMO",
            DayPart::Afternoon => "TAF",
            DayPart::Evening | DayPart::Dusk => "TEV",
            DayPart::Night => "TNI",
            DayPart::Day => "TDT",
        }
    }
}

/// Returns what a word means, in small letters or not.
#[inline]
pub(crate) fn term(word: &str) -> Option<Term> {
    let bytes = word.as_bytes();
    let letter = bytes.first()?.to_ascii_lowercase().wrapping_sub(b'a') as usize;
    let second = bytes.get(1)? & 31;
    let (lengths, seconds) = (LENGTHS.get(letter)?, SECONDS[letter]);
    if bytes.len() > LENGTH_MAX || lengths & (1 << bytes.len()) == 0 || seconds & (1 << second) == 0 {
        return None;
    }
    search(bytes, letter)
}

fn search(bytes: &[u8], letter: usize) -> Option<Term> {
    let key = key(bytes);
    let keys = &KEYS[usize::from(STARTS[letter])..usize::from(STARTS[letter + 1])];
    let found = keys.binary_search(&key).ok()?;
    Some(TERMS[usize::from(STARTS[letter]) + found].1)
}

/// No word of the table is longer.
const LENGTH_MAX: usize = 12;

/// Returns the letters of a word, made small, as one number; in the order of the words.
const fn key(word: &[u8]) -> u128 {
    let mut key = 0;
    let mut place = 0;
    while place < word.len() {
        key = key << 8 | word[place].to_ascii_lowercase() as u128;
        place += 1;
    }
    key << (8 * (16 - word.len()))
}

/// The keys of the table's words.
const KEYS: [u128; TERMS.len()] = {
    let mut keys = [0; TERMS.len()];
    let mut idx = 0;
    while idx < TERMS.len() {
        keys[idx] = key(TERMS[idx].0.as_bytes());
        idx += 1;
    }
    keys
};

/// For each first letter, a bit for each length that the table has.
const LENGTHS: [u16; 26] = {
    let mut lengths = [0; 26];
    let mut idx = 0;
    while idx < TERMS.len() {
        let word = TERMS[idx].0.as_bytes();
        lengths[(word[0] - b'a') as usize] |= 1 << word.len();
        idx += 1;
    }
    lengths
};

/// For each first letter, a bit for the last five bits of each second letter.
const SECONDS: [u32; 26] = {
    let mut seconds = [0; 26];
    let mut idx = 0;
    while idx < TERMS.len() {
        let word = TERMS[idx].0.as_bytes();
        seconds[(word[0] - b'a') as usize] |= 1 << (word[1] & 31);
        idx += 1;
    }
    seconds
};

/// For each first letter, where its words start in the table; then the table's end.
const STARTS: [u16; 27] = {
    let mut starts = [TERMS.len() as u16; 27];
    let mut idx = TERMS.len();
    while idx > 0 {
        idx -= 1;
        starts[(TERMS[idx].0.as_bytes()[0] - b'a') as usize] = idx as u16;
    }
    let mut letter = 26;
    while letter > 0 {
        letter -= 1;
        if starts[letter] > starts[letter + 1] {
            starts[letter] = starts[letter + 1];
        }
    }
    starts
};

/// Sorted. Zones as the tz database abbreviates them, in minutes; of two of one name the one that news write of.
const TERMS: &[(&str, Term)] = &[
    ("a.m", Term::Meridiem(false)),
    ("a.m.", Term::Meridiem(false)),
    ("acst", Term::Zone(570)),
    ("aedt", Term::Zone(660)),
    ("aest", Term::Zone(600)),
    ("afternoon", Term::DayPart(DayPart::Afternoon)),
    ("afternoons", Term::DayParts(DayPart::Afternoon)),
    ("akst", Term::Zone(-540)),
    ("am", Term::Meridiem(false)),
    ("annual", Term::Set("P1Y")),
    ("annually", Term::Set("P1Y")),
    ("apr", Term::Month(4)),
    ("apr.", Term::Month(4)),
    ("april", Term::Month(4)),
    ("art", Term::Zone(-180)),
    ("ast", Term::Zone(-240)),
    ("aug", Term::Month(8)),
    ("aug.", Term::Month(8)),
    ("august", Term::Month(8)),
    ("autumn", Term::Season(Season::Autumn)),
    ("awst", Term::Zone(480)),
    ("beginning", Term::Edge(Edge::Start)),
    ("billion", Term::Scale(1_000_000_000)),
    ("biweekly", Term::Set("P2W")),
    ("brt", Term::Zone(-180)),
    ("bst", Term::Zone(60)),
    ("cdt", Term::Zone(-300)),
    ("centuries", Term::Units(Unit::Century)),
    ("century", Term::Unit(Unit::Century)),
    ("cest", Term::Zone(120)),
    ("cet", Term::Zone(60)),
    ("christmas", Term::Holiday(Holiday::Christmas)),
    ("close", Term::Edge(Edge::End)),
    ("closing", Term::Edge(Edge::End)),
    ("coming", Term::Which(Which::Coming)),
    ("couple", Term::Vague(Vague::Couple)),
    ("cst", Term::Zone(-360)),
    ("ct", Term::LocalZone),
    ("current", Term::Reference(Reference::Present)),
    ("currently", Term::Reference(Reference::Present)),
    ("daily", Term::Set("P1D")),
    ("dawn", Term::DayPart(DayPart::Dawn)),
    ("day", Term::Unit(Unit::Day)),
    ("daybreak", Term::DayPart(DayPart::Dawn)),
    ("days", Term::Units(Unit::Day)),
    ("daytime", Term::DayPart(DayPart::Day)),
    ("dec", Term::Month(12)),
    ("dec.", Term::Month(12)),
    ("decade", Term::Unit(Unit::Decade)),
    ("decades", Term::Units(Unit::Decade)),
    ("december", Term::Month(12)),
    ("dozen", Term::Vague(Vague::Dozen)),
    ("dusk", Term::DayPart(DayPart::Dusk)),
    ("each", Term::Each),
    ("earlier", Term::Edge(Edge::Earlier)),
    ("early", Term::Edge(Edge::Early)),
    ("easter", Term::Holiday(Holiday::Easter)),
    ("eat", Term::Zone(180)),
    ("edt", Term::Zone(-240)),
    ("eest", Term::Zone(180)),
    ("eet", Term::Zone(120)),
    ("eight", Term::Cardinal(8)),
    ("eighteen", Term::Cardinal(18)),
    ("eighteenth", Term::Ordinal(18)),
    ("eighth", Term::Ordinal(8)),
    ("eighties", Term::DecadeName(80)),
    ("eighty", Term::Cardinal(80)),
    ("eleven", Term::Cardinal(11)),
    ("eleventh", Term::Ordinal(11)),
    ("end", Term::Edge(Edge::End)),
    ("ensuing", Term::Which(Which::Following)),
    ("epiphany", Term::Holiday(Holiday::Epiphany)),
    ("est", Term::Zone(-300)),
    ("et", Term::LocalZone),
    ("evening", Term::DayPart(DayPart::Evening)),
    ("evenings", Term::DayParts(DayPart::Evening)),
    ("every", Term::Each),
    ("everyday", Term::Set("P1D")),
    ("fall", Term::Season(Season::Autumn)),
    ("feb", Term::Month(2)),
    ("feb.", Term::Month(2)),
    ("february", Term::Month(2)),
    ("few", Term::Vague(Vague::Few)),
    ("fifteen", Term::Cardinal(15)),
    ("fifteenth", Term::Ordinal(15)),
    ("fifth", Term::Ordinal(5)),
    ("fifties", Term::DecadeName(50)),
    ("fifty", Term::Cardinal(50)),
    ("first", Term::Ordinal(1)),
    ("five", Term::Cardinal(5)),
    ("following", Term::Which(Which::Following)),
    ("formerly", Term::Reference(Reference::Past)),
    ("forthcoming", Term::Which(Which::Coming)),
    ("forties", Term::DecadeName(40)),
    ("fortnight", Term::Unit(Unit::Fortnight)),
    ("fortnightly", Term::Set("P2W")),
    ("fortnights", Term::Units(Unit::Fortnight)),
    ("forty", Term::Cardinal(40)),
    ("four", Term::Cardinal(4)),
    ("fourteen", Term::Cardinal(14)),
    ("fourteenth", Term::Ordinal(14)),
    ("fourth", Term::Ordinal(4)),
    ("fri", Term::ShortWeekday(5)),
    ("fri.", Term::ShortWeekday(5)),
    ("friday", Term::Weekday(5)),
    ("fridays", Term::Weekdays(5)),
    ("future", Term::Reference(Reference::Future)),
    ("gmt", Term::Zone(0)),
    ("gst", Term::Zone(240)),
    ("half", Term::Half),
    ("halloween", Term::Holiday(Holiday::Halloween)),
    ("hkt", Term::Zone(480)),
    ("hogmanay", Term::Holiday(Holiday::Hogmanay)),
    ("hour", Term::Unit(Unit::Hour)),
    ("hourly", Term::Set("PT1H")),
    ("hours", Term::Units(Unit::Hour)),
    ("hr", Term::Unit(Unit::Hour)),
    ("hrs", Term::Units(Unit::Hour)),
    ("hst", Term::Zone(-600)),
    ("hundred", Term::Scale(100)),
    ("ist", Term::Zone(330)),
    ("jan", Term::Month(1)),
    ("jan.", Term::Month(1)),
    ("january", Term::Month(1)),
    ("jst", Term::Zone(540)),
    ("jul", Term::Month(7)),
    ("jul.", Term::Month(7)),
    ("july", Term::Month(7)),
    ("jun", Term::Month(6)),
    ("jun.", Term::Month(6)),
    ("june", Term::Month(6)),
    ("juneteenth", Term::Holiday(Holiday::Juneteenth)),
    ("kst", Term::Zone(540)),
    ("last", Term::Which(Which::Last)),
    ("late", Term::Edge(Edge::Late)),
    ("lately", Term::Reference(Reference::Past)),
    ("later", Term::Edge(Edge::Later)),
    ("many", Term::Vague(Vague::Many)),
    ("mar", Term::Month(3)),
    ("mar.", Term::Month(3)),
    ("march", Term::Month(3)),
    ("may", Term::Month(5)),
    ("mdt", Term::Zone(-360)),
    ("mid", Term::Edge(Edge::Mid)),
    ("midday", Term::Midday),
    ("middle", Term::Edge(Edge::Mid)),
    ("midnight", Term::Midnight),
    ("millennia", Term::Units(Unit::Millennium)),
    ("millennium", Term::Unit(Unit::Millennium)),
    ("millenniums", Term::Units(Unit::Millennium)),
    ("million", Term::Scale(1_000_000)),
    ("min", Term::Unit(Unit::Minute)),
    ("mins", Term::Units(Unit::Minute)),
    ("minute", Term::Unit(Unit::Minute)),
    ("minutes", Term::Units(Unit::Minute)),
    ("mon", Term::ShortWeekday(1)),
    ("mon.", Term::ShortWeekday(1)),
    ("monday", Term::Weekday(1)),
    ("mondays", Term::Weekdays(1)),
    ("month", Term::Unit(Unit::Month)),
    ("monthly", Term::Set("P1M")),
    ("months", Term::Units(Unit::Month)),
    ("morning", Term::DayPart(DayPart::Morning)),
    ("mornings", Term::DayParts(DayPart::Morning)),
    ("msk", Term::Zone(180)),
    ("mst", Term::Zone(-420)),
    ("mt", Term::LocalZone),
    ("next", Term::Which(Which::Next)),
    ("night", Term::DayPart(DayPart::Night)),
    ("nightfall", Term::DayPart(DayPart::Dusk)),
    ("nightly", Term::Set("TNI")),
    ("nights", Term::DayParts(DayPart::Night)),
    ("nighttime", Term::DayPart(DayPart::Night)),
    ("nine", Term::Cardinal(9)),
    ("nineteen", Term::Cardinal(19)),
    ("nineteenth", Term::Ordinal(19)),
    ("nineties", Term::DecadeName(90)),
    ("ninety", Term::Cardinal(90)),
    ("ninth", Term::Ordinal(9)),
    ("noon", Term::Midday),
    ("nov", Term::Month(11)),
    ("nov.", Term::Month(11)),
    ("november", Term::Month(11)),
    ("now", Term::Reference(Reference::Present)),
    ("nowadays", Term::Reference(Reference::Present)),
    ("nst", Term::Zone(-210)),
    ("nzdt", Term::Zone(780)),
    ("nzst", Term::Zone(720)),
    ("o'clock", Term::OClock),
    ("oclock", Term::OClock),
    ("oct", Term::Month(10)),
    ("oct.", Term::Month(10)),
    ("october", Term::Month(10)),
    ("one", Term::Cardinal(1)),
    ("onset", Term::Edge(Edge::Start)),
    ("outset", Term::Edge(Edge::Start)),
    ("overnight", Term::Overnight),
    ("p.m", Term::Meridiem(true)),
    ("p.m.", Term::Meridiem(true)),
    ("past", Term::Reference(Reference::Past)),
    ("pdt", Term::Zone(-420)),
    ("pentecost", Term::Holiday(Holiday::Pentecost)),
    ("pkt", Term::Zone(300)),
    ("pm", Term::Meridiem(true)),
    ("preceding", Term::Which(Which::Previous)),
    ("presently", Term::Reference(Reference::Present)),
    ("previous", Term::Which(Which::Previous)),
    ("previously", Term::Reference(Reference::Past)),
    ("prior", Term::Which(Which::Previous)),
    ("pst", Term::Zone(-480)),
    ("pt", Term::LocalZone),
    ("quarter", Term::Unit(Unit::Quarter)),
    ("quarterly", Term::Set("P3M")),
    ("quarters", Term::Units(Unit::Quarter)),
    ("recent", Term::Reference(Reference::Past)),
    ("recently", Term::Reference(Reference::Past)),
    ("same", Term::Which(Which::Same)),
    ("sast", Term::Zone(120)),
    ("sat", Term::ShortWeekday(6)),
    ("sat.", Term::ShortWeekday(6)),
    ("saturday", Term::Weekday(6)),
    ("saturdays", Term::Weekdays(6)),
    ("sec", Term::Unit(Unit::Second)),
    ("second", Term::Ordinal(2)),
    ("seconds", Term::Units(Unit::Second)),
    ("secs", Term::Units(Unit::Second)),
    ("sep", Term::Month(9)),
    ("sep.", Term::Month(9)),
    ("sept", Term::Month(9)),
    ("sept.", Term::Month(9)),
    ("september", Term::Month(9)),
    ("seven", Term::Cardinal(7)),
    ("seventeen", Term::Cardinal(17)),
    ("seventeenth", Term::Ordinal(17)),
    ("seventh", Term::Ordinal(7)),
    ("seventies", Term::DecadeName(70)),
    ("seventy", Term::Cardinal(70)),
    ("several", Term::Vague(Vague::Several)),
    ("sgt", Term::Zone(480)),
    ("six", Term::Cardinal(6)),
    ("sixteen", Term::Cardinal(16)),
    ("sixteenth", Term::Ordinal(16)),
    ("sixth", Term::Ordinal(6)),
    ("sixties", Term::DecadeName(60)),
    ("sixty", Term::Cardinal(60)),
    ("some", Term::Vague(Vague::Some)),
    ("soon", Term::Reference(Reference::Future)),
    ("spring", Term::Season(Season::Spring)),
    ("start", Term::Edge(Edge::Start)),
    ("subsequent", Term::Which(Which::Following)),
    ("summer", Term::Season(Season::Summer)),
    ("sun", Term::ShortWeekday(7)),
    ("sun.", Term::ShortWeekday(7)),
    ("sunday", Term::Weekday(7)),
    ("sundays", Term::Weekdays(7)),
    ("sunrise", Term::DayPart(DayPart::Dawn)),
    ("sunset", Term::DayPart(DayPart::Dusk)),
    ("ten", Term::Cardinal(10)),
    ("tenth", Term::Ordinal(10)),
    ("thanksgiving", Term::Holiday(Holiday::Thanksgiving)),
    ("that", Term::Which(Which::That)),
    ("third", Term::Ordinal(3)),
    ("thirteen", Term::Cardinal(13)),
    ("thirteenth", Term::Ordinal(13)),
    ("thirties", Term::DecadeName(30)),
    ("thirtieth", Term::Ordinal(30)),
    ("thirty", Term::Cardinal(30)),
    ("this", Term::Which(Which::This)),
    ("thousand", Term::Scale(1_000)),
    ("three", Term::Cardinal(3)),
    ("thu", Term::ShortWeekday(4)),
    ("thu.", Term::ShortWeekday(4)),
    ("thur", Term::ShortWeekday(4)),
    ("thurs", Term::ShortWeekday(4)),
    ("thurs.", Term::ShortWeekday(4)),
    ("thursday", Term::Weekday(4)),
    ("thursdays", Term::Weekdays(4)),
    ("tmr", Term::Offset(1)),
    ("tmrw", Term::Offset(1)),
    ("today", Term::Offset(0)),
    ("tomorrow", Term::Offset(1)),
    ("tonight", Term::Tonight),
    ("trt", Term::Zone(180)),
    ("tue", Term::ShortWeekday(2)),
    ("tue.", Term::ShortWeekday(2)),
    ("tues", Term::ShortWeekday(2)),
    ("tues.", Term::ShortWeekday(2)),
    ("tuesday", Term::Weekday(2)),
    ("tuesdays", Term::Weekdays(2)),
    ("twelfth", Term::Ordinal(12)),
    ("twelve", Term::Cardinal(12)),
    ("twenties", Term::DecadeName(20)),
    ("twentieth", Term::Ordinal(20)),
    ("twenty", Term::Cardinal(20)),
    ("two", Term::Cardinal(2)),
    ("upcoming", Term::Which(Which::Coming)),
    ("utc", Term::Zone(0)),
    ("wat", Term::Zone(60)),
    ("wed", Term::ShortWeekday(3)),
    ("wed.", Term::ShortWeekday(3)),
    ("wednesday", Term::Weekday(3)),
    ("wednesdays", Term::Weekdays(3)),
    ("weds", Term::ShortWeekday(3)),
    ("week", Term::Unit(Unit::Week)),
    ("weekend", Term::Unit(Unit::Weekend)),
    ("weekends", Term::Units(Unit::Weekend)),
    ("weekly", Term::Set("P1W")),
    ("weeks", Term::Units(Unit::Week)),
    ("wet", Term::Zone(0)),
    ("wib", Term::Zone(420)),
    ("winter", Term::Season(Season::Winter)),
    ("xmas", Term::Holiday(Holiday::Christmas)),
    ("year", Term::Unit(Unit::Year)),
    ("yearly", Term::Set("P1Y")),
    ("years", Term::Units(Unit::Year)),
    ("yesterday", Term::Offset(-1)),
    ("yr", Term::Unit(Unit::Year)),
    ("yrs", Term::Units(Unit::Year)),
    ("zero", Term::Cardinal(0)),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_every_word_of_it_is_found() {
        assert!(TERMS.is_sorted_by(|left, right| left.0 < right.0));
        for (word, listed) in TERMS {
            assert_eq!(term(word), Some(*listed), "{word}");
            assert_eq!(term(&word.to_uppercase()), Some(*listed), "{word}");
        }
        for word in ["", "said", "zulu", "é", "1990s", "thee", "the"] {
            assert_eq!(term(word), None, "{word}");
        }
    }
}
