//! The shapes of what the page sends to `hearsay serve`: the token of a session, judgements, what takes one back.
//!
//! A field that is not listed here is refused.

use std::fmt;

use hearsay_case::hypotheses::deception::{Finding, Question};
use hearsay_case::hypotheses::scale::{HypothesisId, Level, Rating};
use serde::de::value::MapAccessDeserializer;
use serde::de::{self, MapAccess, Unexpected, Visitor};
use serde::{Deserialize, Deserializer};

/// Begins a session.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "begin"))]
#[serde(deny_unknown_fields)]
pub(crate) struct WireBegin {
    /// What stands behind `#t=` in the address that the program printed.
    pub(crate) token: String,
}

/// Takes a judgement back.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "undo"))]
#[serde(deny_unknown_fields)]
pub(crate) struct WireUndo {
    /// Its number in the log.
    pub(crate) entry: WireCount,
    /// What named the view in which that was decided.
    pub(crate) seen: String,
}

/// A judgement to write.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "one_to_judge"))]
#[serde(deny_unknown_fields)]
pub(crate) struct WireJudgeOne {
    pub(crate) judgement: WireDecision,
    pub(crate) seen: String,
}

/// Judgements to write, all or none.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "all_to_judge"))]
#[serde(deny_unknown_fields)]
pub(crate) struct WireJudgeAll {
    #[cfg_attr(test, schemars(length(min = 1, max = 1000)))]
    pub(crate) judgements: Vec<WireDecision>,
    pub(crate) seen: String,
}

/// What is decided.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "decision"))]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) enum WireDecision {
    /// It was read right; of words where nothing was read, that it is there.
    Accept { on: WireThing, because: Option<String> },
    /// It was read wrongly and is to be left out.
    Reject { on: WireThing, because: Option<String> },
    /// It should read otherwise: as these words, which its document has.
    Edit { on: WireThing, value: String, because: Option<String> },
    /// The first, a claim, is said by the other, whom the same document names.
    SaidBy { on: WireThing, other: WireThing, because: Option<String> },
    /// The two are one.
    Same { on: WireThing, other: WireThing, because: Option<String> },
    /// The two are not one.
    NotSame { on: WireThing, other: WireThing, because: Option<String> },
    /// The two do not rest on one origin.
    Independent { on: WireThing, other: WireThing, because: Option<String> },
    /// How reliable the source is.
    GradeSource { on: WireThing, value: WireReliability, because: Option<String> },
    /// How credible what is said is.
    GradeItem { on: WireThing, value: WireCredibility, because: Option<String> },
    /// A hypothesis is to be weighed; it gets the next name.
    Hypothesis { value: String, parent: Option<WireHypothesisId>, because: Option<String> },
    /// It is weighed no more.
    Withdraw { hypothesis: WireHypothesisId, because: Option<String> },
    /// How a claim fits a hypothesis.
    Rate { on: String, hypothesis: WireHypothesisId, value: WireFit, because: Option<String> },
    /// How much a claim weighs as evidence; what is left out stays as it is.
    Weigh { on: String, credibility: Option<WireWeight>, relevance: Option<WireWeight>, because: Option<String> },
    /// What is answered on a question of the checklists, of a source or artefact, and the claim that the answer rests on.
    Answer { on: String, question: WireAsked, value: WireFinding, cites: String, because: Option<String> },
}

/// Defines something that is sent by the name that the log has for it.
macro_rules! sent_by_name {
    ($(#[$meta:meta])* $wire:ident of $own:ty, $schema:literal) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, Deserialize)]
        #[serde(try_from = "String")]
        pub(crate) struct $wire(pub(crate) $own);

        impl TryFrom<String> for $wire {
            type Error = String;

            fn try_from(name: String) -> Result<$wire, String> {
                let names = || <$own>::ALL.iter().map(|one| one.name()).collect::<Vec<&str>>().join(", ");
                <$own>::of_name(&name).map($wire).ok_or_else(|| format!("a {} is one of {}", $schema, names()))
            }
        }

        #[cfg(test)]
        impl schemars::JsonSchema for $wire {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                $schema.into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                let names: Vec<&str> = <$own>::ALL.iter().map(|one| one.name()).collect();
                schemars::json_schema!({ "type": "string", "enum": names })
            }
        }
    };
}

sent_by_name!(
    /// How a claim fits a hypothesis.
    WireFit of Rating, "rating_letter"
);
sent_by_name!(
    /// How credible or relevant a claim is held.
    WireWeight of Level, "weight"
);
sent_by_name!(
    /// What a checklist asks.
    WireAsked of Question, "question_name"
);
sent_by_name!(
    /// What an answer points to.
    WireFinding of Finding, "finding"
);

/// The name of a hypothesis, as in `h1`.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct WireHypothesisId(pub(crate) HypothesisId);

impl TryFrom<String> for WireHypothesisId {
    type Error = String;

    fn try_from(name: String) -> Result<WireHypothesisId, String> {
        name.parse().map(WireHypothesisId).map_err(|()| "a hypothesis is named as in h1".to_owned())
    }
}

