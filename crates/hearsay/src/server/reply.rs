//! What goes back: JSON, or a refusal in one sentence with what to do about it, as JSON too.

use axum::body::Body;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE, HeaderName, HeaderValue, SET_COOKIE};
use axum::http::{Response as HttpResponse, StatusCode};
use axum::response::Response;
use hearsay_store::error::StoreError;
use serde::Serialize;

use crate::casework::of_store;
use crate::failure::{Failure, FailureKind};
use crate::wire::case::line;
use crate::wire::interface::{WireError, WireMeanwhile};

use super::session::Begun;
use super::state::View;

/// The header that says which view of the case an answer shows; it is handed back with what is decided.
pub(super) const SEEN: &str = "hearsay-seen";

/// The header with the key of the session: the answer that begins one gives it, and every request hands it back.
pub(super) const KEY: &str = "hearsay-key";

/// What a body is, if it is no JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Media {
    /// A page of its own.
    Html,
    /// A text.
    Markdown,
}

impl Media {
    pub(super) fn name(self) -> &'static str {
        match self {
            Media::Html => "text/html; charset=utf-8",
            Media::Markdown => "text/markdown; charset=utf-8",
        }
    }

    fn extension(self) -> &'static str {
        match self {
            Media::Html => "html",
            Media::Markdown => "md",
        }
    }
}

/// What a report says of itself: nothing runs in it, nothing is loaded, it is an origin of its own, and only our own page may
/// show it in a frame.
const PAPER: [(&str, &str); 2] = [
    (
        "content-security-policy",
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox",
    ),
    ("x-frame-options", "SAMEORIGIN"),
];

/// An answer.
#[derive(Debug, Default)]
pub(super) struct Reply {
    status: StatusCode,
    body: String,
    seen: Option<String>,
    begun: Option<Begun>,
    /// What the body is, if it is no JSON, and the name under which it is kept as a file.
    paper: Option<(Media, Option<String>)>,
}

impl Reply {
    /// Returns what is shown of the case in a view, if all of it could be had.
    pub(super) fn of(view: &View, shape: &impl Serialize) -> Result<Reply, Refusal> {
        let body = line(shape);
        view.check()?;
        Ok(Reply { body, seen: Some(view.seen()), ..Reply::default() })
    }

    /// Returns a report, if all of it could be had; to be kept as a file, if it has a name.
    pub(super) fn paper(view: &View, media: Media, body: String, name: Option<String>) -> Result<Reply, Refusal> {
        view.check()?;
        Ok(Reply { body, seen: Some(view.seen()), paper: Some((media, name)), ..Reply::default() })
    }

    /// Returns what was written.
    pub(super) fn written(seen: String, shape: &impl Serialize) -> Reply {
        Reply { status: StatusCode::CREATED, body: line(shape), seen: Some(seen), ..Reply::default() }
    }

    /// Returns JSON that is not about the case.
    pub(super) fn fixed(body: &str) -> Reply {
        Reply { body: body.to_owned(), ..Reply::default() }
    }

    /// Returns what a session begins with.
    pub(super) fn session(begun: Begun) -> Reply {
        Reply { status: StatusCode::NO_CONTENT, begun: Some(begun), ..Reply::default() }
    }

    pub(super) fn response(self) -> Response {
        let mut response = json(self.status, self.body);
        let headers = response.headers_mut();
        // All are of hexadecimal digits and words of ours.
        let value = |text: String| HeaderValue::from_str(&text).ok();
        headers.extend(self.seen.and_then(value).map(|seen| (HeaderName::from_static(SEEN), seen)));
        if let Some(Begun { cookie, key }) = self.begun {
            headers.extend(value(cookie).map(|cookie| (SET_COOKIE, cookie)));
            headers.extend(value(key).map(|key| (HeaderName::from_static(KEY), key)));
        }
        if let Some((media, name)) = self.paper {
            headers.insert(CONTENT_TYPE, HeaderValue::from_static(media.name()));
            headers
                .extend(PAPER.map(|(name, policy)| (HeaderName::from_static(name), HeaderValue::from_static(policy))));
            let kept = name.map(|name| format!("attachment; filename=\"{}.{}\"", plain(&name), media.extension()));
            headers.extend(kept.and_then(value).map(|kept| (CONTENT_DISPOSITION, kept)));
        }
        response
    }
}

/// Why something is not answered.
#[derive(Debug)]
pub(super) struct Refusal {
    status: StatusCode,
    failure: Failure,
    meanwhile: Option<Box<WireMeanwhile>>,
}

impl Refusal {
    fn new(status: StatusCode, message: &str, hint: &str) -> Refusal {
        Refusal { status, failure: Failure::new(FailureKind::User, message).with_hint(hint), meanwhile: None }
    }

