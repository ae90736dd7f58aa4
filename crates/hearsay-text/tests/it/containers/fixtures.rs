//! Invented containers, made by code.

use std::io::{Cursor, Write};

use flate2::Compression;
use flate2::write::GzEncoder;
use sha1::{Digest, Sha1};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

pub(super) const FIRST_MAIL: &str = "\
Message-ID: <one@harbour.example>\r\n\
From: \"Mira Voss\" <mira@harbour.example>\r\n\
To: Jon Hale <jon@harbour.example>\r\n\
Subject: The night cranes\r\n\
Date: Mon, 21 Mar 2022 23:30:00 -0500\r\n\
\r\n\
Jon,\r\n\
\r\n\
the authority ordered the night cranes to be moved before the inspectors came.\r\n\
The foreman told me so on Friday.\r\n\
\r\n\
-- \r\n\
Mira Voss, Harbour Watch\r\n";

pub(super) const SECOND_MAIL: &str = "\
Message-ID: <two@harbour.example>\r\n\
In-Reply-To: <one@harbour.example>\r\n\
From: jon@harbour.example\r\n\
Subject: Re: The night cranes\r\n\
Date: Tue, 22 Mar 2022 08:00:00 +0000\r\n\
Content-Type: text/plain; charset=utf-8\r\n\
Content-Transfer-Encoding: quoted-printable\r\n\
\r\n\
The foreman denied it to me. He said at the caf=C3=A9 that nobody had =\r\n\
given any such order.\r\n\
\r\n\
On Mon, 21 Mar 2022 at 23:30, Mira Voss <mira@harbour.example> wrote:\r\n\
> the authority ordered the night cranes to be moved\r\n\
> before the inspectors came.\r\n";

pub(super) const THIRD_MAIL: &str = "\
Message-ID: <three@harbour.example>\r\n\
In-Reply-To: <two@harbour.example>\r\n\
From: Mira Voss <mira@harbour.example>\r\n\
Subject: Re: Re: The night cranes\r\n\
Date: Tue, 22 Mar 2022 09:00:00 +0000\r\n\
\r\n\
He told the paper something else.\r\n\
From that day on nobody asked him again.\r\n";

/// A mail with a text in two shapes, a letter attached, a picture shown in the text, and a mail attached.
pub(super) fn mail_with_attachments() -> String {
    let letter = "Dear inspector,\n\nThe cranes were moved on Thursday night, Mr Hale said.\n";
    format!(
        "Message-ID: <four@harbour.example>\r\nFrom: Mira Voss <mira@harbour.example>\r\nSubject: Fwd: the letter\r\n\
         Date: Wed, 23 Mar 2022 10:00:00 +0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"outer\"\r\n\r\n\
         --outer\r\nContent-Type: multipart/alternative; boundary=\"inner\"\r\n\r\n\
         --inner\r\nContent-Type: text/plain; charset=windows-1251\r\nContent-Transfer-Encoding: base64\r\n\r\n{}\r\n\
         --inner\r\nContent-Type: text/html\r\n\r\n<p>Short.</p>\r\n--inner--\r\n\
         --outer\r\nContent-Type: text/plain; name=\"letter.txt\"\r\nContent-Disposition: attachment; filename=\"letter.txt\"\r\n\
         Content-Transfer-Encoding: base64\r\n\r\n{}\r\n\
         --outer\r\nContent-Type: image/png\r\nContent-Disposition: inline\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n\
         --outer\r\nContent-Type: message/rfc822\r\n\r\n{SECOND_MAIL}\r\n--outer--\r\n",
        base64(b"\xCF\xE5\xF0\xE5\xF1\xFB\xEB\xE0\xFE \xEF\xE8\xF1\xFC\xEC\xEE. \xCE\xED \xF1\xEA\xE0\xE7\xE0\xEB, \xF7\xF2\xEE \xEA\xF0\xE0\xED\xFB \xF3\xE1\xF0\xE0\xEB\xE8 \xED\xEE\xF7\xFC\xFE."),
        base64(letter.as_bytes()),
    )
}

