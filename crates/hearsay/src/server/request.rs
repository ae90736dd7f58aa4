//! What is asked: the parts of the address, and the JSON behind it. Whatever makes no sense is refused in our own words.

use axum::body::{Bytes, to_bytes};
use axum::extract::Request;
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderMap};
use serde::de::DeserializeOwned;

use super::Server;
use super::reply::Refusal;
use super::routes::{Method, Route};
use super::state::View;

/// No request is longer: the longest are a thousand judgements at once.
const BODY_BYTES_MAX: usize = 1024 * 1024;

/// A request to the interface.
pub(super) struct Asked<'a> {
    pub(super) server: &'a Server,
    pub(super) path: Vec<(String, String)>,
    pub(super) query: &'a str,
    pub(super) body: &'a Bytes,
}

impl Asked<'_> {
    /// Returns the case as it is now.
    pub(super) fn view(&self) -> Result<std::sync::Arc<View>, Refusal> {
        Ok(self.server.state.view()?)
    }

    /// Returns a part of the path that stands for a name.
    pub(super) fn part(&self, name: &str) -> &str {
        self.path.iter().find(|(own, _)| own == name).map_or("", |(_, value)| value)
    }

    /// Returns how the user would name what the path names, as in `courier/a3`.
    pub(super) fn reference(&self, id: &str) -> String {
        format!("{}/{}", self.part("document"), self.part(id))
    }

    /// Returns what stands behind the question mark.
    pub(super) fn query<T: DeserializeOwned>(&self) -> Result<T, Refusal> {
        serde_urlencoded::from_str(self.query).map_err(|error| Refusal::wrong_part("query", &error.to_string()))
    }

    /// Returns the JSON that was sent.
    pub(super) fn body<T: DeserializeOwned>(&self) -> Result<T, Refusal> {
        serde_json::from_slice(self.body).map_err(|error| Refusal::wrong_part("JSON", &error.to_string()))
    }
}

/// Takes the body of a request: of one that writes, JSON of a bounded length; of others, nothing.
pub(super) async fn body(route: &Route, request: Request) -> Result<Bytes, Refusal> {
    if route.method == Method::Get {
        return Ok(Bytes::new());
    }
    let is_bounded = check_length(request.headers())?;
    // One whose length is told was found short enough, so what fails there is the connection.
    let failed =
        |_| if is_bounded { Refusal::wrong_part("request", "it ends too early") } else { Refusal::too_large() };
    to_bytes(request.into_body(), BODY_BYTES_MAX).await.map_err(failed)
}

/// Checks that what is sent is said to be JSON and not too long, and returns whether its length is told.
fn check_length(headers: &HeaderMap) -> Result<bool, Refusal> {
    let header = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let length = header(CONTENT_LENGTH).and_then(|length| length.parse::<usize>().ok());
    if length.is_some_and(|length| length > BODY_BYTES_MAX) {
        return Err(Refusal::too_large());
    }
    let media = header(CONTENT_TYPE).and_then(|media| media.split(';').next()).unwrap_or_default();
    if !media.trim().eq_ignore_ascii_case("application/json") {
        return Err(Refusal::not_json());
    }
    Ok(length.is_some())
}
