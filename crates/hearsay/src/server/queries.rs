//! What can stand behind the question mark of an address; what is not listed here is refused.

use hearsay_text::document::Date;
use serde::Deserialize;

use crate::asked::claims::StandingChoice;
use crate::asked::things::KindChoice;
use crate::metadata::parse_date;

/// From where on a list is given; it counts from 0.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(inline))]
#[serde(transparent)]
pub(super) struct Offset(#[cfg_attr(test, schemars(range(max = 4294967295_u32)))] u32);

/// How many of a list are given.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(try_from = "u32")]
pub(super) struct Limit(u32);

/// No answer has more items.
const LIMIT_MAX: u32 = 1000;

impl Default for Limit {
    fn default() -> Limit {
        Limit(100)
    }
}

impl TryFrom<u32> for Limit {
    type Error = String;

    fn try_from(limit: u32) -> Result<Limit, String> {
        let limit = Some(limit).filter(|limit| (1..=LIMIT_MAX).contains(limit));
        limit.map(Limit).ok_or_else(|| format!("limit is a number from 1 to {LIMIT_MAX}"))
    }
}

#[cfg(test)]
impl schemars::JsonSchema for Limit {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "limit".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "integer", "minimum": 1, "maximum": LIMIT_MAX, "default": Limit::default().0 })
    }
}

/// The part of a list that is asked for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Window {
    /// How many come before it.
    pub(super) before: usize,
    pub(super) length: usize,
}

impl Window {
    pub(super) fn of(offset: Offset, limit: Limit) -> Window {
        Window { before: offset.0 as usize, length: limit.0 as usize }
    }

    /// Returns the part of a list.
    pub(super) fn cut<'a, T>(&self, all: &'a [T]) -> &'a [T] {
        let rest = all.get(self.before..).unwrap_or_default();
        &rest[..rest.len().min(self.length)]
    }
}

/// A day, as in 2026-11-22.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(try_from = "String")]
pub(super) struct Day(pub(super) Date);

impl TryFrom<String> for Day {
    type Error = String;

    fn try_from(written: String) -> Result<Day, String> {
        parse_date(&written).map(Day)
    }
}

#[cfg(test)]
impl schemars::JsonSchema for Day {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "day".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "format": "date", "pattern": "^[1-9][0-9]{3}-[01][0-9]-[0-3][0-9]$" })
    }
}

/// Of a list that is given whole but for its parts.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
#[derive(Default)]
pub(super) struct ListQuery {
    pub(super) offset: Offset,
    pub(super) limit: Limit,
}

/// Which claims, and in what order.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub(super) struct ClaimsQuery {
    /// Somebody of that name says it, passes it on, or publishes it.
    pub(super) by: Option<String>,
    /// All these words are in it, or in the names of whom it speaks of.
    pub(super) about: Option<String>,
    /// All these words are in it.
    pub(super) text: Option<String>,
    /// It stands so.
    pub(super) standing: Option<StandingChoice>,
    /// It is hedged.
    pub(super) hedged: bool,
    /// It was said or published on that day or later.
    pub(super) since: Option<Day>,
    /// It rests on so many origins or more.
    #[cfg_attr(test, schemars(range(max = 4294967295_u32)))]
    pub(super) origins_at_least: Option<u32>,
    /// It is about the matter of that number.
    #[cfg_attr(test, schemars(range(max = 4294967295_u32)))]
    pub(super) matter: Option<u32>,
    /// That entity, as in `courier/e3`, is its deepest source or passes it on.
    pub(super) source: Option<String>,
    /// It stands in that document.
    pub(super) document: Option<String>,
    /// Those too that only one document tells in the writer's own voice; else they are left out of what is not filtered.
    pub(super) all: bool,
    pub(super) sort: ClaimsOrder,
    pub(super) offset: Offset,
    pub(super) limit: Limit,
}

