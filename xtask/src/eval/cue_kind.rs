//! Tells cues of speech from all others, for the gold, which does not say.
//!
//! Not the reader's lexicon of acts: a yardstick that moved with what it measures would measure nothing. So the words
//! here stay as they are when the lexicon grows; changing them changes two committed figures and nothing else.
//! A cue is one of speech when any of its words is a form of a verb of saying or writing, when it is "according to", or
//! when it is nothing but punctuation (a colon, a dash before a quotation's source).

/// Returns whether a cue's words report that something was said or written.
pub(crate) fn is_speech(cue: &str) -> bool {
    let mut words = cue.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).peekable();
    if words.peek().is_none() {
        return !cue.is_empty();
    }
    words.any(|word| {
        let word = word.to_lowercase();
        IRREGULAR.binary_search(&word.as_str()).is_ok()
            || base_forms(&word).any(|base| VERBS.binary_search(&base.as_str()).is_ok())
    })
}

/// What a word may be a form of: itself, and itself without an ending, spelled back.
fn base_forms(word: &str) -> impl Iterator<Item = String> {
    const ENDINGS: [(&str, &str); 8] =
        [("", ""), ("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("d", ""), ("ied", "y"), ("ing", "")];
    let stems = ENDINGS
        .into_iter()
        .filter_map(|(ending, instead)| word.strip_suffix(ending).map(|stem| (format!("{stem}{instead}"), ending)));
    stems.flat_map(|(stem, ending)| {
        let with_e = (ending == "ing").then(|| format!("{stem}e"));
        let mut shorter = stem.clone();
        let last = shorter.pop();
        let undoubled =
            (matches!(ending, "ed" | "ing") && last.is_some() && shorter.chars().last() == last).then_some(shorter);
        [Some(stem), with_e, undoubled].into_iter().flatten()
    })
}

/// Base forms, sorted.
const VERBS: [&str; 92] = [
    "acknowledge",
    "add",
    "admit",
    "advise",
    "affirm",
    "allege",
    "announce",
    "answer",
    "argue",
    "ask",
    "assert",
    "assure",
    "boast",
    "brag",
    "call",
    "caution",
    "chant",
    "cite",
    "claim",
    "clarify",
    "comment",
    "complain",
    "concede",
    "confess",
    "confirm",
    "contend",
    "continue",
    "counter",
    "declare",
    "deny",
    "describe",
    "disclose",
    "dispute",
    "echo",
    "elaborate",
    "emphasize",
    "exclaim",
    "explain",
    "hint",
    "imply",
    "inform",
    "inquire",
    "insist",
    "interject",
    "joke",
    "liken",
    "mention",
    "muse",
    "note",
    "observe",
    "opine",
    "phrase",
    "point",
    "predict",
    "proclaim",
    "pronounce",
    "protest",
    "quip",
    "quote",
    "react",
    "recall",
    "recite",
    "recount",
    "refer",
    "reiterate",
    "relate",
    "relay",
    "remark",
    "remind",
    "repeat",
    "reply",
    "report",
    "respond",
    "retort",
    "reveal",
    "say",
    "scoff",
    "shout",
    "speak",
    "speculate",
    "state",
    "stress",
    "suggest",
    "summarize",
    "talk",
    "tease",
    "tell",
    "testify",
    "tweet",
    "voice",
    "warn",
    "write",
];

/// Forms that the endings do not give, sorted.
const IRREGULAR: [&str; 6] = ["according", "said", "spoke", "told", "written", "wrote"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted_and_unique() {
        assert!(VERBS.is_sorted_by(|a, b| a < b));
        assert!(IRREGULAR.is_sorted_by(|a, b| a < b));
    }

    #[test]
    fn saying_is_told_from_wanting() {
        for cue in ["said", "has also denied", "According to", "is stating", "quipped", "replies", ":", "―", "claimed,"]
        {
            assert!(is_speech(cue), "{cue}");
        }
        for cue in ["wants", "plans", "found", "is expected", "shows", "hopes to", "seed", "ring", ""] {
            assert!(!is_speech(cue), "{cue}");
        }
    }
}
