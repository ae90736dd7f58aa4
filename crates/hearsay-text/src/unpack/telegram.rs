//! Exports of Telegram Desktop (`result.json`): one chat, or a whole account with all its chats.
//!
//! One message is one document, not a chat one document with turns: each has its own author, its own minute, and often
//! another's words. A chain of claims hangs on those (`forwarded_from` is a relay, and must not be its own source), and
//! an id that is a message's own stays the same when the chat is exported again with a hundred messages more. What a
//! message answers is told by its ids, so that whoever shows it can show that too.

use std::borrow::Cow;

use super::composition::Composition;
use super::json::{self, Object};
use super::part::Part;
use super::part_trouble::PartTroubleKind;
use super::tracked::Tracked;
use super::{Above, Unpacking, source};
use crate::document::{Evidenced, Metadata};
use crate::html::Imported;
use crate::moment::{self, Moment};

/// Returns whether a file is an export.
pub(super) fn is_export(head: &str, bytes: &[u8]) -> bool {
    // Cheap first: every export tells near its beginning of a chat, or of what an account's export is.
    if !["\"messages\"", "\"chats\"", "\"about\""].iter().any(|name| head.contains(name)) {
        return false;
    }
    let text = source::decode(bytes, None);
    let Some(export) = Object::of(&text, text.trim()) else {
        // Cut off, as exports are that were stopped.
        return ["\"type\"", "\"messages\"", "\"from_id\""].iter().all(|name| head.contains(name));
    };
    let is_chat = export.has("type") && export.array("messages").is_some();
    let is_account = ["chats", "left_chats"]
        .iter()
        .any(|name| export.object(name).is_some_and(|chats| chats.array("list").is_some()));
    is_chat || is_account
}

/// Hands on the messages, each named by its chat, where there are several, and its number there.
pub(super) fn unpack(unpacking: &mut Unpacking<'_>, name: &str, bytes: &[u8], above: &Above) {
    let text = source::decode(bytes, None);
    let mut counts = Counts::default();
    let Some(export) = Object::of(&text, text.trim()) else {
        unpacking.trouble(name, PartTroubleKind::Damaged);
        let list = text.find("\"messages\"").and_then(|place| Some(place + text[place..].find('[')?));
        let (list, _) = json::elements_before_damage(list.map_or("", |place| &text[place..]));
        messages(unpacking, name, &text, list, above, &mut counts);
        return counts.tell(unpacking, name);
    };
    if export.has("messages") {
        chat(unpacking, name, &export, above, &mut counts);
    }
    for list in ["chats", "left_chats"] {
        let Some(chats) = export.object(list).and_then(|chats| chats.array("list")) else { continue };
        for raw in chats {
            let Some(inner) = Object::of(&text, raw) else { continue };
            let title = inner.text("name").or_else(|| inner.text("id")).unwrap_or_else(|| "chat".to_owned());
            let title: String = title.chars().map(|c| if c == '/' || c.is_control() { '_' } else { c }).collect();
            chat(unpacking, &format!("{name}/{title}"), &inner, above, &mut counts);
        }
    }
    counts.tell(unpacking, name);
}

#[derive(Debug, Default)]
struct Counts {
    n_silent: usize,
    n_bad: usize,
}

impl Counts {
    fn tell(&self, unpacking: &mut Unpacking<'_>, name: &str) {
        if self.n_silent > 0 {
            unpacking.trouble(name, PartTroubleKind::WithoutText { n_records: self.n_silent });
        }
        if self.n_bad > 0 {
            unpacking.trouble(name, PartTroubleKind::Malformed { n_records: self.n_bad });
        }
    }
}

fn chat(unpacking: &mut Unpacking<'_>, name: &str, chat: &Object<'_>, above: &Above, counts: &mut Counts) {
    let title = chat.text("name").map(|title| Evidenced::new(title, "Telegram chat name"));
    // In a talk between two, the other's name is no outlet's.
    let is_outlet = chat.text("type").is_none_or(|kind| !matches!(kind.as_str(), "personal_chat" | "bot_chat"));
    let above = above.inside(Metadata { site: title.filter(|_| is_outlet), ..Metadata::default() });
    messages(unpacking, name, chat.source(), chat.array("messages").unwrap_or_default(), &above, counts);
}

