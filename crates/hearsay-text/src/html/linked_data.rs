//! What a page's JSON-LD says of the article: headline, author, publisher, dates.
//!
//! Not a JSON-LD processor: types and keys are taken at their word, contexts ignored.

use serde_json::Value;

/// What the JSON-LD of a page says.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct LinkedData {
    pub(crate) headline: Option<String>,
    pub(crate) author: Option<String>,
    pub(crate) publisher: Option<String>,
    pub(crate) published: Option<String>,
    pub(crate) modified: Option<String>,
    pub(crate) language: Option<String>,
}

/// More nodes than this are not looked at.
const NODES_MAX: usize = 4096;

/// Reads the scripts, articles before pages, first before later.
pub(crate) fn read(scripts: &[String]) -> LinkedData {
    let values: Vec<Value> = scripts.iter().filter_map(|script| parse(script)).collect();
    let mut nodes: Vec<&Value> = Vec::new();
    let mut waiting: Vec<&Value> = values.iter().rev().collect();
    while let Some(value) = waiting.pop()
        && nodes.len() < NODES_MAX
    {
        match value {
            Value::Array(items) => waiting.extend(items.iter().rev()),
            Value::Object(fields) => {
                nodes.push(value);
                let inner = ["@graph", "mainEntity", "mainEntityOfPage", "hasPart", "itemListElement", "item"];
                waiting.extend(inner.iter().rev().filter_map(|key| fields.get(*key)));
            }
            _ => {}
        }
    }
    let mut found = LinkedData::default();
    for rank in [is_article, is_page] {
        for node in nodes.iter().filter(|node| rank(node)) {
            found.fill(node, &nodes);
        }
    }
    for script in scripts.iter().filter(|script| parse(script).is_none()) {
        found.fill_from_broken(script);
    }
    found
}

impl LinkedData {
    fn fill(&mut self, node: &Value, nodes: &[&Value]) {
        let text = |key: &str| {
            node.get(key).and_then(Value::as_str).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
        };
        let set = |slot: &mut Option<String>, value: Option<String>| *slot = slot.take().or(value);
        set(&mut self.headline, text("headline"));
        set(&mut self.published, text("datePublished").or_else(|| text("dateCreated")));
        set(&mut self.modified, text("dateModified"));
        set(&mut self.language, text("inLanguage"));
        set(
            &mut self.author,
            node.get("author").or_else(|| node.get("creator")).and_then(|author| names(author, nodes)),
        );
        set(&mut self.publisher, node.get("publisher").and_then(|publisher| names(publisher, nodes)));
    }

    /// Takes the dates and the headline out of JSON that does not parse.
    fn fill_from_broken(&mut self, script: &str) {
        let value = |key: &str| {
            let place = script.find(&format!("\"{key}\""))?;
            let rest =
                script[place + key.len() + 2..].trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?;
            let value = rest.split(['"', '\n']).next()?.trim();
            (!value.is_empty()).then(|| value.to_owned())
        };
        self.headline = self.headline.take().or_else(|| value("headline"));
        self.published = self.published.take().or_else(|| value("datePublished"));
        self.modified = self.modified.take().or_else(|| value("dateModified"));
    }
}

/// Parses a script, which may hold raw line breaks inside strings or stand in a comment.
fn parse(script: &str) -> Option<Value> {
    let script = script.trim();
    let script = script.strip_prefix("<!--").unwrap_or(script);
    let script = script.strip_suffix("-->").unwrap_or(script);
    let script = script.strip_prefix("<![CDATA[").unwrap_or(script);
    let script = script.strip_suffix("]]>").unwrap_or(script).trim().trim_end_matches(';');
    serde_json::from_str(script).ok().or_else(|| {
        let spaced: String = script.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        serde_json::from_str(&spaced).ok()
    })
}

fn has_type(node: &Value, wanted: impl Fn(&str) -> bool) -> bool {
    match node.get("@type") {
        Some(Value::String(name)) => wanted(name),
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).any(wanted),
        _ => false,
    }
}

fn is_article(node: &Value) -> bool {
    has_type(node, |name| {
        name.contains("Article")
            || name.contains("Posting")
            || matches!(name, "Report" | "Review" | "AnalysisNewsArticle")
    })
}

fn is_page(node: &Value) -> bool {
    !is_article(node)
        && has_type(node, |name| name.ends_with("Page") || matches!(name, "CreativeWork" | "VideoObject" | "NewsEvent"))
}

/// Returns the name, or the names joined by commas, that a person, organisation or list of them carries.
fn names(value: &Value, nodes: &[&Value]) -> Option<String> {
    let one = |value: &Value| -> Option<String> {
        let named = |node: &Value| node.get("name").and_then(Value::as_str).map(str::to_owned);
        match value {
            Value::String(name) => Some(name.clone()),
            Value::Object(_) => named(value).or_else(|| {
                let id = value.get("@id")?;
                nodes.iter().find(|node| node.get("@id") == Some(id)).and_then(|node| named(node))
            }),
            _ => None,
        }
    };
    let found: Vec<String> = match value {
        Value::Array(items) => items.iter().take(8).filter_map(one).collect(),
        _ => one(value).into_iter().collect(),
    };
    let joined = found.iter().map(|name| name.trim()).filter(|name| !name.is_empty()).collect::<Vec<_>>().join(", ");
    (!joined.is_empty()).then_some(joined)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_in_a_graph_is_found_with_its_author_elsewhere() {
        let script = r#"{"@graph": [
            {"@type": "WebPage", "datePublished": "2020-01-01"},
            {"@type": "NewsArticle", "headline": "Letters leak", "datePublished": "2022-03-21", "dateModified": "2022-03-23",
             "author": {"@id": "p1"}, "publisher": {"name": "The Vale Post"}},
            {"@type": "Person", "@id": "p1", "name": "Ann Lee"}]}"#;
        let found = read(&[script.to_owned()]);
        assert_eq!(found.author.as_deref(), Some("Ann Lee"));
        assert_eq!(found.published.as_deref(), Some("2022-03-21"));
        assert_eq!(found.modified.as_deref(), Some("2022-03-23"));
    }

    #[test]
    fn broken_json_still_gives_its_dates() {
        let found =
            read(
                &[r#"{"@type": "NewsArticle", "datePublished" : "2022-03-21", "name": "a "quoted" name"}"#.to_owned()],
            );
        assert_eq!(found.published.as_deref(), Some("2022-03-21"));
    }
}
