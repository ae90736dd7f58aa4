//! The lines of an `expect` block: names, questions with the answers that are expected, judgements.
//!
//! Not the answers' language: that is [`wording`](crate::wording).

use std::collections::BTreeMap;

use hearsay_text::document::Date;

use crate::answer::{Answer, Deed, Kind, Place, of_words};
use crate::told::{self, Told, is_name};
use crate::wording;

/// One line of an `expect` block.
#[derive(Clone, Debug)]
pub(crate) enum Line {
    /// These places stand for one thing, which has a name.
    Name(Named),
    /// A question, as it is written, and what must be answered.
    Ask { words: String, question: Question, answer: Answer },
    /// From here on with a judgement.
    Judge(Judging),
    /// From here on without the last judgement.
    Undo,
}

/// A name with the places that stand for it.
#[derive(Clone, Debug)]
pub(crate) struct Named {
    pub(crate) name: String,
    pub(crate) kind: Kind,
    pub(crate) places: Vec<Place>,
}

/// What is asked.
#[derive(Clone, Debug)]
pub(crate) enum Question {
    Between(Named, Named),
    Text(String, String),
    Origins(Named, Option<String>),
    Path(Named, String),
    Pair(Named, String, String),
    Circles(Named),
    Echoes(Named),
    Resting(Named),
    Standing(Subject, Date),
    Who(Deed, Subject),
    First(Named),
}

/// What something is said or done about.
#[derive(Clone, Debug)]
pub(crate) struct Subject {
    /// A claim or an artefact.
    pub(crate) named: Named,
    /// Whether it is about who made the artefact.
    pub(crate) is_authorship: bool,
}

/// A judgement with the places that it is about.
#[derive(Clone, Debug)]
pub(crate) enum Judging {
    Same(Kind, Place, Place),
    NotSame(Kind, Place, Place),
    Independent(Place, Place),
    Reject(Kind, Place),
}

impl Question {
    /// Returns what the ledger counts it as.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Question::Between(..) => "between",
            Question::Text(..) => "text",
            Question::Origins(..) => "origins",
            Question::Path(..) => "path",
            Question::Pair(..) => "pair",
            Question::Circles(..) => "circles",
            Question::Echoes(..) => "echoes",
            Question::Resting(..) => "resting",
            Question::Standing(..) => "standing",
            Question::Who(..) => "deeds",
            Question::First(..) => "first",
        }
    }
}

/// Makes a question of a claim.
type OfClaim = fn(Named) -> Question;

/// What the lines of a block may speak of.
pub(crate) struct Scope<'a> {
    /// The documents.
    pub(crate) told: &'a [Told],
    /// What has been named by then.
    named: BTreeMap<String, Named>,
}

/// Reads the lines of a block.
pub(crate) fn lines(block: &str, told: &[Told]) -> Result<Vec<Line>, String> {
    let mut scope = Scope { told, named: BTreeMap::new() };
    let mut found = Vec::new();
    let mut n_judged = 0_usize;
    for written in block.lines().filter(|line| !line.trim().is_empty()) {
        let line = scope.line(written.trim_end()).map_err(|fault| format!("{fault}\nin the line: {written}"))?;
        match &line {
            Line::Judge(_) => n_judged += 1,
            Line::Undo if n_judged == 0 => return Err("undo: there is no judgement to take back".to_owned()),
            Line::Undo => n_judged -= 1,
            _ => {}
        }
        found.push(line);
    }
    if found.is_empty() { Err("the expect block is empty".to_owned()) } else { Ok(found) }
}

