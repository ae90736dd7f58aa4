//! What holds for every container, whatever the bytes: no panic, sound parts, limits that hold.

use std::fs;
use std::path::Path;

use hearsay_text::import::ImportSettings;
use hearsay_text::unpack::UnpackSettings;
use hearsay_text::unpack::limits::UnpackLimits;
use proptest::prelude::*;

use super::{fixtures, unpack, unpack_with};

const NAMES: [&str; 13] = [
    "a.eml", "a.emlx", "a.mbox", "a.zip", "a.gz", "a.warc", "a.wacz", "a.csv", "a.tsv", "a.jsonl", "a.json", "a.xml",
    "a",
];

/// The beginnings by which containers are known, and pieces that their insides are made of.
fn pieces() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop::sample::select(vec![
        &b"PK\x03\x04"[..],
        b"PK\x01\x02",
        b"PK\x05\x06",
        b"\x1F\x8B\x08\0",
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 30\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"FFFFFFFFFFFFFFFF\r\n",
        b"<rss><channel>",
        b"<feed>",
        b"<item>",
        b"</item>",
        b"<entry><content type=\"xhtml\">",
        b"</content></entry>",
        b"<title>",
        b"<![CDATA[",
        b"]]>",
        b"&amp;",
        b"&",
        b"From a@x.example Mon Mar 21 10:00:00 2022\n",
        b"Message-ID: <1>\nFrom: a\nTo: b\nSubject: c\n",
        b"Content-Type: multipart/mixed; boundary=b\n\n--b\n",
        b"Content-Transfer-Encoding: base64\n",
        b"Content-Transfer-Encoding: quoted-printable\n",
        b"--b--\n",
        b"\n\n",
        b"> ",
        b"On 1 March a@x wrote:\n",
        b"-----Original Message-----\n",
        b"-- \n",
        b"{\"messages\": [",
        b"{\"type\": \"message\", \"id\": 1, \"from_id\": \"a\", \"text\": \"",
        b"\\ud83d",
        b"\\",
        b"\"}",
        b"]}",
        b"window.YTD.tweets.part0 = [",
        b"{\"full_text\": \"RT @a: \", \"created_at\": \"\"}",
        b"text,date\n",
        b"\"",
        b",",
        b"\t",
        "é".as_bytes(),
        b"\xFF",
        b"\0",
        b"He said so.",
    ]);
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_unpacked(bytes in prop::collection::vec(any::<u8>(), 0..300), name in prop::sample::select(&NAMES[..])) {
        unpack(name, &bytes);
    }

    #[test]
    fn any_pieces_are_unpacked(bytes in pieces(), name in prop::sample::select(&NAMES[..])) {
        unpack(name, &bytes);
    }

    #[test]
    fn containers_cut_and_changed_are_unpacked(kind in any::<prop::sample::Index>(), cut in any::<prop::sample::Index>(), is_cut in any::<bool>(), places in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6)) {
        let all = fixtures::all();
        let (name, mut bytes) = all[kind.index(all.len())].clone();
        for (place, byte) in places {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        if is_cut {
            bytes.truncate(cut.index(bytes.len()) + 1);
        }
        unpack(name, &bytes);
    }

    #[test]
    fn limits_hold(kind in any::<prop::sample::Index>(), bytes_out_max in 0..4000_u64, parts_max in 0..5_usize, depth_max in 0..4_usize) {
        let all = fixtures::all();
        let (name, bytes) = &all[kind.index(all.len())];
        let limits = UnpackLimits { bytes_out_max, parts_max, depth_max, ..UnpackLimits::default() };
        let unpacked = unpack_with(name, bytes, &UnpackSettings { limits, ..UnpackSettings::default() });
        prop_assert!(unpacked.parts.len() <= parts_max);
        let n_bytes: usize = unpacked.parts.iter().map(|part| part.bytes.len()).sum();
        prop_assert!(n_bytes as u64 <= bytes_out_max);
        prop_assert!(depth_max > 0 || unpacked.parts.iter().all(|part| part.name == *name));
    }
}

#[test]
fn every_kind_comes_out_whole() {
    for (name, bytes) in fixtures::all() {
        let unpacked = unpack(name, &bytes);
        assert!(!unpacked.parts.is_empty(), "{name}");
        for part in &unpacked.parts {
            let document = part.import(&ImportSettings::default()).expect("fixtures hold text");
            assert!(document.blocks.iter().any(|block| block.kind.is_read()), "{}", part.name);
        }
        let again = unpack(name, &bytes);
        assert!(
            unpacked
                .parts
                .iter()
                .zip(&again.parts)
                .all(|(one, other)| one.name == other.name && one.id() == other.id())
        );
    }
}

/// The fuzzer's seeds; `UPDATE=1` writes them anew.
#[test]
fn the_corpus_is_unpacked() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus/unpack");
    if std::env::var_os("UPDATE").is_some() {
        fs::create_dir_all(&folder).expect("the folder can be made");
        for (name, bytes) in fixtures::all() {
            fs::write(folder.join(name), bytes).expect("the folder can be written");
        }
    }
    let mut n_parts = 0;
    let mut files: Vec<_> =
        fs::read_dir(&folder).expect("the corpus is there").map(|file| file.unwrap().path()).collect();
    files.sort();
    for file in &files {
        let bytes = fs::read(file).expect("it can be read");
        for name in [&file.file_name().unwrap().to_string_lossy(), "a", "a.csv", "a.json", "a.eml"] {
            n_parts += unpack(name, &bytes).parts.len();
        }
    }
    assert!(files.len() >= fixtures::all().len() && n_parts > 100);
}
