//! `hearsay hypothesis`: what is to be weighed, and how claims fit it.

use std::collections::BTreeMap;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Subcommand};
use hearsay_case::hypotheses::deception::{Finding, Question, Subject, answers};
use hearsay_case::hypotheses::offered::{Offered, offerings, together};
use hearsay_case::hypotheses::scale::{HypothesisId, Level, Rating};
use hearsay_case::judgement::{Answer, Judged, JudgedKind, Judgement, Statement, Weights};
use hearsay_store::case_file::CaseFile;
use hearsay_store::entry::Event;
use hearsay_store::log::Decided;

use crate::asked::judging::find;
use crate::casework::{self, of_store};
use crate::clock::signature;
use crate::command::{OUTPUT, Output, print};
use crate::failure::{Failure, FailureKind, exit};
use crate::reference::{self, Names};
use crate::terminal::{ColorChoice, clean};
use crate::view::case::Shown;
use crate::view::case::hypotheses as view;
use crate::weighing::{Weighing, weighing};
use crate::who::for_shell;
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
            What::List { listing } => self.list(&weighing(&self.case)?, listing),
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
        let text = words.split_whitespace().collect::<Vec<&str>>().join(" ");
        if text.is_empty() {
            return Err(Failure::new(FailureKind::Usage, "the hypothesis has no words")
                .with_hint("write what is supposed, as in: The fire was laid"));
        }
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
        check_stated(&case, &judgements)?;
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
                let claim = find_claim(case, claim)?;
                fits.iter().map(|(id, rating)| Judgement::Rate(*id, claim.clone(), *rating)).collect()
            }
            What::Weigh { claim, credibility, relevance } => {
                let weights = Weights { credibility: *credibility, relevance: *relevance };
                vec![Judgement::Weigh(find_claim(case, claim)?, weights)]
            }
            What::Answer { of, question, finding, claim } => {
                let (on, words) = (find(case, of)?, find_claim(case, claim)?);
                if !matches!(on.kind, JudgedKind::Mention | JudgedKind::Artefact) {
                    let message = format!("{} is no source and no artefact", clean(of));
                    return Err(Failure::new(FailureKind::User, message)
                        .with_hint("name an entity or an artefact, as in courier/e1 or courier/l1"));
                }
                vec![Judgement::Answer(Answer { on, question: *question, finding: *finding, words })]
            }
            What::Add { .. } | What::List { .. } | What::Offered { .. } | What::Checklist { .. } => Vec::new(),
        })
    }

    fn list(&self, weighing: &Weighing, listing: &Listing) -> String {
        if listing.json {
            return weighing.cited.hypotheses.iter().map(|one| wire::stated_line(one, &weighing.cited)).collect();
        }
        view::list(&weighing.cited, &for_shell(&self.shown()), &listing.output.look())
    }

    fn offered(&self, listing: &Listing) -> Result<String, Failure> {
        let mut case = casework::open(&self.case)?;
        let listed = case.documents().map_err(of_store)?;
        let names = Names::of(&listed);
        let mut all = Vec::new();
        for one in &listed {
            let read = casework::document(&mut case, one)?;
            all.extend(offerings(&read.document, &read.reading));
        }
        all.sort_by(|one, other| names.name(one.document).cmp(names.name(other.document)));
        let offered: Vec<Offered> = together(all);
        let stated = stated(&case)?;
        if listing.json {
            return Ok(offered.iter().map(|one| wire::offered_line(one, &stated, &names)).collect());
        }
        Ok(view::offered(&offered, &stated, &names, &for_shell(&self.shown()), &listing.output.look()))
    }

    fn shown(&self) -> String {
        crate::inputs::shown(&self.case)
    }
}

/// Returns the questions on a source or artefact with what was answered.
fn checklist(weighing: &Weighing, asked: &str, listing: &Listing) -> Result<String, Failure> {
    let is_artefact = reference::split(asked).is_ok_and(|(_, id)| id.starts_with('l'));
    let on = if is_artefact {
        Subject::Artefact(weighing.work.artefact(asked)?)
    } else {
        let of_artefact = || weighing.work.artefact(asked).map(Subject::Artefact);
        weighing.work.entity(asked).map(Subject::Source).or_else(|failure| of_artefact().map_err(|_| failure))?
    };
    let mut answered = answers(&weighing.work.case, &weighing.signed);
    answered.retain(|one| one.on == on);
    let texts = BTreeMap::new();
    let shown = Shown { case: &weighing.work.case, names: &weighing.work.names, texts: &texts };
    if listing.json {
        return Ok(Question::ALL.iter().map(|one| wire::question_line(&shown, on, *one, &answered)).collect());
    }
    Ok(view::checklist(&shown, on, &answered, &listing.output.look()))
}

/// Returns the hypotheses in force, with their words.
fn stated(case: &CaseFile) -> Result<Vec<(HypothesisId, String)>, Failure> {
    let stated = |entry: hearsay_store::entry::Entry| match entry.event {
        Event::Judged { judgement: Judgement::State(Statement { hypothesis, text, .. }), .. } => {
            Some((hypothesis, text))
        }
        _ => None,
    };
    Ok(case.judgements().map_err(of_store)?.into_iter().filter_map(stated).collect())
}

/// Refuses judgements of which one is on a hypothesis that is not stated: so that none of them is made.
fn check_stated(case: &CaseFile, judgements: &[Judgement]) -> Result<(), Failure> {
    let stated = stated(case)?;
    let is_stated = |id: &HypothesisId| stated.iter().any(|(own, _)| own == id);
    let missing = judgements.iter().filter_map(Judgement::supposes).find(|id| !is_stated(id));
    if let Some(id) = missing {
        return Err(Failure::new(FailureKind::User, format!("there is no hypothesis {id} in the case"))
            .with_hint("`hearsay hypothesis CASE list` tells what there is"));
    }
    let withdrawn = |entry: hearsay_store::entry::Entry| match entry.event {
        Event::Judged { judgement: Judgement::Withdraw(id), .. } => Some((id, entry.number)),
        _ => None,
    };
    let withdrawn: Vec<(HypothesisId, u64)> =
        case.judgements().map_err(of_store)?.into_iter().filter_map(withdrawn).collect();
    let asked = judgements.iter().filter_map(Judgement::supposes);
    let gone = asked.filter_map(|id| withdrawn.iter().find(|(own, _)| *own == id)).next();
    gone.map_or(Ok(()), |(id, entry)| {
        Err(Failure::new(FailureKind::User, format!("{id} is withdrawn (entry {entry} of the log)"))
            .with_hint(format!("`hearsay undo CASE {entry}` weighs it again")))
    })
}

fn find_claim(case: &mut CaseFile, reference: &str) -> Result<Judged, Failure> {
    let found = find(case, reference)?;
    if found.is_claim() {
        return Ok(found);
    }
    Err(Failure::new(FailureKind::User, format!("{} is no claim", clean(reference)))
        .with_hint("name a claim, as in courier/a3 or courier/o1; `hearsay claims CASE` lists them"))
}