    /// Returns that there is nothing of the name that is asked for.
    pub(super) fn not_found(failure: Failure) -> Refusal {
        Refusal { status: StatusCode::NOT_FOUND, failure, meanwhile: None }
    }

    /// Returns that what is asked makes no sense.
    pub(super) fn wrong(failure: Failure) -> Refusal {
        Refusal { status: StatusCode::BAD_REQUEST, failure, meanwhile: None }
    }

    /// Returns that a part of what is asked makes no sense.
    pub(super) fn wrong_part(part: &str, why: &str) -> Refusal {
        Refusal::new(StatusCode::BAD_REQUEST, &format!("the {part} makes no sense: {why}"), "see /api/v1/openapi.json")
    }

    /// Returns that the case was changed since it was seen.
    pub(super) fn moved(meanwhile: WireMeanwhile) -> Refusal {
        let mut refusal = Refusal::new(
            StatusCode::CONFLICT,
            "something was done to the case meanwhile, so nothing was written",
            "look at it as it is now, and decide again",
        );
        refusal.meanwhile = Some(Box::new(meanwhile));
        refusal
    }

    /// Returns what is told of an error of the case file in writing.
    pub(super) fn of_writing(error: StoreError) -> Refusal {
        let status = match error {
            StoreError::UnknownDocument { .. } | StoreError::NotUndoable { .. } | StoreError::Hypothesis { .. } => {
                StatusCode::NOT_FOUND
            }
            StoreError::NotAnchored { .. } => StatusCode::BAD_REQUEST,
            StoreError::Busy(_) => StatusCode::SERVICE_UNAVAILABLE,
            _ => StatusCode::INTERNAL_SERVER_ERROR,
        };
        Refusal { status, failure: of_store(error), meanwhile: None }
    }

    pub(super) fn bug(place: &str) -> Refusal {
        let message = format!("hearsay itself failed (at {place})");
        let hint = "this is a bug in hearsay; report the place in brackets and what you asked for";
        Refusal::new(StatusCode::INTERNAL_SERVER_ERROR, &message, hint)
    }

    pub(super) fn other_host() -> Refusal {
        let hint = "open the address that the program printed";
        Refusal::new(StatusCode::MISDIRECTED_REQUEST, "this server does not go by that name", hint)
    }

    pub(super) fn other_origin() -> Refusal {
        let hint = "open the address that the program printed";
        Refusal::new(StatusCode::FORBIDDEN, "another page asks for this, which only hearsay's own may", hint)
    }

    pub(super) fn no_session() -> Refusal {
        let hint = "open the address that the program printed, with all behind the #";
        Refusal::new(StatusCode::UNAUTHORIZED, "there is no session, or the program was started anew", hint)
    }

    pub(super) fn no_such_route() -> Refusal {
        Refusal::new(StatusCode::NOT_FOUND, "nothing is served under that address", "see /api/v1/openapi.json")
    }

    pub(super) fn no_such_method() -> Refusal {
        let hint = "the header Allow lists those that it answers";
        Refusal::new(StatusCode::METHOD_NOT_ALLOWED, "this address does not answer that method", hint)
    }

    pub(super) fn too_large() -> Refusal {
        Refusal::new(StatusCode::PAYLOAD_TOO_LARGE, "the request is longer than 1 MiB", "send less at once")
    }

    pub(super) fn not_json() -> Refusal {
        let hint = "send JSON with the header Content-Type: application/json";
        Refusal::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "the request is not said to be JSON", hint)
    }

    /// Returns the code that goes before the answer.
    #[cfg(test)]
    pub(super) fn status(&self) -> u16 {
        self.status.as_u16()
    }

    pub(super) fn response(self) -> Response {
        let Refusal { status, failure, meanwhile } = self;
        let seen = meanwhile.as_ref().map(|meanwhile| meanwhile.seen.clone());
        let body =
            line(&WireError { error: failure.message, hint: failure.hint, meanwhile: meanwhile.map(|boxed| *boxed) });
        Reply { status, body, seen, ..Reply::default() }.response()
    }
}

/// A case that cannot be read.
impl From<Failure> for Refusal {
    fn from(failure: Failure) -> Refusal {
        Refusal { status: StatusCode::INTERNAL_SERVER_ERROR, failure, meanwhile: None }
    }
}

/// Returns a name as a header takes it: letters of ours, and a dash for any other.
fn plain(name: &str) -> String {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || " ._-".contains(letter);
    name.chars().map(|letter| if is_plain(letter) { letter } else { '-' }).collect()
}

/// Returns an answer of JSON that nobody keeps.
fn json(status: StatusCode, body: String) -> Response {
    let mut response = HttpResponse::new(Body::from(body));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    if status != StatusCode::NO_CONTENT {
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json; charset=utf-8"));
    }
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
