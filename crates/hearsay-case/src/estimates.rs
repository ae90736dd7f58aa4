//! Words of estimate in an analyst's text: the vocabulary of Intelligence Community Directive 203 (Analytic Standards, 2015,
//! D.6.e(2)), and where a text slips from it.
//!
//! Not whether an estimate is right, and not the words of documents: "likely" in a quotation is a hedge and nobody's
//! estimate.

use hearsay_text::segment::segment;
use hearsay_text::span::Span;

/// How likely something is, in the seven bands of the directive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Band {
    /// From 1 to 5 per cent.
    AlmostNoChance,
    /// From 5 to 20 per cent.
    VeryUnlikely,
    /// From 20 to 45 per cent.
    Unlikely,
    /// From 45 to 55 per cent.
    RoughlyEven,
    /// From 55 to 80 per cent.
    Likely,
    /// From 80 to 95 per cent.
    VeryLikely,
    /// From 95 to 99 per cent.
    AlmostCertain,
}

impl Band {
    /// All of them, from the least likely.
    pub const ALL: [Band; 7] = [
        Band::AlmostNoChance,
        Band::VeryUnlikely,
        Band::Unlikely,
        Band::RoughlyEven,
        Band::Likely,
        Band::VeryLikely,
        Band::AlmostCertain,
    ];

    /// Returns the wording of the first set and that of the second.
    pub fn wordings(self) -> [&'static str; 2] {
        match self {
            Band::AlmostNoChance => ["almost no chance", "remote"],
            Band::VeryUnlikely => ["very unlikely", "highly improbable"],
            Band::Unlikely => ["unlikely", "improbable (improbably)"],
            Band::RoughlyEven => ["roughly even chance", "roughly even odds"],
            Band::Likely => ["likely", "probable (probably)"],
            Band::VeryLikely => ["very likely", "highly probable"],
            Band::AlmostCertain => ["almost certain(ly)", "nearly certain"],
        }
    }

    /// Returns the first and the last per cent of the band.
    pub fn percent(self) -> [u8; 2] {
        match self {
            Band::AlmostNoChance => [1, 5],
            Band::VeryUnlikely => [5, 20],
            Band::Unlikely => [20, 45],
            Band::RoughlyEven => [45, 55],
            Band::Likely => [55, 80],
            Band::VeryLikely => [80, 95],
            Band::AlmostCertain => [95, 99],
        }
    }
}

/// The levels of confidence, which tell how well founded a judgement is and not how likely an event.
pub const CONFIDENCE: [&str; 3] = ["low", "moderate", "high"];

/// Which of the two sets of wordings a word is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Set {
    First,
    Second,
}

/// Where a text slips from the vocabulary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slip {
    /// In what way.
    pub kind: SlipKind,
    /// The words that show it: which of the texts, and where in it; in order.
    pub words: Vec<(usize, Span)>,
    /// The sentence that they stand in: which of the texts, and where; of mixed sets the first.
    pub sentence: (usize, Span),
}

/// The ways to slip.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SlipKind {
    /// A level of confidence and a degree of likelihood stand in one sentence.
    WithConfidence,
    /// Two bands stand in one sentence.
    SeveralBands,
    /// Words of both sets stand in one product.
    MixedSets,
}

impl SlipKind {
    /// Returns the name that the user is shown.
    pub fn name(self) -> &'static str {
        match self {
            SlipKind::WithConfidence => "likelihood-with-confidence",
            SlipKind::SeveralBands => "several-bands",
            SlipKind::MixedSets => "mixed-sets",
        }
    }

    /// Returns what is wrong and what to do about it.
    pub fn meaning(self) -> &'static str {
        match self {
            SlipKind::WithConfidence => {
                "confidence and likelihood stand in one sentence; say how likely it is in one, and how well founded that is \
                 in another"
            }
            SlipKind::SeveralBands => {
                "two degrees of likelihood stand in one sentence; take one for one statement, and for two statements write \
                 two sentences"
            }
            SlipKind::MixedSets => {
                "words of both sets of the vocabulary are used; keep to one, or say that they mean the same"
            }
        }
    }
}

/// The words of the vocabulary, and those that say the same beside it; the longest that fits counts.
const WORDS: [(&str, Band, Option<Set>); 19] = [
    ("almost no chance", Band::AlmostNoChance, Some(Set::First)),
    ("very unlikely", Band::VeryUnlikely, Some(Set::First)),
    ("highly unlikely", Band::VeryUnlikely, None),
    ("unlikely", Band::Unlikely, Some(Set::First)),
    ("roughly even chance", Band::RoughlyEven, Some(Set::First)),
    ("likely", Band::Likely, Some(Set::First)),
    ("very likely", Band::VeryLikely, Some(Set::First)),
    ("highly likely", Band::VeryLikely, None),
    ("almost certain", Band::AlmostCertain, Some(Set::First)),
    ("almost certainly", Band::AlmostCertain, Some(Set::First)),
    ("highly improbable", Band::VeryUnlikely, Some(Set::Second)),
    ("improbable", Band::Unlikely, Some(Set::Second)),
    ("improbably", Band::Unlikely, Some(Set::Second)),
    ("roughly even odds", Band::RoughlyEven, Some(Set::Second)),
    ("probable", Band::Likely, Some(Set::Second)),
    ("probably", Band::Likely, Some(Set::Second)),
    ("highly probable", Band::VeryLikely, Some(Set::Second)),
    ("nearly certain", Band::AlmostCertain, Some(Set::Second)),
    ("nearly certainly", Band::AlmostCertain, Some(Set::Second)),
];