/// What comes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(inline))]
#[serde(rename_all = "kebab-case")]
pub(super) enum ClaimsOrder {
    /// What most documents tell.
    #[default]
    Told,
    /// What was said or published last.
    Newest,
    /// What rests on most origins.
    Origins,
}

/// Which entries of the timeline.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub(super) struct TimelineQuery {
    /// Of that claim, as in `courier/a3`, and those that say the same.
    pub(super) claim: Option<String>,
    /// Of that day or later.
    pub(super) since: Option<Day>,
    /// Of that day or before.
    pub(super) until: Option<Day>,
    pub(super) offset: Offset,
    pub(super) limit: Limit,
}

/// Which entities.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub(super) struct EntitiesQuery {
    pub(super) kind: Option<KindChoice>,
    /// All these words are in one of its names.
    pub(super) text: Option<String>,
    /// It makes a claim or passes one on.
    pub(super) sources: bool,
    pub(super) offset: Offset,
    pub(super) limit: Limit,
}

/// Which artefacts.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub(super) struct ArtefactsQuery {
    /// What it is, in the singular, such as letter.
    pub(super) kind: Option<String>,
    pub(super) offset: Offset,
    pub(super) limit: Limit,
}

/// Whose matrix.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub(super) struct MatrixQuery {
    /// Only what this analyst rated and weighed; all together without it.
    pub(super) analyst: Option<String>,
}

/// What to look for.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct SearchQuery {
    /// The words, as `hearsay search` takes them.
    #[cfg_attr(test, schemars(length(min = 1)))]
    pub(super) q: String,
    /// Where to look; everywhere without it.
    #[serde(rename = "in")]
    pub(super) scope: Option<SearchScope>,
    /// How many claims and how many documents come before.
    #[serde(default)]
    pub(super) offset: Offset,
    /// How many claims and how many documents to return.
    #[serde(default)]
    pub(super) limit: Limit,
}

/// Where to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(inline))]
#[serde(rename_all = "kebab-case")]
pub(super) enum SearchScope {
    Claims,
    Documents,
}

/// Which part of the log, and from which end.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub(super) struct LogQuery {
    /// Whether the newest come first.
    pub(super) newest: bool,
    /// Judgements and what was taken back, and no additions.
    pub(super) judgements: bool,
    pub(super) offset: Offset,
    pub(super) limit: Limit,
}

impl Default for LogQuery {
    fn default() -> LogQuery {
        LogQuery { newest: true, judgements: false, offset: Offset::default(), limit: Limit::default() }
    }
}

/// What a report tells of, and in what form.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub(super) struct ReportQuery {
    pub(super) format: ReportForm,
    /// What stands above it.
    pub(super) title: Option<String>,
    /// Claims, as in `courier/a3`, with commas between; without it, and without a filter, those that analysts accepted,
    /// graded, rated, weighed or cited, or else those that most documents tell.
    pub(super) claims: Option<String>,
    /// Somebody of that name says it, passes it on, or publishes it.
    pub(super) by: Option<String>,
    /// All these words are in it, or in the names of whom it speaks of.
    pub(super) about: Option<String>,
    /// It stands so.
    pub(super) standing: Option<StandingChoice>,
    /// It is hedged.
    pub(super) hedged: bool,
    /// It was said or published on that day or later.
    pub(super) since: Option<Day>,
    /// More than the 40 that most documents tell.
    pub(super) all: bool,
    /// Whose names are left out: `persons`, `organisations`, `places` and `analysts`, with commas between.
    pub(super) redact: Option<String>,
    /// Others that are left out, by name or as in `courier/e3`, with commas between.
    pub(super) redact_also: Option<String>,
    /// Whether it is to be kept as a file and not shown.
    pub(super) download: bool,
    /// The key of the session, where it is not in a header.
    pub(super) key: Option<String>,
}

/// The form of a report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(inline))]
#[serde(rename_all = "kebab-case")]
pub(super) enum ReportForm {
    #[default]
    Json,
    Html,
    Markdown,
}
