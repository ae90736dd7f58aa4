//! Subtitles by example: turns, times, and where each word stands in the file.

use hearsay_text::document::{BlockKind, Document, Format};
use hearsay_text::import::{ImportSettings, import};
use hearsay_text::place;
use hearsay_text::span::Span;

use super::{properties, seeds};

fn take(name: &str, text: &str) -> Document {
    let document = import(name, text.as_bytes(), &ImportSettings::default()).expect("it is text");
    properties::hold(&document, text.as_bytes());
    document
}

fn blocks(document: &Document) -> Vec<(BlockKind, &str)> {
    document.blocks.iter().map(|block| (block.kind, block.span.of(&document.text))).collect()
}

fn times(document: &Document, words: &str) -> Vec<String> {
    let start = document.text.find(words).expect("the words stand there");
    let span = Span::new(start, start + words.len());
    place::touching(&document.places, span).iter().map(|place| place.location.to_string()).collect()
}

#[test]
fn captions_are_joined_until_somebody_else_speaks() {
    let document = take("talk.srt", seeds::SRT);
    assert_eq!(document.format, Format::Srt);
    assert_eq!(
        blocks(&document),
        [
            (BlockKind::Body, "Did you see the letter before it was published?"),
            (BlockKind::Body, "I saw it on Monday."),
            (BlockKind::Furniture, "[door slams]"),
            (BlockKind::Body, "VOSS: The harbour authority said that it was forged. I never believed \"them\"."),
        ]
    );
    assert_eq!(times(&document, "letter before"), ["00:00:01.000 to 00:00:03.500", "00:00:03.600 to 00:00:05.000"]);
    assert_eq!(times(&document, "forged"), ["00:01:00.000 to 00:01:02.000"]);
    let start = document.text.find("believed \"them\"").expect("it stands there");
    let span = Span::new(start, start + "believed \"them\"".len());
    let original =
        document.alignment.as_ref().and_then(|alignment| alignment.original(span)).expect("it comes from there");
    assert_eq!(&seeds::SRT[original.range()], "believed &quot;them&quot;");
}

#[test]
fn voices_are_named_before_their_turns() {
    let document = take("talk.vtt", seeds::WEBVTT);
    assert_eq!(document.format, Format::WebVtt);
    assert_eq!(
        blocks(&document),
        [
            (BlockKind::Furniture, "checked by nobody"),
            (BlockKind::Body, "ANN LEE: Did you see the letter?"),
            (BlockKind::Body, "BOB RAY: I saw it & read it."),
            (BlockKind::Body, "ANN LEE: When?"),
            (BlockKind::Body, "The harbour was empty at that hour."),
        ]
    );
    assert_eq!(document.metadata.language.map(|language| language.value).as_deref(), Some("en"));
}

#[test]
fn subtitles_are_known_under_any_name_and_texts_are_not_taken_for_them() {
    assert_eq!(take("talk.txt", seeds::SRT).format, Format::Srt);
    assert_eq!(take("talk", seeds::WEBVTT).format, Format::WebVtt);
    assert_eq!(take("list.srt", "He said that there was no letter.\n").format, Format::Plain);
    assert_eq!(take("a.txt", "1\nHe said so. 00:00:01,000 --> 00:00:02,000\n").format, Format::Plain);
}

#[test]
fn names_in_small_letters_are_labels_only_if_they_come_again() {
    let cue = |n: u32, text: &str| format!("{n}\n00:00:{n:02},000 --> 00:00:{n:02},900\n{text}\n\n");
    let one = cue(1, "Remember: he left.") + &cue(2, "Then she left.");
    assert_eq!(blocks(&take("a.srt", &one)), [(BlockKind::Body, "Remember: he left. Then she left.")]);
    let two = cue(1, "Voss: He left.") + &cue(2, "Lee: Who?") + &cue(3, "Voss: He.") + &cue(4, "Lee: Why?");
    assert_eq!(blocks(&take("a.srt", &two)).len(), 4);
}

#[test]
fn long_subtitles_are_read_in_linear_time() {
    let mut source = String::new();
    for n in 0..40_000_u32 {
        let (minutes, seconds) = (n / 60, n % 60);
        source.push_str(&format!(
            "{n}\n{:02}:{:02}:{seconds:02},000 --> {:02}:{:02}:{seconds:02},900\nShe said it again.\n\n",
            minutes / 60,
            minutes % 60,
            minutes / 60,
            minutes % 60
        ));
    }
    let begin = std::time::Instant::now();
    let document = take("a.srt", &source);
    assert_eq!(document.places.len(), 40_000);
    assert!(document.blocks.len() > 500 && begin.elapsed().as_secs() < 10);
}
