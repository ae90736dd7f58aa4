//! The closed word classes of English that the readings of cues and hedges look at.
//!
//! Not a tagger: where a tagger's labels are at hand they are asked first.

use crate::inflection::Lowered;
use crate::passage::Passage;

/// Determiners and possessives.
const DETERMINERS: &[&str] = &[
    "a", "all", "an", "another", "any", "both", "each", "every", "her", "his", "its", "military", "my", "no", "our",
    "own", "some", "the", "their", "these", "this", "those", "your",
];

/// Prepositions, conjunctions, pronouns, auxiliaries and the like: words that are neither noun, adjective nor verb.
const FUNCTION_WORDS: &[&str] = &[
    "a",
    "about",
    "above",
    "across",
    "after",
    "against",
    "all",
    "along",
    "am",
    "among",
    "an",
    "and",
    "any",
    "are",
    "around",
    "as",
    "at",
    "be",
    "because",
    "been",
    "before",
    "behind",
    "being",
    "below",
    "between",
    "both",
    "but",
    "by",
    "can",
    "could",
    "did",
    "do",
    "does",
    "during",
    "each",
    "either",
    "enough",
    "every",
    "few",
    "for",
    "from",
    "had",
    "has",
    "have",
    "he",
    "her",
    "here",
    "hers",
    "herself",
    "him",
    "himself",
    "his",
    "how",
    "i",
    "if",
    "in",
    "into",
    "is",
    "it",
    "its",
    "itself",
    "less",
    "many",
    "may",
    "me",
    "might",
    "mine",
    "more",
    "most",
    "much",
    "must",
    "my",
    "myself",
    "neither",
    "no",
    "nor",
    "not",
    "now",
    "of",
    "off",
    "on",
    "once",
    "one",
    "or",
    "our",
    "ours",
    "out",
    "over",
    "shall",
    "she",
    "should",
    "since",
    "so",
    "some",
    "such",
    "than",
    "that",
    "the",
    "their",
    "theirs",
    "them",
    "themselves",
    "then",
    "there",
    "these",
    "they",
    "this",
    "those",
    "though",
    "through",
    "to",
    "too",
    "under",
    "until",
    "up",
    "upon",
    "us",
    "was",
    "we",
    "were",
    "what",
    "when",
    "where",
    "whether",
    "which",
    "while",
    "who",
    "whom",
    "whose",
    "why",
    "will",
    "with",
    "within",
    "without",
    "would",
    "yet",
    "you",
    "your",
    "yours",
];

/// Past participles that do not end in -ed or -en.
const IRREGULAR_PARTICIPLES: &[&str] = &[
    "begun",
    "bent",
    "bet",
    "born",
    "borne",
    "bought",
    "bound",
    "brought",
    "built",
    "burnt",
    "burst",
    "cast",
    "caught",
    "come",
    "cost",
    "cut",
    "dealt",
    "done",
    "drawn",
    "dug",
    "fallen",
    "fed",
    "felt",
    "fled",
    "flown",
    "fought",
    "found",
    "gone",
    "got",
    "grown",
    "had",
    "heard",
    "held",
    "hit",
    "hung",
    "hurt",
    "kept",
    "known",
    "laid",
    "learnt",
    "led",
    "left",
    "lent",
    "let",
    "lit",
    "lost",
    "made",
    "meant",
    "met",
    "paid",
    "put",
    "quit",
    "read",
    "rung",
    "run",
    "said",
    "sat",
    "sent",
    "set",
    "shed",
    "shone",
    "shot",
    "shown",
    "shut",
    "slept",
    "slid",
    "sold",
    "sought",
    "spent",
    "spread",
    "spun",
    "stood",
    "struck",
    "stuck",
    "sung",
    "sunk",
    "swept",
    "swum",
    "sworn",
    "taught",
    "thought",
    "thrown",
    "told",
    "torn",
    "understood",
    "withdrawn",
    "withheld",
    "won",
    "worn",
    "wound",
];

/// Participles that say who made an artefact.
const MAKING_PARTICIPLES: &[&str] = &[
    "authored",
    "compiled",
    "composed",
    "created",
    "dictated",
    "drafted",
    "drawn",
    "filmed",
    "made",
    "penned",
    "photographed",
    "prepared",
    "produced",
    "recorded",
    "sent",
    "signed",
    "taken",
    "typed",
    "written",
];

/// Words that say that an artefact is, or is not, what it is held to be.
const GENUINENESS: &[&str] = &[
    "authentic",
    "authenticity",
    "bogus",
    "doctored",
    "edited",
    "fabricated",
    "fabrication",
    "fake",
    "faked",
    "forged",
    "forgery",
    "genuine",
    "genuineness",
    "hoax",
    "manipulated",
    "real",
    "staged",
];

