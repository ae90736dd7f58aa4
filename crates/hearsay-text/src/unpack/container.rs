//! Which files are containers: told by their content, and by name only where content cannot tell.
//!
//! Not whether they are sound: a damaged archive is an archive.

use super::source;

/// The kinds of container.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Container {
    /// One mail with its attachments: EML, or Apple's EMLX.
    Mail,
    /// Mails one after the other.
    Mbox,
    /// A ZIP archive, WACZ among them; not an office document.
    Zip,
    /// One file packed by gzip.
    Gzip,
    /// Captures of web pages, packed by gzip or not.
    Warc,
    /// RSS or Atom.
    Feed,
    /// `result.json` of Telegram Desktop.
    Telegram,
    /// A file of X's (Twitter's) archive, such as `tweets.js`.
    XArchive,
    /// CSV, TSV.
    Table,
    /// JSON Lines, or a JSON array of objects.
    JsonRows,
}

impl Container {
    /// Returns the kind of container that a file is, if it is one that this program opens.
    pub fn of(name: &str, bytes: &[u8]) -> Option<Container> {
        let extension = extension(name);
        if let Some(packed) = packed(&extension, bytes) {
            return packed;
        }
        let head = source::head(bytes);
        if cfg!(feature = "mail")
            && let Some(container) = mail(&extension, &head)
        {
            return Some(container);
        }
        let is_json = matches!(extension.as_str(), "json" | "jsonl" | "ndjson");
        match head.as_bytes().first()? {
            b'<' if cfg!(feature = "feeds") && is_feed(&head) => Some(Container::Feed),
            b'w' if cfg!(feature = "posts") && head.starts_with("window.YTD.") => Some(Container::XArchive),
            #[cfg(feature = "posts")]
            b'{' if super::telegram::is_export(&head, bytes) => Some(Container::Telegram),
            b'{' | b'[' if is_json && cfg!(feature = "tables") && super::rows::are_rows(bytes) => {
                Some(Container::JsonRows)
            }
            _ => {
                let is_table = matches!(extension.as_str(), "csv" | "tsv" | "tab");
                (is_table && cfg!(feature = "tables")).then_some(Container::Table)
            }
        }
    }
}

/// Returns what a packed file is; the inner `None` says that it is packed and yet no container.
fn packed(extension: &str, bytes: &[u8]) -> Option<Option<Container>> {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        #[cfg(feature = "archives")]
        return Some((!super::archive::is_office(extension, bytes)).then_some(Container::Zip));
        #[cfg(not(feature = "archives"))]
        return Some(None);
    }
    if bytes.starts_with(b"\x1F\x8B\x08") {
        #[cfg(feature = "web-archives")]
        if super::warc::is_packed_warc(bytes) {
            return Some(Some(Container::Warc));
        }
        return Some(cfg!(feature = "archives").then_some(Container::Gzip));
    }
    if bytes.starts_with(b"WARC/") {
        return Some(cfg!(feature = "web-archives").then_some(Container::Warc));
    }
    let _ = extension;
    None
}

/// Returns the extension of a file's name in lower case.
pub(super) fn extension(name: &str) -> String {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    file.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase()).unwrap_or_default()
}

/// A mailbox begins with "From " and an address; a mail with header lines that no other text has.
fn mail(extension: &str, head: &str) -> Option<Container> {
    if head.starts_with("From ") {
        let (first, rest) = head.split_once('\n')?;
        let is_separator = is_mbox_separator(first) && (extension == "mbox" || n_known_headers(rest) > 0);
        return is_separator.then_some(Container::Mbox);
    }
    let is_counted = extension == "emlx" && head.starts_with(|c: char| c.is_ascii_digit());
    let head = if is_counted { head.split_once('\n')?.1 } else { head };
    let n_headers_min = if matches!(extension, "eml" | "emlx") { 1 } else { 4 };
    let is_certain = matches!(extension, "eml" | "emlx") || has_technical_header(head);
    (is_certain && n_known_headers(head) >= n_headers_min).then_some(Container::Mail)
}

