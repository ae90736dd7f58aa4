//! Tables: a document a row, whether the table is CSV, JSON Lines or a JSON array.
//!
//! A part is the row as it stands, under the line that names the columns; in JSON every row names its own.

mod delimited;

use super::columns::{Role, Roles};
use super::composition::Composition;
use super::json::Object;
use super::part::Part;
use super::part_trouble::PartTroubleKind;
use super::tracked::Tracked;
use super::{Above, Unpacking, json, source};
use crate::document::{Evidenced, Metadata};
use crate::html::Imported;
use crate::html::main_content::Effort;
use crate::lines;
use crate::moment;

/// Hands on the rows of a CSV or TSV file, numbered from 1.
pub(super) fn unpack_table(unpacking: &mut Unpacking<'_>, name: &str, bytes: &[u8], above: &Above) {
    let text = source::decode(bytes, None);
    let delimiter = delimited::delimiter(&text);
    let mut records = delimited::Records::new(&text, delimiter);
    let Some(header) = records.next() else {
        unpacking.trouble(name, PartTroubleKind::Nothing);
        return;
    };
    let names: Vec<String> =
        delimited::fields(&text, header.clone(), delimiter).into_iter().map(|name| name.into_text().0).collect();
    let roles = match Roles::settled(&names, &unpacking.settings.columns) {
        Ok(roles) => roles,
        Err(kind) => return unpacking.trouble(name, kind),
    };
    let renamed = roles.renamed(&names);
    let header = if renamed == names { text[header].to_owned() } else { written(&renamed, char::from(delimiter)) };
    let text_column = roles.column(Role::Text).expect("settled roles have a text");
    let (mut n_blank, mut n_rows, mut n_ragged) = (0, 0, 0);
    for record in records {
        if unpacking.is_spent() {
            return;
        }
        n_rows += 1;
        let fields = delimited::fields(&text, record.clone(), delimiter);
        n_ragged += usize::from(fields.len() > names.len());
        let words = fields.into_iter().nth(text_column).map(|field| field.into_text().0).unwrap_or_default();
        if words.trim().is_empty() {
            n_blank += 1;
            continue;
        }
        let bytes = format!("{header}\n{}", &text[record]).into_bytes();
        unpacking.emit(Part::record(format!("{name}/{n_rows}"), bytes, Metadata::default()), above);
    }
    if n_blank > 0 {
        unpacking.trouble(name, PartTroubleKind::WithoutText { n_records: n_blank });
    }
    if n_ragged > 0 {
        unpacking.trouble(name, PartTroubleKind::Ragged { n_rows: n_ragged });
    }
}

/// Writes a line of names with as many delimiters as the rows have.
fn written(names: &[String], delimiter: char) -> String {
    let name = |name: &String| {
        let is_plain = !name.contains(['"', '\n', '\r', delimiter]);
        if is_plain { name.clone() } else { format!("\"{}\"", name.replace('"', "\"\"")) }
    };
    names.iter().map(name).collect::<Vec<_>>().join(&delimiter.to_string())
}

/// Returns whether a JSON file is rows: objects one a line or in an array, or one object with a text.
pub(super) fn are_rows(bytes: &[u8]) -> bool {
    let text = source::decode(bytes, None);
    let text = text.trim();
    if text.starts_with('[') {
        let (rows, _) = json::elements_before_damage(text);
        return rows.first().is_some_and(|row| row.starts_with('{'));
    }
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let first = lines.next().unwrap_or_default();
    if lines.next().is_some_and(|second| second.trim_start().starts_with('{')) {
        return Object::of(first, first).is_some();
    }
    Object::of(text, text).is_some_and(|object| is_readable(&object))
}

fn is_readable(object: &Object<'_>) -> bool {
    let names: Vec<&str> = object.names().collect();
    is_post(object) || Roles::guess(&names).column(Role::Text).is_some()
}

/// Rows that are posts of a network, saved one a line, are read as those.
fn is_post(object: &Object<'_>) -> bool {
    #[cfg(feature = "posts")]
    return super::telegram::is_message(object) || super::x_archive::is_post(object);
    #[cfg(not(feature = "posts"))]
    {
        let _ = object;
        false
    }
}

/// Hands on the rows of a JSON file, numbered from 1.
pub(super) fn unpack_json(unpacking: &mut Unpacking<'_>, name: &str, bytes: &[u8], above: &Above) {
    let text = source::decode(bytes, None);
    let trimmed = text.trim();
    let rows: Vec<&str> = match trimmed.as_bytes().first() {
        Some(b'[') => {
            let (rows, is_damaged) = json::elements_before_damage(trimmed);
            if is_damaged {
                unpacking.trouble(name, PartTroubleKind::Damaged);
            }
            rows
        }
        _ if Object::of(trimmed, trimmed).is_some() => vec![trimmed],
        _ => trimmed.lines().map(str::trim).filter(|line| !line.is_empty()).collect(),
    };
    let (mut n_bad, mut n_blank, mut unnamed) = (0, 0, None);
    for (row_idx, row) in rows.into_iter().enumerate() {
        if unpacking.is_spent() {
            return;
        }
        let Some(object) = Object::of(row, row) else {
            n_bad += 1;
            continue;
        };
        let bytes = if is_post(&object) {
            row.as_bytes().to_vec()
        } else {
            match settled_row(&object, unpacking) {
                Ok(Some(bytes)) => bytes,
                Ok(None) => {
                    n_blank += 1;
                    continue;
                }
                Err(kind) => {
                    n_bad += 1;
                    unnamed.get_or_insert(kind);
                    continue;
                }
            }
        };
        unpacking.emit(Part::record(format!("{name}/{}", row_idx + 1), bytes, Metadata::default()), above);
    }
    if let Some(kind) = unnamed {
        unpacking.trouble(name, kind);
    }
    if n_blank > 0 {
        unpacking.trouble(name, PartTroubleKind::WithoutText { n_records: n_blank });
    }
    if n_bad > 0 {
        unpacking.trouble(name, PartTroubleKind::Malformed { n_records: n_bad });
    }
}

