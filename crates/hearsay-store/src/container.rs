//! What only a container knows of a document, as lines: when it was captured, where it stood, which message it was attached to.
//!
//! The document's own bytes do not have it, so it is kept with them; two lines a value, the second for what it rests on.

use hearsay_text::document::{Date, Evidenced, Metadata};
use hearsay_text::moment::Moment;

use crate::entry::{Lines, escape, unescape};
use crate::given::Given;

/// What begins the line of a value, and the one of what it rests on.
const VALUE: &str = "container";
const EVIDENCE: &str = "by";

/// Returns the lines of all that is known, in one order.
pub(crate) fn lines(metadata: &Metadata) -> Vec<String> {
    // A field that is added to the type must be kept too.
    let Metadata {
        title,
        author,
        site,
        published,
        created,
        modified,
        language,
        published_at,
        captured,
        url,
        message_id,
        reply_to,
        thread,
        forwarded_from,
        attached_to,
    } = metadata;
    let mut lines = Vec::new();
    let mut line = |name: &str, found: Option<(String, &String)>| {
        if let Some((value, evidence)) = found {
            lines.push(format!("{VALUE} {name} {}", escape(&value)));
            lines.push(format!("{EVIDENCE} {}", escape(evidence)));
        }
    };
    line("title", text(title));
    line("author", text(author));
    line("site", text(site));
    line("published", shown(published));
    line("created", shown(created));
    line("modified", shown(modified));
    line("language", text(language));
    line("published-at", shown(published_at));
    line("captured", shown(captured));
    line("url", text(url));
    line("message-id", text(message_id));
    line("reply-to", text(reply_to));
    line("thread", text(thread));
    line("forwarded-from", text(forwarded_from));
    line("attached-to", text(attached_to));
    lines
}

fn text(found: &Option<Evidenced<String>>) -> Option<(String, &String)> {
    found.as_ref().map(|found| (found.value.clone(), &found.evidence))
}

fn shown<T: std::fmt::Display>(found: &Option<Evidenced<T>>) -> Option<(String, &String)> {
    found.as_ref().map(|found| (found.value.to_string(), &found.evidence))
}

/// Takes the lines that [`lines`] wrote; nothing if they cannot be read.
pub(crate) fn take(from: &mut Lines<'_>) -> Option<Metadata> {
    let mut metadata = Metadata::default();
    while let Some(line) = from.take(VALUE) {
        let (name, value) = line.split_once(' ')?;
        let (value, evidence) = (unescape(value)?, unescape(from.take(EVIDENCE)?)?);
        put(&mut metadata, name, value, evidence)?;
    }
    Some(metadata)
}

fn put(metadata: &mut Metadata, name: &str, value: String, evidence: String) -> Option<()> {
    let text = |place: &mut Option<Evidenced<String>>, value, evidence| *place = Some(Evidenced { value, evidence });
    match name {
        "title" => text(&mut metadata.title, value, evidence),
        "author" => text(&mut metadata.author, value, evidence),
        "site" => text(&mut metadata.site, value, evidence),
        "published" => metadata.published = Some(Evidenced { value: Date::parse(&value)?, evidence }),
        "created" => metadata.created = Some(Evidenced { value: Date::parse(&value)?, evidence }),
        "modified" => metadata.modified = Some(Evidenced { value: Date::parse(&value)?, evidence }),
        "language" => text(&mut metadata.language, value, evidence),
        "published-at" => metadata.published_at = Some(Evidenced { value: Moment::parse(&value)?, evidence }),
        "captured" => metadata.captured = Some(Evidenced { value: Moment::parse(&value)?, evidence }),
        "url" => text(&mut metadata.url, value, evidence),
        "message-id" => text(&mut metadata.message_id, value, evidence),
        "reply-to" => text(&mut metadata.reply_to, value, evidence),
        "thread" => text(&mut metadata.thread, value, evidence),
        "forwarded-from" => text(&mut metadata.forwarded_from, value, evidence),
        "attached-to" => text(&mut metadata.attached_to, value, evidence),
        _ => return None,
    }
    Some(())
}

/// Returns what the column of a document holds; nothing if no container says anything of it.
pub(crate) fn column(given: &Given) -> Option<String> {
    given.container.as_ref().map(|metadata| lines(metadata).join("\n"))
}

/// Returns what a column says, as far as it can be read: the audit tells whether it is what was written.
pub(crate) fn of_column(column: Option<&str>) -> Option<Box<Metadata>> {
    column.and_then(|column| take(&mut Lines::of(column))).map(Box::new)
}