pub(super) fn mailbox() -> Vec<u8> {
    let mut mailbox = String::new();
    for mail in [FIRST_MAIL, SECOND_MAIL, THIRD_MAIL] {
        mailbox.push_str("From mira@harbour.example Tue Mar 22 10:00:00 2022\n");
        mailbox.push_str(&mail.replace("\r\nFrom that", "\r\n>From that"));
        mailbox.push('\n');
    }
    mailbox.into_bytes()
}

pub(super) fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut written = String::new();
    for (group_idx, group) in bytes.chunks(3).enumerate() {
        let bits = (0..3).fold(0_usize, |bits, place| bits << 8 | usize::from(*group.get(place).unwrap_or(&0)));
        let digit = |place: usize| char::from(DIGITS[bits >> (18 - 6 * place) & 63]);
        written.extend((0..4).map(|place| if place <= group.len() { digit(place) } else { '=' }));
        if group_idx % 19 == 18 {
            written.push_str("\r\n");
        }
    }
    written
}

pub(super) fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
        writer.start_file(*name, options).expect("a name");
        writer.write_all(bytes).expect("memory takes everything");
    }
    writer.finish().expect("memory takes everything").into_inner()
}

pub(super) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).expect("memory takes everything");
    encoder.finish().expect("memory takes everything")
}

pub(super) const PAGE: &str = "<!doctype html><html><head><title>Cranes moved by night</title>\
<meta property=\"article:published_time\" content=\"2022-03-20T08:00:00Z\"></head><body><article>\
<h1>Cranes moved by night</h1><p>The harbour authority moved its night cranes before the inspectors came, an activist \
said on Sunday. She had read two letters from the office of the harbour master, she said, and both named the day.</p>\
<p>The authority denied it on Monday. Its spokesman called the letters a crude forgery and said that nobody had given \
any such order, then or later.</p></article></body></html>";

/// One record of a web archive.
pub(super) fn record(kind: &str, address: &str, digest: Option<&str>, block: &[u8]) -> Vec<u8> {
    let digest = digest.map(|digest| format!("WARC-Payload-Digest: {digest}\r\n")).unwrap_or_default();
    let head = format!(
        "WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2024-05-02T10:11:12Z\r\n{digest}\
         Content-Type: application/http; msgtype={kind}\r\nContent-Length: {}\r\n\r\n",
        block.len()
    );
    [head.as_bytes(), block, b"\r\n\r\n"].concat()
}

pub(super) fn http(headers: &str, body: &[u8]) -> Vec<u8> {
    [format!("HTTP/1.1 200 OK\r\n{headers}\r\n").as_bytes(), body].concat()
}

