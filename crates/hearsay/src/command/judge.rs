//! `hearsay judge`: what the analyst decides.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Subcommand};
use hearsay_case::judgement::{Credibility, Judgement, Reliability};

use crate::asked::judging::{alike, edit, find, said_by};
use crate::casework::{self, of_store};
use crate::clock::signature;
use crate::command::print;
use crate::failure::{Failure, exit};

/// Decide on something that was read: it is written into the log and holds for good
///
/// What is judged is named by document and id, as in courier/a3: a1 an attribution, o1 a claim in the writer's own voice,
/// e1 an entity, l1 an artefact, v1 a verdict. A judgement holds on to the words, so it outlives a better reader.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Judge {
    /// The case
    #[arg(value_name = "CASE")]
    case: PathBuf,

    #[command(subcommand)]
    what: What,

    /// Why, in your words
    #[arg(long, value_name = "WORDS", global = true)]
    because: Option<String>,

    /// Who decides [default: $HEARSAY_AUTHOR, else the name you are logged in with]
    #[arg(long, value_name = "NAME", global = true)]
    author: Option<String>,
}

#[derive(Debug, Subcommand)]
enum What {
    /// It was read right
    Accept { id: String },
    /// It was read wrongly and is to be left out
    Reject { id: String },
    /// It should read otherwise: the words that it should be, as the document has them
    Edit { id: String, instead: String },
    /// Who says it: somebody whom the document names
    SaidBy { id: String, who: String },
    /// The two are one: one person, one artefact, one claim
    Same { id: String, other: String },
    /// The two are not one
    NotSame { id: String, other: String },
    /// The two do not rest on one origin
    Independent { id: String, other: String },
    /// How reliable the source is: A completely, B usually, C fairly, D not usually, E un-reliable, F cannot be judged
    GradeSource {
        id: String,
        #[arg(ignore_case = true, value_parser = reliability())]
        grade: Reliability,
    },
    /// How credible what is said is: 1 confirmed, 2 probable, 3 possible, 4 doubtful, 5 improbable, 6 cannot be judged
    GradeItem {
        id: String,
        #[arg(value_parser = credibility())]
        grade: Credibility,
    },
}

const EXAMPLES: &str = "\
Examples:
  hearsay judge harbour.case accept courier/a3
  hearsay judge harbour.case said-by courier/a3 courier/e2
  hearsay judge harbour.case not-same courier/e2 gazette/e5 --because \"father and son\"
  hearsay judge harbour.case grade-source courier/e2 C
  hearsay undo harbour.case";

/// Takes a letter of the scale; a list of them, so that a shell can complete it.
fn reliability() -> impl TypedValueParser<Value = Reliability> {
    PossibleValuesParser::new(Reliability::ALL.iter().map(|grade| grade.name()))
        .map(|written| Reliability::of_name(&written.to_uppercase()).expect("it is one of the list"))
}

/// Takes a number of the scale.
fn credibility() -> impl TypedValueParser<Value = Credibility> {
    PossibleValuesParser::new(Credibility::ALL.iter().map(|grade| grade.name()))
        .map(|written| Credibility::of_name(&written).expect("it is one of the list"))
}

impl Judge {
    pub(crate) fn run(&self) -> Result<u8, Failure> {
        let mut case = casework::open(&self.case)?;
        let signature = signature(self.author.as_deref())?;
        let mut find = |id: &String| find(&mut case, id);
        let judgement = match &self.what {
            What::Accept { id } => Judgement::Accept(find(id)?),
            What::Reject { id } => Judgement::Reject(find(id)?),
            What::Edit { id, instead } => {
                let one = find(id)?;
                edit(&case, one, instead.clone())?
            }
            What::SaidBy { id, who } => said_by(find(id)?, find(who)?)?,
            What::Same { id, other } => alike(find(id)?, find(other)?, Judgement::Same)?,
            What::NotSame { id, other } => alike(find(id)?, find(other)?, Judgement::NotSame)?,
            What::Independent { id, other } => alike(find(id)?, find(other)?, Judgement::Independent)?,
            What::GradeSource { id, grade } => Judgement::GradeSource(find(id)?, *grade),
            What::GradeItem { id, grade } => Judgement::GradeItem(find(id)?, *grade),
        };
        let entry = case.judge(&judgement, self.because.as_deref(), &signature).map_err(of_store)?;
        let mut out = io::stdout().lock();
        let name = judgement.name();
        print(&mut out, &format!("entry {entry}: {name}; to take it back: hearsay undo {} {entry}\n", self.shown()))?;
        out.flush().map_err(|error| Failure::of_output(&error))?;
        Ok(exit::SUCCESS)
    }

    fn shown(&self) -> String {
        crate::inputs::shown(&self.case)
    }
}
