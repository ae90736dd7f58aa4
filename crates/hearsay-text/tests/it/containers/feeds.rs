//! RSS and Atom.

use super::fixtures::{ATOM, RSS};
use super::{import, names, read, shown, told, unpack};

#[test]
fn items_of_rss_are_documents() {
    let unpacked = unpack("a.xml", RSS.as_bytes());
    assert_eq!(names(&unpacked), ["a.xml/1", "a.xml/2"]);
    assert_eq!(told(&unpacked), [("a.xml", "without-text")]);
    let first = import(&unpacked.parts[0]);
    assert_eq!(
        read(&first),
        ["Cranes moved & hidden", "The cranes were moved by night, an activist said.", "The authority denied it."]
    );
    assert_eq!(
        shown(&first.metadata),
        [
            "title: Cranes moved & hidden (feed element title)",
            "author: Ann Lee (feed element author)",
            "site: The Vale Post (feed title)",
            "published: 2022-03-21 (feed element pubDate)",
            "published_at: 2022-03-21T10:00:00Z (feed element pubDate)",
            "language: en (feed language)",
            "url: https://vale.example/1 (feed element link)",
            "message_id: vale-1 (feed element id)",
        ]
    );
    let second = import(&unpacked.parts[1]);
    assert_eq!(read(&second)[1], "Two letters were leaked on Monday, the Coast Wire reported.");
    assert_eq!(second.metadata.forwarded_from.expect("it was taken over").value, "Coast Wire");
}

#[test]
fn entries_of_atom_are_documents() {
    let unpacked = unpack("a.atom", ATOM.as_bytes());
    let document = import(&unpacked.parts[0]);
    assert_eq!(
        read(&document),
        ["The foreman spoke", "The foreman told me that the cranes were moved.", "He named no day."]
    );
    let metadata = shown(&document.metadata);
    for known in [
        "author: Mira Voss (feed author)",
        "published: 2022-03-21 (feed element published)",
        "published_at: 2022-03-21T21:30:00Z (feed element published)",
        "modified: 2022-03-23 (feed element updated)",
        "url: https://harbour.example/1 (feed element link)",
    ] {
        assert!(metadata.iter().any(|field| field == known), "{known} in {metadata:?}");
    }
}

#[test]
fn a_feed_cut_off_keeps_its_first_entries() {
    let cut = &RSS[..RSS.find("Two letters").expect("it stands there")];
    let unpacked = unpack("a.xml", cut.as_bytes());
    assert_eq!(unpacked.parts.len(), 1);
    assert_eq!(told(&unpacked), [("a.xml", "damaged")]);
}

#[test]
fn a_feed_in_another_encoding_is_read() {
    let head = b"<?xml version=\"1.0\" encoding=\"windows-1251\"?><rss version=\"2.0\"><channel><item><title>".to_vec();
    let title = b"\xCE\xED \xF1\xEA\xE0\xE7\xE0\xEB, \xF7\xF2\xEE \xEA\xF0\xE0\xED\xFB \xF3\xE1\xF0\xE0\xEB\xE8";
    let feed = [&head[..], title, b"</title></item></channel></rss>"].concat();
    assert_eq!(read(&import(&unpack("a.xml", &feed).parts[0])), ["Он сказал, что краны убрали"]);
}

#[test]
fn what_is_said_twice_is_taken_once() {
    let feed = "<rss version=\"2.0\"><channel><item><title>The foreman spoke</title><media:title>The foreman</media:title>\
        <pubDate>Mon, 21 Mar 2022 10:00:00 GMT</pubDate><dc:date>2022-03-22</dc:date><title>Again</title>\
        <media:content url=\"a.jpg\"><media:description>A crane.</media:description></media:content>\
        <description><p>He named</p><p>no day.</p></description></item></channel></rss>";
    let document = import(&unpack("a.xml", feed.as_bytes()).parts[0]);
    assert_eq!(read(&document), ["The foreman spoke", "He named no day."]);
    assert_eq!(document.metadata.published.expect("it has one").value.to_string(), "2022-03-21");
}
