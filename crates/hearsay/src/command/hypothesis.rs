//! `hearsay hypothesis`: what is to be weighed, and how claims fit it.

use std::collections::BTreeMap;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Subcommand};
use hearsay_case::hypotheses::deception::{Finding, Question};
use hearsay_case::hypotheses::scale::{HypothesisId, Level, Rating};
use hearsay_case::judgement::{Judgement, Weights};
use hearsay_store::case_file::CaseFile;
use hearsay_store::entry::Event;
use hearsay_store::log::Decided;

use crate::asked::hypotheses as asked;
use crate::casework::{self, Work, of_store};
use crate::clock::signature;
use crate::command::{OUTPUT, Output, print};
use crate::failure::{Failure, exit};
use crate::reference::Names;
use crate::terminal::ColorChoice;
use crate::view::case::Shown;
use crate::view::case::hypotheses as view;
use crate::weighing::{Weighing, weighing};
use crate::who::for_shell;
use crate::wire::case::line;
use crate::wire::hypotheses as wire;

/// State hypotheses and rate claims on them, for `hearsay matrix`
///
/// A hypothesis is called h1, h2 and so on, and keeps its name. Evidence is claims of the case, named as in courier/a3: rate
/// one claim on all hypotheses before you go on to the next. Each rating is a judgement: signed, kept in the log, taken back
/// by `hearsay undo`.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Hypothesis {
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

/// How a list looks.
#[derive(Args, Debug)]
struct Listing {
    /// Write one JSON object a line
    #[arg(long, help_heading = OUTPUT)]
    json: bool,

    #[command(flatten)]
    output: Output,
}

#[derive(Debug, Subcommand)]
enum What {
    /// State a hypothesis
    Add {
        /// What is supposed
        #[arg(value_name = "WORDS", required = true)]
        words: Vec<String>,
        /// The hypothesis that it is a variety of, as in h1
        #[arg(long, value_name = "HYPOTHESIS", value_parser = hypothesis)]
        parent: Option<HypothesisId>,
    },
    /// List the hypotheses of the case
    List {
        #[command(flatten)]
        listing: Listing,
    },
    /// List what documents put forward themselves ("What if ..."), with the commands that state it
    Offered {
        #[command(flatten)]
        listing: Listing,
    },
    /// Weigh a hypothesis no more; it stays in the log
    Withdraw {
        #[arg(value_parser = hypothesis)]
        hypothesis: HypothesisId,
    },
    /// Say how a claim fits hypotheses: CC very consistent, C, N neutral, I, II very inconsistent, NA not applicable
    Rate {
        /// The claim, as in courier/a3
        claim: String,
        /// A hypothesis and how the claim fits it, as in h1=II
        #[arg(value_name = "FIT", required = true, value_parser = fit)]
        fits: Vec<(HypothesisId, Rating)>,
    },
    /// Say how much a claim weighs as evidence
    #[command(group = clap::ArgGroup::new("weights").required(true).multiple(true))]
    Weigh {
        /// The claim, as in courier/a3
        claim: String,
        /// How credible it is
        #[arg(long, value_name = "LEVEL", group = "weights", value_parser = level())]
        credibility: Option<Level>,
        /// How much it has to do with the hypotheses
        #[arg(long, value_name = "LEVEL", group = "weights", value_parser = level())]
        relevance: Option<Level>,
    },
    /// Ask of a source (courier/e1) or an artefact (courier/l1) whether it was made to mislead: MOM, POP, MOSES, EVE
    Checklist {
        /// The source or artefact, also by name
        of: String,
        #[command(flatten)]
        listing: Listing,
    },
    /// Answer a question of the checklists, on the words of a claim
    Answer {
        /// The source or artefact, as in courier/e1 or courier/l1
        of: String,
        /// The question
        #[arg(value_parser = question())]
        question: Question,
        /// What the answer points to: suspect (to deception), clear (away from it), open (cannot be told)
        #[arg(value_parser = finding())]
        finding: Finding,
        /// The claim whose words it rests on, as in courier/a3
        claim: String,
    },
}

const EXAMPLES: &str = "\
Examples:
  hearsay hypothesis harbour.case add The fire was laid
  hearsay hypothesis harbour.case rate courier/a3 h1=C h2=II --because \"seen at the gate\"
  hearsay hypothesis harbour.case weigh courier/a3 --credibility high
  hearsay hypothesis harbour.case answer courier/l1 motive suspect gazette/a5
  hearsay matrix harbour.case";

fn hypothesis(written: &str) -> Result<HypothesisId, String> {
    written.to_lowercase().parse().map_err(|()| "write the name of a hypothesis, as in h1".to_owned())
}

fn fit(written: &str) -> Result<(HypothesisId, Rating), String> {
    let wrong = || "write a hypothesis and one of CC, C, N, I, II, NA, as in h1=II".to_owned();
    let (id, letters) = written.split_once('=').ok_or_else(wrong)?;
    Ok((hypothesis(id)?, Rating::of_name(&letters.to_uppercase()).ok_or_else(wrong)?))
}

fn level() -> impl TypedValueParser<Value = Level> {
    PossibleValuesParser::new(Level::ALL.iter().map(|level| level.name()))
        .map(|written| Level::of_name(&written).expect("it is one of the list"))
}

fn question() -> impl TypedValueParser<Value = Question> {
    PossibleValuesParser::new(Question::ALL.iter().map(|question| question.name()))
        .map(|written| Question::of_name(&written).expect("it is one of the list"))
}

