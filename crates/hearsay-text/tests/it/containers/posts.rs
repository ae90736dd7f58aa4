//! Telegram and X: a document a post, and whose words it passes on.

use super::fixtures::{ACCOUNT, TELEGRAM, TWEETS, zip};
use super::{import, names, read, shown, told, unpack};

#[test]
fn each_message_is_a_document() {
    let unpacked = unpack("result.json", TELEGRAM.as_bytes());
    assert_eq!(names(&unpacked), ["result.json/2", "result.json/3", "result.json/5"]);
    assert_eq!(told(&unpacked), [("result.json", "without-text")]);
    let first = import(&unpacked.parts[0]);
    assert_eq!(
        read(&first),
        ["The cranes were moved, Mira Voss said.", "The authority denied it: https://vale.example/1"]
    );
    let relay = import(&unpacked.parts[1]);
    assert_eq!(read(&relay), ["Он сказал, что письмо поддельное."]);
    assert_eq!(
        shown(&relay.metadata),
        [
            "author: Harbour news (Telegram from)",
            "site: Harbour news (Telegram chat name)",
            "published: 2022-03-21 (Telegram date)",
            "published_at: 2022-03-21T11:00:00Z (Telegram date_unixtime)",
            "modified: 2022-03-22 (Telegram edited_unixtime)",
            "message_id: 3 (Telegram id)",
            "reply_to: 2 (Telegram reply_to_message_id)",
            "forwarded_from: Coast Wire (Telegram forwarded_from)",
        ]
    );
    let nameless = import(&unpacked.parts[2]).metadata.forwarded_from.expect("it is a relay all the same");
    assert_eq!(nameless.value, "a deleted account");
}

#[test]
fn a_whole_account_is_all_its_chats() {
    let private = TELEGRAM.replace("public_channel", "personal_chat").replace("Harbour news", "Ann/Lee");
    let account = format!("{{\"about\": \"x\", \"chats\": {{\"about\": \"x\", \"list\": [{TELEGRAM}, {private}]}}}}");
    let unpacked = unpack("result.json", account.as_bytes());
    assert_eq!(unpacked.parts.len(), 6);
    assert_eq!(unpacked.parts[3].name, "result.json/Ann_Lee/2");
    assert_eq!(import(&unpacked.parts[3]).metadata.site, None, "a talk between two is no outlet");
}

#[test]
fn a_message_has_its_id_in_every_export() {
    let first = unpack("result.json", TELEGRAM.as_bytes());
    let later = TELEGRAM.replace("\"messages\": [", "\"messages\": [\n  {\"id\": 0, \"type\": \"message\", \"date_unixtime\": \"1647856700\", \"text\": \"Hello.\"},");
    let second = unpack("export/result.json", later.as_bytes());
    let ids: Vec<_> = second.parts.iter().map(|part| part.id()).collect();
    assert_eq!(ids.len(), 4);
    assert!(first.parts.iter().all(|part| ids.contains(&part.id())));
}

#[test]
fn posts_of_an_archive_know_their_author() {
    let unpacked = unpack(
        "x.zip",
        &zip(&[
            ("data/tweets.js", TWEETS.as_bytes()),
            ("data/like.js", b"window.YTD.like.part0 = []"),
            ("data/account.js", ACCOUNT.as_bytes()),
        ]),
    );
    assert_eq!(names(&unpacked), ["x.zip/data/tweets.js/11", "x.zip/data/tweets.js/12", "x.zip/data/tweets.js/13"]);
    assert!(unpacked.troubles.is_empty(), "{:?}", unpacked.troubles);
    let first = import(&unpacked.parts[0]);
    assert_eq!(read(&first), ["The cranes & the letters: an activist said they were moved."]);
    assert_eq!(
        shown(&first.metadata),
        [
            "author: Harbour Watch (X archive account.js accountDisplayName)",
            "site: @harbourwatch (X archive account.js username)",
            "published: 2022-03-21 (X archive created_at)",
            "published_at: 2022-03-21T10:00:05Z (X archive created_at)",
            "language: en (X archive lang)",
            "url: https://x.com/harbourwatch/status/11 (X archive: account name and id_str)",
            "message_id: 11 (X archive id)",
            "reply_to: 10 (X archive in_reply_to_status_id_str)",
        ]
    );
    assert_eq!(import(&unpacked.parts[1]).metadata.forwarded_from.expect("it is a relay").value, "@coast_wire");
    assert!(import(&unpacked.parts[2]).text.ends_with("says at its end that the letter is real."));
}

#[test]
fn posts_alone_do_not_say_whose_they_are() {
    assert_eq!(told(&unpack("tweets.js", TWEETS.as_bytes())), [("tweets.js", "no-author")]);
    assert_eq!(told(&unpack("tweets.js", b"window.YTD.tweets.part0 = [{]")), [("tweets.js", "damaged")]);
    let letters = b"window.YTD.direct_messages.part0 = [ {\"dmConversation\": {}} ]";
    assert_eq!(told(&unpack("direct-messages.js", letters)), [("direct-messages.js", "unread")]);
    let notes = br#"window.YTD.note_tweet.part0 = [{"noteTweet": {"noteTweetId": "9", "createdAt": "2023-01-02T03:04:05.000Z", "core": {"text": "It was long, he said."}}}]"#;
    assert_eq!(read(&import(&unpack("note-tweet.js", notes).parts[0])), ["It was long, he said."]);
}

#[test]
fn an_export_cut_off_keeps_its_first_posts() {
    let cut = &TELEGRAM[..TELEGRAM.find("\"id\": 4").expect("it stands there")];
    let unpacked = unpack("result.json", cut.as_bytes());
    assert_eq!(names(&unpacked), ["result.json/2", "result.json/3"]);
    assert_eq!(told(&unpacked), [("result.json", "damaged")]);
    let cut = &TWEETS[..TWEETS.find("\"13\"").expect("it stands there")];
    assert_eq!(unpack("tweets.js", cut.as_bytes()).parts.len(), 2);
}
