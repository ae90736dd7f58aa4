//! Mails, mailboxes, attachments.

use hearsay_text::document::Format;

use super::fixtures::{self, FIRST_MAIL, SECOND_MAIL};
use super::{apart, import, names, read, shown, told, unpack};

#[test]
fn a_mail_is_its_senders_own_words() {
    let unpacked = unpack("one.eml", FIRST_MAIL.as_bytes());
    assert_eq!(names(&unpacked), ["one.eml"]);
    let document = import(&unpacked.parts[0]);
    assert_eq!(document.format, Format::Mail);
    assert_eq!(
        read(&document),
        [
            "Jon,",
            "the authority ordered the night cranes to be moved before the inspectors came.",
            "The foreman told me so on Friday.",
        ]
    );
    assert_eq!(apart(&document), ["--", "Mira Voss, Harbour Watch"]);
    assert_eq!(
        shown(&document.metadata),
        [
            "title: The night cranes (mail header Subject)",
            "author: Mira Voss (mail header From (mira@harbour.example))",
            "published: 2022-03-21 (mail header Date)",
            "published_at: 2022-03-22T04:30:00Z (mail header Date)",
            "message_id: one@harbour.example (mail header Message-ID)",
        ]
    );
}

#[test]
fn what_is_answered_is_set_apart_and_soft_breaks_are_undone() {
    let unpacked = unpack("two.eml", SECOND_MAIL.as_bytes());
    let document = import(&unpacked.parts[0]);
    assert_eq!(
        read(&document),
        ["The foreman denied it to me. He said at the café that nobody had given any such order."]
    );
    assert!(apart(&document).join(" ").contains("> the authority ordered"));
    let place = document.text.find("café").expect("it stands there");
    let span = hearsay_text::span::Span::new(place, place + "café".len());
    let original =
        document.alignment.as_ref().and_then(|alignment| alignment.original(span)).expect("it came from there");
    assert_eq!(&SECOND_MAIL[original.range()], "caf=C3=A9");
}

#[test]
fn attachments_are_parts_of_their_own() {
    let mail = fixtures::mail_with_attachments();
    let unpacked = unpack("four.eml", mail.as_bytes());
    assert_eq!(names(&unpacked), ["four.eml", "four.eml/letter.txt", "four.eml/message.eml"]);
    assert!(told(&unpacked).is_empty());
    let document = import(&unpacked.parts[0]);
    assert_eq!(document.encoding, "windows-1251");
    assert_eq!(read(&document), ["Пересылаю письмо. Он сказал, что краны убрали ночью."]);
    let letter = import(&unpacked.parts[1]);
    assert_eq!(read(&letter), ["Dear inspector,", "The cranes were moved on Thursday night, Mr Hale said."]);
    assert_eq!(letter.metadata.author, None, "who sends a letter on has not written it");
    let attached = letter.metadata.attached_to.expect("it was attached");
    assert_eq!((attached.value.as_str(), attached.evidence.as_str()), ("four@harbour.example", "mail attachment"));
    assert_eq!(unpacked.parts[2].bytes, SECOND_MAIL.as_bytes());
    assert_eq!(import(&unpacked.parts[2]).metadata.message_id.expect("it has one").value, "two@harbour.example");
}

#[test]
fn a_mailbox_keeps_its_threads() {
    let unpacked = unpack("mails.mbox", &fixtures::mailbox());
    assert_eq!(names(&unpacked), ["mails.mbox/1", "mails.mbox/2", "mails.mbox/3"]);
    assert_eq!(unpacked.parts[0].bytes, FIRST_MAIL.as_bytes(), "as if it were saved by itself");
    let third = import(&unpacked.parts[2]);
    assert!(third.text.contains("\nFrom that day on"), "the mark of the box is taken off");
    let thread = |part: usize| import(&unpacked.parts[part]).metadata.thread.expect("it has a thread").value;
    assert_eq!(thread(0), "one@harbour.example");
    // It names only the mail that it answers; the box knows what that one answered.
    assert_eq!(third.metadata.reply_to.expect("it answers").value, "two@harbour.example");
    assert_eq!((thread(1), thread(2)), ("one@harbour.example".to_owned(), "one@harbour.example".to_owned()));
}

#[test]
fn html_mails_are_read_without_what_they_quote() {
    let mail = "Message-ID: <5@x.example>\nFrom: Ann Lee <ann@x.example>\nMIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n\
        <html><body><div>The letter is real, he told me.</div><div>Ann</div><div class=\"gmail_quote\"><div class=\"gmail_attr\">On Mon, 21 Mar 2022, Bob wrote:</div>\
        <blockquote>Is the letter real?</blockquote></div></body></html>\n";
    let document = import(&unpack("5.eml", mail.as_bytes()).parts[0]);
    assert_eq!(read(&document), ["The letter is real, he told me.", "Ann"]);
    assert_eq!(apart(&document).len(), 2);
}

#[test]
fn a_forwarded_mail_is_a_relay() {
    let mail = "Message-ID: <6@x.example>\nFrom: Ann Lee <ann@x.example>\nSubject: Fwd: cranes\n\nSee below.\n\n\
        ---------- Forwarded message ---------\nFrom: Mira Voss <mira@harbour.example>\nDate: Mon, 21 Mar 2022\nSubject: cranes\nTo: Ann Lee\n\n\
        The cranes were moved, the foreman said.\n";
    let document = import(&unpack("6.eml", mail.as_bytes()).parts[0]);
    assert_eq!(read(&document), ["See below.", "The cranes were moved, the foreman said."]);
    assert_eq!(document.metadata.forwarded_from.expect("it is a relay").value, "Mira Voss");
    assert_eq!(document.metadata.author.expect("she sent it").value, "Ann Lee");
}

#[test]
fn html_is_read_where_the_plain_text_is_a_notice() {
    let html = "<p>The cranes were moved by night, and the foreman said so to three of us on the quay that Friday.</p>";
    let mail = format!(
        "From: Ann Lee <ann@x.example>\nMIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=b\n\n\
         --b\nContent-Type: text/plain\n\nShow as HTML.\n--b\nContent-Type: text/html\n\n{html}\n--b--\n"
    );
    let document = import(&unpack("7.eml", mail.as_bytes()).parts[0]);
    assert!(document.text.starts_with("The cranes were moved by night"));
}

#[test]
fn locked_mails_and_apples_own_are_known() {
    let locked = "From: Ann <ann@x.example>\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: application/pkcs7-mime; name=smime.p7m\nContent-Transfer-Encoding: base64\n\nAAAA\n--b--\n";
    assert_eq!(told(&unpack("8.eml", locked.as_bytes())), [("8.eml/smime.p7m", "encrypted")]);
    let counted = format!("{}\n{FIRST_MAIL}<?xml version=\"1.0\"?><plist/>", FIRST_MAIL.len());
    assert_eq!(unpack("9.emlx", counted.as_bytes()).parts[0].bytes, FIRST_MAIL.as_bytes());
}
