//! Encodings by example: what they are told to be, and where each word came from.

use hearsay_text::document::Document;
use hearsay_text::encoding::Charset;
use hearsay_text::import::{ImportSettings, import};
use hearsay_text::refusal::Refusal;
use hearsay_text::span::Span;
use hearsay_text::trouble::TroubleKind;

const RUSSIAN: &str =
    "Письмо было опубликовано в понедельник. Начальник порта сказал, что приказа не было, а письмо назвал подделкой.";

fn take(bytes: &[u8]) -> Document {
    import("letter.txt", bytes, &ImportSettings::default()).expect("it is text")
}

/// Encodes Russian text in a single-byte encoding given by what it decodes to.
fn encoded(text: &str, encode: impl Fn(char) -> u8) -> Vec<u8> {
    text.chars().map(|c| if c.is_ascii() { c as u8 } else { encode(c) }).collect()
}

fn windows_1251(c: char) -> u8 {
    match c {
        'А'..='я' => 0xC0 + (c as u32 - 'А' as u32) as u8,
        _ => b'?',
    }
}

fn koi8_r(c: char) -> u8 {
    const LOWER: &str = "юабцдефгхийклмнопярстужвьызшэщчъ";
    let place = |c: char| LOWER.chars().position(|one| one == c).map_or(0, |place| place as u8);
    if c.is_lowercase() { 0xC0 + place(c) } else { 0xE0 + c.to_lowercase().next().map_or(0, place) }
}

fn check_original(document: &Document, word: &str, bytes: &[u8], expected: &[u8]) {
    let place = document.text.find(word).expect("the word stands there");
    let original = document
        .alignment
        .as_ref()
        .and_then(|alignment| alignment.original(Span::new(place, place + word.len())))
        .expect("it has an original");
    assert_eq!(&bytes[original.range()], expected);
}

#[test]
fn russian_encodings_are_told_apart() {
    let by_code: [(&str, Vec<u8>); 2] =
        [("windows-1251", encoded(RUSSIAN, windows_1251)), ("KOI8-R", encoded(RUSSIAN, koi8_r))];
    for (name, bytes) in by_code {
        let document = take(&bytes);
        // KOI8-U agrees with KOI8-R on every Russian letter, and the detector knows only it.
        assert_eq!(document.encoding.replace("KOI8-U", "KOI8-R"), name);
        assert_eq!(document.text, RUSSIAN);
        let start = RUSSIAN.chars().position(|c| c == 'Н').expect("it stands there");
        check_original(&document, "Начальник", &bytes, &bytes[start..start + 9]);
        assert!(document.troubles.is_empty());
    }
}

#[test]
fn utf_16_with_and_without_a_mark() {
    for text in [RUSSIAN, "The letter was published on Monday, he said."] {
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!((take(&little).encoding, take(&little).text.as_str()), ("UTF-16LE", text));
        assert_eq!((take(&big).encoding, take(&big).text.as_str()), ("UTF-16BE", text));
        let word = text.split(' ').next().expect("there is a word");
        check_original(&take(&little), word, &little, &little[..2 * word.chars().count()]);
    }
}

#[test]
fn curly_quotes_of_old_windows_files_are_read() {
    let bytes = b"\x93We know it,\x94 he said. It\x92s in the caf\xE9, and the na\xEFve clerk\x92s desk \x96 there.";
    let document = take(bytes);
    assert_eq!(document.encoding, "windows-1252");
    assert_eq!(document.text, "“We know it,” he said. It’s in the café, and the naïve clerk’s desk – there.");
    check_original(&document, "café", bytes, b"caf\xE9");
}

#[test]
fn half_a_sequence_is_replaced_and_reported() {
    let cut = &"He said it in the café".as_bytes()[..22];
    let document = take(cut);
    assert_eq!(document.text, "He said it in the caf\u{FFFD}");
    assert_eq!(document.troubles.len(), 1);
    assert_eq!(document.troubles[0].kind, TroubleKind::Undecodable);
    assert_eq!(document.troubles[0].span.map(|span| span.of(&document.text)), Some("\u{FFFD}"));
    let lone = b"\xC2\xABNo\xC2\xBB, he said. \xE2\x80 \xC2\xABYes\xC2\xBB.";
    let document = take(lone);
    assert_eq!((document.encoding, document.text.as_str()), ("UTF-8", "«No», he said. \u{FFFD} «Yes»."));
    check_original(&document, "\u{FFFD}", lone, b"\xE2\x80");
}

#[test]
fn the_user_may_know_better() {
    let settings = ImportSettings { charset: Charset::from_label("koi8-r"), ..ImportSettings::default() };
    let document = import("a.txt", &encoded(RUSSIAN, koi8_r), &settings).expect("it is text");
    assert_eq!((document.encoding, document.text.as_str()), ("KOI8-R", RUSSIAN));
    assert_eq!(Charset::from_label("no such"), None);
}

#[test]
fn many_byte_encodings_keep_their_places() {
    let settings = ImportSettings { charset: Charset::from_label("shift_jis"), ..ImportSettings::default() };
    let bytes = b"He said \x93\xFA\x96\x7B twice \x81";
    let document = import("a.txt", bytes, &settings).expect("it is text");
    assert_eq!(document.text, "He said 日本 twice \u{FFFD}");
    check_original(&document, "本", bytes, b"\x96\x7B");
    check_original(&document, "twice", bytes, b"twice");
}

#[test]
fn a_page_says_its_encoding() {
    let text = format!("<html><head><meta charset=windows-1251></head><body><p>{RUSSIAN}</p></body></html>");
    let bytes = encoded(&text, windows_1251);
    let document = import("a.html", &bytes, &ImportSettings::default()).expect("it is text");
    assert_eq!((document.encoding, document.text.as_str()), ("windows-1251", RUSSIAN));
    let place = bytes.iter().position(|&byte| byte == 0xCF).expect("it stands there");
    check_original(&document, "Письмо", &bytes, &bytes[place..place + 6]);
}

#[test]
fn what_is_not_text_is_refused_with_a_remedy() {
    let refuse = |bytes: &[u8]| import("a.txt", bytes, &ImportSettings::default()).map(|document| document.text);
    assert_eq!(refuse(b""), Err(Refusal::Empty));
    assert_eq!(refuse("\u{feff}\n\u{2003}".as_bytes()), Err(Refusal::Empty));
    assert_eq!(refuse(&vec![0; 100_000]), Err(Refusal::Zeros));
    assert_eq!(refuse(b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0"), Err(Refusal::Picture("a PNG")));
    let message = Refusal::Picture("a PNG").to_string();
    assert!(message.contains("OCR") && !message.ends_with('.'), "{message}");
}
