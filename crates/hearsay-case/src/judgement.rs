//! What an analyst can decide, as types.
//!
//! Not its effect: what follows from a judgement is computed by whoever puts the case together, and computed anew when a
//! judgement is undone. Nothing here knows SQL.

use hearsay_text::span::Span;

use crate::anchor::Anchor;
use crate::hypotheses::deception::{Finding, Question};
use crate::hypotheses::scale::{HypothesisId, Level, Rating};

/// Something that was read and is judged: what it was, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// What it was read as.
    pub kind: JudgedKind,
    /// Where.
    pub anchor: Anchor,
}

impl Judged {
    fn move_to(&mut self, anchor: &Anchor, to: Span) {
        if self.anchor == *anchor {
            self.anchor.span = to;
        }
    }

    /// Returns whether it is a claim: one that was read as such, or the attribution that holds it.
    pub fn is_claim(&self) -> bool {
        matches!(self.kind, JudgedKind::Claim | JudgedKind::Attribution)
    }
}

/// What can be judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum JudgedKind {
    /// A mention of an artefact.
    Artefact,
    /// The content of an attribution, with all that was read of it.
    Attribution,
    /// A claim, attributed or in the writer's own voice.
    Claim,
    /// A mention of an entity.
    Mention,
    /// The cue of a verdict.
    Verdict,
}

/// What the analyst decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Judgement {
    /// It was read right.
    Accept(Judged),
    /// It was read wrongly and is to be left out.
    Reject(Judged),
    /// It should read otherwise: as these words, which stand in the document.
    Edit(Judged, String),
    /// Nobody read it there, and it is there.
    Mark(Judged),
    /// The first, a claim, is said by the second, whose words name somebody in the same document.
    SaidBy(Judged, Judged),
    /// The two stand for the same: one person, one artefact, one claim.
    Same(Judged, Judged),
    /// The two do not stand for the same.
    NotSame(Judged, Judged),
    /// How reliable the source is, by the Admiralty's letters.
    GradeSource(Judged, Reliability),
    /// How credible what is said is, by the Admiralty's numbers.
    GradeItem(Judged, Credibility),
    /// The two do not rest on one origin.
    Independent(Judged, Judged),
    /// A hypothesis is to be weighed.
    State(Statement),
    /// It is not to be weighed any more.
    Withdraw(HypothesisId),
    /// How a claim fits a hypothesis.
    Rate(HypothesisId, Judged, Rating),
    /// How much a claim weighs as evidence.
    Weigh(Judged, Weights),
    /// What is answered on a question of the checklists against deception.
    Answer(Answer),
}

/// A hypothesis, as an analyst states it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// Its name in the case.
    pub hypothesis: HypothesisId,
    /// What is supposed.
    pub text: String,
    /// The hypothesis that it is a variety of.
    pub parent: Option<HypothesisId>,
}

/// How much a claim weighs as evidence; what is not said stays as it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Weights {
    /// How credible it is held.
    pub credibility: Option<Level>,
    /// How much it has to do with the hypotheses.
    pub relevance: Option<Level>,
}

/// An answer to a question of the checklists against deception.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The source or artefact that is asked about.
    pub on: Judged,
    /// What is asked.
    pub question: Question,
    /// What the answer points to.
    pub finding: Finding,
    /// The claim whose words it rests on.
    pub words: Judged,
}