/// Words for words: what follows them is named, not used.
const WORDS_FOR_WORDS: &[&str] =
    &["adjective", "adverb", "expression", "noun", "phrase", "phrases", "term", "terms", "verb", "word", "words"];

/// Verbs that take back what somebody claims, in the forms that stand in news.
const DENYING: &[&str] = &["denied", "denies", "deny", "denying", "disputed", "disputes", "rejected", "rejects"];

const NEGATIONS: &[&str] = &["cannot", "n't", "neither", "never", "no", "nobody", "none", "nor", "not", "nothing"];

const NUMBER_WORDS: &[&str] = &[
    "billion",
    "dozens",
    "eight",
    "eighty",
    "eleven",
    "fifty",
    "five",
    "forty",
    "four",
    "half",
    "hundreds",
    "million",
    "millions",
    "nine",
    "ninety",
    "seven",
    "seventy",
    "six",
    "sixty",
    "tens",
    "ten",
    "thirty",
    "thousands",
    "three",
    "twelve",
    "twenty",
    "two",
];

fn stands_in(word: &str, list: &[&str]) -> bool {
    Lowered::new(word).is_some_and(|lowered| list.contains(&lowered.as_str()))
}

pub(crate) fn is_determiner(word: &str) -> bool {
    stands_in(word, DETERMINERS)
}

pub(crate) fn is_function_word(word: &str) -> bool {
    Lowered::new(word).is_some_and(|lowered| FUNCTION_WORDS.binary_search(&lowered.as_str()).is_ok())
}

pub(crate) fn is_making(word: &str) -> bool {
    stands_in(word, MAKING_PARTICIPLES)
}

pub(crate) fn is_genuineness(word: &str) -> bool {
    stands_in(word, GENUINENESS)
}

pub(crate) fn is_word_for_words(word: &str) -> bool {
    stands_in(word, WORDS_FOR_WORDS)
}

pub(crate) fn is_negation(word: &str) -> bool {
    stands_in(word, NEGATIONS)
}

pub(crate) fn is_denying(word: &str) -> bool {
    stands_in(word, DENYING)
}

pub(crate) fn is_number(word: &str) -> bool {
    word.starts_with(|first: char| first.is_ascii_digit() || matches!(first, '$' | '€' | '£'))
        || stands_in(word, NUMBER_WORDS)
}

pub(crate) fn is_quote_mark(word: &str) -> bool {
    matches!(word, "\"" | "'" | "''" | "``" | "`" | "“" | "”" | "„" | "«" | "»" | "‘" | "’" | "‚" | "‹" | "›")
}

pub(crate) fn starts_upper(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// Returns whether the word is an adverb by its tag or, without one, by its ending.
pub(crate) fn is_adverb(passage: &Passage<'_>, token_idx: usize) -> bool {
    match passage.tag(token_idx) {
        Some(tag) => tag.starts_with("RB"),
        None => {
            let word = passage.word(token_idx);
            (word.len() > 4 && word.ends_with("ly"))
                || stands_in(
                    word,
                    &[
                        "also", "already", "even", "ever", "just", "later", "long", "now", "often", "once", "since",
                        "soon", "still", "then", "twice", "well", "yet",
                    ],
                )
        }
    }
}

/// Returns whether the word is a past participle by its tag or, without one, by its form.
pub(crate) fn is_participle(passage: &Passage<'_>, token_idx: usize) -> bool {
    if let Some(tag) = passage.tag(token_idx) {
        return matches!(tag, "VBN" | "VBD");
    }
    let word = passage.word(token_idx);
    (word.len() > 3 && (word.ends_with("ed") || word.ends_with("en"))) || stands_in(word, IRREGULAR_PARTICIPLES)
}

/// Returns whether a noun or adjective may stand here: a word that is of no closed class.
pub(crate) fn is_open_class(passage: &Passage<'_>, token_idx: usize) -> bool {
    let word = passage.word(token_idx);
    if is_quote_mark(word) {
        return passage.is_word(token_idx + 1);
    }
    match passage.tag(token_idx) {
        Some(tag) => tag.starts_with("NN") || tag.starts_with("JJ") || matches!(tag, "VBN" | "VBG" | "CD" | "FW"),
        None => word.starts_with(char::is_alphanumeric) && !is_function_word(word),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn searched_lists_are_sorted() {
        assert!(FUNCTION_WORDS.is_sorted());
        for list in [DETERMINERS, MAKING_PARTICIPLES, GENUINENESS, WORDS_FOR_WORDS, DENYING, NEGATIONS] {
            assert!(list.is_sorted());
        }
    }
}
