//! Takes an English word form back to the base forms it may come from, by rule.
//!
//! Not a lemmatiser: it proposes several bases and knows no words; irregular forms are data in
//! `lexicon/inflections.toml`, and only a proposal that stands in a lexicon counts.

/// Longest word, in bytes, that is looked up; longer ones stand in no lexicon.
pub(crate) const WORD_BYTES_MAX: usize = 32;

/// A lower-cased word on the stack.
#[derive(Clone, Copy)]
pub(crate) struct Lowered {
    bytes: [u8; WORD_BYTES_MAX + 2],
    length_bytes: usize,
}

impl Lowered {
    /// Returns `word` in lower case with straight apostrophes; `None` when it is too long to be in a lexicon.
    pub(crate) fn new(word: &str) -> Option<Lowered> {
        let mut lowered = Lowered { bytes: [0; WORD_BYTES_MAX + 2], length_bytes: 0 };
        if word.len() <= WORD_BYTES_MAX && word.is_ascii() {
            lowered.bytes[..word.len()].copy_from_slice(word.as_bytes());
            lowered.bytes[..word.len()].make_ascii_lowercase();
            lowered.length_bytes = word.len();
            return Some(lowered);
        }
        for character in word.chars().flat_map(char::to_lowercase) {
            lowered.push(match character {
                '’' | 'ʼ' => '\'',
                '‐' | '‑' => '-',
                other => other,
            })?;
        }
        Some(lowered)
    }

    fn push(&mut self, character: char) -> Option<()> {
        let end = self.length_bytes + character.len_utf8();
        if end > WORD_BYTES_MAX {
            return None;
        }
        character.encode_utf8(&mut self.bytes[self.length_bytes..end]);
        self.length_bytes = end;
        Some(())
    }

    /// Returns the word.
    pub(crate) fn as_str(&self) -> &str {
        std::str::from_utf8(&self.bytes[..self.length_bytes]).unwrap_or("")
    }

    /// Returns the word cut to `length_bytes` and followed by `tail`, an ASCII ending of at most two bytes.
    fn with_tail(mut self, length_bytes: usize, tail: &str) -> Lowered {
        self.length_bytes = length_bytes + tail.len();
        self.bytes[length_bytes..self.length_bytes].copy_from_slice(tail.as_bytes());
        self
    }
}

/// Calls `propose` with every base form that `word` may be a regular form of, the word itself not among them.
///
/// Bases of one or two letters are never proposed: "as" is no plural of "a".
pub(crate) fn bases(word: &Lowered, mut propose: impl FnMut(&str)) {
    let text = word.as_str();
    let n = text.len();
    if n < 4 || !text.is_ascii() {
        return;
    }
    let mut offer = |candidate: Lowered| {
        let base = candidate.as_str();
        if base.len() < 3 {
            return;
        }
        propose(base);
        if let Some(stem) = base.strip_suffix("ise") {
            propose(candidate.with_tail(stem.len(), "iz").with_tail(stem.len() + 2, "e").as_str());
        }
    };
    if text.ends_with("ies") || text.ends_with("ied") {
        offer(word.with_tail(n - 3, "y"));
    }
    if text.ends_with("es") {
        offer(word.with_tail(n - 2, ""));
    }
    if text.ends_with('s') && !text.ends_with("ss") {
        offer(word.with_tail(n - 1, ""));
    }
    if text.ends_with("ed") {
        offer(word.with_tail(n - 1, ""));
        stem_bases(word, n - 2, &mut offer);
    } else if text.ends_with("ing") {
        offer(word.with_tail(n - 3, "e"));
        stem_bases(word, n - 3, &mut offer);
    } else if text.ends_with("ise") {
        offer(*word);
    }
}

/// Offers the stem as it stands and, where its last consonant is doubled, with one of the two.
fn stem_bases(word: &Lowered, stem_length: usize, offer: &mut impl FnMut(Lowered)) {
    offer(word.with_tail(stem_length, ""));
    let stem = &word.as_str().as_bytes()[..stem_length];
    if let [.., before, last] = stem
        && before == last
        && !matches!(last, b'a' | b'e' | b'i' | b'o' | b'u')
    {
        offer(word.with_tail(stem_length - 1, ""));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bases_of(word: &str) -> Vec<String> {
        let mut found = Vec::new();
        if let Some(lowered) = Lowered::new(word) {
            bases(&lowered, |base| found.push(base.to_owned()));
        }
        found
    }

    #[test]
    fn regular_forms_propose_their_base() {
        for (form, base) in [
            ("claims", "claim"),
            ("Claimed", "claim"),
            ("accusing", "accuse"),
            ("admitted", "admit"),
            ("planning", "plan"),
            ("denied", "deny"),
            ("denies", "deny"),
            ("stresses", "stress"),
            ("criticised", "criticize"),
            ("realising", "realize"),
            ("recognise", "recognize"),
        ] {
            assert!(bases_of(form).iter().any(|found| found == base), "{form}: {:?}", bases_of(form));
        }
    }

    #[test]
    fn short_words_and_other_scripts_propose_nothing() {
        for word in ["as", "its", "this", "red", "Осечкинs", "", "s"] {
            assert_eq!(bases_of(word).iter().find(|base| base.len() < 3), None, "{word}");
        }
        assert!(Lowered::new(&"long".repeat(20)).is_none());
        assert_eq!(Lowered::new("N’T").map(|word| word.as_str().to_owned()).as_deref(), Some("n't"));
    }
}