impl Judgement {
    /// Returns the name that the log carries.
    pub fn name(&self) -> &'static str {
        match self {
            Judgement::Accept(_) => "accept",
            Judgement::Reject(_) => "reject",
            Judgement::Edit(..) => "edit",
            Judgement::Mark(_) => "mark",
            Judgement::SaidBy(..) => "said-by",
            Judgement::Same(..) => "same",
            Judgement::NotSame(..) => "not-same",
            Judgement::GradeSource(..) => "grade-source",
            Judgement::GradeItem(..) => "grade-item",
            Judgement::Independent(..) => "independent",
            Judgement::State(_) => "hypothesis",
            Judgement::Withdraw(_) => "withdraw",
            Judgement::Rate(..) => "rate",
            Judgement::Weigh(..) => "weigh",
            Judgement::Answer(_) => "answer",
        }
    }

    /// Returns the judgement with the words of `anchor` at another place, where a better importer has put them.
    #[must_use]
    pub fn moved(mut self, anchor: &Anchor, to: Span) -> Judgement {
        match &mut self {
            Judgement::Accept(one)
            | Judgement::Reject(one)
            | Judgement::Edit(one, _)
            | Judgement::Mark(one)
            | Judgement::GradeSource(one, _)
            | Judgement::GradeItem(one, _)
            | Judgement::Rate(_, one, _)
            | Judgement::Weigh(one, _) => one.move_to(anchor, to),
            Judgement::Same(one, other)
            | Judgement::NotSame(one, other)
            | Judgement::Independent(one, other)
            | Judgement::SaidBy(one, other)
            | Judgement::Answer(Answer { on: one, words: other, .. }) => {
                one.move_to(anchor, to);
                other.move_to(anchor, to);
            }
            Judgement::State(_) | Judgement::Withdraw(_) => {}
        }
        self
    }

    /// Returns what is judged: one thing or two, or nothing that stands in a document.
    pub fn judged(&self) -> Vec<&Judged> {
        match self {
            Judgement::Accept(one)
            | Judgement::Reject(one)
            | Judgement::Edit(one, _)
            | Judgement::Mark(one)
            | Judgement::GradeSource(one, _)
            | Judgement::GradeItem(one, _)
            | Judgement::Rate(_, one, _)
            | Judgement::Weigh(one, _) => vec![one],
            Judgement::Same(one, other)
            | Judgement::NotSame(one, other)
            | Judgement::Independent(one, other)
            | Judgement::SaidBy(one, other)
            | Judgement::Answer(Answer { on: one, words: other, .. }) => vec![one, other],
            Judgement::State(_) | Judgement::Withdraw(_) => Vec::new(),
        }
    }

    /// Returns whether anything of a case that is put together follows from it: not from what is said of hypotheses, which
    /// is weighed apart.
    pub fn changes_the_case(&self) -> bool {
        !matches!(
            self,
            Judgement::State(_)
                | Judgement::Withdraw(_)
                | Judgement::Rate(..)
                | Judgement::Weigh(..)
                | Judgement::Answer(_)
        )
    }

    /// Returns whether the [outline](crate::case::outline::Outline) of a case can be another one for it, given the judgements
    /// that are in force: to say that something was read right changes nothing but a rejection in the same document.
    pub fn changes_the_outline<'a>(&self, mut in_force: impl Iterator<Item = &'a Judgement>) -> bool {
        match self {
            Judgement::Reject(_)
            | Judgement::Edit(..)
            | Judgement::Mark(_)
            | Judgement::SaidBy(..)
            | Judgement::Same(..)
            | Judgement::NotSame(..) => true,
            Judgement::Accept(one) => in_force
                .any(|other| matches!(other, Judgement::Reject(other) if other.anchor.document == one.anchor.document)),
            Judgement::GradeSource(..)
            | Judgement::GradeItem(..)
            | Judgement::Independent(..)
            | Judgement::State(_)
            | Judgement::Withdraw(_)
            | Judgement::Rate(..)
            | Judgement::Weigh(..)
            | Judgement::Answer(_) => false,
        }
    }

    /// Returns what it says is there after all, so that an earlier rejection of it holds no more.
    pub fn restores(&self) -> Vec<&Judged> {
        match self {
            Judgement::Accept(_) | Judgement::Edit(..) | Judgement::Mark(_) | Judgement::SaidBy(..) => self.judged(),
            _ => Vec::new(),
        }
    }

    /// Returns whether it sets right what was read in a document, so that its
    /// [record](crate::record::Record::corrected) is another one.
    pub fn corrects(&self) -> bool {
        matches!(self, Judgement::Edit(..) | Judgement::Mark(_) | Judgement::SaidBy(..))
    }

    /// Returns whether it states a hypothesis or is about one.
    pub fn is_about_hypotheses(&self) -> bool {
        matches!(self, Judgement::State(_)) || self.supposes().is_some()
    }

    /// Returns the hypothesis that must have been stated before it.
    pub fn supposes(&self) -> Option<HypothesisId> {
        match self {
            Judgement::State(Statement { parent, .. }) => *parent,
            Judgement::Withdraw(hypothesis) | Judgement::Rate(hypothesis, ..) => Some(*hypothesis),
            _ => None,
        }
    }
}

/// Defines an enum whose values have names, with the way back from a name.
macro_rules! named {
    ($type:ident { $($variant:ident = $name:literal),* }) => {
        impl $type {
            /// All of them, in order.
            pub const ALL: &[$type] = &[$($type::$variant),*];

            /// Returns the name that the log carries.
            pub fn name(self) -> &'static str {
                match self { $($type::$variant => $name),* }
            }

            /// Returns what has that name.
            pub fn of_name(name: &str) -> Option<$type> {
                $type::ALL.iter().copied().find(|one| one.name() == name)
            }
        }
    };
}

pub(crate) use named;

named!(JudgedKind {
    Artefact = "artefact",
    Attribution = "attribution",
    Claim = "claim",
    Mention = "mention",
    Verdict = "verdict"
});

/// How reliable a source is, whatever it says this time (STANAG 2511, the Admiralty scale).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reliability {
    /// Completely reliable.
    A,
    /// Usually reliable.
    B,
    /// Fairly reliable.
    C,
    /// Not usually reliable.
    D,
    /// Unreliable.
    E,
    /// Cannot be judged.
    F,
}

named!(Reliability { A = "A", B = "B", C = "C", D = "D", E = "E", F = "F" });

impl Reliability {
    /// Returns what the letter stands for.
    pub fn meaning(self) -> &'static str {
        match self {
            Reliability::A => "completely reliable",
            Reliability::B => "usually reliable",
            Reliability::C => "fairly reliable",
            Reliability::D => "not usually reliable",
            Reliability::E => "unreliable",
            Reliability::F => "cannot be judged",
        }
    }
}

/// How credible one item is, whoever says it (the same scale).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Credibility {
    /// Confirmed by other sources.
    Confirmed,
    /// Probably so.
    Probable,
    /// Possibly so.
    Possible,
    /// Doubtful.
    Doubtful,
    /// Improbable.
    Improbable,
    /// Cannot be judged.
    Unjudged,
}

named!(Credibility {
    Confirmed = "1",
    Probable = "2",
    Possible = "3",
    Doubtful = "4",
    Improbable = "5",
    Unjudged = "6"
});

impl Credibility {
    /// Returns what the number stands for.
    pub fn meaning(self) -> &'static str {
        match self {
            Credibility::Confirmed => "confirmed by other sources",
            Credibility::Probable => "probably so",
            Credibility::Possible => "possibly so",
            Credibility::Doubtful => "doubtful",
            Credibility::Improbable => "improbable",
            Credibility::Unjudged => "cannot be judged",
        }
    }
}
