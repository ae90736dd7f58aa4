//! What the user asks for, as the words, phrases and operators that SQLite's FTS5 is asked for in turn.
//!
//! Not FTS5's own language: every word reaches it in quotation marks, so that nothing a user writes is taken for a
//! command of it, and what makes no sense is told here, in words.

use thiserror::Error;

/// What is looked for, as FTS5 takes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    expression: String,
}

/// Why a query makes no sense, with the remedy behind the last colon.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum QueryError {
    /// There is not one word.
    #[error("nothing is asked for: write a word that must be there")]
    Empty,
    /// What stands there has no letters and no figures.
    #[error("{0} has no letter and no figure that could be found: leave it out, or write a word")]
    NoWord(String),
    /// All that is named must not be there.
    #[error("only what must not be there is named, here or on one side of OR: add a word that must be there")]
    OnlyExcluded,
    /// A quotation mark without its other half.
    #[error("a quotation mark is not closed: put one behind the last word of the phrase")]
    OpenQuotation,
    /// A bracket without its other half.
    #[error("a bracket has no other half: close each ( by a ), or put the words in quotation marks")]
    Bracket,
    /// An operator without a word on one of its sides.
    #[error("{0} lacks a word beside it: add the word, or write \"{0}\" in quotation marks to look for that word")]
    Operator(&'static str),
    /// A star that is not at the end of a word.
    #[error("the * in {0} is not at the end of a word: look for a word's beginning, as in minist*")]
    Star(String),
    /// A beginning that too many words have.
    #[error("{0}* begins too many words: write two letters or more before the *")]
    ShortBeginning(String),
    /// NEAR without what it needs.
    #[error("NEAR takes two words or more, and how many may stand between: write it as in NEAR(harbour fire, 5)")]
    Near,
    /// Longer than anybody writes.
    #[error(
        "that is too much to look for at once: write at most {WORDS_MAX} words and phrases, {DEPTH_MAX} brackets deep"
    )]
    TooLong,
}

/// How many words and phrases may be asked for at once.
const WORDS_MAX: usize = 64;
/// How deep brackets may be nested.
const DEPTH_MAX: usize = 16;
/// No longer words are looked for.
const QUERY_BYTES_MAX: usize = 16 * 1024;
/// How many words may stand between those of NEAR, unless it says so.
const DISTANCE: u32 = 10;

impl Query {
    /// Returns what `text` asks for.
    ///
    /// All words must be there. `"a phrase"` must stand so; of words with OR between them one must be there; what comes
    /// after NOT or a dash must not be; `minist*` is any word that begins so; `NEAR(harbour fire, 5)` has at most five
    /// words between. Brackets hold together. Operators are written in capitals.
    ///
    /// # Errors
    /// If that makes no sense.
    pub fn parse(text: &str) -> Result<Query, QueryError> {
        if text.len() > QUERY_BYTES_MAX {
            return Err(QueryError::TooLong);
        }
        let lexemes = lexemes(text)?;
        let n_terms = |lexeme: &Lexeme| if let Lexeme::Terms { n_terms, .. } = lexeme { *n_terms } else { 0 };
        if lexemes.iter().map(n_terms).sum::<usize>() > WORDS_MAX {
            return Err(QueryError::TooLong);
        }
        let mut parser = Parser { rest: &lexemes };
        if parser.rest.is_empty() {
            return Err(QueryError::Empty);
        }
        let expression = parser.any(0)?;
        if parser.rest.is_empty() { Ok(Query { expression }) } else { Err(QueryError::Bracket) }
    }

    /// Returns what FTS5 is asked for.
    pub(crate) fn expression(&self) -> &str {
        &self.expression
    }
}

/// What a query consists of.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Lexeme {
    Open,
    Close,
    And,
    Or,
    Not,
    /// A word, a phrase, or several near each other, as FTS5 takes them.
    Terms {
        expression: String,
        n_terms: usize,
    },
}

fn is_quotation_mark(letter: char) -> bool {
    matches!(letter, '"' | '“' | '”' | '„' | '‟' | '«' | '»')
}

fn ends_word(letter: char) -> bool {
    letter.is_whitespace() || letter == '(' || letter == ')' || is_quotation_mark(letter)
}

