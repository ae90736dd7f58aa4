//! Parses the part of TOML that the lexicon files use: comments, tables, arrays of tables, strings, lists of strings.
//!
//! Not a TOML parser: no escapes, numbers or dates. It borrows every string from the file, so that all lexicons are
//! ready within the program's start-up time; a test reads the same files with the crate `toml` and compares.

/// A table: the fields between one header and the next.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Table<'a> {
    /// The header without its brackets; empty before the first header.
    pub(crate) name: &'a str,
    /// The fields in the order of the file.
    pub(crate) fields: Vec<(&'a str, Value<'a>)>,
}

/// What a field holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Value<'a> {
    Text(&'a str),
    List(Vec<&'a str>),
}

impl<'a> Table<'a> {
    /// Returns a field that holds a string; nothing where there is none.
    pub(crate) fn text(&self, name: &str) -> Option<&'a str> {
        self.fields.iter().find_map(|(field, value)| match value {
            Value::Text(text) if *field == name => Some(*text),
            _ => None,
        })
    }

    /// Returns a field that holds a list; an empty list where there is none.
    pub(crate) fn list(&mut self, name: &str) -> Vec<&'a str> {
        let value = self.fields.iter_mut().find(|(field, _)| *field == name);
        match value {
            Some((_, Value::List(list))) => std::mem::take(list),
            _ => Vec::new(),
        }
    }
}

/// Returns the tables of a file, or `None` where it holds anything else.
pub(crate) fn parse(file: &str) -> Option<Vec<Table<'_>>> {
    let mut tables = vec![Table::default()];
    let mut rest = skip_blank(file);
    while !rest.is_empty() {
        if rest.starts_with('[') {
            let (header, tail) = rest.split_once('\n').unwrap_or((rest, ""));
            let name = header.trim().trim_start_matches('[').trim_end_matches(']');
            tables.push(Table { name, fields: Vec::new() });
            rest = skip_blank(tail);
            continue;
        }
        let (key, tail) = rest.split_once('=')?;
        let (value, tail) = value(tail.trim_start())?;
        tables.last_mut()?.fields.push((key.trim(), value));
        rest = skip_blank(tail);
    }
    Some(tables)
}

/// Skips white space and comments.
fn skip_blank(mut rest: &str) -> &str {
    loop {
        rest = rest.trim_start();
        if !rest.starts_with('#') {
            return rest;
        }
        rest = rest.split_once('\n').map_or("", |(_, tail)| tail);
    }
}

fn value(rest: &str) -> Option<(Value<'_>, &str)> {
    let Some(mut rest) = rest.strip_prefix('[') else {
        let (text, tail) = string(rest)?;
        return Some((Value::Text(text), tail));
    };
    let mut list = Vec::new();
    loop {
        rest = skip_blank(rest);
        if let Some(tail) = rest.strip_prefix(']') {
            return Some((Value::List(list), tail));
        }
        let (text, tail) = string(rest)?;
        list.push(text);
        rest = skip_blank(tail);
        rest = rest.strip_prefix(',').unwrap_or(rest);
    }
}

/// A string in double or single quotes; a backslash is refused, as it would be an escape.
fn string(rest: &str) -> Option<(&str, &str)> {
    let mark = rest.chars().next().filter(|mark| matches!(mark, '"' | '\''))?;
    let (text, tail) = rest[1..].split_once(mark)?;
    (!text.contains(['\n', '\\'])).then_some((text, tail))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_and_values_are_read() {
        let file = "# head\nroot = [\"a\", # one\n \"b\"]\n\n[[hedge]]\nwords = \"may\"\nnot = 'the \"may\"'\n";
        let expected = vec![
            Table { name: "", fields: vec![("root", Value::List(vec!["a", "b"]))] },
            Table { name: "hedge", fields: vec![("words", Value::Text("may")), ("not", Value::Text("the \"may\""))] },
        ];
        assert_eq!(parse(file), Some(expected));
    }

    #[test]
    fn what_is_not_in_the_subset_is_refused() {
        for file in ["a = 1", "a = \"\\n\"", "a = [\"b\"", "a", "a = \"b", "a = [1]"] {
            assert_eq!(parse(file), None, "{file}");
        }
    }

    /// The files are TOML for every other program too.
    #[test]
    fn the_lexicon_files_mean_the_same_to_the_crate_toml() {
        for file in [
            include_str!("../lexicon/acts.toml"),
            include_str!("../lexicon/hedges.toml"),
            include_str!("../lexicon/inflections.toml"),
            include_str!("../lexicon/negation.toml"),
            include_str!("../lexicon/titles.toml"),
            include_str!("../lexicon/names.toml"),
            include_str!("../lexicon/custody.toml"),
            include_str!("../lexicon/verdicts.toml"),
        ] {
            let ours = parse(file).expect("the committed file is of the subset");
            let theirs: toml::Table = file.parse().expect("the committed file is TOML");
            let mut n_seen = std::collections::BTreeMap::new();
            for table in &ours {
                let place = n_seen.entry(table.name).or_insert(0);
                let fields = match theirs.get(table.name) {
                    Some(toml::Value::Array(tables)) => tables[*place].as_table(),
                    Some(toml::Value::Table(table)) => Some(table),
                    _ => None,
                };
                let fields = if table.name.is_empty() { Some(&theirs) } else { fields };
                *place += 1;
                for (name, value) in &table.fields {
                    let expected = fields.and_then(|fields| fields.get(*name));
                    let ours = match value {
                        Value::Text(text) => toml::Value::from(*text),
                        Value::List(list) => toml::Value::from(list.clone()),
                    };
                    assert_eq!(Some(&ours), expected, "{} {name}", table.name);
                }
            }
            let n_theirs: usize = theirs.values().map(|value| value.as_array().map_or(1, |list| list.len())).sum();
            let n_tables = ours.iter().filter(|table| !table.name.is_empty()).count();
            assert!(n_tables == 0 || n_tables == n_theirs);
        }
    }
}
