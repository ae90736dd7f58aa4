//! What one line looks like by itself: its length, letters, ending, cue phrases.
//!
//! Not its surroundings: see [`features`](super::features).

/// Names of what [`Line::values`] holds, in order.
pub const NAMES: [&str; 43] = [
    "bias",
    "words_log",
    "words_1",
    "words_2_3",
    "words_4_7",
    "words_8_14",
    "words_15_24",
    "words_25",
    "words_50",
    "ends_period",
    "ends_question",
    "ends_exclamation",
    "ends_dots",
    "ends_quote",
    "ends_colon",
    "ends_comma",
    "ends_letter",
    "ends_digit",
    "starts_upper",
    "starts_lower",
    "starts_digit",
    "starts_quote",
    "starts_mark",
    "capital_words",
    "upper_letters",
    "digits",
    "punctuation",
    "function_words",
    "no_function_word",
    "sentences_inside",
    "has_quote",
    "has_bar",
    "has_address",
    "has_copyright",
    "has_date",
    "has_clock",
    "cue_comment",
    "cue_share",
    "cue_letter",
    "cue_related",
    "cue_read",
    "cue_credit",
    "cue_legal",
];

/// How many values describe a line.
pub const N_VALUES: usize = NAMES.len();

/// What one line looks like.
#[derive(Clone, Debug)]
pub struct Line {
    /// Values between about 0 and 1, named by [`NAMES`].
    pub values: [f32; N_VALUES],
    /// How many words it has.
    pub n_words: u32,
    /// Buckets of its words and pairs of words.
    pub grams: Vec<u16>,
    /// A number for its letters, to find lines that stand twice.
    pub fingerprint: u64,
}

/// How many buckets word n-grams are hashed into.
pub const N_BUCKETS: usize = 1 << 13;

/// Words at the beginning and the end of a line that n-grams are taken from.
const EDGE_WORDS: usize = 10;

/// How much of a line is searched for cue phrases.
const CUE_BYTES: usize = 160;

const FUNCTION_WORDS: [&str; 60] = [
    "a", "about", "after", "also", "an", "and", "are", "as", "at", "be", "been", "but", "by", "can", "could", "for",
    "from", "had", "has", "have", "he", "her", "his", "i", "if", "in", "is", "it", "its", "more", "not", "of", "on",
    "one", "or", "our", "said", "she", "so", "than", "that", "the", "their", "them", "there", "they", "this", "to",
    "was", "we", "were", "what", "when", "which", "who", "will", "with", "would", "you", "your",
];

const MONTHS: [&str; 21] = [
    "apr",
    "april",
    "aug",
    "august",
    "dec",
    "december",
    "feb",
    "february",
    "jan",
    "january",
    "july",
    "june",
    "mar",
    "march",
    "nov",
    "november",
    "oct",
    "october",
    "sep",
    "sept",
    "september",
];

/// Cue phrases by kind, in the order of the `cue_` names, in lower case.
const CUES: [&[&str]; 7] = [
    &[
        "please enter your",
        "your comment",
        "leave a reply",
        "leave a comment",
        "post a comment",
        "post comment",
        "comments are closed",
        "save my name",
        "log in to",
        "login to",
        "sign in",
        "log in",
        "join the conversation",
        "no comments",
        "required fields",
        "your email address",
        "report this",
        "reply",
        "view comments",
        "show comments",
        "join the discussion",
    ],
    &[
        "share post",
        "share this",
        "share on",
        "share article",
        "share via",
        "tweet",
        "facebook",
        "twitter",
        "whatsapp",
        "pinterest",
        "linkedin",
        "follow us",
        "follow me",
        "email this",
        "copy link",
        "print this",
        "telegram channel",
        "instagram",
        "share story",
    ],
    &[
        "newsletter",
        "subscribe",
        "sign up",
        "inbox",
        "mailing list",
        "free trial",
        "get the latest",
        "register",
        "become a member",
        "unlimited access",
        "support our",
        "donate",
        "download the app",
        "get our",
        "notifications",
    ],
    &[
        "more like this",
        "related",
        "recommended",
        "you may also like",
        "you might also like",
        "more from",
        "read next",
        "also read",
        "up next",
        "most read",
        "most popular",
        "trending",
        "previous article",
        "next article",
        "previous post",
        "next post",
        "latest news",
        "latest stories",
        "more stories",
        "don't miss",
        "popular posts",
        "recent posts",
        "see also",
        "top stories",
        "editor's picks",
        "what to read",
    ],
    &[
        "read more",
        "continue reading",
        "learn more",
        "click here",
        "view all",
        "see all",
        "show more",
        "load more",
        "find out more",
        "min read",
        "minute read",
        "skip to",
        "table of contents",
        "back to top",
        "add to",
        "shop now",
        "buy now",
        "tags",
        "filed under",
        "categories",
        "advertisement",
        "article continues",
        "story continues",
        "scroll",
        "watch:",
        "sponsored",
    ],
    &[
        "photo by",
        "photo:",
        "image:",
        "image credit",
        "photo credit",
        "getty images",
        "shutterstock",
        "/ap",
        "/afp",
        "reuters/",
        "courtesy of",
        "photograph:",
        "(photo",
        "picture:",
        "source:",
        "about the author",
        "written by",
        "posted by",
        "by admin",
        "posted on",
        "published on",
        "last updated",
        "updated on",
        "file photo",
    ],
    &[
        "cookie",
        "privacy policy",
        "terms of",
        "all rights reserved",
        "©",
        "copyright",
        "may earn",
        "affiliate",
        "disclaimer",
        "consent",
        "your browser",
        "javascript",
        "ad blocker",
        "advertise with",
        "contact us",
        "about us",
        "powered by",
        "recaptcha",
    ],
];

