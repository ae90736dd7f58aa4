//! The session: a token in the address that the user opens, exchanged for a cookie that no script can read, and for a key that
//! the page sends in a header. A browser sends cookies to other programs on this machine too, since they do not know of ports;
//! the key stays with the page, whose store does.
//!
//! All three are made anew in each run, and the program keeps none of them; the page's store has the key of the last run, which
//! opens nothing any more. The token stands behind the `#` of the address, which browsers do not
//! send, so it is in no log; the page hands it over and wipes it from the address.

use crate::failure::{Failure, FailureKind};

/// Three secrets, of which only the hashes are compared: that takes as long whatever is wrong.
pub(super) struct Session {
    token: String,
    cookie: String,
    key: String,
    /// Cookies do not know of ports, so the name does: two cases in one browser keep apart.
    cookie_name: String,
}

impl Session {
    /// Makes a session for a server on `port`.
    ///
    /// # Errors
    /// If the system gives no random numbers.
    pub(super) fn new(port: u16) -> Result<Session, Failure> {
        Ok(Session { token: secret()?, cookie: secret()?, key: secret()?, cookie_name: format!("hearsay-{port}") })
    }

    /// Returns the token that the opened address carries.
    pub(super) fn token(&self) -> &str {
        &self.token
    }

    /// Returns the cookie that goes with the token, as the header sets it, and the key; nothing for another token.
    pub(super) fn exchange(&self, token: &str) -> Option<Begun> {
        let cookie = format!("{}={}; Path=/; HttpOnly; SameSite=Strict", self.cookie_name, self.cookie);
        is_same(token, &self.token).then(|| Begun { cookie, key: self.key.clone() })
    }

    /// Returns whether a key is this session's.
    pub(super) fn opens(&self, key: &str) -> bool {
        is_same(key, &self.key)
    }

    /// Returns whether one of the cookies of a request is this session's.
    pub(super) fn holds(&self, cookies: &str) -> bool {
        let values = cookies.split(';').filter_map(|cookie| cookie.trim().split_once('='));
        // All are compared, so that the place of the right one takes no other time.
        values
            .filter(|(name, _)| *name == self.cookie_name)
            .fold(false, |held, (_, own)| held | is_same(own, &self.cookie))
    }
}

/// What a session begins with.
#[derive(Debug, PartialEq)]
pub(super) struct Begun {
    /// The cookie, as the header sets it.
    pub(super) cookie: String,
    /// What the page sends with each request.
    pub(super) key: String,
}

/// Returns 256 random bits in hexadecimal digits.
fn secret() -> Result<String, Failure> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes).map_err(|error| {
        Failure::new(FailureKind::User, format!("the system gives no random numbers ({error})"))
            .with_hint("without them nobody can be kept out; try again, or on another machine")
    })?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Returns whether two secrets are the same; hashes are compared in constant time.
fn is_same(one: &str, other: &str) -> bool {
    blake3::hash(one.as_bytes()) == blake3::hash(other.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_token_gives_the_cookie_and_only_the_cookie_holds() {
        let session = Session::new(4711).expect("the system has random numbers");
        let other = Session::new(4711).expect("the system has random numbers");
        assert_eq!(session.token().len(), 64);
        assert_ne!(session.token(), other.token());
        for wrong in ["", &session.token()[1..], other.token(), &session.cookie] {
            assert_eq!(session.exchange(wrong), None);
        }
        let Begun { cookie: set, key } = session.exchange(session.token()).expect("it is the token");
        assert!(session.opens(&key) && !other.opens(&key) && !session.opens("") && !session.opens(&session.cookie));
        assert!(set.starts_with("hearsay-4711=") && set.ends_with("; Path=/; HttpOnly; SameSite=Strict"), "{set}");
        let cookie = set.split(';').next().expect("it has a first part");
        assert!(session.holds(cookie));
        assert!(session.holds(&format!("theme=dark; hearsay-4711=old; {cookie}")));
        assert!(!session.holds(""));
        assert!(!session.holds(&cookie.replace("4711", "4712")));
        assert!(!session.holds(&cookie[..cookie.len() - 1]));
        assert!(!other.holds(cookie));
    }
}
