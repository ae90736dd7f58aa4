//! X's (Twitter's) archive: `tweets.js` and its kin, each a script that sets `window.YTD.…` to an array.
//!
//! One post is one document, for the reasons given in [`telegram`](super::telegram). "RT @name:" makes a post a relay of
//! that account. What else the archive holds (likes, followers, advertisements) is not said by the
//! account; direct messages are, and that they are not read is told.

use super::composition::Composition;
use super::json::{self, Object};
use super::part::Part;
use super::part_trouble::PartTroubleKind;
use super::tracked::Tracked;
use super::{Above, Unpacking, source};
use crate::document::{Evidenced, Metadata, Step};
use crate::html::Imported;
use crate::moment;

/// Names of the arrays that hold posts.
const POST_ARRAYS: [&str; 6] = ["tweet", "tweets", "deleted_tweet", "deleted_tweets", "community_tweet", "note_tweet"];

/// Hands on the posts of one file, each named by its number.
pub(super) fn unpack(unpacking: &mut Unpacking<'_>, name: &str, bytes: &[u8], above: &Above) {
    let text = source::decode(bytes, None);
    let Some((array, rest)) = array_of(&text) else {
        unpacking.trouble(name, PartTroubleKind::Damaged);
        return;
    };
    if array.starts_with("direct_message") {
        unpacking.trouble(name, PartTroubleKind::Unread("direct messages"));
    }
    // The other files of an archive are about the account, not said by it.
    if !POST_ARRAYS.contains(&array) {
        return;
    }
    let (posts, is_damaged) = json::elements_before_damage(rest);
    if is_damaged {
        unpacking.trouble(name, PartTroubleKind::Damaged);
    }
    if above.metadata.author.is_none() && !posts.is_empty() {
        unpacking.trouble(name, PartTroubleKind::NoAuthor);
    }
    let (mut n_bad, mut n_silent) = (0, 0);
    for raw in posts {
        if unpacking.is_spent() {
            return;
        }
        let Some((id, words)) = Object::of(&text, raw)
            .as_ref()
            .and_then(post_of)
            .and_then(|post| Some((id_of(&post)?, words(&post)?.into_text().0)))
        else {
            n_bad += 1;
            continue;
        };
        if words.trim().is_empty() {
            n_silent += 1;
            continue;
        }
        let address = above.metadata.site.as_ref().filter(|site| site.evidence == ACCOUNT_EVIDENCE);
        let url = address.filter(|_| array != "note_tweet").map(|site| {
            let account = site.value.trim_start_matches('@');
            Evidenced::new(format!("https://x.com/{account}/status/{id}"), "X archive: account name and id_str")
        });
        let metadata = Metadata { url, ..Metadata::default() };
        unpacking.emit(Part::record(format!("{name}/{id}"), raw.as_bytes().to_vec(), metadata), above);
    }
    if n_bad > 0 {
        unpacking.trouble(name, PartTroubleKind::Malformed { n_records: n_bad });
    }
    if n_silent > 0 {
        unpacking.trouble(name, PartTroubleKind::WithoutText { n_records: n_silent });
    }
}

const ACCOUNT_EVIDENCE: &str = "X archive account.js username";

/// Returns what `data/account.js` says of all posts of an archive: whose they are.
#[cfg(feature = "archives")]
pub(super) fn account(bytes: &[u8]) -> Option<Metadata> {
    let text = source::decode(bytes, None);
    let (_, rest) = array_of(&text).filter(|(array, _)| *array == "account")?;
    let account = Object::of(&text, json::elements(rest)?.first()?)?.object("account")?;
    let username = account.text("username");
    let author = account.text("accountDisplayName").map(|name| (name, "X archive account.js accountDisplayName"));
    let author = author.or_else(|| username.clone().map(|name| (name, ACCOUNT_EVIDENCE)));
    Some(Metadata {
        author: author.map(|(name, evidence)| Evidenced::new(name, evidence)),
        site: username.map(|name| Evidenced::new(format!("@{name}"), ACCOUNT_EVIDENCE)),
        ..Metadata::default()
    })
}

/// Splits `window.YTD.tweets.part0 = [...]` into `tweets` and the array.
fn array_of(text: &str) -> Option<(&str, &str)> {
    let (left, right) = text.trim().split_once('=')?;
    let array = left.trim().strip_prefix("window.YTD.")?.split('.').next()?;
    Some((array, right.trim().trim_end_matches(';').trim_end()))
}

/// Returns whether a record is a post.
pub(super) fn is_post(object: &Object<'_>) -> bool {
    post_of(object).is_some()
}

