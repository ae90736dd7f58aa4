//! An entry of the log: what was done, by whom and when, and the hash that ties it to all before it.
//!
//! Its text is its form in the file, legible without this program and hashed as it stands: lines of a word and what it
//! says, every entry in one way only.

use std::fmt;

use hearsay_text::document::{Date, DocumentId, Format};
use hearsay_text::encoding::Charset;
use hearsay_text::html::main_content::Effort;
use hearsay_text::span::Span;

use crate::container;
use crate::given::Given;
use crate::settings::{effort_name, effort_of, format_name, format_of};
use crate::signature::Signature;
use hearsay_case::anchor::Anchor;
use hearsay_case::hypotheses::deception::{Finding, Question};
use hearsay_case::hypotheses::scale::{Level, Rating};
use hearsay_case::judgement::{Answer, Credibility, Judged, JudgedKind, Judgement, Reliability, Statement, Weights};

/// BLAKE3 of an entry and of the hash before it; shown as 64 hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryHash(pub [u8; 32]);

impl EntryHash {
    /// What stands before the first entry.
    pub const NONE: EntryHash = EntryHash([0; 32]);

    /// Returns the hash that 64 hexadecimal digits write.
    pub fn parse(text: &str) -> Option<EntryHash> {
        blake3::Hash::from_hex(text).ok().map(|hash| EntryHash(*hash.as_bytes()))
    }
}

impl fmt::Display for EntryHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(blake3::Hash::from_bytes(self.0).to_hex().as_str())
    }
}

/// One thing that was done to a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its place in the log, from 1.
    pub number: u64,
    /// By whom and when.
    pub signature: Signature,
    /// What was done.
    pub event: Event,
    /// What ties it to all before it.
    pub hash: EntryHash,
}

/// What can be done to a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// A document was added.
    Added(AddedDocument),
    /// Something was judged.
    Judged {
        /// What was decided.
        judgement: Judgement,
        /// Why, in the analyst's words.
        because: Option<String>,
    },
    /// The judgement of that number was taken back.
    Undone(u64),
}

/// What the log keeps of an addition, so that no document can be slipped in or out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddedDocument {
    /// BLAKE3 of the original.
    pub document: DocumentId,
    /// The original's length.
    pub original_bytes: u64,
    /// The file's name, without folders.
    pub file_name: String,
    /// The format, if the user settled it.
    pub format: Option<Format>,
    /// The encoding, if the user settled it.
    pub charset: Option<Charset>,
    /// How carefully the article was to be looked for.
    pub effort: Effort,
    /// What the user and the container said of it.
    pub given: Given,
}

/// The kinds of entry that are no judgements.
pub(crate) const ADDED: &str = "added";
const UNDONE: &str = "undo";

impl Event {
    /// Returns the name that the log carries.
    pub fn name(&self) -> &'static str {
        match self {
            Event::Added(_) => ADDED,
            Event::Judged { judgement, .. } => judgement.name(),
            Event::Undone(_) => UNDONE,
        }
    }

    /// Returns the rest of what the log carries.
    pub(crate) fn said(&self) -> String {
        let mut lines = Vec::new();
        match self {
            Event::Added(added) => {
                let AddedDocument { document, original_bytes, file_name, format, charset, effort, given } = added;
                lines.push(format!("document {document}"));
                lines.push(format!("bytes {original_bytes}"));
                lines.push(format!("file {}", escape(file_name)));
                lines.extend(format.map(|format| format!("format {}", format_name(format))));
                lines.extend(charset.map(|charset| format!("charset {}", charset.name())));
                lines.push(format!("effort {}", effort_name(*effort)));
                let Given { source, published, url, container } = given;
                lines.extend(source.as_ref().map(|source| format!("source {}", escape(source))));
                lines.extend(published.map(|published| format!("published {published}")));
                lines.extend(url.as_ref().map(|url| format!("url {}", escape(url))));
                lines.extend(container.iter().flat_map(|container| container::lines(container)));
            }
            Event::Judged { judgement, because } => {
                lines.extend(judgement.judged().into_iter().map(judged_line));
                match judgement {
                    Judgement::Edit(_, to) => lines.push(format!("to {}", escape(to))),
                    Judgement::GradeSource(_, grade) => lines.push(format!("grade {}", grade.name())),
                    Judgement::GradeItem(_, grade) => lines.push(format!("grade {}", grade.name())),
                    other => lines.extend(hypothesis_lines(other)),
                }
                lines.extend(because.as_ref().map(|because| format!("because {}", escape(because))));
            }
            Event::Undone(entry) => lines.push(format!("entry {entry}")),
        }
        lines.join("\n")
    }

    /// Returns the event that [`Event::name`] and [`Event::said`] wrote.
    pub(crate) fn parse(name: &str, said: &str) -> Option<Event> {
        let mut lines = Lines::of(said);
        let event = match name {
            ADDED => Event::Added(AddedDocument {
                document: parse_id(lines.take("document")?)?,
                original_bytes: lines.take("bytes")?.parse().ok()?,
                file_name: unescape(lines.take("file")?)?,
                format: lines.take("format").map_or(Some(None), |name| format_of(name).map(Some))?,
                charset: lines.take("charset").map_or(Some(None), |name| Charset::from_label(name).map(Some))?,
                effort: effort_of(lines.take("effort")?)?,
                given: Given {
                    source: lines.take_text("source")?,
                    published: lines.take("published").map_or(Some(None), |date| Date::parse(date).map(Some))?,
                    url: lines.take_text("url")?,
                    container: Given::of_container(&container::take(&mut lines)?),
                },
            }),
            UNDONE => Event::Undone(lines.take("entry")?.parse().ok()?),
            _ => Event::Judged { judgement: parse_judgement(name, &mut lines)?, because: lines.take_text("because")? },
        };
        // Said in any other way, it is not what this program wrote.
        (event.said() == said).then_some(event)
    }
}

