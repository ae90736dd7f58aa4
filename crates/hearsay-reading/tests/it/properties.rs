//! What holds of the reader for every document: it never panics, and its spans, ids and chains are sound.

use hearsay_reading::read::{Reader, read};
use hearsay_reading::reading::Reading;
use proptest::prelude::*;

use crate::intake::take_in;
use crate::invariants;
use crate::own_documents::{self, NamedBytes};

const N_MUTATIONS: u64 = 12;

fn read_bytes(file_name: &str, bytes: &[u8]) -> Result<Option<Reading>, String> {
    read_by(Reader::Fast, file_name, bytes)
}

fn read_by(reader: Reader, file_name: &str, bytes: &[u8]) -> Result<Option<Reading>, String> {
    let Some(document) = take_in(file_name, bytes) else { return Ok(None) };
    let reading = read(&document, reader);
    invariants::check(&document, &reading)?;
    Ok(Some(reading))
}

/// A step of xorshift64: enough to choose places in a text, the same on every machine.
fn next_random(state: &mut u64) -> u64 {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    *state
}

#[test]
fn own_documents_are_read_soundly_and_not_as_nothing() {
    for (name, bytes) in own_documents::all() {
        let reading = read_bytes(&name, &bytes).unwrap_or_else(|error| panic!("{name}: {error}"));
        let n_attributions = reading.map_or(0, |reading| reading.attributions.len());
        assert!(n_attributions >= 5, "{name}: only {n_attributions} attributions are read");
    }
}

#[test]
fn reading_twice_is_the_same() {
    for (name, bytes) in own_documents::all() {
        assert_eq!(read_bytes(&name, &bytes), read_bytes(&name, &bytes), "{name}");
    }
}

#[test]
fn one_thread_reads_as_eight_do() {
    let documents = own_documents::all();
    let alone: Vec<_> = documents.iter().map(|(name, bytes)| read_bytes(name, bytes)).collect();
    let together: Vec<Vec<_>> = std::thread::scope(|scope| {
        let readers: Vec<_> = (0..8)
            .map(|thread_idx| {
                let documents = &documents;
                scope.spawn(move || {
                    // Each thread begins elsewhere, so that different documents are read at one time.
                    let mut readings: Vec<_> = documents.iter().map(|_| Ok(None)).collect();
                    for step in 0..documents.len() {
                        let document_idx = (step + thread_idx) % documents.len();
                        let (name, bytes) = &documents[document_idx];
                        readings[document_idx] = read_bytes(name, bytes);
                    }
                    readings
                })
            })
            .collect();
        readers.into_iter().map(|reader| reader.join().expect("reading never panics")).collect()
    });
    together.iter().for_each(|readings| assert_eq!(*readings, alone));
}

#[test]
fn mutations_are_read_soundly() {
    for (name, bytes) in own_documents::all() {
        let mut state = 0x2545_F491_4F6C_DD1D ^ bytes.len() as u64;
        for mutation in 0..N_MUTATIONS {
            let mutated = mutate(&bytes, &mut state);
            if let Err(error) = read_bytes(&name, &mutated) {
                panic!("{name}, mutation {mutation}: {error}");
            }
        }
    }
}

/// Overwrites, drops and doubles some stretches.
fn mutate(bytes: &[u8], state: &mut u64) -> Vec<u8> {
    let mut mutated = bytes.to_vec();
    for _ in 0..8 {
        let place = (next_random(state) % mutated.len().max(1) as u64) as usize;
        let end = (place + (next_random(state) % 40) as usize).min(mutated.len());
        match next_random(state) % 4 {
            0 if place < mutated.len() => mutated[place] = next_random(state) as u8,
            1 => drop(mutated.drain(place..end)),
            2 => {
                let stretch = mutated[place..end].to_vec();
                mutated.splice(place..place, stretch);
            }
            _ => {
                let marks = ["“", "”", "\"", "\n\n", "said", "\u{200D}", " according to ", "\u{1F40E}"];
                let mark = marks[(next_random(state) % marks.len() as u64) as usize];
                mutated.splice(place..place, mark.bytes());
            }
        }
    }
    mutated
}

#[test]
fn a_document_read_beside_others_is_read_alike() {
    let documents = own_documents::all();
    let (name, bytes) = &documents[0];
    let before = read_bytes(name, bytes);
    let others: Vec<&NamedBytes> = documents[1..].iter().collect();
    others.iter().for_each(|(name, bytes)| drop(read_bytes(name, bytes)));
    assert_eq!(read_bytes(name, bytes), before);
}

/// Text made of what news is made of, in no order: quotation marks that never close, cues without words, any script.
fn news_like() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => prop::sample::select(vec![
            "Ann Lee", "the ministry", "said", "says", "told", "according to", "it is claimed that", "reportedly",
            "did not say whether", "who", "they", "that", "could have", "supposedly", "a poll", "found", "ordered",
            "LEE:", "wrote:", "the letter", "leaked letters", "authenticity", "was verified by", "confirmed", "denied",
            "neither", "if", "fake", "a call between", "and", "on Telegram", "citing", "told Reuters", "(FSB)", "Sen.",
            "his deputy", "which", "was leaked", "on Monday", "last year", "what if", "Lee’s", "video", "it", "believes", "rumours", "not", "he", "10,000", "U.S.", "Mr.", "“", "”",
            "\"", "‘", "’", "'", "''", "«", "»", "—", "-", "(", ")", "[", "]", ",", ".", "!", "?", "…", ":", ";",
            "\n", "\n\n", "\r\n", "\t", "\u{a0}", "\u{feff}", "\u{200b}", "@handle", "https://x.y/z", "Осечкин",
        ]).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
        1 => "[a-z]{1,12}",
    ];
    let joint = prop::sample::select(vec![" ", " ", " ", "", "\n"]);
    prop::collection::vec((piece, joint), 0..60)
        .prop_map(|pieces| pieces.into_iter().map(|(piece, joint)| piece + joint).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 192, ..ProptestConfig::default() })]

    #[test]
    fn news_like_text_is_read_soundly(text in news_like()) {
        prop_assert_eq!(read_bytes("a.txt", text.as_bytes()).map(drop), Ok(()));
    }

    #[test]
    fn the_accurate_reader_reads_news_like_text_soundly(text in news_like()) {
        prop_assert_eq!(read_by(Reader::Accurate, "a.txt", text.as_bytes()).map(drop), Ok(()));
    }

    #[test]
    fn any_bytes_are_read_soundly(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        for name in ["a.txt", "a.md", "a.html"] {
            prop_assert_eq!(read_bytes(name, &bytes).map(drop), Ok(()));
        }
        prop_assert_eq!(read_by(Reader::Accurate, "a.txt", &bytes).map(drop), Ok(()));
    }

    #[test]
    fn line_ends_do_not_matter(text in news_like()) {
        let text = text.replace('\r', "");
        let count = |text: &str| read_bytes("a.txt", text.as_bytes()).map(|reading| {
            reading.map_or(0, |reading| reading.attributions.len())
        });
        prop_assert_eq!(count(&text), count(&text.replace('\n', "\r\n")));
    }
}
