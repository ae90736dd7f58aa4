//! Words to word pieces, as BERT's uncased vocabulary wants them; `training/reader/pieces.py` does the same.
//!
//! Knows nothing of passages: whoever lays one out adds [`CLS`] and [`SEP`].

use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_general_category::{GeneralCategory, get_general_category};
use unicode_normalization::UnicodeNormalization;

/// The id that fills a row up.
pub const PAD: u16 = 0;
/// The id of what the vocabulary cannot spell.
pub const UNK: u16 = 100;
/// The id before a passage.
pub const CLS: u16 = 101;
/// The id behind a passage.
pub const SEP: u16 = 102;

/// Pieces of one word beyond this are left out.
pub const WORD_PIECES_MAX: usize = 16;

/// A longer part is one [`UNK`].
const PART_CHARACTERS_MAX: usize = 100;

/// A piece a line, the line's number its id. From all-MiniLM-L6-v2 (Apache-2.0), the same as BERT's.
static VOCABULARY: &str = include_str!("../weights/vocabulary.txt");

static EMBEDDED: LazyLock<Pieces> = LazyLock::new(|| Pieces::of_vocabulary(VOCABULARY));

/// The vocabulary, ready to look pieces up in.
#[derive(Debug)]
pub struct Pieces {
    /// Pieces that begin a part.
    beginnings: HashMap<&'static str, u16>,
    /// Pieces that go on with one, without the "##" that marks them in the file.
    continuations: HashMap<&'static str, u16>,
    /// The longest of both: no need to look up more.
    length_bytes_max: usize,
}

impl Pieces {
    /// Returns the pieces that are part of the program. The first call builds them, in some two milliseconds.
    pub fn embedded() -> &'static Pieces {
        &EMBEDDED
    }

    fn of_vocabulary(vocabulary: &'static str) -> Pieces {
        let n_lines = vocabulary.len() / 8;
        let mut pieces = Pieces {
            beginnings: HashMap::with_capacity(n_lines),
            continuations: HashMap::with_capacity(n_lines / 4),
            length_bytes_max: 0,
        };
        for (id, line) in (0..).zip(vocabulary.split_terminator('\n')) {
            let (known, piece) = match line.strip_prefix("##") {
                Some(piece) => (&mut pieces.continuations, piece),
                None => (&mut pieces.beginnings, line),
            };
            known.insert(piece, id);
            pieces.length_bytes_max = pieces.length_bytes_max.max(piece.len());
        }
        pieces
    }

    /// Adds the ids of a word's pieces to `ids`: at least one, at most [`WORD_PIECES_MAX`].
    pub fn push_of_word(&self, word: &str, ids: &mut Vec<u16>) {
        let start = ids.len();
        let mut part = String::new();
        // Lower-cased one by one: `str::to_lowercase` would make a final sigma of some, as the training does not.
        for character in word.chars().flat_map(char::to_lowercase).nfd() {
            match kind(character) {
                Kind::Dropped => continue,
                // A part that is too long already need not grow with a word of a megabyte.
                Kind::Letter if part.len() > PART_CHARACTERS_MAX * char::MAX_LEN_UTF8 => continue,
                Kind::Letter => {
                    part.push(character);
                    continue;
                }
                Kind::Space => self.push_of_part(&part, ids),
                Kind::Alone => {
                    self.push_of_part(&part, ids);
                    self.push_of_part(character.encode_utf8(&mut [0; 4]), ids);
                }
            }
            part.clear();
            if ids.len() >= start + WORD_PIECES_MAX {
                break;
            }
        }
        self.push_of_part(&part, ids);
        ids.truncate(start + WORD_PIECES_MAX);
        if ids.len() == start {
            ids.push(UNK);
        }
    }

    /// Adds the ids of a part, the longest piece first (Wu et al., 2016); none for an empty one.
    fn push_of_part(&self, part: &str, ids: &mut Vec<u16>) {
        if part.chars().count() > PART_CHARACTERS_MAX {
            ids.push(UNK);
            return;
        }
        let start = ids.len();
        let mut rest = part;
        while !rest.is_empty() {
            let known = if ids.len() == start { &self.beginnings } else { &self.continuations };
            let lengths = 1..=rest.len().min(self.length_bytes_max);
            let longest = lengths.rev().find_map(|length| Some((*known.get(rest.get(..length)?)?, length)));
            let Some((id, length)) = longest else {
                ids.truncate(start);
                ids.push(UNK);
                return;
            };
            ids.push(id);
            rest = &rest[length..];
        }
    }
}

/// What a character is to a part.
enum Kind {
    /// Goes on with the part.
    Letter,
    /// Ends the part.
    Space,
    /// Ends the part, and is one by itself: punctuation and CJK characters.
    Alone,
    /// Is as if it were not there: marks and control characters.
    Dropped,
}