fn messages(
    unpacking: &mut Unpacking<'_>,
    name: &str,
    source: &str,
    list: Vec<&str>,
    above: &Above,
    counts: &mut Counts,
) {
    for raw in list {
        if unpacking.is_spent() {
            return;
        }
        let Some(message) = Object::of(source, raw) else {
            counts.n_bad += 1;
            continue;
        };
        match message.text("type").as_deref() {
            Some("message") => {}
            // Somebody joined, somebody pinned: nobody said anything.
            Some(_) => continue,
            None => {
                counts.n_bad += 1;
                continue;
            }
        }
        match words(&message) {
            Some(words) if !words.clone().into_text().0.trim().is_empty() => {
                let id = message.text("id").unwrap_or_else(|| "message".to_owned());
                let part = Part::record(format!("{name}/{id}"), raw.as_bytes().to_vec(), Metadata::default());
                unpacking.emit(part, above);
            }
            Some(_) => counts.n_silent += 1,
            None => counts.n_bad += 1,
        }
    }
}

/// Returns whether a record is a message of an export.
pub(super) fn is_message(object: &Object<'_>) -> bool {
    object.text("type").as_deref() == Some("message")
        && object.has("text")
        && (object.has("date_unixtime") || object.has("from_id") || object.has("text_entities"))
}

/// Reads a message.
pub(super) fn read(message: &Object<'_>) -> Option<Imported> {
    if !is_message(message) {
        return None;
    }
    let mut composition = Composition::default();
    composition.push_message(words(message)?);
    composition.metadata = metadata(message);
    Some(composition.finish())
}

/// Returns the words of a message: one string, or pieces of which some are links, mentions or bold.
fn words(message: &Object<'_>) -> Option<Tracked> {
    let raw = message.raw("text")?;
    if raw.starts_with('"') {
        return message.tracked("text");
    }
    let mut words = Tracked::default();
    for piece in json::elements(raw)? {
        let tracked = if piece.starts_with('"') {
            json::tracked(message.source(), piece)
        } else {
            Object::of(message.source(), piece)?.tracked("text")
        };
        let (text, alignment) = tracked?.into_text();
        words.append(&text, &alignment);
    }
    Some(words)
}

fn metadata(message: &Object<'_>) -> Metadata {
    let found = |name: &'static str| message.text(name).map(|value| Evidenced::new(value, format!("Telegram {name}")));
    let day = found("date").and_then(|date| {
        let stamp = moment::parse(&date.value)?;
        Some(Evidenced::new(stamp.day, date.evidence))
    });
    let moment_of = |name: &'static str| {
        let seconds = found(name)?;
        let moment = Moment::of_seconds(seconds.value.parse().ok()?)?;
        Some(Evidenced::new(moment, seconds.evidence))
    };
    let published_at = moment_of("date_unixtime");
    let edited = moment_of("edited_unixtime").map(|edited| Evidenced::new(edited.value.day(), edited.evidence));
    let forwarded = message.raw("forwarded_from").map(Cow::Borrowed);
    // A deleted account's name is null, and yet the words are not the sender's.
    let is_nameless = forwarded.as_deref() == Some("null");
    let forwarded_from = found("forwarded_from")
        .or_else(|| found("forwarded_from_id"))
        .or_else(|| found("saved_from"))
        .or_else(|| is_nameless.then(|| Evidenced::new("a deleted account".to_owned(), "Telegram forwarded_from")));
    Metadata {
        author: found("author").or_else(|| found("from")).or_else(|| found("from_id")),
        published: day.or_else(|| {
            published_at.as_ref().map(|moment| Evidenced::new(moment.value.day(), moment.evidence.clone()))
        }),
        published_at,
        modified: edited,
        message_id: found("id"),
        reply_to: found("reply_to_message_id"),
        forwarded_from,
        ..Metadata::default()
    }
}