/// Returns the row's bytes, its members renamed where the user settled what they are; `None` if it holds no words.
fn settled_row(object: &Object<'_>, unpacking: &Unpacking<'_>) -> Result<Option<Vec<u8>>, PartTroubleKind> {
    let names: Vec<&str> = object.names().collect();
    let roles = Roles::settled(&names, &unpacking.settings.columns)?;
    let text_column = roles.column(Role::Text).expect("settled roles have a text");
    if object.text(names[text_column]).is_none() {
        return Ok(None);
    }
    let renamed = roles.renamed(&names);
    if renamed.iter().eq(names.iter()) {
        return Ok(Some(object.source().as_bytes().to_vec()));
    }
    let members = names.iter().zip(&renamed).filter_map(|(name, renamed)| {
        let quoted = serde_json::to_string(renamed).ok()?;
        Some(format!("{quoted}: {}", object.raw(name)?))
    });
    Ok(Some(format!("{{{}}}", members.collect::<Vec<_>>().join(", ")).into_bytes()))
}

/// Reads the part of a CSV file: the line of names and one row.
pub(super) fn read_table(source: &str, effort: Effort) -> Option<Imported> {
    let delimiter = delimited::delimiter(source.trim_start_matches('\u{FEFF}'));
    let mut records = delimited::Records::new(source, delimiter);
    let header = delimited::fields(source, records.next()?, delimiter);
    let names: Vec<String> = header.into_iter().map(|name| name.into_text().0).collect();
    let roles = Roles::guess(&names);
    let fields = delimited::fields(source, records.next()?, delimiter);
    let mut fields: Vec<Option<Tracked>> = fields.into_iter().map(Some).collect();
    compose(&names, &roles, |column| fields.get_mut(column)?.take(), effort)
}

/// Reads a row of a JSON file.
pub(super) fn read_json(object: &Object<'_>, effort: Effort) -> Option<Imported> {
    let names: Vec<&str> = object.names().collect();
    let roles = Roles::guess(&names);
    let field = |column: usize| {
        let name = *names.get(column)?;
        match object.tracked(name) {
            Some(tracked) => Some(tracked),
            None => {
                let raw = object.raw(name).filter(|raw| json::scalar(raw).is_some())?;
                Some(Tracked::slice(object.source(), json::place(object.source(), raw)?))
            }
        }
    };
    compose(&names, &roles, field, effort)
}

fn compose<S: AsRef<str>>(
    names: &[S],
    roles: &Roles,
    mut field: impl FnMut(usize) -> Option<Tracked>,
    effort: Effort,
) -> Option<Imported> {
    let text = field(roles.column(Role::Text)?)?;
    let mut composition = Composition::default();
    let title = roles.column(Role::Title).and_then(&mut field);
    let mut plain = |role: Role| {
        let column = roles.column(role)?;
        let value = field(column)?.into_text().0;
        let value = value.trim();
        (!value.is_empty()).then(|| Evidenced::new(value.to_owned(), format!("column \"{}\"", names[column].as_ref())))
    };
    let date = plain(Role::Date);
    let stamp = date.as_ref().and_then(|date| moment::parse(&date.value));
    let dated =
        |evidence: &Option<Evidenced<String>>| evidence.as_ref().map(|date| date.evidence.clone()).unwrap_or_default();
    let mut metadata = Metadata {
        author: plain(Role::Author),
        site: plain(Role::Source),
        published: stamp.map(|stamp| Evidenced::new(stamp.day, dated(&date))),
        published_at: stamp.and_then(|stamp| stamp.moment).map(|moment| Evidenced::new(moment, dated(&date))),
        url: plain(Role::Url),
        message_id: plain(Role::Id),
        language: plain(Role::Language),
        ..Metadata::default()
    };
    if let Some(title) = title {
        let words = title.clone().into_text().0;
        let evidence = format!("column \"{}\"", names[roles.column(Role::Title)?].as_ref());
        if !words.trim().is_empty() {
            metadata.title = Some(Evidenced::new(words.trim().to_owned(), evidence));
            // A headline that the text begins with is not told twice.
            let begins = text.clone().into_text().0.chars().take(4 * words.len()).collect::<String>();
            if !lines::letters(&begins).starts_with(&lines::letters(&words)) {
                composition.push_heading(title);
            }
        }
    }
    composition.push_article(text, effort);
    let mut whole = composition.finish();
    metadata.fill_from(&whole.metadata);
    whole.metadata = metadata;
    Some(whole)
}
