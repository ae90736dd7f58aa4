//! Who may ask: this machine, by the name that we listen under, from our own page, in our session.
//!
//! Against pages of other sites that the user visits meanwhile: *DNS rebinding* (their name made to point here) fails on
//! the `Host`, *forged requests* on `Origin` and `Sec-Fetch-Site`, other programs on the session.
//! Not against who already acts as this user on this machine: that one can read the case file itself.

use std::sync::Arc;

use axum::extract::{Request, State as Shared};
use axum::http::header::{COOKIE, HOST, HeaderMap, HeaderName, HeaderValue, ORIGIN};
use axum::http::{Method, request::Parts};
use axum::middleware::Next;
use axum::response::Response;

use crate::failure::Failure;

use super::Server;
use super::reply::{KEY, Refusal};
use super::routes::PREFIX;
use super::session::Session;

/// Decides who may ask.
pub(super) struct Guard {
    pub(super) session: Session,
    port: u16,
    /// The names that we are asked under, with the port.
    hosts: Vec<String>,
}

/// The path of the one request that needs no session, since it begins one.
pub(super) const SESSION: &str = "/session";

/// The path of the one request that may have the key in its address: whoever opens a page of its own sends no headers.
pub(super) const REPORT: &str = "/report";

/// What every answer says: nothing from elsewhere, no script in the page itself, no guessing of types, no traces.
const HEADERS: [(&str, &str); 7] = [
    (
        "content-security-policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
         connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    ),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=()"),
    ("referrer-policy", "no-referrer"),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
];

impl Guard {
    /// Guards a server on `port`.
    ///
    /// # Errors
    /// If the system gives no random numbers.
    pub(super) fn new(port: u16) -> Result<Guard, Failure> {
        let names = ["127.0.0.1", "localhost"];
        let mut hosts: Vec<String> = names.iter().map(|name| format!("{name}:{port}")).collect();
        if port == 80 {
            // A browser leaves this one out.
            hosts.extend(names.map(str::to_owned));
        }
        Ok(Guard { session: Session::new(port)?, port, hosts })
    }

    /// Returns the address that the user opens.
    pub(super) fn address(&self) -> String {
        format!("http://127.0.0.1:{}/#t={}", self.port, self.session.token())
    }

    /// Lets a request pass, or tells why not.
    fn pass(&self, request: &Parts) -> Result<(), Refusal> {
        let headers = &request.headers;
        let host = only(headers, &HOST).filter(|host| self.hosts.iter().any(|own| own == host));
        let target = request.uri.authority().map(|authority| authority.as_str());
        let Some(host) = host.filter(|host| target.is_none_or(|target| target == *host)) else {
            return Err(Refusal::other_host());
        };
        if headers.contains_key(ORIGIN) && only(headers, &ORIGIN) != Some(&format!("http://{host}")) {
            return Err(Refusal::other_origin());
        }
        let path = request.uri.path().strip_prefix(PREFIX).filter(|rest| rest.is_empty() || rest.starts_with('/'));
        if !is_from_here(request, path.is_some()) {
            return Err(Refusal::other_origin());
        }
        let mut cookies = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
        let in_address = || request.uri.query().filter(|_| path == Some(REPORT)).and_then(key_of);
        let key = only(headers, &HeaderName::from_static(KEY)).map(str::to_owned).or_else(in_address);
        let is_in_session = cookies.any(|own| self.session.holds(own)) & self.session.opens(&key.unwrap_or_default());
        if path.is_some_and(|path| path != SESSION) && !is_in_session {
            return Err(Refusal::no_session());
        }
        Ok(())
    }
}

/// Returns whether a browser says that our own page, or the user at the address bar, asks. Other programs say nothing.
/// A link elsewhere may lead to the page, which has nothing of the case in it, and to nothing else.
fn is_from_here(request: &Parts, is_interface: bool) -> bool {
    let told = |name: &'static str| request.headers.get(HeaderName::from_static(name)).map(HeaderValue::as_bytes);
    match told("sec-fetch-site") {
        None | Some(b"same-origin" | b"none") => true,
        Some(_) => !is_interface && request.method == Method::GET && told("sec-fetch-mode") == Some(b"navigate"),
    }
}

/// Returns the key in an address, if it is there once.
fn key_of(query: &str) -> Option<String> {
    let mut keys = query.split('&').filter_map(|part| part.strip_prefix("key="));
    keys.next().filter(|_| keys.next().is_none()).map(str::to_owned)
}

/// Returns the value of a header that is there once.
fn only<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    let mut values = headers.get_all(name).iter();
    let first = values.next()?.to_str().ok();
    first.filter(|_| values.next().is_none())
}

