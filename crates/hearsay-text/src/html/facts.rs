//! What a page says of itself outside its text: meta tags, JSON-LD, microdata, times.
//!
//! Only gathers; which of them to believe is decided in [`metadata`](super::metadata).

use super::references::decoded;
use super::tokens::Tokens;
use crate::span::Span;

/// What was gathered.
#[derive(Debug, Default)]
pub(crate) struct Facts {
    /// `lang` of the `html` element.
    pub(crate) language: Option<String>,
    /// The `title` element.
    pub(crate) title: Option<String>,
    /// `link rel=canonical`.
    pub(crate) canonical: Option<String>,
    /// The `meta` elements: name, property or itemprop in lower case, and content.
    pub(crate) meta: Vec<(String, String)>,
    /// The JSON-LD scripts as they stand.
    pub(crate) linked_data: Vec<String>,
    /// Elements that carry a date in an attribute.
    pub(crate) times: Vec<Time>,
    /// Text inside elements that name what it is.
    pub(crate) marked: Vec<(Mark, Span)>,
}

/// An element that carries a date in an attribute, such as `<time datetime="2022-03-21">`.
#[derive(Debug)]
pub(crate) struct Time {
    pub(crate) value: String,
    /// Its class, itemprop and the like, in lower case.
    pub(crate) names: String,
}

/// What the text of an element is said to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    Headline,
    Author,
    Published,
    Modified,
    Time,
}

/// More of each than this is not kept.
const FACTS_MAX: usize = 512;

impl Mark {
    /// Returns what the element that starts here says of its text.
    pub(crate) fn of(name: &str, tokens: &Tokens<'_>) -> Option<Mark> {
        let value = |name| tokens.attribute_value(name);
        if value("rel") == Some("author") {
            return Some(Mark::Author);
        }
        match value("itemprop").map(str::trim) {
            Some("headline") => Some(Mark::Headline),
            Some("author" | "creator") => Some(Mark::Author),
            Some("datePublished") => Some(Mark::Published),
            Some("dateModified") => Some(Mark::Modified),
            _ if name == "time" => Some(Mark::Time),
            _ => None,
        }
    }
}

impl Facts {
    pub(crate) fn note_tag(&mut self, name: &str, tokens: &Tokens<'_>) {
        let value = |name| tokens.attribute_value(name);
        match name {
            "html" => {
                self.language = self.language.take().or_else(|| value("lang").or(value("xml:lang")).map(str::to_owned))
            }
            "meta" => {
                let keys = ["property", "name", "itemprop", "http-equiv"];
                let key = keys.iter().find_map(|key| value(key));
                if let (Some(key), Some(content)) = (key, value("content"))
                    && self.meta.len() < FACTS_MAX
                {
                    self.meta.push((key.trim().to_ascii_lowercase(), decoded(content).trim().to_owned()));
                }
            }
            "link" if value("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) => {
                self.canonical = value("href").map(|url| decoded(url).into_owned());
            }
            _ => {}
        }
        let dated =
            value("datetime").or_else(|| value("content").filter(|_| name != "meta" && value("itemprop").is_some()));
        if let Some(dated) = dated
            && self.times.len() < FACTS_MAX
        {
            let names = ["class", "itemprop", "id", "data-type"].iter().filter_map(|key| value(key));
            let mut names = names.collect::<Vec<_>>().join(" ").to_ascii_lowercase();
            if value("pubdate").is_some() {
                names.push_str(" pubdate");
            }
            self.times.push(Time { value: decoded(dated).into_owned(), names });
        }
    }

    pub(crate) fn note_title(&mut self, content: &str) {
        if self.title.is_none() {
            let text = decoded(content);
            self.title = Some(text.split_whitespace().collect::<Vec<_>>().join(" "));
        }
    }

    pub(crate) fn note_linked_data(&mut self, content: &str) {
        if self.linked_data.len() < FACTS_MAX {
            self.linked_data.push(content.to_owned());
        }
    }

    pub(crate) fn note_marked(&mut self, mark: Mark, span: Span) {
        if !span.is_empty() && self.marked.len() < FACTS_MAX {
            self.marked.push((mark, span));
        }
    }

    /// Returns the content of the first `meta` with that name, if it is not empty.
    pub(crate) fn meta(&self, name: &str) -> Option<&str> {
        self.meta.iter().find(|(key, content)| key == name && !content.is_empty()).map(|(_, content)| content.as_str())
    }
}