/// Counts made on the way through a line.
#[derive(Default)]
struct Counts {
    n_characters: u32,
    n_upper: u32,
    n_letters: u32,
    n_digits: u32,
    n_punctuation: u32,
    n_sentences: u32,
    n_words: u32,
    n_capital: u32,
    n_function: u32,
    has_month: bool,
    has_year: bool,
}

impl Line {
    /// Looks at a line, which is neither empty nor edged with white space.
    pub fn new(text: &str) -> Line {
        let mut counts = Counts::default();
        counts.count_characters(text);
        let (grams, fingerprint) = counts.count_words(text);
        let mut values = [0.0; N_VALUES];
        counts.fill(&mut values);
        fill_edges(text, &mut values[9..23]);
        fill_marks(text, &counts, &mut values[30..36]);
        fill_cues(text, &mut values[36..43]);
        Line { values, n_words: counts.n_words, grams, fingerprint }
    }

    /// Returns whether the line is at least one whole sentence of some length without a cue phrase.
    pub fn is_sentence(&self) -> bool {
        let ends = self.values[9] + self.values[10] + self.values[11] + self.values[13] > 0.0;
        let has_cue = self.values[36..43].iter().any(|&value| value > 0.4);
        self.n_words >= 8 && ends && !has_cue
    }

    /// Returns whether the line reads like running text.
    pub fn is_prose(&self) -> bool {
        self.n_words >= 15 && self.values[27] > 0.2
    }
}

impl Counts {
    fn count_characters(&mut self, text: &str) {
        let mut ends = false;
        for character in text.chars() {
            self.n_characters += 1;
            if ends && character == ' ' {
                self.n_sentences += 1;
            }
            ends = matches!(character, '.' | '!' | '?');
            if character.is_alphabetic() {
                self.n_letters += 1;
                self.n_upper += u32::from(character.is_uppercase());
            } else if character.is_ascii_digit() {
                self.n_digits += 1;
            } else if !character.is_whitespace() {
                self.n_punctuation += 1;
            }
        }
    }

    /// Counts words and returns the buckets of the n-grams at the line's edges and a number for all its words.
    fn count_words(&mut self, text: &str) -> (Vec<u16>, u64) {
        let mut hashes: Vec<u64> = Vec::with_capacity(text.len() / 6 + 2);
        let mut lower = String::with_capacity(24);
        for word in text.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’').filter(|word| !word.is_empty())
        {
            self.n_words += 1;
            self.n_capital += u32::from(word.starts_with(char::is_uppercase));
            lower.clear();
            word.chars().take(24).for_each(|c| lower.push(c.to_ascii_lowercase()));
            self.n_function += u32::from(FUNCTION_WORDS.binary_search(&lower.as_str()).is_ok());
            self.has_month |= MONTHS.binary_search(&lower.as_str()).is_ok() || lower == "may";
            let is_number = lower.bytes().all(|byte| byte.is_ascii_digit());
            self.has_year |= is_number && lower.len() == 4 && (lower.starts_with("19") || lower.starts_with("20"));
            hashes.push(if is_number { hash(&"0000"[..lower.len().min(4)]) } else { hash(&lower) });
        }
        let fingerprint = hashes.iter().fold(0, |sum: u64, one| sum.rotate_left(5) ^ one);
        (grams(&hashes), fingerprint)
    }

    fn fill(&self, values: &mut [f32; N_VALUES]) {
        let n_words = self.n_words;
        let share = |part: u32, whole: u32| part as f32 / whole.max(1) as f32;
        values[0] = 1.0;
        values[1] = (1.0 + n_words as f32).ln() / 5.0;
        let bounds = [0..2, 2..4, 4..8, 8..15, 15..25, 25..50, 50..u32::MAX];
        for (place, bound) in bounds.iter().enumerate() {
            values[2 + place] = f32::from(u8::from(bound.contains(&n_words)));
        }
        values[23] = share(self.n_capital, n_words);
        values[24] = share(self.n_upper, self.n_letters);
        values[25] = share(self.n_digits, self.n_characters);
        values[26] = share(self.n_punctuation, self.n_characters) * 4.0;
        values[27] = share(self.n_function, n_words);
        values[28] = f32::from(u8::from(self.n_function == 0));
        values[29] = (self.n_sentences.min(6)) as f32 / 3.0;
    }
}