/// "Remote" is an estimate beside one of these; a remote village is none.
const REMOTE_BESIDE: [&str; 13] = [
    "appears",
    "are",
    "as",
    "chance",
    "chances",
    "is",
    "likelihood",
    "possibility",
    "probability",
    "prospect",
    "remains",
    "seems",
    "was",
];

/// Words of an estimate that were found.
struct Found {
    span: Span,
    band: Band,
    set: Option<Set>,
}

/// Returns the slips of an analyst's texts, which together are one product: sentence by sentence, and the mixed sets last.
pub fn slips(texts: &[&str]) -> Vec<Slip> {
    let mut slips = Vec::new();
    let mut first_of_set: [Option<(usize, Span, Span)>; 2] = [None, None];
    for (text_idx, text) in texts.iter().enumerate() {
        for sentence in sentences(text) {
            let (found, confident) = estimates(text, sentence);
            let slip = |kind, words: Vec<Span>| Slip {
                kind,
                words: words.into_iter().map(|span| (text_idx, span)).collect(),
                sentence: (text_idx, sentence),
            };
            let likely = || found.iter().map(|one| one.span);
            if !found.is_empty() && !confident.is_empty() {
                let mut words: Vec<Span> = likely().chain(confident).collect();
                words.sort_unstable_by_key(|span| span.start);
                slips.push(slip(SlipKind::WithConfidence, words));
            }
            if found.iter().any(|one| one.band != found[0].band) {
                slips.push(slip(SlipKind::SeveralBands, likely().collect()));
            }
            for one in &found {
                let Some(set) = one.set else { continue };
                first_of_set[set as usize].get_or_insert((text_idx, one.span, sentence));
            }
        }
    }
    if let [Some(first), Some(second)] = first_of_set {
        let mut both = [first, second];
        both.sort_unstable_by_key(|(text_idx, span, _)| (*text_idx, span.start));
        let words = both.iter().map(|(text_idx, span, _)| (*text_idx, *span)).collect();
        slips.push(Slip { kind: SlipKind::MixedSets, words, sentence: (both[0].0, both[0].2) });
    }
    slips
}

/// Returns whether a text estimates anything in the words of the vocabulary.
pub fn has_estimates(text: &str) -> bool {
    sentences(text).iter().any(|sentence| {
        let (found, confident) = estimates(text, *sentence);
        !found.is_empty() || !confident.is_empty()
    })
}

fn sentences(text: &str) -> Vec<Span> {
    let segmentation = segment(text, [Span::new(0, text.len())]);
    segmentation.sentences.iter().map(|sentence| segmentation.span_of(sentence.clone())).collect()
}

/// Returns the estimates of a sentence, and the words for confidence in it.
fn estimates(text: &str, sentence: Span) -> (Vec<Found>, Vec<Span>) {
    let words = words_of(text, sentence);
    let (mut found, mut confident) = (Vec::new(), Vec::new());
    let mut at = 0;
    while at < words.len() {
        let longest = WORDS.iter().filter_map(|entry| Some((matches(&words, at, entry.0)?, entry)));
        if let Some((length, (_, band, set))) = longest.max_by_key(|(length, _)| *length) {
            found.push(Found { span: words[at].1.cover(words[at + length - 1].1), band: *band, set: *set });
            at += length;
            continue;
        }
        if is_remote(&words, at) {
            found.push(Found { span: words[at].1, band: Band::AlmostNoChance, set: Some(Set::Second) });
        }
        confident.extend(confidence_at(&words, at));
        at += 1;
    }
    (found, confident)
}

/// Returns the words of a sentence in lower case, with their places.
fn words_of(text: &str, sentence: Span) -> Vec<(String, Span)> {
    let mut words: Vec<(String, Span)> = Vec::new();
    let mut is_inside = false;
    for (offset, letter) in sentence.of(text).char_indices() {
        let start = sentence.start as usize + offset;
        let span = Span::new(start, start + letter.len_utf8());
        if letter.is_alphanumeric() {
            match words.last_mut().filter(|_| is_inside) {
                Some((word, own)) => {
                    word.extend(letter.to_lowercase());
                    *own = own.cover(span);
                }
                None => words.push((letter.to_lowercase().collect(), span)),
            }
        }
        is_inside = letter.is_alphanumeric();
    }
    words
}