fn finding() -> impl TypedValueParser<Value = Finding> {
    PossibleValuesParser::new(Finding::ALL.iter().map(|finding| finding.name()))
        .map(|written| Finding::of_name(&written).expect("it is one of the list"))
}

impl Hypothesis {
    pub(crate) fn color(&self) -> ColorChoice {
        match &self.what {
            What::List { listing } | What::Offered { listing } | What::Checklist { listing, .. } => {
                listing.output.color
            }
            _ => ColorChoice::Auto,
        }
    }

    pub(crate) fn run(&self) -> Result<u8, Failure> {
        let told = match &self.what {
            What::List { listing } => self.list(&weighing(&self.case)?.1, listing),
            What::Offered { listing } => self.offered(listing)?,
            What::Checklist { of, listing } => checklist(&weighing(&self.case)?, of, listing)?,
            What::Add { words, parent } => self.add(&words.join(" "), *parent)?,
            _ => self.judge()?,
        };
        let mut out = BufWriter::new(io::stdout().lock());
        print(&mut out, &told)?;
        out.flush().map_err(|error| Failure::of_output(&error))?;
        Ok(exit::SUCCESS)
    }

    fn add(&self, words: &str, parent: Option<HypothesisId>) -> Result<String, Failure> {
        let text = asked::words(words)?;
        let mut case = casework::open(&self.case)?;
        let signature = signature(self.author.as_deref())?;
        let (entry, id) = case.state(&text, parent, self.because.as_deref(), &signature).map_err(of_store)?;
        Ok(format!("entry {entry}: hypothesis {id}; to take it back: {}\n", self.undo(entry)))
    }

    fn undo(&self, entry: u64) -> String {
        format!("hearsay undo {} {entry}", for_shell(&self.shown()))
    }

    /// Makes the judgements that were asked for, all of them or, if one cannot be made, none.
    fn judge(&self) -> Result<String, Failure> {
        let mut case = casework::open(&self.case)?;
        let signature = signature(self.author.as_deref())?;
        let judgements = self.judgements(&mut case)?;
        asked::check_stated(&case, &judgements)?;
        asked::check_rated_once(&judgements)?;
        let decided = |judgement| Decided { judgement, because: self.because.clone() };
        let decided: Vec<Decided> = judgements.into_iter().map(decided).collect();
        let head = case.judge_all(&decided, &signature, None).map_err(of_store)?;
        let first = head.last + 1 - decided.len() as u64;
        let mut told = String::new();
        for (entry, Decided { judgement, .. }) in (first..).zip(decided) {
            let event = Event::Judged { judgement, because: None };
            let said = crate::wire::case_file::value(&event).map(|said| format!(" {said}")).unwrap_or_default();
            let name = event.name();
            told.push_str(&format!("entry {entry}: {name}{said}; to take it back: {}\n", self.undo(entry)));
        }
        Ok(told)
    }

    fn judgements(&self, case: &mut CaseFile) -> Result<Vec<Judgement>, Failure> {
        Ok(match &self.what {
            What::Withdraw { hypothesis } => vec![Judgement::Withdraw(*hypothesis)],
            What::Rate { claim, fits } => {
                let claim = asked::claim(case, claim)?;
                fits.iter().map(|(id, rating)| Judgement::Rate(*id, claim.clone(), *rating)).collect()
            }
            What::Weigh { claim, credibility, relevance } => {
                let weights = Weights { credibility: *credibility, relevance: *relevance };
                vec![Judgement::Weigh(asked::claim(case, claim)?, weights)]
            }
            What::Answer { of, question, finding, claim } => {
                vec![asked::answer(case, of, (*question, *finding), claim)?]
            }
            What::Add { .. } | What::List { .. } | What::Offered { .. } | What::Checklist { .. } => Vec::new(),
        })
    }

    fn list(&self, weighing: &Weighing, listing: &Listing) -> String {
        if listing.json {
            let stated = weighing.cited.hypotheses.iter();
            return stated.map(|one| line(&wire::wire_stated(one, &weighing.cited))).collect();
        }
        view::list(&weighing.cited, &for_shell(&self.shown()), &listing.output.look())
    }

    fn offered(&self, listing: &Listing) -> Result<String, Failure> {
        let mut case = casework::open(&self.case)?;
        let listed = case.documents().map_err(of_store)?;
        let names = Names::of(&listed);
        let offered = asked::offered(&mut case, &listed, &names)?;
        let stated = asked::stated(&case)?;
        if listing.json {
            let texts = asked::texts(&case, &offered)?;
            return Ok(offered.iter().map(|one| line(&wire::wire_offered(one, &stated, &names, &texts))).collect());
        }
        Ok(view::offered(&offered, &stated, &names, &for_shell(&self.shown()), &listing.output.look()))
    }

    fn shown(&self) -> String {
        crate::inputs::shown(&self.case)
    }
}

/// Returns the questions on a source or artefact with what was answered.
fn checklist((work, weighing): &(Work, Weighing), asked: &str, listing: &Listing) -> Result<String, Failure> {
    let on = asked::subject(work, asked)?;
    let answered = weighing.answers(on);
    let texts = BTreeMap::new();
    let shown = Shown { case: &work.case, names: &work.names, texts: &texts };
    if listing.json {
        let question = |one: &Question| line(&wire::wire_question(&shown, on, *one, &answered));
        return Ok(Question::ALL.iter().map(question).collect());
    }
    Ok(view::checklist(&shown, on, &answered, &listing.output.look()))
}