/// Returns what the log carries of a judgement on hypotheses beside the words that it holds on to.
fn hypothesis_lines(judgement: &Judgement) -> Vec<String> {
    let level = |word: &str, level: Option<Level>| level.map(|level| format!("{word} {}", level.name()));
    match judgement {
        Judgement::State(Statement { hypothesis, text, parent }) => {
            let parent = parent.map(|parent| format!("parent {parent}"));
            let lines = [Some(format!("hypothesis {hypothesis}")), parent, Some(format!("text {}", escape(text)))];
            lines.into_iter().flatten().collect()
        }
        Judgement::Withdraw(hypothesis) => vec![format!("hypothesis {hypothesis}")],
        Judgement::Rate(hypothesis, _, rating) => {
            vec![format!("hypothesis {hypothesis}"), format!("rating {}", rating.name())]
        }
        Judgement::Weigh(_, Weights { credibility, relevance }) => {
            level("credibility", *credibility).into_iter().chain(level("relevance", *relevance)).collect()
        }
        Judgement::Answer(Answer { question, finding, .. }) => {
            vec![format!("question {}", question.name()), format!("finding {}", finding.name())]
        }
        _ => Vec::new(),
    }
}

fn parse_judgement(name: &str, lines: &mut Lines<'_>) -> Option<Judgement> {
    match name {
        "hypothesis" => {
            let hypothesis = lines.take("hypothesis")?.parse().ok()?;
            let parent = lines.take("parent").map_or(Some(None), |parent| parent.parse().ok().map(Some))?;
            return Some(Judgement::State(Statement { hypothesis, text: unescape(lines.take("text")?)?, parent }));
        }
        "withdraw" => return Some(Judgement::Withdraw(lines.take("hypothesis")?.parse().ok()?)),
        _ => {}
    }
    let one = lines.take_judged()?;
    Some(match name {
        "accept" => Judgement::Accept(one),
        "reject" => Judgement::Reject(one),
        "edit" => Judgement::Edit(one, unescape(lines.take("to")?)?),
        "mark" => Judgement::Mark(one),
        "said-by" => Judgement::SaidBy(one, lines.take_judged()?),
        "same" => Judgement::Same(one, lines.take_judged()?),
        "not-same" => Judgement::NotSame(one, lines.take_judged()?),
        "grade-source" => Judgement::GradeSource(one, Reliability::of_name(lines.take("grade")?)?),
        "grade-item" => Judgement::GradeItem(one, Credibility::of_name(lines.take("grade")?)?),
        "independent" => Judgement::Independent(one, lines.take_judged()?),
        "rate" => {
            let hypothesis = lines.take("hypothesis")?.parse().ok()?;
            Judgement::Rate(hypothesis, one, Rating::of_name(lines.take("rating")?)?)
        }
        "weigh" => {
            let mut level = |word| lines.take(word).map_or(Some(None), |name| Level::of_name(name).map(Some));
            Judgement::Weigh(one, Weights { credibility: level("credibility")?, relevance: level("relevance")? })
        }
        "answer" => Judgement::Answer(Answer {
            on: one,
            words: lines.take_judged()?,
            question: Question::of_name(lines.take("question")?)?,
            finding: Finding::of_name(lines.take("finding")?)?,
        }),
        _ => return None,
    })
}

