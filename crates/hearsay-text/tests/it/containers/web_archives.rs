//! WARC and WACZ: pages, the time of capture, hashes.

use hearsay_text::document::Format;

use super::fixtures::{self, PAGE, gzip, http, record};
use super::{import, names, read, shown, told, unpack};

#[test]
fn pages_come_out_as_they_were_sent() {
    for packed in [false, true] {
        let records = fixtures::web_archive();
        let bytes = if packed { records.iter().flat_map(|record| gzip(record)).collect() } else { records.concat() };
        let unpacked = unpack("a.warc", &bytes);
        assert_eq!(
            names(&unpacked),
            [
                "a.warc/https://vale.example/cranes",
                "a.warc/https://vale.example/cranes#2",
                "a.warc/https://vale.example/note.txt"
            ]
        );
        assert_eq!(unpacked.parts[0].bytes, PAGE.as_bytes());
        assert_eq!(
            told(&unpacked),
            [("a.warc/https://vale.example/cranes#2", "digest-differs"), ("a.warc", "not-text")]
        );
        let holds: Vec<Option<Option<bool>>> =
            unpacked.parts.iter().map(|part| part.digest.as_ref().map(|digest| digest.holds)).collect();
        assert_eq!(holds, [Some(Some(true)), Some(Some(false)), None]);
        assert_eq!(read(&import(&unpacked.parts[2])), ["Он сказал, что краны убрали."]);
    }
}

#[test]
fn capture_is_not_publication() {
    let unpacked = unpack("a.warc", &fixtures::web_archive().concat());
    let document = import(&unpacked.parts[0]);
    assert_eq!(document.format, Format::Html);
    let metadata = shown(&document.metadata);
    for known in [
        "title: Cranes moved by night",
        "published: 2022-03-20 (meta article:published_time)",
        "captured: 2024-05-02T10:11:12Z (WARC-Date)",
        "url: https://vale.example/cranes (WARC-Target-URI)",
    ] {
        assert!(metadata.iter().any(|field| field.starts_with(known)), "{known} in {metadata:?}");
    }
    assert_eq!(import(&unpacked.parts[2]).metadata.published, None);
}

#[test]
fn damage_to_one_record_costs_no_other() {
    let records: Vec<Vec<u8>> = fixtures::web_archive().iter().map(|record| gzip(record)).collect();
    let mut damaged = records.clone();
    let middle = damaged[1].len() / 2;
    damaged[1][middle] ^= 0xFF;
    let unpacked = unpack("a.warc.gz", &damaged.concat());
    let found = names(&unpacked);
    assert!(found.contains(&"a.warc.gz/https://vale.example/note.txt"), "{found:?}");
    assert!(told(&unpacked).contains(&("a.warc.gz", "damaged")));
}

#[test]
fn all_records_in_one_member_are_read() {
    let unpacked = unpack("a.warc.gz", &gzip(&fixtures::web_archive().concat()));
    assert_eq!(unpacked.parts.len(), 3);
}

#[test]
fn a_captured_feed_is_its_entries() {
    let feed = record(
        "response",
        "https://vale.example/feed",
        None,
        &http("Content-Type: application/rss+xml\r\n", fixtures::RSS.as_bytes()),
    );
    let unpacked = unpack("a.warc", &feed);
    assert_eq!(unpacked.parts.len(), 2);
    let metadata = import(&unpacked.parts[0]).metadata;
    assert_eq!(metadata.captured.expect("it was captured").value.to_string(), "2024-05-02T10:11:12Z");
    assert_eq!(metadata.url.expect("the entry has a link").value, "https://vale.example/1");
}

#[test]
fn refusals_of_servers_are_no_pages() {
    let block = b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>Not found.</p>";
    let unpacked = unpack("a.warc", &record("response", "https://vale.example/x", None, block));
    assert!(unpacked.parts.is_empty());
    assert_eq!(told(&unpacked), [("a.warc", "not-text")]);
}

#[test]
fn a_wacz_tells_titles_and_hashes() {
    let unpacked = unpack("a.wacz", &fixtures::wacz());
    let note = "a.wacz/archive/data.warc.gz/https://vale.example/note.txt";
    assert_eq!(unpacked.parts.len(), 3);
    assert_eq!(unpacked.parts[2].name, note);
    assert!(told(&unpacked).contains(&("a.wacz/archive/data.warc.gz", "digest-differs")));
    let title = import(&unpacked.parts[2]).metadata.title.expect("the archive knows one");
    assert_eq!((title.value.as_str(), title.evidence.as_str()), ("A note", "WACZ pages.jsonl"));
    // The page's own title stands before the archive's.
    assert_eq!(import(&unpacked.parts[0]).metadata.title.expect("it has one").value, "Cranes moved by night");
}