/// "From ann@example.org Mon Mar 21 10:00:00 2022".
pub(super) fn is_mbox_separator(line: &str) -> bool {
    let Some(rest) = line.strip_prefix("From ") else { return false };
    let words: Vec<&str> = rest.split_ascii_whitespace().collect();
    let is_year = |word: &&str| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    let is_clock = |word: &&str| word.len() >= 4 && word.as_bytes()[0].is_ascii_digit() && word.contains(':');
    (3..=10).contains(&words.len()) && words.iter().any(is_year) && words.iter().any(is_clock)
}

/// Lines before the first empty one that look like `Name: value`, folded lines aside.
fn header_names(head: &str) -> impl Iterator<Item = String> + '_ {
    let lines = head.lines().take_while(|line| !line.trim().is_empty()).take(200);
    let lines = lines.filter(|line| !line.starts_with([' ', '\t']));
    lines.map_while(|line| {
        let (name, _) = line.split_once(':')?;
        let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_graphic());
        is_name.then(|| name.to_ascii_lowercase())
    })
}

fn n_known_headers(head: &str) -> usize {
    const KNOWN: [&str; 12] = [
        "cc",
        "content-type",
        "date",
        "delivered-to",
        "from",
        "in-reply-to",
        "message-id",
        "mime-version",
        "received",
        "return-path",
        "subject",
        "to",
    ];
    header_names(head).filter(|name| KNOWN.contains(&name.as_str())).count()
}

fn has_technical_header(head: &str) -> bool {
    header_names(head).any(|name| matches!(name.as_str(), "message-id" | "mime-version" | "received" | "return-path"))
}

/// Returns whether the first element is that of a feed.
fn is_feed(head: &str) -> bool {
    let mut rest = head;
    loop {
        rest = rest.trim_start();
        let end = match rest {
            _ if rest.starts_with("<?") => "?>",
            _ if rest.starts_with("<!--") => "-->",
            _ if rest.starts_with("<!") => ">",
            _ => break,
        };
        let Some(place) = rest.find(end) else { return false };
        rest = &rest[place + end.len()..];
    }
    let name_end = rest.find(|c: char| c.is_whitespace() || c == '>' || c == '/').unwrap_or(rest.len());
    let name = rest.get(1..name_end).unwrap_or_default();
    let name = name.rsplit(':').next().unwrap_or(name);
    matches!(name, "rss" | "feed" | "RDF") && (name != "RDF" || head.contains("purl.org/rss"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn containers_are_told_by_their_content() {
        let of = |name: &str, text: &str| Container::of(name, text.as_bytes());
        let mail = "Message-ID: <1@example.org>\nFrom: Ann <ann@example.org>\nTo: b@example.org\nDate: Mon, 21 Mar 2022 10:00:00 +0000\n\nHello.";
        assert_eq!(of("a.txt", mail), Some(Container::Mail));
        assert_eq!(of("box", &format!("From ann@example.org Mon Mar 21 10:00:00 2022\n{mail}")), Some(Container::Mbox));
        assert_eq!(of("a.xml", "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel/></rss>"), Some(Container::Feed));
        assert_eq!(of("a", "<feed xmlns=\"http://www.w3.org/2005/Atom\"/>"), Some(Container::Feed));
        assert_eq!(of("tweets.js", "window.YTD.tweets.part0 = []"), Some(Container::XArchive));
        assert_eq!(of("a.csv", "text,date\nHe left.,2022"), Some(Container::Table));
        assert_eq!(of("a.warc", "WARC/1.0\r\n"), Some(Container::Warc));
    }

    #[test]
    fn texts_are_no_containers() {
        let of = |name: &str, text: &str| Container::of(name, text.as_bytes());
        for text in [
            "From Monday on, the army held the town.\n\nHe said so.",
            "From: the minister\nTo: the governor\nSubject: the bridge\n\nIt was a letter on paper.",
            "<!doctype html><title>Feed</title>",
            "Date: Monday\nANNA: Did you see it?",
            "{ it began with a brace",
            "",
        ] {
            assert_eq!(of("a.txt", text), None, "{text}");
        }
        assert_eq!(of("a.json", "{\"colour\": 3}"), None);
    }
}
