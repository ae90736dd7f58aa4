//! A mailbox: mails one after the other, each after a line that begins with "From ".
//!
//! A line of a mail that begins so was marked with ">" when it was put into the box; the mark is taken off again (the
//! `mboxrd` way), so that a mail has the same bytes, and the same id, as when it is saved by itself.

use std::collections::{BTreeMap, BTreeSet};

use mail_parser::MessageParser;

use super::message;
use crate::document::{Evidenced, Metadata};
use crate::unpack::container::is_mbox_separator;
use crate::unpack::{Above, Unpacking};

/// Hands on the mails of a box, numbered from 1.
pub(in crate::unpack) fn unpack(unpacking: &mut Unpacking<'_>, name: &str, bytes: &[u8], above: &Above) {
    let mails = split(bytes);
    let mut threads = Threads::of(&mails);
    for (mail_idx, mail) in mails.iter().enumerate() {
        if unpacking.is_spent() {
            return;
        }
        let mail = unmarked(mail);
        let thread = threads.root_of(&mail).map(|root| Evidenced::new(root, "mail headers In-Reply-To and References"));
        let above = above.inside(Metadata { thread, ..Metadata::default() });
        // A mail without attachments that cannot be told by its headers is a mail all the same: the box says so.
        super::unpack(unpacking, &format!("{name}/{}", mail_idx + 1), &mail, &above);
    }
}

/// Returns the mails, without the lines that part them.
fn split(bytes: &[u8]) -> Vec<&[u8]> {
    let mut mails = Vec::new();
    let mut start = None;
    let mut end_before = 0;
    let mut follows_gap = true;
    let mut offset = 0;
    for line in bytes.split_inclusive(|&byte| byte == b'\n') {
        if follows_gap && line.starts_with(b"From ") && is_separator(line) {
            if let Some(start) = start {
                mails.push(&bytes[start..end_before]);
            }
            start = Some(offset + line.len());
            end_before = offset + line.len();
        }
        offset += line.len();
        follows_gap = line.iter().all(u8::is_ascii_whitespace);
        // The empty line before the next separator is not the mail's.
        if !follows_gap || start.is_none_or(|start| end_before < start) {
            end_before = offset;
        }
    }
    if let Some(start) = start {
        mails.push(&bytes[start..offset]);
    }
    mails.retain(|mail| !mail.iter().all(u8::is_ascii_whitespace));
    mails
}

fn is_separator(line: &[u8]) -> bool {
    line.len() < 400 && is_mbox_separator(String::from_utf8_lossy(line).trim_end())
}

/// Takes one ">" off every line that would begin with "From " but for such marks.
fn unmarked(mail: &[u8]) -> Vec<u8> {
    let mut found = Vec::with_capacity(mail.len());
    for line in mail.split_inclusive(|&byte| byte == b'\n') {
        let n_marks = line.iter().take_while(|&&byte| byte == b'>').count();
        let is_marked = n_marks > 0 && line[n_marks..].starts_with(b"From ");
        found.extend_from_slice(&line[usize::from(is_marked)..]);
    }
    found
}

/// Which mail answers which, for a thread begins with a mail that the last one need not name.
struct Threads {
    /// From a message's id to the one that it answers, or to the first that it refers to.
    above: BTreeMap<String, String>,
}

impl Threads {
    fn of(mails: &[&[u8]]) -> Threads {
        let parser = MessageParser::default();
        let mut above = BTreeMap::new();
        for mail in mails {
            let Some(message) = parser.parse_headers(*mail) else { continue };
            let root = message::references_of(&message).into_iter().next().or_else(|| message::reply_of(&message));
            if let (Some(id), Some(root)) = (message::id_of(&message), root) {
                above.entry(id).or_insert(root);
            }
        }
        Threads { above }
    }

    /// Returns the id of the mail that the thread of this one began with.
    fn root_of(&mut self, mail: &[u8]) -> Option<String> {
        let message = MessageParser::default().parse_headers(mail)?;
        let mut root = message::id_of(&message)?;
        let mut passed = BTreeSet::new();
        // Ids may name each other in a ring: there the thread begins with the one that is met again.
        while let Some(above) = self.above.get(&root)
            && passed.insert(root.clone())
        {
            root.clone_from(above);
        }
        // The next answer to any of these is one step from the root.
        self.above.remove(&root);
        passed.remove(&root);
        for id in passed {
            self.above.insert(id, root.clone());
        }
        Some(root)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn threads_are_followed_and_rings_end() {
        let mail = |id: &str, above: &str| format!("Message-ID: <{id}>\nIn-Reply-To: <{above}>\n\nx\n").into_bytes();
        let mails = [mail("b", "a"), mail("c", "b"), mail("d", "c"), mail("e", "f"), mail("f", "e")];
        let slices: Vec<&[u8]> = mails.iter().map(Vec::as_slice).collect();
        let mut threads = Threads::of(&slices);
        let roots: Vec<String> = mails.iter().rev().map(|mail| threads.root_of(mail).unwrap()).collect();
        assert_eq!(roots[2..], ["a", "a", "a"]);
        assert_eq!(roots[0], roots[1]);
    }

    #[test]
    fn a_box_is_cut_where_mails_begin() {
        let text = b"From a@example.org Mon Mar 21 10:00:00 2022\nSubject: 1\n\nHe left.\nFrom then on it was ours.\n>From here too.\n\nFrom b@example.org Mon Mar 21 11:00:00 2022\nSubject: 2\n\nShe left.\n";
        let mails: Vec<String> = split(text).iter().map(|mail| String::from_utf8(unmarked(mail)).unwrap()).collect();
        assert_eq!(mails.len(), 2);
        assert_eq!(mails[0], "Subject: 1\n\nHe left.\nFrom then on it was ours.\nFrom here too.\n");
        assert_eq!(mails[1], "Subject: 2\n\nShe left.\n");
    }
}
