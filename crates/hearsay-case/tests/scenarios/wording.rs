//! The language of answers: what stands after the colon of an expectation.

use std::collections::BTreeSet;
use std::fmt::Display;

use crate::answer::{
    Act, Answer, Echo, Ground, Pair, Party, Relation, Reuse, Shared, Slot, Standing, Whence, of_words,
};
use crate::expect::{Question, Scope};
use crate::told;

/// Reads the answer to a question.
pub(crate) fn answer(words: &str, question: &Question, scope: &Scope<'_>) -> Result<Answer, String> {
    match question {
        Question::Between(..) => relation(words).map(Answer::Relation),
        Question::Text(one, other) => shared(words, [one, other]).map(Answer::Shared),
        Question::Origins(..) => list(words, "nobody", |one| Ok(party(one, scope))).map(Answer::Parties),
        Question::Path(_, document) => path(words, document, scope).map(Answer::Path),
        Question::Pair(..) => known(Pair::ALL, words).map(Answer::Pair),
        Question::Circles(_) => {
            let circles = list(words, "none", |one| circle(one, scope))?;
            Ok(Answer::Circles(circles.into_iter().collect()))
        }
        Question::Echoes(_) => list(words, "none", |one| echo(one, scope)).map(Answer::Echoes),
        Question::Resting(_) | Question::First(_) => {
            let documents = list(words, "nobody", |one| scope.document(one))?;
            Ok(Answer::Documents(documents.into_iter().collect()))
        }
        Question::Standing(..) => standing(words).map(Answer::Standing),
        Question::Who(..) => list(words, "nobody", |one| act(one, scope)).map(Answer::Acts),
    }
}

/// Returns the parts of words between marks that stand outside of quotation marks.
pub(crate) fn parts(words: &str, mark: char) -> Vec<&str> {
    let mut is_quoted = false;
    let is_end = |char: char| {
        is_quoted ^= char == '"';
        char == mark && !is_quoted
    };
    words.split(is_end).map(str::trim).collect()
}

fn list<T>(words: &str, none: &str, one: impl Fn(&str) -> Result<T, String>) -> Result<Vec<T>, String> {
    if words == none {
        return Ok(Vec::new());
    }
    parts(words, ';').into_iter().map(|part| if part.is_empty() { Err(empty()) } else { one(part) }).collect()
}

fn empty() -> String {
    "nothing stands between two `;`".to_owned()
}

fn known<T: Copy + Display>(all: &[T], words: &str) -> Result<T, String> {
    of_words(all, words).ok_or_else(|| format!("an answer that is not known: {words}"))
}

fn relation(words: &str) -> Result<Relation, String> {
    if let Some(slots) = words.strip_prefix("disagree on ") {
        let slots = slots.split(", ").map(|slot| known(Slot::ALL, slot));
        return Ok(Relation::Disagree(slots.collect::<Result<BTreeSet<Slot>, String>>()?));
    }
    match words {
        "one" => Ok(Relation::One),
        "two" => Ok(Relation::Two),
        _ => Err(format!("an answer that is not known: {words}")),
    }
}

fn shared(words: &str, documents: [&String; 2]) -> Result<Shared, String> {
    if let Some(reuse) = of_words(Reuse::ALL, words).filter(|reuse| matches!(reuse, Reuse::SameSource | Reuse::Nothing))
    {
        return Ok(Shared { reuse, from: None, ground: None });
    }
    let fault = || format!("an answer that is not known: {words}");
    let reuse = [Reuse::Copied, Reuse::Rewritten, Reuse::Quoted]
        .into_iter()
        .find(|reuse| words.starts_with(&reuse.to_string()));
    let reuse = reuse.ok_or_else(fault)?;
    let rest = &words[reuse.to_string().len()..];
    if rest == ", direction unknown" {
        return Ok(Shared { reuse, from: None, ground: None });
    }
    let (from, ground) = rest.split_once(", by ").map_or((rest, None), |(from, ground)| (from, Some(ground)));
    let from = match from.strip_prefix(" from ").ok_or_else(fault)? {
        "a third" => Whence::Third,
        name if documents.iter().any(|document| *document == name) => Whence::Document(name.to_owned()),
        name => return Err(format!("{name} is neither of the two")),
    };
    let ground = ground.map(|ground| known(Ground::ALL, ground)).transpose()?;
    Ok(Shared { reuse, from: Some(from), ground })
}

/// Reads `gazette`, `Ada Brenn` or `an official in gazette`.
fn party(words: &str, scope: &Scope<'_>) -> Party {
    if scope.document(words).is_ok() {
        return Party::Document(words.to_owned());
    }
    let of = words.rsplit_once(" in ").filter(|(_, document)| scope.document(document).is_ok());
    let (name, of) = of.map_or((words, None), |(name, document)| (name, Some(document.to_owned())));
    Party::Known { names: vec![name.to_owned()], of }
}

fn path(words: &str, document: &str, scope: &Scope<'_>) -> Result<Vec<Party>, String> {
    let parties: Vec<Party> = words.split(" < ").map(|one| party(one.trim(), scope)).collect();
    if parties.first() != Some(&Party::Document(document.to_owned())) || parties.len() < 2 {
        return Err(format!("the path must begin with {document} and lead somewhere"));
    }
    Ok(parties)
}

fn circle(words: &str, scope: &Scope<'_>) -> Result<Vec<String>, String> {
    let documents: Vec<String> = words.split(" < ").map(|one| scope.document(one)).collect::<Result<_, _>>()?;
    let (Some(first), Some(last)) = (documents.first(), documents.last()) else { return Err(empty()) };
    let is_first = documents.iter().all(|document| first <= document);
    if first != last || documents.len() < 3 || !is_first {
        return Err("a circle begins and ends with the document that comes first in the alphabet".to_owned());
    }
    Ok(documents)
}

fn echo(words: &str, scope: &Scope<'_>) -> Result<Echo, String> {
    let (place, of) = words.rsplit_once("\" of ").ok_or_else(|| format!("not words `of` somebody: {words}"))?;
    Ok(Echo { place: scope.place(&format!("{place}\""))?, of: party(of, scope) })
}

fn standing(words: &str) -> Result<BTreeSet<Standing>, String> {
    if words == "nothing" {
        return Ok(BTreeSet::new());
    }
    words.split(", ").map(|one| known(Standing::ALL, one)).collect()
}

/// Reads `Ada Brenn in gazette, ledger through Ivo Lenk on 2024-03-11`, of which only the name must stand.
fn act(words: &str, scope: &Scope<'_>) -> Result<Act, String> {
    let day = words.rsplit_once(" on ").and_then(|(rest, day)| Some((rest, told::date(day).ok()?)));
    let (rest, on) = day.map_or((words, None), |(rest, day)| (rest, Some(day)));
    let through = rest.rsplit_once(" through ");
    let (rest, through) = through.map_or((rest, None), |(rest, through)| (rest, Some(party(through, scope))));
    let documents = rest.rsplit_once(" in ").and_then(|(by, documents)| {
        let documents: Result<BTreeSet<String>, String> =
            documents.split(", ").map(|one| scope.document(one)).collect();
        Some((by, documents.ok()?))
    });
    let (by, documents) = documents.unwrap_or((rest, BTreeSet::new()));
    Ok(Act { by: party(by, scope), through, documents, on })
}