/// Reads a post.
pub(super) fn read(object: &Object<'_>) -> Option<Imported> {
    let post = post_of(object)?;
    let words = words(&post)?;
    let text = words.clone().into_text().0;
    let mut composition = Composition::default();
    composition.metadata = metadata(&post, &text);
    composition.push_message(words);
    Some(composition.finish())
}

/// Returns the post inside its wrapper, or the object itself if it is one.
fn post_of<'a>(object: &Object<'a>) -> Option<Object<'a>> {
    for wrapper in ["tweet", "noteTweet"] {
        if let Some(inner) = object.object(wrapper).filter(is_bare_post) {
            return Some(inner);
        }
    }
    is_bare_post(object).then(|| object.clone())
}

fn is_bare_post(object: &Object<'_>) -> bool {
    let is_tweet = object.has("full_text") && object.has("created_at");
    // Two shapes beside the archive's own: the old API's posts, and a long post's text apart from the post.
    let is_old_tweet = object.has("id_str") && object.has("created_at") && object.has("text");
    let is_note = object.has("noteTweetId") && object.has("core");
    is_tweet || is_old_tweet || is_note
}

fn id_of(post: &Object<'_>) -> Option<String> {
    ["id_str", "id", "noteTweetId"].iter().find_map(|name| post.text(name))
}

/// Returns the words of a post; a long post's in full.
fn words(post: &Object<'_>) -> Option<Tracked> {
    let note = post.object("note_tweet");
    let inner = note.as_ref().and_then(|note| note.object("note_tweet_results")?.object("result"));
    let long = inner.or(note).or_else(|| post.object("core")).and_then(|long| long.tracked("text"));
    // The archive has "&amp;" where the post has "&".
    long.or_else(|| post.tracked("full_text")).or_else(|| post.tracked("text")).map(unescaped)
}

/// Undoes `&amp;`, `&lt;` and `&gt;`, which are all that X escapes.
fn unescaped(words: Tracked) -> Tracked {
    let (text, alignment) = words.into_text();
    let mut found = Tracked::default();
    let mut start = 0;
    while let Some(length) = text[start..].find('&') {
        let place = start + length;
        found.push(&text.as_bytes()[start..place], start..place, Step::Verbatim);
        let known = [("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">")];
        let (n_bytes, plain) = known
            .iter()
            .find(|(escape, _)| text[place..].starts_with(escape))
            .map_or((1, "&"), |(escape, plain)| (escape.len(), *plain));
        let step = if n_bytes == 1 { Step::Verbatim } else { Step::Whole };
        found.push(plain.as_bytes(), place..place + n_bytes, step);
        start = place + n_bytes;
    }
    found.push(&text.as_bytes()[start..], start..text.len(), Step::Verbatim);
    let (text, upper) = found.into_text();
    let mut whole = Tracked::default();
    whole.append(&text, &upper.over(&alignment));
    whole
}

fn metadata(post: &Object<'_>, text: &str) -> Metadata {
    let found = |name: &'static str| post.text(name).map(|value| Evidenced::new(value, format!("X archive {name}")));
    let date = found("created_at").or_else(|| found("createdAt"));
    let stamp = date.as_ref().and_then(|date| moment::parse(&date.value));
    let evidence = date.map(|date| date.evidence).unwrap_or_default();
    let user = post.object("user");
    let author = user.as_ref().and_then(|user| user.text("name").or_else(|| user.text("screen_name")));
    let account = user.as_ref().and_then(|user| user.text("screen_name"));
    let language = found("lang").filter(|language| !matches!(language.value.as_str(), "und" | "zxx" | "qme"));
    Metadata {
        author: author.map(|author| Evidenced::new(author, "X post user")),
        site: account.map(|account| Evidenced::new(format!("@{account}"), "X post user")),
        published: stamp.map(|stamp| Evidenced::new(stamp.day, evidence.clone())),
        published_at: stamp.and_then(|stamp| stamp.moment).map(|moment| Evidenced::new(moment, evidence)),
        language,
        message_id: id_of(post).map(|id| Evidenced::new(id, "X archive id")),
        reply_to: found("in_reply_to_status_id_str").or_else(|| found("in_reply_to_status_id")),
        forwarded_from: retweeted(text).map(|account| Evidenced::new(account, "\"RT\" in the post")),
        ..Metadata::default()
    }
}

/// Returns "@name" of "RT @name: words".
fn retweeted(text: &str) -> Option<String> {
    let (account, _) = text.strip_prefix("RT @")?.split_once(':')?;
    let is_account = !account.is_empty() && account.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    is_account.then(|| format!("@{account}"))
}