pub(super) fn sha1_hex(bytes: &[u8]) -> String {
    Sha1::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A page sent in chunks and packed, a page that was altered, a picture, a request, a plain text.
pub(super) fn web_archive() -> Vec<Vec<u8>> {
    let packed = gzip(PAGE.as_bytes());
    let (first, second) = packed.split_at(packed.len() / 2);
    let chunked = [
        format!("{:x}\r\n", first.len()).as_bytes(),
        first,
        format!("\r\n{:x}\r\n", second.len()).as_bytes(),
        second,
        b"\r\n0\r\n\r\n",
    ]
    .concat();
    let headers = "Content-Type: text/html; charset=utf-8\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n";
    let claimed = format!("sha1:{}", sha1_hex(&packed));
    let altered = PAGE.replace("denied", "admitted");
    vec![
        record("request", "https://vale.example/cranes", None, b"GET /cranes HTTP/1.1\r\nHost: vale.example\r\n\r\n"),
        record("response", "https://vale.example/cranes", Some(&claimed), &http(headers, &chunked)),
        record(
            "response",
            "https://vale.example/cranes",
            Some(&format!("sha1:{}", sha1_hex(PAGE.as_bytes()))),
            &http("Content-Type: text/html\r\n", altered.as_bytes()),
        ),
        record("response", "https://vale.example/logo.png", None, &http("Content-Type: image/png\r\n", b"\x89PNG")),
        record(
            "response",
            "https://vale.example/note.txt",
            None,
            &http(
                "Content-Type: text/plain; charset=windows-1251\r\n",
                b"\xCE\xED \xF1\xEA\xE0\xE7\xE0\xEB, \xF7\xF2\xEE \xEA\xF0\xE0\xED\xFB \xF3\xE1\xF0\xE0\xEB\xE8.",
            ),
        ),
    ]
}

pub(super) const TABLE: &str = "id,headline,text,outlet,date,url\n\
7,Cranes moved,\"The cranes were moved, \"\"by night\"\", an activist said.\",Vale Post,2022-03-21T10:00:00Z,https://vale.example/7\n\
8,No text,,Vale Post,2022-03-22,https://vale.example/8\n\
9,Authority denies it,<p>The authority denied it &amp; called it a forgery.</p>,Vale Post,22 March 2022,https://vale.example/9\n";

pub(super) const JSON_LINES: &str = "{\"body\": \"The cranes were moved, an activist said.\", \"author\": \"Ann Lee\", \"created_at\": 1647856800}\n\
{\"body\": \"\"}\n\
not json\n\
{\"body\": \"Nobody gave such an order, he said:\\n\\u00abno\\u00bb.\", \"from\": \"B. Ray\"}\n";

pub(super) const RSS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel>\
<title>The Vale Post</title><link>https://vale.example</link><language>en</language>\
<item><title>Cranes moved &amp;amp; hidden</title><link>https://vale.example/1</link><guid>vale-1</guid>\
<pubDate>Mon, 21 Mar 2022 10:00:00 GMT</pubDate><dc:creator><![CDATA[Ann Lee]]></dc:creator>\
<description>The cranes were moved.</description>\
<content:encoded><![CDATA[<p>The cranes were moved by night, an activist said.</p><p>The authority denied it.</p>]]></content:encoded></item>\
<item><title>Two letters</title><source url=\"https://wire.example/feed\">Coast Wire</source>\
<description>&lt;p&gt;Two letters were leaked on Monday, the &lt;b&gt;Coast Wire&lt;/b&gt; reported.&lt;/p&gt;</description></item>\
<item><enclosure url=\"https://vale.example/a.mp3\"/></item></channel></rss>";

pub(super) const ATOM: &str = "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title type=\"text\">Harbour Watch</title>\
<author><name>Mira Voss</name></author>\
<entry><id>tag:harbour.example,2022:1</id><title>The foreman spoke</title><link rel=\"self\" href=\"https://harbour.example/1.atom\"/>\
<link rel=\"alternate\" href=\"https://harbour.example/1\"/><published>2022-03-21T23:30:00+02:00</published>\
<updated>2022-03-23T09:00:00Z</updated>\
<content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\"><p>The foreman told me that the cranes were moved.</p>\
<p>He named no day.</p></div></content></entry></feed>";

pub(super) const TELEGRAM: &str = r#"{
 "name": "Harbour news", "type": "public_channel", "id": 123,
 "messages": [
  {"id": 1, "type": "service", "date": "2022-03-21T10:00:00", "actor": "Harbour news", "action": "create_channel", "text": ""},
  {"id": 2, "type": "message", "date": "2022-03-21T13:00:00", "date_unixtime": "1647856800", "from": "Harbour news", "from_id": "channel123",
   "text": ["The cranes were moved, ", {"type": "bold", "text": "Mira Voss"}, " said.\n\nThe authority denied it: ", {"type": "link", "text": "https://vale.example/1"}],
   "text_entities": []},
  {"id": 3, "type": "message", "date": "2022-03-21T14:00:00", "date_unixtime": "1647860400", "edited": "2022-03-22T14:00:00", "edited_unixtime": "1647946800",
   "from": "Harbour news", "from_id": "channel123", "forwarded_from": "Coast Wire", "reply_to_message_id": 2,
   "text": "\u041e\u043d \u0441\u043a\u0430\u0437\u0430\u043b, \u0447\u0442\u043e \u043f\u0438\u0441\u044c\u043c\u043e \u043f\u043e\u0434\u0434\u0435\u043b\u044c\u043d\u043e\u0435."},
  {"id": 4, "type": "message", "date": "2022-03-21T15:00:00", "date_unixtime": "1647864000", "from": "Harbour news", "from_id": "channel123", "photo": "photos/1.jpg", "text": ""},
  {"id": 5, "type": "message", "date": "2022-03-21T16:00:00", "date_unixtime": "1647867600", "from": "Harbour news", "from_id": "channel123", "forwarded_from": null, "text": "Nobody was there, he said."}
 ]
}"#;

