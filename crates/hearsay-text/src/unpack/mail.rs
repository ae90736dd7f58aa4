//! Mails: the words of each, and its attachments as parts of their own.
//!
//! An attachment is not by whoever sent it: it says only what it was attached to.

pub(super) mod mbox;
pub(super) mod message;

mod quoting;
mod transfer;

use std::collections::BTreeMap;

use mail_parser::{Encoding, Message, MessageParser, MessagePart, MimeHeaders, PartType};

use super::part::{Part, charset_of};
use super::part_trouble::PartTroubleKind;
use super::{Above, Unpacking};
use crate::document::{Evidenced, Format, Metadata};

/// Hands on a mail and its attachments.
pub(super) fn unpack(unpacking: &mut Unpacking<'_>, name: &str, bytes: &[u8], above: &Above) {
    let bytes = without_count(name, bytes);
    let mut mail = Part::new(name, bytes);
    mail.format = Some(Format::Mail);
    unpacking.emit(mail, above);
    let Some(message) = MessageParser::default().parse(bytes) else { return };
    let message_id = message::id_of(&message).unwrap_or_else(|| name.to_owned());
    let metadata = Metadata {
        attached_to: Some(Evidenced::new(message_id, "mail attachment")),
        captured: above.metadata.captured.clone(),
        ..Metadata::default()
    };
    let above = Above { metadata, depth: above.depth + 1 };
    let mut names = BTreeMap::new();
    for part_id in &message.attachments {
        let Some(part) = message.part(*part_id).filter(|part| is_document(part)) else { continue };
        if unpacking.is_spent() {
            return;
        }
        let path = format!("{name}/{}", file_name(part, &mut names));
        attachment(unpacking, &message, part, &path, &above);
    }
}

fn attachment(unpacking: &mut Unpacking<'_>, message: &Message<'_>, part: &MessagePart<'_>, path: &str, above: &Above) {
    if is_encrypted(part) {
        unpacking.trouble(path, PartTroubleKind::Encrypted);
        return;
    }
    let raw = raw_body(message, part);
    let bytes = match part.encoding {
        Encoding::None => raw.to_vec(),
        Encoding::QuotedPrintable => transfer::quoted_printable(raw, 0).into_bytes().0,
        Encoding::Base64 => transfer::base64(raw, 0).into_bytes().0,
    };
    if let Err(kind) = unpacking.budget.take_bytes(bytes.len() as u64) {
        unpacking.stop(path, kind);
        return;
    }
    let is_text = matches!(part.body, PartType::Text(_) | PartType::Html(_));
    let charset = part.content_type().filter(|_| is_text).and_then(|content_type| content_type.attribute("charset"));
    match charset_of(charset, &bytes) {
        None => unpacking.enter(path, &bytes, above),
        charset => {
            let mut attached = Part::new(path, &bytes);
            attached.charset = charset;
            unpacking.emit(attached, above);
        }
    }
}

/// Pictures that stand in the mail's text and signatures made by machines are no documents.
fn is_document(part: &MessagePart<'_>) -> bool {
    let Some(content_type) = part.content_type() else { return part.offset_body < part.offset_end };
    let kind = content_type.ctype();
    let is_signature = content_type.subtype().is_some_and(|subtype| subtype.ends_with("-signature"));
    let is_shown = matches!(part.body, PartType::InlineBinary(_)) && matches!(kind, "image" | "audio" | "video");
    !is_signature && !is_shown && kind != "multipart"
}

fn is_encrypted(part: &MessagePart<'_>) -> bool {
    part.content_type()
        .and_then(|content_type| content_type.subtype())
        .is_some_and(|subtype| matches!(subtype, "pkcs7-mime" | "x-pkcs7-mime" | "pgp-encrypted"))
}

/// Returns the bytes of a part's body as they stand in the mail.
fn raw_body<'a>(message: &'a Message<'_>, part: &MessagePart<'_>) -> &'a [u8] {
    message.raw_message.get(part.offset_body as usize..part.offset_end as usize).unwrap_or_default()
}

/// Returns the name that an attachment goes by; a second one of that name gets a number.
fn file_name(part: &MessagePart<'_>, names: &mut BTreeMap<String, usize>) -> String {
    let name = part.attachment_name().unwrap_or_default();
    let name: String = name.chars().map(|c| if c == '/' || c == '\\' || c.is_control() { '_' } else { c }).collect();
    let name = match name.trim() {
        "" | "." | ".." => match part.body {
            PartType::Message(_) => "message.eml".to_owned(),
            PartType::Text(_) => "attachment.txt".to_owned(),
            PartType::Html(_) => "attachment.html".to_owned(),
            _ => "attachment".to_owned(),
        },
        name => name.to_owned(),
    };
    let n_same = names.entry(name.clone()).or_default();
    *n_same += 1;
    if *n_same == 1 { name } else { format!("{n_same}-{name}") }
}

/// Apple's EMLX puts the mail's length before it and a property list after it.
fn without_count<'a>(name: &str, bytes: &'a [u8]) -> &'a [u8] {
    if super::container::extension(name) != "emlx" {
        return bytes;
    }
    let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let count = std::str::from_utf8(&bytes[..digits]).ok().and_then(|digits| digits.parse::<usize>().ok());
    let line = bytes.iter().position(|&byte| byte == b'\n').map_or(bytes.len(), |end| end + 1);
    match count {
        Some(count) => &bytes[line..line.saturating_add(count).min(bytes.len())],
        None => bytes,
    }
}