/// Checks a request before anything else sees it, and puts on its answer what every answer says.
pub(super) async fn check(Shared(server): Shared<Arc<Server>>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let mut response = match server.guard.pass(&parts) {
        Ok(()) => next.run(Request::from_parts(parts, body)).await,
        Err(refusal) => refusal.response(),
    };
    for (name, value) in HEADERS {
        // A report says of itself what may run in it, which is less.
        response.headers_mut().entry(HeaderName::from_static(name)).or_insert(HeaderValue::from_static(value));
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the status of the refusal, 0 for none.
    fn status(guard: &Guard, method: &str, target: &str, headers: &[(&str, &str)]) -> u16 {
        let mut request = Request::builder().method(method).uri(target);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let (parts, ()) = request.body(()).expect("it is a request").into_parts();
        guard.pass(&parts).err().map_or(0, |refusal| refusal.status())
    }

    #[test]
    fn who_asks_from_elsewhere_is_refused() {
        let guard = Guard::new(4711).expect("the system has random numbers");
        let begun = guard.session.exchange(guard.session.token()).expect("it is the token");
        let cookie = ("cookie", begun.cookie.split(';').next().expect("it has a first part"));
        let key = (KEY, begun.key.as_str());
        let host = ("host", "127.0.0.1:4711");
        let check = |expected: u16, method: &str, target: &str, headers: &[(&str, &str)]| {
            assert_eq!(status(&guard, method, target, headers), expected, "{method} {target} {headers:?}");
        };
        check(0, "GET", "/", &[host]);
        check(0, "GET", "/", &[("host", "localhost:4711")]);
        check(0, "GET", "/api/v1/case", &[host, cookie, key]);
        // A page of another program on this machine is sent the cookie, and has no key.
        check(401, "GET", "/api/v1/case", &[host, cookie]);
        check(401, "GET", "/api/v1/case", &[host, cookie, (KEY, "")]);
        check(401, "GET", "/api/v1/case", &[host, cookie, key, key]);
        check(401, "GET", "/api/v1/case", &[host, key]);
        let in_address = |path: &str, key: &str| format!("/api/v1/{path}?format=html&key={key}");
        check(0, "GET", &in_address("report", key.1), &[host, cookie]);
        check(401, "GET", &in_address("report", key.1), &[host]);
        check(401, "GET", &in_address("report", ""), &[host, cookie]);
        check(401, "GET", &format!("{}&key=", in_address("report", key.1)), &[host, cookie]);
        check(401, "GET", &in_address("case", key.1), &[host, cookie]);
        check(0, "POST", "/api/v1/session", &[host, ("origin", "http://127.0.0.1:4711")]);
        check(401, "GET", "/api/v1/case", &[host]);
        check(401, "GET", "/api/v1", &[host]);
        check(401, "GET", "/api/v1/session/", &[host]);
        for other in
            ["evil.example:4711", "127.0.0.1", "127.0.0.1:4712", "127.0.0.1:47110", "localhost", "[::1]:4711", ""]
        {
            check(421, "GET", "/", &[("host", other)]);
            check(421, "GET", "/api/v1/case", &[("host", other), cookie]);
        }
        check(421, "GET", "/", &[]);
        check(421, "GET", "/", &[host, host]);
        check(421, "GET", "http://evil.example:4711/", &[host]);
        check(0, "GET", "http://127.0.0.1:4711/", &[host]);
        for other in [
            "http://evil.example",
            "http://127.0.0.1:4712",
            "https://127.0.0.1:4711",
            "http://localhost:4711",
            "null",
            "",
        ] {
            check(403, "POST", "/api/v1/judgements", &[host, cookie, key, ("origin", other)]);
            check(403, "GET", "/", &[host, ("origin", other)]);
        }
        let own = ("origin", "http://127.0.0.1:4711");
        check(403, "POST", "/api/v1/judgements", &[host, cookie, key, own, own]);
        check(0, "POST", "/api/v1/judgements", &[host, cookie, key, own, ("sec-fetch-site", "same-origin")]);
        for site in ["cross-site", "same-site"] {
            let from = ("sec-fetch-site", site);
            check(403, "GET", "/api/v1/case", &[host, cookie, key, from]);
            check(403, "GET", "/api/v1/case", &[host, cookie, key, from, ("sec-fetch-mode", "navigate")]);
            check(403, "GET", "/ui/main.js", &[host, from, ("sec-fetch-mode", "no-cors")]);
            check(0, "GET", "/", &[host, from, ("sec-fetch-mode", "navigate")]);
            check(403, "POST", "/", &[host, from, ("sec-fetch-mode", "navigate")]);
        }
    }
}