fn lexemes(text: &str) -> Result<Vec<Lexeme>, QueryError> {
    let (mut lexemes, mut rest) = (Vec::new(), text);
    loop {
        rest = rest.trim_start();
        let Some(first) = rest.chars().next() else { return Ok(lexemes) };
        if let Some(after) = rest.strip_prefix('-').filter(|after| !after.starts_with(char::is_whitespace)) {
            if after.is_empty() || after.starts_with(')') {
                return Err(QueryError::NoWord("-".to_owned()));
            }
            lexemes.push(Lexeme::Not);
            rest = after;
            continue;
        }
        if let Some(after) = rest.strip_prefix("NEAR(") {
            let (near, after) = near(after)?;
            lexemes.push(near);
            rest = after;
            continue;
        }
        if first == '(' || first == ')' {
            lexemes.push(if first == '(' { Lexeme::Open } else { Lexeme::Close });
            rest = &rest[1..];
            continue;
        }
        let (written, after) = term(rest)?;
        rest = after;
        lexemes.push(match written {
            "AND" => Lexeme::And,
            "OR" => Lexeme::Or,
            "NOT" => Lexeme::Not,
            "NEAR" => return Err(QueryError::Near),
            written => Lexeme::Terms { expression: quoted(written)?, n_terms: 1 },
        });
    }
}

/// Splits what `NEAR(` holds, up to its bracket, off the front.
fn near(text: &str) -> Result<(Lexeme, &str), QueryError> {
    let (mut terms, mut rest, mut distance) = (Vec::new(), text, DISTANCE);
    loop {
        rest = rest.trim_start();
        if let Some(after) = rest.strip_prefix(')') {
            if terms.len() < 2 {
                return Err(QueryError::Near);
            }
            let n_terms = terms.len();
            let expression = format!("NEAR({}, {distance})", terms.join(" "));
            return Ok((Lexeme::Terms { expression, n_terms }, after));
        }
        if rest.is_empty() {
            return Err(QueryError::Bracket);
        }
        // The number is what stands between a comma and the bracket.
        if let Some((number, after)) = rest.strip_prefix(',').and_then(|after| after.split_once(')'))
            && let Ok(number) = number.trim().parse::<u16>()
        {
            (distance, rest) = (number.into(), &rest[rest.len() - after.len() - 1..]);
            continue;
        }
        if let Some(after) = rest.strip_prefix(',') {
            rest = after;
            continue;
        }
        if rest.starts_with('(') {
            return Err(QueryError::Near);
        }
        let (written, after) = term(rest)?;
        let is_quoted = written.starts_with(is_quotation_mark);
        let end = if is_quoted { None } else { separating_comma(written) };
        let written = &written[..end.unwrap_or(written.len())];
        if matches!(written, "AND" | "OR" | "NOT") || written.starts_with('-') {
            return Err(QueryError::Near);
        }
        terms.push(quoted(written)?);
        rest = if end.is_some() { &rest[written.len()..] } else { after };
    }
}

/// Returns where a comma ends the word; the one inside 10,000 does not.
fn separating_comma(written: &str) -> Option<usize> {
    let bytes = written.as_bytes();
    let is_figure = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_digit);
    let mut commas = written.match_indices(',').map(|(at, _)| at);
    commas.find(|&at| !(is_figure(at.checked_sub(1)) && is_figure(Some(at + 1))))
}

/// Splits a word, or a phrase with its quotation marks, and the star behind it off the front.
fn term(text: &str) -> Result<(&str, &str), QueryError> {
    let Some(first) = text.chars().next().filter(|&first| is_quotation_mark(first)) else {
        return Ok(text.split_at(text.find(ends_word).unwrap_or(text.len())));
    };
    let inside = &text[first.len_utf8()..];
    let Some((length, last)) = inside.char_indices().find(|&(_, letter)| is_quotation_mark(letter)) else {
        return Err(QueryError::OpenQuotation);
    };
    let end = first.len_utf8() + length + last.len_utf8();
    Ok(text.split_at(if text[end..].starts_with('*') { end + 1 } else { end }))
}

/// Returns a word or phrase as FTS5 takes it: in quotation marks, with the star behind them.
fn quoted(written: &str) -> Result<String, QueryError> {
    let (words, star) = match written.strip_suffix('*') {
        Some(words) => (words, "*"),
        None => (written, ""),
    };
    let words = words.trim_matches(is_quotation_mark);
    if words.contains('*') {
        return Err(QueryError::Star(written.to_owned()));
    }
    if !words.contains(char::is_alphanumeric) {
        return Err(QueryError::NoWord(written.to_owned()));
    }
    if !star.is_empty() {
        let last = words.rsplit(|letter: char| !letter.is_alphanumeric()).next().unwrap_or("");
        if last.is_empty() {
            return Err(QueryError::Star(written.to_owned()));
        }
        if last.is_ascii() && last.len() < 2 {
            return Err(QueryError::ShortBeginning(last.to_owned()));
        }
    }
    let plain: String = words.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    Ok(format!("\"{plain}\"{star}"))
}

struct Parser<'a> {
    rest: &'a [Lexeme],
}