fn judged_line(judged: &Judged) -> String {
    let Judged { kind, anchor: Anchor { document, span, words } } = judged;
    format!("judged {} {document} {} {} {}", kind.name(), span.start, span.end, escape(words))
}

/// The lines of an entry that are not taken yet.
pub(crate) struct Lines<'a>(std::iter::Peekable<std::str::Lines<'a>>);

impl<'a> Lines<'a> {
    pub(crate) fn of(text: &'a str) -> Lines<'a> {
        Lines(text.lines().peekable())
    }

    /// Takes the next line, if it begins with that word, and returns what it says.
    pub(crate) fn take(&mut self, word: &str) -> Option<&'a str> {
        let said = self.0.peek()?.strip_prefix(word)?.strip_prefix(' ')?;
        self.0.next();
        Some(said)
    }

    /// Takes a line that need not be there; nothing at all if it is there and cannot be read.
    fn take_text(&mut self, word: &str) -> Option<Option<String>> {
        self.take(word).map_or(Some(None), |text| unescape(text).map(Some))
    }

    fn take_judged(&mut self) -> Option<Judged> {
        let mut parts = self.take("judged")?.splitn(5, ' ');
        let kind = JudgedKind::of_name(parts.next()?)?;
        let document = parse_id(parts.next()?)?;
        let (start, end) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        let words = unescape(parts.next()?)?;
        (start <= end).then_some(Judged { kind, anchor: Anchor { document, span: Span { start, end }, words } })
    }
}

fn parse_id(text: &str) -> Option<DocumentId> {
    EntryHash::parse(text).map(|hash| DocumentId(hash.0))
}

/// Writes text on one line: a backslash, a line feed and a carriage return are escaped.
pub(crate) fn escape(text: &str) -> String {
    text.replace('\\', "\\\\").replace('\n', "\\n").replace('\r', "\\r")
}

pub(crate) fn unescape(text: &str) -> Option<String> {
    let mut plain = String::with_capacity(text.len());
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        plain.push(match character {
            '\\' => match characters.next()? {
                '\\' => '\\',
                'n' => '\n',
                'r' => '\r',
                _ => return None,
            },
            other => other,
        });
    }
    Some(plain)
}

/// Returns the hash of an entry, from what the file has of it.
pub(crate) fn hash(previous: EntryHash, number: u64, at: &str, author: &str, kind: &str, said: &str) -> EntryHash {
    let text = format!("{previous}\n{number}\n{at}\n{author}\n{kind}\n{said}");
    EntryHash(*blake3::hash(text.as_bytes()).as_bytes())
}

#[cfg(test)]
mod tests {
    use hearsay_case::hypotheses::scale::HypothesisId;
    use hearsay_text::document::{Evidenced, Metadata};
    use hearsay_text::moment::Moment;
    use proptest::prelude::*;

    use super::*;

    fn judged() -> impl Strategy<Value = Judged> {
        let kind = proptest::sample::select(JudgedKind::ALL);
        (kind, any::<[u8; 32]>(), 0_u32..9999, 0_u32..9999, "(\\PC|[\n\r\\\\ \u{2028}]){0,20}").prop_map(
            |(kind, id, start, length, words)| Judged {
                kind,
                anchor: Anchor { document: DocumentId(id), span: Span { start, end: start + length }, words },
            },
        )
    }

    fn container() -> impl Strategy<Value = Metadata> {
        let text = || proptest::option::of(("(\\PC|[\n\r\\\\]){0,9}", "[ -~\n]{0,9}"));
        let seconds = proptest::option::of(-62_000_000_000_i64..253_000_000_000);
        (text(), text(), text(), seconds).prop_map(|(title, thread, reply_to, captured)| {
            let found = |found: Option<(String, String)>| found.map(|(value, evidence)| Evidenced { value, evidence });
            let moment = captured.and_then(Moment::of_seconds);
            Metadata {
                title: found(title),
                published: moment.map(|moment| Evidenced::new(moment.day(), "Date")),
                captured: moment.map(|moment| Evidenced::new(moment, "WARC-Date")),
                thread: found(thread),
                reply_to: found(reply_to),
                ..Metadata::default()
            }
        })
    }

