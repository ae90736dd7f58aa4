//! The case as the page sees it: put together once, shared by all requests, and put together anew when the file has changed.
//!
//! The only module of the server that knows how a case is put together. Changes come from three sides: what the page
//! writes, other programs that write to the log (`hearsay judge`, `hearsay add`), and those that read documents again
//! (`hearsay reread`), which leaves no entry.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use hearsay_case::case::Case;
use hearsay_case::judgement::Judgement;
use hearsay_case::lineage::ClaimRef;
use hearsay_reading::read::Reader;
use hearsay_store::case_file::CaseFile;
use hearsay_store::documents::Listed;
use hearsay_store::entry::{Entry, Event};
use hearsay_store::log::Head;
use hearsay_store::signature::Signature;
use hearsay_text::document::DocumentId;

use crate::asked::claims::most_told;
use crate::casework::{self, Corrections, Work, of_store};
use crate::clock;
use crate::failure::Failure;
use crate::inputs::shown;
use crate::reference::Names;
use crate::rereading;
use crate::weighing::Weighing;

/// The case that is served.
pub(super) struct State {
    path: PathBuf,
    /// Who decides what is decided on the page.
    author: Option<String>,
    current: Mutex<Current>,
}

/// The last view that was made, and what the file was then. The file stays open so that it tells what others write.
struct Current {
    file: CaseFile,
    writes_of_others: i64,
    view: Option<Arc<View>>,
    made: Option<Made>,
}

/// When a view was made, and of what.
#[derive(Clone, Copy)]
struct Made {
    head: Head,
    n_rereadings: u64,
    at: Instant,
    took: Duration,
}

/// A view that took longer is shown for so many times as long, while documents are read again and nothing is decided.
const SLOW: Duration = Duration::from_secs(1);
const FRESH_FOR: u32 = 10;

/// A case, put together: what the page shows until something changes.
pub(super) struct View {
    pub(super) names: Arc<Names>,
    pub(super) case: Arc<Case>,
    missing: Arc<OnceLock<DocumentId>>,
    /// The documents, in the order in which they were added.
    pub(super) listed: Vec<Listed>,
    /// The end of the log.
    pub(super) head: Head,
    /// How many documents the accurate reader of this version has not read.
    pub(super) n_unread: usize,
    /// How often the documents were read again while the log had this end.
    n_rereadings: u64,
    /// The judgements in force, each where its words stand today.
    pub(super) in_force: Vec<Entry>,
    /// What they set right in the documents.
    pub(super) corrections: Corrections,
    judged: Judged,
    most_told: OnceLock<Vec<usize>>,
    by_matter: OnceLock<BTreeMap<usize, Vec<usize>>>,
    weighing: OnceLock<Weighing>,
}

/// Which of the judgements in force, by their place, are about what.
#[derive(Default)]
struct Judged {
    claims: BTreeMap<ClaimRef, Vec<usize>>,
    /// The last grade of each entity.
    grades: BTreeMap<usize, usize>,
}

/// What a view must be of, to be of the file as it is.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Stamp {
    head: Head,
    n_unread: usize,
}

impl Stamp {
    fn of(file: &CaseFile) -> Result<Stamp, Failure> {
        let n_unread = rereading::unread(file, Reader::Accurate)?.len();
        Ok(Stamp { head: file.last().map_err(of_store)?, n_unread })
    }
}

impl State {
    /// Opens a case.
    ///
    /// # Errors
    /// If there is none of that name, it cannot be read, or the author's name makes no sense.
    pub(super) fn open(path: &Path, author: Option<&str>) -> Result<State, Failure> {
        let file = casework::open(path)?;
        clock::signature(author)?;
        let writes_of_others = file.writes_of_others().map_err(of_store)?;
        let current = Mutex::new(Current { file, writes_of_others, view: None, made: None });
        Ok(State { path: path.to_owned(), author: author.map(str::to_owned), current })
    }

    /// Returns what the user calls the case.
    pub(super) fn name(&self) -> String {
        shown(&self.path)
    }

    /// Returns who signs what is decided now.
    pub(super) fn signature(&self) -> Result<Signature, Failure> {
        clock::signature(self.author.as_deref())
    }

    /// Opens the file for one request: who reads waits for nobody.
    pub(super) fn file(&self) -> Result<CaseFile, Failure> {
        casework::open(&self.path)
    }

    /// Returns a view with a file of its own to read from, as the commands have it.
    pub(super) fn work(&self, view: &View) -> Result<Work, Failure> {
        let (names, case, missing) = (Arc::clone(&view.names), Arc::clone(&view.case), Arc::clone(&view.missing));
        Ok(Work { file: self.file()?, names, case, missing })
    }

    /// Returns the case as it is now. Of several requests at once one puts it together and the others wait for that.
    pub(super) fn view(&self) -> Result<Arc<View>, Failure> {
        // A panic while a view was made left the old one in its place.
        let mut current = self.current.lock().unwrap_or_else(PoisonError::into_inner);
        let writes = current.file.writes_of_others().map_err(of_store)?;
        // What could not be had is asked for again.
        current.view.take_if(|view| view.missing.get().is_some());
        if let Some(view) = current.view.as_ref().filter(|_| writes == current.writes_of_others) {
            return Ok(Arc::clone(view));
        }
        let stamp = Stamp::of(&current.file)?;
        if let Some(view) = current.view.clone().filter(|view| view.stamp() == stamp) {
            current.writes_of_others = writes;
            return Ok(view);
        }
        // While documents are read again one after the other, the view of before is shown for a while.
        let is_fresh = |made: &Made| made.took > SLOW && made.at.elapsed() < FRESH_FOR * made.took;
        let made = current.made.filter(|made| made.head == stamp.head);
        if let Some(view) = current.view.clone().filter(|_| made.as_ref().is_some_and(is_fresh)) {
            return Ok(view);
        }
        let n_rereadings = made.map_or(0, |made| made.n_rereadings + 1);
        let started = Instant::now();
        let (view, writes) = self.make(&current.file, n_rereadings)?;
        let view = Arc::new(view);
        current.made = Some(Made { head: view.head, n_rereadings, at: Instant::now(), took: started.elapsed() });
        current.view = Some(Arc::clone(&view));
        current.writes_of_others = writes;
        Ok(view)
    }