/// Returns how many words an entry is, if it stands there.
fn matches(words: &[(String, Span)], at: usize, entry: &str) -> Option<usize> {
    let mut length = 0;
    for word in entry.split(' ') {
        words.get(at + length).filter(|(own, _)| own == word)?;
        length += 1;
    }
    Some(length)
}

fn is_remote(words: &[(String, Span)], at: usize) -> bool {
    let is_beside =
        |place: Option<usize>| place.and_then(|place| words.get(place)).is_some_and(|(word, _)| is_estimate_of(word));
    words[at].0 == "remote" && (is_beside(at.checked_sub(1)) || is_beside(Some(at + 1)))
}

fn is_estimate_of(word: &str) -> bool {
    REMOTE_BESIDE.contains(&word)
}

/// Returns the place of "high confidence", "confidence is low", "moderately confident" that begins at a word.
fn confidence_at(words: &[(String, Span)], at: usize) -> Option<Span> {
    let word = |place: usize| words.get(place).map_or("", |(word, _)| word.as_str());
    let cover = |to: usize| Some(words[at].1.cover(words[to].1));
    let is_level = |word: &str| CONFIDENCE.contains(&word);
    match word(at) {
        "confidence" => (at + 1..words.len().min(at + 5)).find(|place| is_level(word(*place))).and_then(cover),
        "highly" | "moderately" if word(at + 1) == "confident" => cover(at + 1),
        level if is_level(level) => {
            (at + 1..words.len().min(at + 4)).find(|place| word(*place) == "confidence").and_then(cover)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the kinds of the slips of texts, each with the words that show it.
    fn told(texts: &[&str]) -> Vec<String> {
        let words =
            |slip: &Slip| slip.words.iter().map(|(idx, span)| span.of(texts[*idx])).collect::<Vec<_>>().join(" | ");
        slips(texts).iter().map(|slip| format!("{}: {}", slip.kind.name(), words(slip))).collect()
    }

    #[test]
    fn confidence_and_likelihood_stand_apart() {
        assert_eq!(
            told(&["We have high confidence that the letter is very likely genuine."]),
            ["likelihood-with-confidence: high confidence | very likely"]
        );
        assert_eq!(
            told(&["It is likely, and our confidence in it is low."]),
            ["likelihood-with-confidence: likely | confidence in it is low"]
        );
        assert_eq!(
            told(&["It is likely; our confidence is low."]),
            ["likelihood-with-confidence: likely | confidence is low"]
        );
        assert_eq!(told(&["The letter is very likely genuine. We have high confidence in that."]), [""; 0]);
        assert_eq!(
            told(&["We are highly confident that he will probably go."]),
            ["likelihood-with-confidence: highly confident | probably"]
        );
        assert_eq!(told(&["They said it with confidence, and it is unlikely."]), [""; 0]);
    }

    #[test]
    fn one_statement_has_one_band() {
        assert_eq!(told(&["It is likely or almost certain."]), ["several-bands: likely | almost certain"]);
        assert_eq!(told(&["It is likely, and likely soon."]), [""; 0]);
        assert_eq!(told(&["It is likely. That it was abroad is very unlikely."]), [""; 0]);
        assert_eq!(told(&["Very likely, not likely."]), ["several-bands: Very likely | likely"]);
    }

    #[test]
    fn the_two_sets_are_not_mixed() {
        assert_eq!(told(&["It is likely.", "It is improbable."]), ["mixed-sets: likely | improbable"]);
        assert_eq!(told(&["It is probable.", "It is highly improbable.", "Nearly certain."]), [""; 0]);
        assert_eq!(told(&["Chances are remote. It is very likely."]), ["mixed-sets: remote | very likely"]);
        assert_eq!(told(&["A remote village. It is likely."]), [""; 0]);
    }

    #[test]
    fn every_wording_of_the_vocabulary_is_known_with_its_band() {
        for band in Band::ALL {
            for wording in band.wordings() {
                let plain = wording.split(" (").next().unwrap_or_default().replace("(ly)", "");
                let text = format!("The chance is {plain}.");
                let (found, confident) = estimates(&text, Span::new(0, text.len()));
                assert_eq!(
                    found.iter().map(|one| (one.band, one.span.of(&text))).collect::<Vec<_>>(),
                    [(band, &*plain)]
                );
                assert!(confident.is_empty());
            }
        }
        let percents: Vec<u8> = Band::ALL.iter().flat_map(|band| band.percent()).collect();
        assert!(percents.is_sorted());
    }

    #[test]
    fn texts_without_estimates_have_none() {
        assert!(!has_estimates("The mayor said that the bridge is high."));
        assert!(!has_estimates(""));
        assert!(has_estimates("moderate confidence"));
        assert_eq!(told(&["", "\u{202e}\u{0}", "likel"]), [""; 0]);
    }
}