fn grams(hashes: &[u64]) -> Vec<u16> {
    let n_words = hashes.len();
    let mut found = Vec::with_capacity(2 * n_words.min(2 * EDGE_WORDS) + 4);
    let bucket = |hash: u64| ((hash.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40) as usize % N_BUCKETS) as u16;
    for (place, &word) in hashes.iter().enumerate() {
        if place >= EDGE_WORDS && place + EDGE_WORDS < n_words {
            continue;
        }
        found.push(bucket(word));
        let before = place.checked_sub(1).map_or(1, |before| hashes[before]);
        found.push(bucket(before.rotate_left(21) ^ word));
    }
    if let (Some(&first), Some(&last)) = (hashes.first(), hashes.last()) {
        found.push(bucket(last.rotate_left(21) ^ 2));
        if n_words <= 8 {
            found.push(bucket(first.rotate_left(33) ^ n_words as u64));
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

fn hash(word: &str) -> u64 {
    word.bytes().fold(0xCBF2_9CE4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3))
}

fn fill_edges(text: &str, values: &mut [f32]) {
    let last = text.chars().next_back().unwrap_or(' ');
    let before = text.chars().rev().nth(1).unwrap_or(' ');
    let is_quote = |c: char| matches!(c, '"' | '”' | '’' | '\'' | '»');
    let dots = text.ends_with("...") || last == '…';
    let ending = match last {
        _ if dots => 3,
        '.' => 0,
        '?' => 1,
        '!' => 2,
        c if is_quote(c) && matches!(before, '.' | '!' | '?' | ',') => 4,
        ')' if before == '.' => 0,
        ':' => 5,
        ',' | ';' => 6,
        c if c.is_ascii_digit() => 8,
        _ => 7,
    };
    values[ending] = 1.0;
    let first = text.chars().next().unwrap_or(' ');
    let beginning = match first {
        c if c.is_uppercase() => 9,
        c if c.is_lowercase() => 10,
        c if c.is_ascii_digit() => 11,
        '"' | '“' | '‘' | '\'' | '«' => 12,
        _ => 13,
    };
    values[beginning] = 1.0;
}

fn fill_marks(text: &str, counts: &Counts, values: &mut [f32]) {
    let head = prefix(text, CUE_BYTES);
    let flag = |is_set: bool| f32::from(u8::from(is_set));
    values[0] = flag(text.contains(['“', '”', '"', '«']));
    values[1] = flag(head.contains(['|', '•', '›', '»', '→', '·', '▾', '▼', '✓', '×']));
    values[2] = flag(head.contains('@') || head.contains("www.") || head.contains("http") || head.contains(".com"));
    values[3] = flag(head.contains(['©', '®', '™']));
    values[4] = flag(counts.has_month && counts.has_year && counts.n_words <= 14);
    let bytes = head.as_bytes();
    values[5] = flag(
        counts.n_words <= 14
            && bytes.windows(3).any(|w| w[0].is_ascii_digit() && w[1] == b':' && w[2].is_ascii_digit()),
    );
}

fn fill_cues(text: &str, values: &mut [f32]) {
    let head = prefix(text, CUE_BYTES).to_lowercase().replace('’', "'");
    let weight = if text.len() <= CUE_BYTES { 1.0 } else { 0.5 };
    for (value, phrases) in values.iter_mut().zip(CUES) {
        let n_found = phrases.iter().filter(|phrase| has_phrase(&head, phrase)).count();
        *value = weight * n_found.min(2) as f32 / 1.5;
    }
}

/// Returns whether the phrase begins at a word's beginning.
fn has_phrase(head: &str, phrase: &str) -> bool {
    let starts_anywhere = !phrase.starts_with(char::is_alphabetic);
    head.match_indices(phrase)
        .any(|(place, _)| starts_anywhere || !head[..place].chars().next_back().is_some_and(char::is_alphanumeric))
}

fn prefix(text: &str, length_bytes: usize) -> &str {
    &text[..text.floor_char_boundary(length_bytes)]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<&'static str> {
        let line = Line::new(text);
        let flags = 9..N_VALUES;
        flags
            .filter(|&place| !(23..30).contains(&place) && line.values[place] > 0.0)
            .map(|place| NAMES[place])
            .collect()
    }

    #[test]
    fn lists_are_sorted() {
        assert!(FUNCTION_WORDS.is_sorted());
        assert!(MONTHS.is_sorted());
    }

    #[test]
    fn cues_and_edges_are_seen() {
        assert_eq!(shown("Please enter your comment!"), ["ends_exclamation", "starts_upper", "cue_comment"]);
        assert_eq!(
            shown("© 2022 Vale Post. All rights reserved."),
            ["ends_period", "starts_mark", "has_copyright", "cue_legal"]
        );
        assert_eq!(shown("21 March 2022, 10:45"), ["ends_digit", "starts_digit", "has_date", "has_clock"]);
        assert_eq!(shown("“It is so,” she said."), ["ends_period", "starts_quote", "has_quote"]);
    }
}