    /// Puts the case together, and again if somebody wrote to it meanwhile. After a few times what there is must do: it is
    /// taken for what it was before, so that the next request tries again.
    fn make(&self, watched: &CaseFile, n_rereadings: u64) -> Result<(View, i64), Failure> {
        const TRIES_MAX: usize = 2;
        let mut n_tries = 0;
        loop {
            let writes_before = watched.writes_of_others().map_err(of_store)?;
            let before = Stamp::of(watched)?;
            let Work { file, names, case, missing } = casework::put_together(&self.path)?;
            let listed = file.documents().map_err(of_store)?;
            let in_force = casework::in_force(&file)?;
            let corrections = Corrections::of(&file)?;
            let writes_after = watched.writes_of_others().map_err(of_store)?;
            let after = Stamp::of(watched)?;
            n_tries += 1;
            if before != after && n_tries < TRIES_MAX {
                continue;
            }
            let writes = if before == after { writes_after } else { writes_before };
            let judged = Judged::of(&case, &in_force);
            let Stamp { head, n_unread } = before;
            let view = View {
                names,
                case,
                missing,
                listed,
                head,
                n_unread,
                n_rereadings,
                in_force,
                corrections,
                judged,
                most_told: OnceLock::new(),
                by_matter: OnceLock::new(),
                weighing: OnceLock::new(),
            };
            return Ok((view, writes));
        }
    }
}

impl View {
    fn stamp(&self) -> Stamp {
        Stamp { head: self.head, n_unread: self.n_unread }
    }

    /// Returns what names this view: whoever decides hands it back. The hash of the last entry, and how often the
    /// documents were read again since, for then an id may stand for other words.
    pub(super) fn seen(&self) -> String {
        seen(self.head, self.n_rereadings)
    }

    /// Says whether all that was shown could be had.
    ///
    /// # Errors
    /// If a document could not.
    pub(super) fn check(&self) -> Result<(), Failure> {
        casework::check(&self.missing, &self.names)
    }

    /// Returns the groups of claims by their place, the most told first.
    pub(super) fn most_told(&self) -> &[usize] {
        self.most_told.get_or_init(|| most_told(&self.case))
    }

    /// Returns what was judged of hypotheses, placed in the case.
    pub(super) fn weighing(&self) -> &Weighing {
        self.weighing.get_or_init(|| Weighing::of(&self.case, self.in_force.clone()))
    }

    /// Returns the groups of claims on a matter, by their place.
    pub(super) fn groups_on(&self, matter: usize) -> impl Iterator<Item = usize> {
        let by_matter = self.by_matter.get_or_init(|| {
            let mut by_matter: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
            for (group_idx, grouping) in self.case.groupings().iter().enumerate() {
                grouping.variant.into_iter().for_each(|(own, _)| by_matter.entry(own).or_default().push(group_idx));
            }
            by_matter
        });
        by_matter.get(&matter).into_iter().flatten().copied()
    }

    /// Returns the judgements in force on claims.
    pub(super) fn judgements_on(&self, claims: &[ClaimRef]) -> Vec<&Entry> {
        let mut places: Vec<usize> =
            claims.iter().filter_map(|of| self.judged.claims.get(of)).flatten().copied().collect();
        places.sort_unstable();
        places.dedup();
        places.into_iter().map(|idx| &self.in_force[idx]).collect()
    }

    /// Returns the last judgement that grades an entity.
    pub(super) fn grade_of(&self, entity: usize) -> Option<&Entry> {
        self.judged.grades.get(&entity).map(|idx| &self.in_force[*idx])
    }
}

/// Returns what names the view of a case whose log ends so.
pub(super) fn seen(head: Head, n_rereadings: u64) -> String {
    if n_rereadings == 0 { head.hash.to_string() } else { format!("{}.{n_rereadings}", head.hash) }
}

impl Judged {
    fn of(case: &Case, in_force: &[Entry]) -> Judged {
        let mut found = Judged::default();
        for (entry_idx, entry) in in_force.iter().enumerate() {
            let Event::Judged { judgement, .. } = &entry.event else { continue };
            for one in judgement.judged() {
                let Some(record_idx) = case.record_of(one.anchor.document) else { continue };
                let record = &case.records[record_idx];
                if one.is_claim() {
                    let claim = record.claim_at(one.anchor.span).map(|claim| claim.id);
                    let of = claim.map(|claim| ClaimRef { record: record_idx, claim });
                    of.into_iter().for_each(|of| found.claims.entry(of).or_default().push(entry_idx));
                } else if matches!(judgement, Judgement::GradeSource(..)) {
                    let entity =
                        record.entity_at(one.anchor.span).and_then(|id| case.entities().of(record.document, id));
                    found.grades.extend(entity.map(|entity| (entity, entry_idx)));
                }
            }
        }
        found
    }
}
