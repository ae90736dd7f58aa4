//! XML as a row of starts, ends and texts, by local names: which prefix a file gives a name space is its own affair.
//!
//! Not a validator: what a document type declares is not read, so no entity but XML's own five ever grows.

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// Elements nested deeper than this are not followed; their text is left out.
const DEPTH_MAX: usize = 1_000;

/// What XML consists of.
#[derive(Debug)]
pub(crate) enum Node<'a> {
    /// An element begins.
    Start(Element<'a>),
    /// The element of that local name ends.
    End(&'a str),
    /// Characters.
    Text(&'a str),
}

/// The beginning of an element.
#[derive(Debug)]
pub(crate) struct Element<'a> {
    pub(crate) name: &'a str,
    start: &'a BytesStart<'a>,
}

impl Element<'_> {
    /// Returns the value of the attribute with that local name.
    pub(crate) fn attribute(&self, name: &str) -> Option<String> {
        let mut attributes = self.start.attributes();
        let found =
            attributes.with_checks(false).flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
        Some(found.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned())
    }
}

/// How much of a source was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Extent {
    /// All of it.
    Whole,
    /// It is not well formed somewhere, and was read up to there.
    CutShort,
    /// Elements were nested too deep.
    TooDeep,
}

/// Walks through `source`; nothing calls itself here, so no nesting is too deep for the stack.
pub(crate) fn walk(source: &str, mut visit: impl FnMut(Node<'_>)) -> Extent {
    let mut reader = Reader::from_str(source.trim_start_matches('\u{FEFF}'));
    reader.config_mut().expand_empty_elements = true;
    reader.config_mut().allow_dangling_amp = true;
    let mut extent = Extent::Whole;
    let mut depth = 0_usize;
    loop {
        match reader.read_event() {
            Ok(Event::Start(start)) => {
                depth += 1;
                if depth <= DEPTH_MAX {
                    visit(Node::Start(Element { name: start.local_name().as_ref(), start: &start }));
                } else {
                    extent = Extent::TooDeep;
                }
            }
            Ok(Event::End(end)) => {
                if depth <= DEPTH_MAX {
                    visit(Node::End(end.local_name().as_ref()));
                }
                depth = depth.saturating_sub(1);
            }
            Ok(Event::Text(text)) if depth <= DEPTH_MAX => visit(Node::Text(&text.xml10_content())),
            Ok(Event::CData(text)) if depth <= DEPTH_MAX => visit(Node::Text(&text.xml10_content())),
            Ok(Event::GeneralRef(reference)) if depth <= DEPTH_MAX => {
                let character = match reference.resolve_char_ref() {
                    Ok(Some(character)) => Some(character),
                    _ => match reference.into_inner().as_ref() {
                        "amp" => Some('&'),
                        "lt" => Some('<'),
                        "gt" => Some('>'),
                        "quot" => Some('"'),
                        "apos" => Some('\''),
                        _ => None,
                    },
                };
                if let Some(character) = character {
                    visit(Node::Text(character.encode_utf8(&mut [0; 4])));
                }
            }
            Ok(Event::Eof) if depth == 0 => return extent,
            Ok(Event::Eof) | Err(_) => return Extent::CutShort,
            Ok(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(source: &str) -> (String, Extent) {
        let mut found = String::new();
        let extent = walk(source, |node| match node {
            Node::Start(element) => {
                found.push_str(&format!("({}{}", element.name, element.attribute("k").unwrap_or_default()))
            }
            Node::End(_) => found.push(')'),
            Node::Text(text) => found.push_str(text),
        });
        (found, extent)
    }

    #[test]
    fn names_lose_their_prefixes_and_entities_never_grow() {
        let source = "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY x 'xxxx'>]><w:a v:k='1&amp;2'>b &lt;&#x44f;&x; <c/><![CDATA[<d>]]></w:a>";
        assert_eq!(shown(source), ("(a1&2b <я (c)<d>)".to_owned(), Extent::Whole));
        assert_eq!(shown("<a>b<c>d</a>").1, Extent::CutShort);
        assert_eq!(shown("<a>b").1, Extent::CutShort);
    }

    #[test]
    fn no_nesting_is_too_deep() {
        let n = 200_000;
        let source = "<a>".repeat(n) + "x" + &"</a>".repeat(n);
        let (found, extent) = shown(&source);
        assert_eq!((found.len(), extent), (3 * DEPTH_MAX, Extent::TooDeep));
    }
}