pub(super) const TWEETS: &str = r#"window.YTD.tweets.part0 = [
 {"tweet": {"id_str": "11", "created_at": "Mon Mar 21 10:00:05 +0000 2022", "lang": "en", "full_text": "The cranes &amp; the letters: an activist said they were moved.", "in_reply_to_status_id_str": "10"}},
 {"tweet": {"id_str": "12", "created_at": "Mon Mar 21 11:00:05 +0000 2022", "full_text": "RT @coast_wire: The authority denied it."}},
 {"tweet": {"id_str": "13", "created_at": "Mon Mar 21 12:00:05 +0000 2022", "full_text": "A long post that begins so\u2026", "note_tweet": {"text": "A long post that begins so and says at its end that the letter is real."}}}
]"#;

pub(super) const ACCOUNT: &str = r#"window.YTD.account.part0 = [{"account": {"username": "harbourwatch", "accountId": "5", "accountDisplayName": "Harbour Watch"}}]"#;

/// One of each kind, with a name that fits.
pub(super) fn all() -> Vec<(&'static str, Vec<u8>)> {
    let warc = web_archive();
    vec![
        ("a.eml", mail_with_attachments().into_bytes()),
        ("a.mbox", mailbox()),
        ("a.zip", zip(&[("b/a.mbox", &mailbox()), ("one.txt", b"He said that the bridge had fallen.")])),
        ("a.mbox.gz", gzip(&mailbox())),
        ("a.warc", warc.concat()),
        ("a.warc.gz", warc.iter().flat_map(|record| gzip(record)).collect()),
        ("a.csv", TABLE.as_bytes().to_vec()),
        ("a.jsonl", JSON_LINES.as_bytes().to_vec()),
        ("a.rss", RSS.as_bytes().to_vec()),
        ("a.atom", ATOM.as_bytes().to_vec()),
        ("result.json", TELEGRAM.as_bytes().to_vec()),
        ("tweets.js", TWEETS.as_bytes().to_vec()),
        ("x.zip", zip(&[("data/tweets.js", TWEETS.as_bytes()), ("data/account.js", ACCOUNT.as_bytes())])),
        ("a.wacz", wacz()),
    ]
}

pub(super) fn wacz() -> Vec<u8> {
    let warc: Vec<u8> = web_archive().iter().flat_map(|record| gzip(record)).collect();
    let package = format!(
        "{{\"resources\": [{{\"name\": \"data.warc.gz\", \"path\": \"archive/data.warc.gz\", \"hash\": \"sha1:{}\", \"bytes\": {}}}]}}",
        sha1_hex(b"something else"),
        warc.len()
    );
    let pages = "{\"format\": \"json-pages-1.0\"}\n{\"url\": \"https://vale.example/note.txt\", \"title\": \"A note\", \"ts\": \"2024-05-02T10:11:12Z\"}\n";
    zip(&[
        ("datapackage.json", package.as_bytes()),
        ("pages/pages.jsonl", pages.as_bytes()),
        ("archive/data.warc.gz", &warc),
        ("indexes/index.cdx", b"not read"),
    ])
}