/// Returns a character's kind.
///
/// The crate of the categories is held at the one of Unicode 14, since training's Python 3.11 knows no later one.
/// What came after is unassigned to both: a letter here that no piece holds.
fn kind(character: char) -> Kind {
    use GeneralCategory as Category;
    // BERT takes all marks of ASCII for punctuation, "$" and "+" too.
    if character.is_ascii_punctuation() {
        return Kind::Alone;
    }
    match get_general_category(character) {
        Category::SpaceSeparator | Category::LineSeparator | Category::ParagraphSeparator => Kind::Space,
        _ if matches!(character, '\t' | '\n' | '\r') => Kind::Space,
        Category::NonspacingMark | Category::Control | Category::Format | Category::PrivateUse => Kind::Dropped,
        _ if character == char::REPLACEMENT_CHARACTER => Kind::Dropped,
        Category::ConnectorPunctuation
        | Category::DashPunctuation
        | Category::OpenPunctuation
        | Category::ClosePunctuation
        | Category::InitialPunctuation
        | Category::FinalPunctuation
        | Category::OtherPunctuation => Kind::Alone,
        _ if is_cjk(character) => Kind::Alone,
        _ => Kind::Letter,
    }
}

fn is_cjk(character: char) -> bool {
    matches!(
        character,
        '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{2FA1F}'
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of_word(word: &str) -> Vec<u16> {
        let mut ids = Vec::new();
        Pieces::embedded().push_of_word(word, &mut ids);
        ids
    }

    /// What `Pieces(vocabulary).of_word(word)` of training/reader/pieces.py gives, by Python 3.11.
    const OF_PYTHON: &[(&str, &[u16])] = &[
        ("said", &[2056]),
        ("Said", &[2056]),
        ("SPOKESWOMAN", &[3764, 26760, 20778]),
        ("telecommunications", &[12108]),
        ("Obamacare", &[8112, 16302]),
        ("unattributable", &[14477, 4779, 3089, 8569, 10880]),
        ("hearsay", &[14994, 4710]),
        ("a", &[1037]),
        ("I", &[1045]),
        ("’s", &[1521, 1055]),
        ("n’t", &[1050, 1521, 1056]),
        ("O’Brien", &[1051, 1521, 9848]),
        ("O'Brien", &[1051, 1005, 9848]),
        ("U.S.", &[1057, 1012, 1055, 1012]),
        ("1,000", &[1015, 1010, 2199]),
        ("$5.2bn", &[1002, 1019, 1012, 1016, 24700]),
        ("10%", &[2184, 1003]),
        ("co-operate", &[2522, 1011, 5452]),
        ("9/11", &[1023, 1013, 2340]),
        ("AT&T", &[2012, 1004, 1056]),
        ("@realDonaldTrump", &[1030, 2613, 5280, 19058, 24456, 2361]),
        ("https://example.org/a_b", &[16770, 1024, 1013, 1013, 2742, 1012, 8917, 1013, 1037, 1035, 1038]),
        ("``", &[1036, 1036]),
        ("...", &[1012, 1012, 1012]),
        ("…", &[1529]),
        ("--", &[1011, 1011]),
        ("—", &[1517]),
        ("–", &[1516]),
        ("“", &[1523]),
        ("”", &[1524]),
        ("«", &[1077]),
        ("café", &[7668]),
        ("cafe\u{301}", &[7668]),
        ("Zürich", &[10204]),
        ("naïve", &[15743]),
        ("São", &[7509]),
        ("Łódź", &[17814]),
        ("Ångström", &[17076, 15687]),
        ("İstanbul", &[9960]),
        ("ΣΊΣΥΦΟΣ", &[1173, 18199, 29733, 29735, 29736, 29730, 29733]),
        ("σίσυφος", &[1173, 18199, 29733, 29735, 29736, 15297]),
        ("ﬁnance", &[1984, 7229, 3401]),
        ("Æsir", &[1097, 29481]),
        ("straße", &[2358, 27807]),
        ("STRAẞE", &[2358, 27807]),
        ("Москва", &[1191, 14150, 29747, 23925, 25529, 10260]),
        ("Київ", &[1189, 10325, 29760, 25529]),
        ("Йод", &[1188, 14150, 29742]),
        ("習近平", &[100, 100, 1839]),
        ("a習b", &[1037, 100, 1038]),
        ("\u{8C48}", &[100]),
        ("東京タワー", &[1879, 1755, 1709, 30262, 30265]),
        ("が", &[1651]),
        ("서울", &[1461, 30008, 29999, 30014, 30022]),
        ("한국어", &[1469, 30006, 30021, 29991, 30014, 30020, 29999, 30008]),
        ("שָׁלוֹם", &[1266, 29799, 29792, 29800]),
        ("العربية", &[1270, 23673, 29830, 17149, 29816, 14498, 19433]),
        ("हिन्दी", &[1339, 29877, 29863, 29861, 29878]),
        ("ไทย", &[100]),
        ("🙂", &[100]),
        ("ok🙂", &[100]),
        ("👩\u{200D}💻", &[100]),
        ("co\u{AD}operate", &[17654]),
        ("zero\u{200B}width", &[5717, 9148, 11927, 2232]),
        ("\u{200B}", &[100]),
        ("\u{FEFF}The", &[1996]),
        ("\u{FFFD}", &[100]),
        ("", &[100]),
        ("two words", &[2048, 2616]),
        ("a\tb", &[1037, 1038]),
        ("a\u{A0}b", &[1037, 1038]),
        ("a\u{2028}b", &[1037, 1038]),
        ("a\u{85}b", &[11113]),
        ("\u{301}", &[100]),
        ("K", &[1047]),
        ("x²", &[1060, 10701]),
        ("½", &[1092]),
        ("№5", &[1578, 2629]),
        ("[MASK]", &[1031, 7308, 1033]),
        ("##ing", &[1001, 1001, 13749]),
        ("\u{1734}", &[100]),
        ("\u{A7CB}", &[100]),
        ("a\u{A7CB}", &[100]),
        ("\u{1FAE8}", &[100]),
        ("\u{378}", &[100]),
        ("\u{E000}", &[100]),
        ("\u{2A6E0}", &[100]),
    ];

    #[test]
    fn pieces_are_those_of_training() {
        for (word, ids) in OF_PYTHON {
            assert_eq!(of_word(word), *ids, "{word:?}");
        }
    }

    #[test]
    fn the_file_names_the_special_ids() {
        let line = |id: u16| VOCABULARY.split('\n').nth(usize::from(id)).unwrap();
        assert_eq!([PAD, UNK, CLS, SEP].map(line), ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]);
    }

    #[test]
    fn every_line_is_a_piece_of_its_own() {
        let pieces = Pieces::embedded();
        assert_eq!(pieces.beginnings.len() + pieces.continuations.len(), 30_522);
        assert!(!VOCABULARY.contains('\r'));
    }

    #[test]
    fn a_part_of_more_than_a_hundred_characters_is_unknown() {
        assert_eq!(of_word(&"x".repeat(100))[..2], [22038, 20348]);
        assert_eq!(of_word(&"x".repeat(150)), [UNK]);
        assert_eq!(of_word(&"é".repeat(100))[..2], [25212, 4402]);
        assert_eq!(of_word(&"é".repeat(101)), [UNK]);
        // Four bytes each, none in the vocabulary, then a part that is.
        assert_eq!(of_word(&format!("{}-said", "🙂".repeat(5000))), [UNK, 1011, 2056]);
    }

    #[test]
    fn a_word_of_a_megabyte_is_read_like_any_other() {
        assert_eq!(of_word(&"x".repeat(1 << 20)), [UNK]);
        assert_eq!(of_word(&"\u{301}".repeat(1 << 19)), [UNK]);
        assert_eq!(of_word(&"-".repeat(1 << 20)), [1011; WORD_PIECES_MAX]);
        assert_eq!(of_word(&" ".repeat(1 << 20)), [UNK]);
    }

    #[test]
    fn ids_are_added_to_those_there() {
        let mut ids = vec![CLS];
        Pieces::embedded().push_of_word("Said", &mut ids);
        Pieces::embedded().push_of_word("", &mut ids);
        assert_eq!(ids, [CLS, 2056, UNK]);
    }

    /// The pieces of a part of ASCII letters, by trying every line of the file.
    fn by_trying_every_line(word: &str) -> Vec<u16> {
        let word = word.to_ascii_lowercase();
        let mut ids = Vec::new();
        let mut place = 0;
        while place < word.len() {
            let spelled = |line: &str| match line.strip_prefix("##") {
                Some(piece) => place > 0 && word[place..].starts_with(piece),
                None => place == 0 && word.starts_with(line),
            };
            let lines = VOCABULARY.lines().enumerate().filter(|(_, line)| spelled(line));
            let Some((id, line)) = lines.max_by_key(|(_, line)| line.len()) else {
                return vec![UNK];
            };
            ids.push(u16::try_from(id).unwrap());
            place += line.trim_start_matches("##").len();
        }
        ids.truncate(WORD_PIECES_MAX);
        ids
    }

    proptest! {
        #[test]
        fn any_word_has_one_to_sixteen_known_pieces(word in any::<String>()) {
            let ids = of_word(&word);
            prop_assert!((1..=WORD_PIECES_MAX).contains(&ids.len()));
            prop_assert!(ids.iter().all(|&id| id < 30_522));
        }
    }

    proptest! {
        // Every line of the file is tried at every piece, so a case is slow.
        #![proptest_config(ProptestConfig::with_cases(32))]
        #[test]
        fn words_of_letters_are_what_trying_every_line_finds(word in "[A-Za-z]{1,40}") {
            prop_assert_eq!(of_word(&word), by_trying_every_line(&word));
        }
    }
}