impl<'a> Parser<'a> {
    fn take(&mut self) -> Option<&'a Lexeme> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(first)
    }

    /// Takes what has OR between its parts.
    fn any(&mut self, depth: usize) -> Result<String, QueryError> {
        if depth > DEPTH_MAX {
            return Err(QueryError::TooLong);
        }
        let mut parts = vec![self.all(depth)?];
        while self.rest.first() == Some(&Lexeme::Or) {
            self.take();
            parts.push(self.all(depth)?);
        }
        Ok(bracketed(&parts, " OR "))
    }

    /// Takes what must all be there, and what must not.
    fn all(&mut self, depth: usize) -> Result<String, QueryError> {
        let (mut wanted, mut excluded) = (Vec::new(), Vec::new());
        loop {
            match self.rest.first() {
                None | Some(Lexeme::Or | Lexeme::Close) => break,
                Some(Lexeme::And) if wanted.is_empty() && excluded.is_empty() => {
                    return Err(QueryError::Operator("AND"));
                }
                Some(Lexeme::And) => {
                    self.take();
                    if matches!(self.rest.first(), None | Some(Lexeme::And | Lexeme::Or | Lexeme::Close)) {
                        return Err(QueryError::Operator("AND"));
                    }
                }
                Some(Lexeme::Not) => {
                    self.take();
                    excluded.push(self.one(depth, "NOT")?);
                }
                Some(Lexeme::Open | Lexeme::Terms { .. }) => wanted.push(self.one(depth, "AND")?),
            }
        }
        match (wanted.is_empty(), excluded.is_empty()) {
            (true, true) => Err(self.nothing_here(depth)),
            (true, false) => Err(QueryError::OnlyExcluded),
            (false, true) => Ok(bracketed(&wanted, " AND ")),
            (false, false) => Ok(format!("({} NOT {})", bracketed(&wanted, " AND "), bracketed(&excluded, " OR "))),
        }
    }

    /// Returns why there is no word where one should be.
    fn nothing_here(&self, depth: usize) -> QueryError {
        match self.rest.first() {
            Some(Lexeme::Close) if depth == 0 => QueryError::Bracket,
            Some(Lexeme::Close) => QueryError::NoWord("()".to_owned()),
            _ => QueryError::Operator("OR"),
        }
    }

    fn one(&mut self, depth: usize, operator: &'static str) -> Result<String, QueryError> {
        match self.take() {
            Some(Lexeme::Terms { expression, .. }) => Ok(expression.clone()),
            Some(Lexeme::Open) => {
                let inside = self.any(depth + 1)?;
                if self.take() == Some(&Lexeme::Close) { Ok(inside) } else { Err(QueryError::Bracket) }
            }
            _ => Err(QueryError::Operator(operator)),
        }
    }
}