impl Scope<'_> {
    fn line(&mut self, line: &str) -> Result<Line, String> {
        if let Some(named) = self.definition(line)? {
            if self.told.iter().any(|told| told.name == named.name) {
                return Err(format!("{} is a document", named.name));
            }
            if self.named.insert(named.name.clone(), named.clone()).is_some() {
                return Err(format!("{} is named twice", named.name));
            }
            return Ok(Line::Name(named));
        }
        if line == "undo" {
            return Ok(Line::Undo);
        }
        if let Some(judgement) = line.strip_prefix("judge ") {
            return self.judging(judgement).map(Line::Judge);
        }
        let (words, answer) = line.split_once(": ").ok_or("neither a name with `=`, nor a question with `: `")?;
        let question = self.question(words)?;
        let answer = wording::answer(answer.trim(), &question, self)?;
        Ok(Line::Ask { words: words.to_owned(), question, answer })
    }

    fn definition(&self, line: &str) -> Result<Option<Named>, String> {
        let Some((head, places)) = line.split_once(" = ") else { return Ok(None) };
        let Some((kind, name)) = head.split_once(' ') else { return Ok(None) };
        let (Some(kind), true) = (of_words(Kind::ALL, kind), is_name(name)) else { return Ok(None) };
        let places = wording::parts(places, ';').into_iter().map(|place| self.place(place));
        Ok(Some(Named { name: name.to_owned(), kind, places: places.collect::<Result<_, _>>()? }))
    }

    fn question(&self, words: &str) -> Result<Question, String> {
        let after = |prefix: &str| words.strip_prefix(prefix);
        if let Some(rest) = after("between ") {
            let (one, other) = two(rest, " and ")?;
            let (one, other) = (self.named(one)?, self.named(other)?);
            if one.kind != other.kind {
                return Err(format!("{} and {} are of two kinds", one.name, other.name));
            }
            return Ok(Question::Between(one, other));
        }
        if let Some(rest) = after("text of ") {
            let (one, other) = two(rest, " and ")?;
            return Ok(Question::Text(self.document(one)?, self.document(other)?));
        }
        if let Some(rest) = after("origins of ") {
            return match rest.split_once(" in ") {
                None => Ok(Question::Origins(self.claim(rest)?, None)),
                Some((name, document)) => {
                    Ok(Question::Origins(self.claim_in(name, document)?, Some(document.to_owned())))
                }
            };
        }
        if let Some(rest) = after("path of ") {
            let (name, document) = two(rest, " in ")?;
            return Ok(Question::Path(self.claim_in(name, document)?, document.to_owned()));
        }
        if let Some(rest) = after("pair of ") {
            let (name, documents) = two(rest, " in ")?;
            let (one, other) = two(documents, " and ")?;
            self.claim_in(name, one)?;
            return Ok(Question::Pair(self.claim_in(name, other)?, one.to_owned(), other.to_owned()));
        }
        if let Some(rest) = after("standing of ") {
            let (subject, day) = two(rest, " on ")?;
            return Ok(Question::Standing(self.subject(subject)?, told::date(day)?));
        }
        if let Some(rest) = after("who ") {
            let deed = Deed::ALL.iter().find(|deed| rest.starts_with(&format!("{deed} ")));
            let deed = deed.ok_or_else(|| format!("nobody can do this: {rest}"))?;
            return Ok(Question::Who(*deed, self.subject(&rest[deed.to_string().len() + 1..])?));
        }
        let of_claim: [(&str, OfClaim); 4] = [
            ("circles of ", Question::Circles),
            ("echoes of ", Question::Echoes),
            ("resting on withdrawn ", Question::Resting),
            ("first of ", Question::First),
        ];
        let found = of_claim.iter().find_map(|(prefix, question)| Some((after(prefix)?, question)));
        let (name, question) = found.ok_or_else(|| format!("a question that is not known: {words}"))?;
        Ok(question(self.claim(name)?))
    }

    fn subject(&self, words: &str) -> Result<Subject, String> {
        let (name, is_authorship) = match words.strip_prefix("authorship of ") {
            Some(name) => (name, true),
            None => (words, false),
        };
        let named = self.named(name)?;
        let is_fit = match named.kind {
            Kind::Who => false,
            Kind::Claim => !is_authorship,
            Kind::Artefact => true,
        };
        if is_fit { Ok(Subject { named, is_authorship }) } else { Err(format!("this has no standing: {words}")) }
    }

    fn judging(&self, words: &str) -> Result<Judging, String> {
        if let Some(both) = words.strip_prefix("same ") {
            let (kind, one, other) = self.both(both)?;
            return Ok(Judging::Same(kind, one, other));
        }
        if let Some(both) = words.strip_prefix("not same ") {
            let (kind, one, other) = self.both(both)?;
            return Ok(Judging::NotSame(kind, one, other));
        }
        if let Some(both) = words.strip_prefix("independent ") {
            let (kind, one, other) = self.both(both)?;
            return match kind {
                Kind::Claim => Ok(Judging::Independent(one, other)),
                _ => Err("only claims can be judged independent".to_owned()),
            };
        }
        let rejected =
            words.strip_prefix("reject ").ok_or_else(|| format!("a judgement that is not known: {words}"))?;
        let (kind, place) = self.judged(rejected)?;
        Ok(Judging::Reject(kind, place))
    }

    fn both(&self, words: &str) -> Result<(Kind, Place, Place), String> {
        let (one, other) = two(words, ", ")?;
        let ((kind, one), (other_kind, other)) = (self.judged(one)?, self.judged(other)?);
        if kind != other_kind {
            return Err(format!("the two are of two kinds: {words}"));
        }
        Ok((kind, one, other))
    }

    /// Returns what a judgement is about: the first place of a name, or that in a document.
    fn judged(&self, words: &str) -> Result<(Kind, Place), String> {
        let (name, document) = words.split_once(" in ").map_or((words, None), |(name, of)| (name, Some(of)));
        let named = self.named(name)?;
        let mut places = named.places.iter();
        let place = places.find(|place| document.is_none_or(|document| place.document == document));
        let place = place.ok_or_else(|| format!("{name} does not stand in {}", document.unwrap_or_default()))?;
        Ok((named.kind, place.clone()))
    }

    /// Reads `gazette "the words"`.
    pub(crate) fn place(&self, words: &str) -> Result<Place, String> {
        let fault = || format!("not a document and words in quotation marks: {words}");
        let (document, quoted) = words.split_once(" \"").ok_or_else(fault)?;
        let quoted = quoted.strip_suffix('"').filter(|quoted| !quoted.contains('"')).ok_or_else(fault)?;
        let told = self.told.iter().find(|told| told.name == document);
        told.ok_or_else(|| format!("there is no document {document}"))?.place(quoted)
    }

    /// Returns the name of a document, if it is one.
    pub(crate) fn document(&self, name: &str) -> Result<String, String> {
        let is_known = self.told.iter().any(|told| told.name == name);
        if is_known { Ok(name.to_owned()) } else { Err(format!("there is no document {name}")) }
    }

    fn named(&self, name: &str) -> Result<Named, String> {
        self.named.get(name).cloned().ok_or_else(|| format!("nothing is named {name}"))
    }

    fn claim(&self, name: &str) -> Result<Named, String> {
        let named = self.named(name)?;
        if named.kind == Kind::Claim { Ok(named) } else { Err(format!("{name} is no claim")) }
    }

    fn claim_in(&self, name: &str, document: &str) -> Result<Named, String> {
        let claim = self.claim(name)?;
        let document = self.document(document)?;
        let stands = claim.places.iter().any(|place| place.document == document);
        if stands { Ok(claim) } else { Err(format!("{name} does not stand in {document}")) }
    }
}

fn two<'a>(words: &'a str, between: &str) -> Result<(&'a str, &'a str), String> {
    words.split_once(between).ok_or_else(|| format!("not two things with `{}` between them: {words}", between.trim()))
}
