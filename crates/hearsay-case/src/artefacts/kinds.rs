//! Kinds of artefact that go together: what one writer calls a letter another calls a missive.
//!
//! Not the lexicon of the reader, which says what can be an artefact at all.

/// A set of classes, a bit each.
pub(super) type Classes = u8;

const CLASSES: [&[&str]; 5] = [
    // Written to somebody.
    &[
        "cable",
        "communication",
        "correspondence",
        "dispatch",
        "e-mail",
        "email",
        "letter",
        "mail",
        "memo",
        "memorandum",
        "message",
        "missive",
        "note",
        "telegram",
        "text",
        "text message",
    ],
    // Spoken.
    &[
        "audio",
        "audiotape",
        "call",
        "conversation",
        "intercept",
        "interception",
        "phone call",
        "recording",
        "tape",
        "telephone call",
        "telephone conversation",
        "transcript",
        "transcription",
        "voice message",
        "voicemail",
        "wiretap",
    ],
    // Moving pictures.
    &["clip", "film", "footage", "recording", "tape", "video", "video clip", "videotape"],
    // Pictures.
    &["image", "photo", "photograph", "picture", "screenshot", "selfie", "snapshot"],
    // Papers.
    &[
        "affidavit",
        "archive",
        "cable",
        "database",
        "diary",
        "document",
        "dossier",
        "draft",
        "file",
        "leak",
        "list",
        "manuscript",
        "material",
        "memo",
        "memorandum",
        "minutes",
        "note",
        "paper",
        "presentation",
        "record",
        "report",
        "spreadsheet",
        "transcript",
    ],
];

/// Of which somebody makes many, so that who made it says little of which it is.
const MANY: &[&str] =
    &["e-mail", "email", "image", "message", "photo", "photograph", "picture", "post", "text message", "tweet"];

/// Returns the classes of a kind; one of its own, the highest bit, for a kind that is in none.
pub(super) fn classes(kind: &str) -> Classes {
    const OWN: Classes = 1 << 7;
    let bits = CLASSES.iter().enumerate().filter(|(_, class)| class.contains(&kind)).map(|(bit, _)| 1 << bit);
    match bits.fold(0, |all: Classes, bit: Classes| all | bit) {
        0 => OWN,
        classes => classes,
    }
}

/// What anything written can be called.
const ANY_PAPER: &[&str] = &["document", "file", "leak", "material", "paper"];

/// Returns whether two kinds can be one thing.
pub(super) fn go_together(one: &str, other: &str) -> bool {
    const OWN: Classes = 1 << 7;
    const WRITTEN: Classes = 1;
    let is_any = |any: &str, kind: &str| ANY_PAPER.contains(&any) && classes(kind) & WRITTEN != 0;
    one == other || classes(one) & classes(other) & !OWN != 0 || is_any(one, other) || is_any(other, one)
}

/// Kinds of which a matter mostly has one, so that two documents that speak alike of one speak of the same; sorted.
///
/// Of pictures and videos, posts and reports a matter has many.
const ONE_OF_A_MATTER: &[&str] = &[
    "audio",
    "cable",
    "call",
    "conversation",
    "correspondence",
    "diary",
    "document",
    "dossier",
    "intercept",
    "letter",
    "manuscript",
    "memo",
    "memorandum",
    "missive",
    "note",
    "phone call",
    "recording",
    "tape",
    "telegram",
    "telephone call",
    "telephone conversation",
    "transcript",
    "voice message",
    "voicemail",
];

/// Returns whether a matter mostly has one of that kind.
pub(super) fn is_one_of_a_matter(kind: &str) -> bool {
    ONE_OF_A_MATTER.binary_search(&kind).is_ok()
}

/// Words for how it is kept or how long it is.
const BESIDE: &[&str] =
    &["audio", "copy", "digital", "hour", "minute", "online", "page", "paper", "second", "voice", "web"];

/// Returns whether a word is the name of a kind, or is said of any of a kind: "video footage", "audio recording".
pub(super) fn is_of_a_kind(word: &str) -> bool {
    let is_in = |kind: &str| kind.split([' ', '-']).any(|part| part == word);
    BESIDE.contains(&word) || CLASSES.iter().any(|class| class.iter().any(|kind| is_in(kind)))
}

/// Returns whether somebody makes many of that kind.
pub(super) fn is_one_of_many(kind: &str) -> bool {
    MANY.contains(&kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_that_go_together() {
        for (one, other) in [("letter", "missive"), ("e-mail", "email"), ("call", "recording"), ("letter", "document")]
        {
            assert!(go_together(one, other), "{one} {other}");
        }
        for (one, other) in [("letter", "video"), ("photo", "recording"), ("passport", "slide"), ("letter", "report")] {
            assert!(!go_together(one, other), "{one} {other}");
        }
        assert!(go_together("passport", "passport"));
        assert!(ONE_OF_A_MATTER.is_sorted() && is_one_of_a_matter("letter") && !is_one_of_a_matter("video"));
    }
}
