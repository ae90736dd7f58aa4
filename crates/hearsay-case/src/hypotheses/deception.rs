//! The four checklists against deception: is there somebody who would and could mislead us, and is this how they do it?
//!
//! MOM, POP, MOSES and EVE are those of Heuer and Pherson ("Structured Analytic Techniques for Intelligence Analysis",
//! 2010); the wording of the questions is ours. Not a score: the answers are not added up, for one good motive is no proof
//! and one forged page is enough. An answer holds on to the words that it rests on.

use std::collections::BTreeMap;

use super::anchored;
use super::cited::Signed;
use crate::case::Case;
use crate::judgement::{Answer, Judged, JudgedKind, Judgement, named};

/// A checklist.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Checklist {
    /// Motive, opportunity and means.
    Mom,
    /// Past opposition practices.
    Pop,
    /// Manipulability of sources.
    Moses,
    /// Evaluation of evidence.
    Eve,
}

named!(Checklist { Mom = "MOM", Pop = "POP", Moses = "MOSES", Eve = "EVE" });

impl Checklist {
    /// Returns what the letters stand for.
    pub fn meaning(self) -> &'static str {
        match self {
            Checklist::Mom => "motive, opportunity and means",
            Checklist::Pop => "past opposition practices",
            Checklist::Moses => "manipulability of sources",
            Checklist::Eve => "evaluation of evidence",
        }
    }
}

/// Defines the questions, each with its name, its checklist and its words.
macro_rules! questions {
    ($($(#[$meta:meta])* $variant:ident = $name:literal, $checklist:ident, $words:literal;)*) => {
        /// A question of a checklist.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Question { $($(#[$meta])* $variant),* }

        named!(Question { $($variant = $name),* });

        impl Question {
            /// Returns the checklist that it is of.
            pub fn checklist(self) -> Checklist {
                match self { $(Question::$variant => Checklist::$checklist),* }
            }

            /// Returns what is asked; an answer of `suspect` points to deception, whichever way the question goes.
            pub fn words(self) -> &'static str {
                match self { $(Question::$variant => $words),* }
            }
        }
    };
}

questions! {
    /// Who would gain.
    Motive = "motive", Mom, "Who would gain if this were believed, and what?";
    /// By which way it could have come.
    Opportunity = "opportunity", Mom, "By which way could they have had it reach us?";
    /// Whether they are able to.
    Means = "means", Mom, "Have they the knowledge, the people and the tools to make it?";
    /// What they risk.
    Risk = "risk", Mom, "What would it cost them to be found out?";
    /// Whether it was done before.
    History = "history", Pop, "Have they misled in this way before?";
    /// Whether it fits.
    Pattern = "pattern", Pop, "Does what is known of this fit how they did it then?";
    /// Whether times have changed.
    Occasion = "occasion", Pop, "Is there a reason why they would do it now?";
    /// Whether the source can be steered.
    Control = "control", Moses, "Can whoever might mislead us steer the source or what it sees?";
    /// How the source knows.
    Access = "access", Moses, "Has the source what it tells at first hand, and can it have it?";
    /// What the source is worth.
    Record = "record", Moses, "How often was what the source told before borne out?";
    /// Whether the chain holds.
    Chain = "chain", Eve, "Is every link from the origin to us known and checked, translations too?";
    /// Whether the thing itself holds.
    Integrity = "integrity", Eve, "Does the thing itself hold: dates, names, style, traces of its making?";
    /// Whether others contradict.
    Conflict = "conflict", Eve, "Does it conflict with what independent origins tell?";
    /// Whether others bear it out.
    Corroboration = "corroboration", Eve, "Do origins independent of it tell the same?";
    /// What is not there.
    Absence = "absence", Eve, "Is anything missing that would be there if it were so?";
}

/// What an answer points to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Finding {
    /// To deception.
    Suspect,
    /// Away from it.
    Clear,
    /// Nowhere: it cannot be told from what there is.
    Open,
}

named!(Finding { Suspect = "suspect", Clear = "clear", Open = "open" });

impl Finding {
    /// Returns what the user is told.
    pub fn meaning(self) -> &'static str {
        match self {
            Finding::Suspect => "points to deception",
            Finding::Clear => "speaks against deception",
            Finding::Open => "cannot be told",
        }
    }
}

/// What a checklist is asked of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// A source: the place of an entity of the case.
    Source(usize),
    /// A letter, a recording: the place of an artefact of the case.
    Artefact(usize),
}

/// An answer in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// Its entry in the log.
    pub entry: u64,
    /// Who answered.
    pub analyst: String,
    /// Of whom or what.
    pub on: Subject,
    /// What was asked.
    pub question: Question,
    /// What the answer points to.
    pub finding: Finding,
    /// The words that it rests on.
    pub words: Judged,
    /// Why, in the analyst's words.
    pub because: Option<String>,
}

/// Returns the answers in force: each analyst's last on each question; by subject, question and analyst.
pub fn answers(case: &Case, signed: &[Signed]) -> Vec<Answered> {
    let mut last: BTreeMap<(Subject, Question, &str), Answered> = BTreeMap::new();
    for one in signed {
        let Judgement::Answer(Answer { on, question, finding, words }) = &one.judgement else { continue };
        let Some(on) = subject(case, on) else { continue };
        let answered = Answered {
            entry: one.entry,
            analyst: one.analyst.clone(),
            on,
            question: *question,
            finding: *finding,
            words: words.clone(),
            because: one.because.clone(),
        };
        last.insert((on, *question, &one.analyst), answered);
    }
    last.into_values().collect()
}

fn subject(case: &Case, on: &Judged) -> Option<Subject> {
    match on.kind {
        JudgedKind::Mention => anchored::entity(case, on).map(Subject::Source),
        JudgedKind::Artefact => anchored::artefact(case, on).map(Subject::Artefact),
        _ => None,
    }
}