    /// Judgements on hypotheses.
    fn weighing() -> impl Strategy<Value = Judgement> {
        use proptest::option::of;
        use proptest::sample::select;
        let id = || (1..999_u32).prop_map(HypothesisId);
        let weights = (of(select(Level::ALL)), of(select(Level::ALL)));
        prop_oneof![
            (id(), "(\\PC|[\n\r\\\\]){0,9}", of(id()))
                .prop_map(|(hypothesis, text, parent)| Judgement::State(Statement { hypothesis, text, parent })),
            id().prop_map(Judgement::Withdraw),
            (id(), judged(), select(Rating::ALL)).prop_map(|(id, one, rating)| Judgement::Rate(id, one, rating)),
            (judged(), weights).prop_map(|(one, (credibility, relevance))| {
                Judgement::Weigh(one, Weights { credibility, relevance })
            }),
            (judged(), judged(), select(Question::ALL), select(Finding::ALL))
                .prop_map(|(on, words, question, finding)| Judgement::Answer(Answer { on, words, question, finding })),
        ]
    }

    fn event() -> impl Strategy<Value = Event> {
        let judgement = prop_oneof![
            weighing(),
            judged().prop_map(Judgement::Accept),
            judged().prop_map(Judgement::Reject),
            (judged(), ".{0,9}").prop_map(|(one, to)| Judgement::Edit(one, to)),
            judged().prop_map(Judgement::Mark),
            (judged(), judged()).prop_map(|(one, other)| Judgement::SaidBy(one, other)),
            (judged(), judged()).prop_map(|(one, other)| Judgement::Same(one, other)),
            (judged(), judged()).prop_map(|(one, other)| Judgement::NotSame(one, other)),
            (judged(), proptest::sample::select(Reliability::ALL))
                .prop_map(|(one, grade)| { Judgement::GradeSource(one, grade) }),
            (judged(), proptest::sample::select(Credibility::ALL))
                .prop_map(|(one, grade)| { Judgement::GradeItem(one, grade) }),
            (judged(), judged()).prop_map(|(one, other)| Judgement::Independent(one, other)),
        ];
        let text = || proptest::option::of("(\\PC|[\n\r\\\\]){0,9}");
        let date = proptest::option::of((1_i32..9999, 1_u8..13, 1_u8..29))
            .prop_map(|date| date.and_then(|(year, month, day)| Date::checked(year, month, day)));
        prop_oneof![
            (judgement, text()).prop_map(|(judgement, because)| Event::Judged { judgement, because }),
            any::<u64>().prop_map(Event::Undone),
            (any::<[u8; 32]>(), any::<u64>(), ".{0,9}", text(), date, text(), any::<bool>(), container()).prop_map(
                |(id, original_bytes, file_name, source, published, url, is_settled, container)| {
                    Event::Added(AddedDocument {
                        document: DocumentId(id),
                        original_bytes,
                        file_name,
                        format: is_settled.then_some(Format::Markdown),
                        charset: Charset::from_label("koi8-r").filter(|_| is_settled),
                        effort: if is_settled { Effort::Bulk } else { Effort::Careful },
                        given: Given { source, published, url, container: Given::of_container(&container) },
                    })
                }
            ),
        ]
    }

    proptest! {
        #[test]
        fn what_is_said_is_read(event in event()) {
            prop_assert_eq!(Event::parse(event.name(), &event.said()), Some(event));
        }

        /// A line more, less or changed is never the same event.
        #[test]
        fn what_is_said_otherwise_is_another(event in event(), at: prop::sample::Index, put in "[ -~\n]{0,3}") {
            let said = event.said();
            let places: Vec<usize> = said.char_indices().map(|(place, _)| place).collect();
            let at = places[at.index(places.len())];
            let changed = format!("{}{put}{}", &said[..at], &said[at..]);
            let read = Event::parse(event.name(), &changed);
            prop_assert!(changed == said || read != Some(event));
        }
    }

    #[test]
    fn an_entry_is_legible() {
        let anchor = Anchor { document: DocumentId([0xAB; 32]), span: Span::new(12, 20), words: "she\ndid".to_owned() };
        let judgement = Judgement::GradeSource(Judged { kind: JudgedKind::Mention, anchor }, Reliability::B);
        let event = Event::Judged { judgement, because: Some("met her".to_owned()) };
        let id = "ab".repeat(32);
        assert_eq!(event.said(), format!("judged mention {id} 12 20 she\\ndid\ngrade B\nbecause met her"));
    }
}