#[cfg(test)]
impl schemars::JsonSchema for WireHypothesisId {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "hypothesis_name".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": "^h[1-9][0-9]{0,8}$" })
    }
}

/// What is judged: by its name, or by its words where nothing was read.
#[derive(Debug)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "thing", untagged))]
pub(crate) enum WireThing {
    /// As in `courier/a3`.
    Read(String),
    /// Words of a document.
    Marked(WireMark),
}

/// Not derived, so that what is wrong with a mark is told by its name.
impl<'de> Deserialize<'de> for WireThing {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<WireThing, D::Error> {
        struct Thing;
        impl<'de> Visitor<'de> for Thing {
            type Value = WireThing;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a name such as \"courier/a3\", or the words of a document")
            }

            fn visit_str<E: de::Error>(self, name: &str) -> Result<WireThing, E> {
                Ok(WireThing::Read(name.to_owned()))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<WireThing, A::Error> {
                WireMark::deserialize(MapAccessDeserializer::new(map)).map(WireThing::Marked)
            }
        }
        deserializer.deserialize_any(Thing)
    }
}

/// A number that counts something. JSON has one kind of number, so 3.0 is one too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct WireCount(pub(crate) u64);

/// No larger one is a number of JSON in every program.
const COUNT_MAX: u64 = 9_007_199_254_740_991;

impl<'de> Deserialize<'de> for WireCount {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<WireCount, D::Error> {
        struct Count;
        impl Visitor<'_> for Count {
            type Value = WireCount;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a whole number from 0")
            }

            fn visit_u64<E: de::Error>(self, number: u64) -> Result<WireCount, E> {
                let counted = Some(number).filter(|number| *number <= COUNT_MAX).map(WireCount);
                counted.ok_or_else(|| E::invalid_value(Unexpected::Unsigned(number), &self))
            }

            fn visit_f64<E: de::Error>(self, number: f64) -> Result<WireCount, E> {
                let is_whole = number.fract() == 0.0 && (0.0..=COUNT_MAX as f64).contains(&number);
                if is_whole {
                    Ok(WireCount(number as u64))
                } else {
                    Err(E::invalid_value(Unexpected::Float(number), &self))
                }
            }
        }
        deserializer.deserialize_any(Count)
    }
}

#[cfg(test)]
impl schemars::JsonSchema for WireCount {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "count".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "integer", "minimum": 0, "maximum": COUNT_MAX })
    }
}

/// Words of a document, and what they should be read as.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "mark"))]
#[serde(deny_unknown_fields)]
pub(crate) struct WireMark {
    pub(crate) document: String,
    pub(crate) kind: WireJudgedKind,
    /// One stretch.
    #[cfg_attr(test, schemars(length(equal = 1)))]
    pub(crate) spans: Vec<[WireCount; 2]>,
}

/// What can be judged by its words.
#[derive(Clone, Copy, Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "judged_kind"))]
#[serde(rename_all = "kebab-case")]
pub(crate) enum WireJudgedKind {
    Artefact,
    Claim,
    Mention,
    Verdict,
}

/// The Admiralty's letters.
#[derive(Clone, Copy, Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "reliability"))]
pub(crate) enum WireReliability {
    A,
    B,
    C,
    D,
    E,
    F,
}

/// The Admiralty's numbers.
#[derive(Clone, Copy, Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "credibility"))]
pub(crate) enum WireCredibility {
    /// Confirmed.
    #[serde(rename = "1")]
    Confirmed,
    /// Probable.
    #[serde(rename = "2")]
    Probable,
    /// Possible.
    #[serde(rename = "3")]
    Possible,
    /// Doubtful.
    #[serde(rename = "4")]
    Doubtful,
    /// Improbable.
    #[serde(rename = "5")]
    Improbable,
    /// Cannot be judged.
    #[serde(rename = "6")]
    Unjudged,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_is_a_whole_number_however_it_is_written() {
        let read = |text: &str| serde_json::from_str::<WireCount>(text).ok().map(|count| count.0);
        assert_eq!([read("0"), read("3.0"), read("7e2")], [Some(0), Some(3), Some(700)]);
        assert_eq!(read("9007199254740991"), Some(COUNT_MAX));
        for wrong in ["-1", "0.5", "9007199254740992", "1e300", "\"3\"", "null", "true"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn what_is_wrong_with_a_thing_is_told_by_its_name() {
        let read = |text: &str| serde_json::from_str::<WireThing>(text).map_err(|error| error.to_string());
        assert!(matches!(read("\"courier/a3\""), Ok(WireThing::Read(name)) if name == "courier/a3"));
        let mark = r#"{"document": "courier", "kind": "claim", "spans": [[0, 5]]}"#;
        assert!(matches!(read(mark), Ok(WireThing::Marked(WireMark { document, .. })) if document == "courier"));
        let told = |text: &str| read(text).expect_err("it makes no sense");
        assert!(told(r#"{"document": "courier", "kind": "rumour"}"#).contains("unknown variant `rumour`"));
        assert!(told("7").contains("a name such as"));
    }
}