fn bracketed(parts: &[String], operator: &str) -> String {
    match parts {
        [one] => one.clone(),
        parts => format!("({})", parts.join(operator)),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rusqlite::Connection;

    use super::*;

    fn expression(text: &str) -> String {
        Query::parse(text).unwrap_or_else(|error| panic!("{text}: {error}")).expression
    }

    #[test]
    fn words_phrases_and_operators() {
        for (text, expected) in [
            ("harbour", r#""harbour""#),
            ("harbour fire", r#"("harbour" AND "fire")"#),
            ("harbour AND fire", r#"("harbour" AND "fire")"#),
            ("\"harbour fire\" or", r#"("harbour fire" AND "or")"#),
            ("“harbour fire”", r#""harbour fire""#),
            ("harbour OR port fire", r#"("harbour" OR ("port" AND "fire"))"#),
            ("(harbour OR port) fire", r#"(("harbour" OR "port") AND "fire")"#),
            ("fire -drill", r#"("fire" NOT "drill")"#),
            ("fire NOT drill NOT (test OR exercise)", r#"("fire" NOT ("drill" OR ("test" OR "exercise")))"#),
            ("fire AND NOT \"fire drill\"", r#"("fire" NOT "fire drill")"#),
            ("-drill fire", r#"("fire" NOT "drill")"#),
            ("minist*", r#""minist"*"#),
            ("\"prime minist\"*", r#""prime minist"*"#),
            ("Осе*", r#""Осе"*"#),
            ("NEAR(harbour fire, 5)", r#"NEAR("harbour" "fire", 5)"#),
            ("NEAR(harbour \"big fire\" minist*) x", r#"(NEAR("harbour" "big fire" "minist"*, 10) AND "x")"#),
            ("NEAR(a, b,3)", r#"NEAR("a" "b", 3)"#),
            ("NEAR(10,000 men, 2)", r#"NEAR("10,000" "men", 2)"#),
            ("NEAR(men 10,000)", r#"NEAR("men" "10,000", 10)"#),
            ("e-mail 10,000 U.S.", r#"("e-mail" AND "10,000" AND "U.S.")"#),
            // No commands of FTS5: columns, beginnings, stars of its own.
            ("title:fire", r#""title:fire""#),
            ("{title text}:fire", r#"("{title" AND "text}:fire")"#),
            ("^fire a+b", r#"("^fire" AND "a+b")"#),
            ("fire\0gone", r#""fire gone""#),
        ] {
            assert_eq!(expression(text), expected, "{text}");
        }
    }

    #[test]
    fn what_makes_no_sense_is_told() {
        use QueryError::*;
        let word = str::to_owned;
        for (text, expected) in [
            ("", Empty),
            ("  ", Empty),
            ("&", NoWord(word("&"))),
            ("fire &", NoWord(word("&"))),
            ("\"\"", NoWord(word("\"\""))),
            ("fire -", NoWord(word("-"))),
            ("()", NoWord(word("()"))),
            ("-fire", OnlyExcluded),
            ("NOT fire", OnlyExcluded),
            ("harbour OR NOT fire", OnlyExcluded),
            ("harbour \"fire", OpenQuotation),
            ("(harbour", Bracket),
            ("harbour)", Bracket),
            (")", Bracket),
            ("harbour OR", Operator("OR")),
            ("OR harbour", Operator("OR")),
            ("harbour OR OR fire", Operator("OR")),
            ("AND harbour", Operator("AND")),
            ("harbour AND", Operator("AND")),
            ("harbour AND OR fire", Operator("AND")),
            ("harbour NOT", Operator("NOT")),
            ("mi*st", Star(word("mi*st"))),
            ("fire,*", Star(word("fire,*"))),
            ("*", NoWord(word("*"))),
            ("a*", ShortBeginning(word("a"))),
            ("NEAR(fire)", Near),
            ("NEAR fire", Near),
            ("NEAR(fire (harbour port))", Near),
            ("NEAR(fire OR harbour)", Near),
            ("NEAR(fire harbour", Bracket),
        ] {
            assert_eq!(Query::parse(text), Err(expected), "{text}");
        }
        assert_eq!(Query::parse(&"word ".repeat(65)), Err(TooLong));
        assert_eq!(Query::parse(&"(".repeat(4000)), Err(TooLong));
        assert_eq!(Query::parse(&"x".repeat(20_000)), Err(TooLong));
    }

    #[test]
    fn messages_end_in_a_remedy() {
        for text in ["", "&", "-a", "\"a", "(a", "a OR", "a*b", "a*", "NEAR", &"a ".repeat(100)] {
            let told = Query::parse(text).expect_err("it makes no sense").to_string();
            assert!(
                told.rsplit_once(": ").is_some_and(|(what, remedy)| what.len() > 10 && remedy.len() > 10),
                "{told}"
            );
        }
    }

    /// Returns the numbers of those of `texts` that FTS5 finds.
    fn found(query: &Query, texts: &[&str]) -> Vec<usize> {
        let connection = Connection::open_in_memory().unwrap();
        let table = "CREATE VIRTUAL TABLE t USING fts5 (a, b, tokenize = 'unicode61 remove_diacritics 2')";
        connection.execute_batch(table).unwrap();
        for (idx, text) in texts.iter().enumerate() {
            connection.execute("INSERT INTO t (rowid, a, b) VALUES (?1, '', ?2)", (idx, text)).unwrap();
        }
        let mut statement = connection.prepare("SELECT rowid FROM t WHERE t MATCH ?1 ORDER BY rowid").unwrap();
        let rows = statement.query_map([&query.expression], |row| row.get(0)).unwrap();
        rows.collect::<rusqlite::Result<_>>().unwrap()
    }

    #[test]
    fn they_mean_what_they_say() {
        let texts =
            ["The harbour was on fire.", "A fire drill in the HARBOUR", "Le café; le feu", "10,000 men, 10 000 women"];
        for (text, expected) in [
            ("harbour fire", &[0, 1][..]),
            ("\"harbour fire\"", &[]),
            ("fire -drill", &[0]),
            ("NEAR(harbour fire, 3)", &[0, 1]),
            ("NEAR(harbour fire, 2)", &[0]),
            ("NEAR(harbour fire, 1)", &[]),
            ("harb* OR cafe", &[0, 1, 2]),
            ("CAFÉ", &[2]),
            ("\"10,000 men\"", &[3]),
            ("a:harbour", &[]),
            ("(fire OR feu) -harbour", &[2]),
        ] {
            assert_eq!(found(&Query::parse(text).unwrap(), &texts), expected, "{text}");
        }
    }

    proptest! {
        /// Whatever is written, it is told in our words or FTS5 takes it.
        #[test]
        fn fts5_takes_what_is_parsed(text in r#"([a-zé ]{1,3}|[-"“”()*:^+{},'\\0\x00]|OR|AND|NOT|NEAR\(|NEAR|, 5|\PC){0,24}"#) {
            if let Ok(query) = Query::parse(&text) {
                found(&query, &["one two"]);
            }
        }
    }
}
