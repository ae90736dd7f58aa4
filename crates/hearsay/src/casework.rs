//! From the case file to a case put together, and from a document in it to what a reader made of it.
//!
//! Not a view and not a command: what every command on a case needs first.

use std::collections::btree_map::Entry::Vacant;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use hearsay_case::anchor::{Anchor, Hold};
use hearsay_case::case::{Case, Group};
use hearsay_case::judgement::{Judged, Judgement};
use hearsay_case::lineage::ClaimRef;
use hearsay_case::parallel;
use hearsay_case::record::corrected::nearest;
use hearsay_case::record::{ClaimId, Record};
use hearsay_case::records::Records;
use hearsay_reading::read::{Reader, read};
use hearsay_reading::reading::Reading;
use hearsay_store::case_file::CaseFile;
use hearsay_store::documents::Listed;
use hearsay_store::entry::{Entry, Event};
use hearsay_store::error::StoreError;
use hearsay_store::given::Given;
use hearsay_store::outlines::Generation;
use hearsay_store::prepared::{PreparedDocument, PreparedReading, without_reasons};
use hearsay_store::version::ReaderVersion;
use hearsay_text::document::{Document, DocumentId};
use hearsay_text::import::ImportSettings;
use hearsay_text::refusal::Refusal;
use hearsay_text::unpack::part::Part;

use crate::failure::{Failure, FailureKind};
use crate::inputs::Input;
use crate::intake;
use crate::reference::{self, Names};
use crate::terminal::clean;

/// Opens a case.
///
/// # Errors
/// If there is none of that name, or it cannot be read.
pub(crate) fn open(path: &Path) -> Result<CaseFile, Failure> {
    CaseFile::open(path).map_err(of_store)
}

/// Returns what is told of an error of the case file: what is wrong, and as a hint what to do.
pub(crate) fn of_store(error: StoreError) -> Failure {
    Failure::of_told(FailureKind::User, &clean(&error.to_string()))
}

/// Returns what names all that a reading by `reader` depends on beside the document.
pub(crate) fn version(reader: Reader) -> ReaderVersion {
    let reader = match reader {
        Reader::Accurate => "accurate",
        Reader::Fast => "fast",
    };
    ReaderVersion(format!("{reader} {} {}", env!("CARGO_PKG_VERSION"), hearsay_reading::read::REVISION))
}

/// A document of a case with what was read in it.
#[derive(Clone, Debug)]
pub(crate) struct Read {
    /// The document.
    pub(crate) document: Document,
    /// What was read in it, without its reasons: `explain` reads again for those.
    pub(crate) reading: Reading,
}

/// Imports and reads a part of `input` and prepares it for the case.
///
/// # Errors
/// If it holds no text.
pub(crate) fn prepare(
    input: &Input,
    part: &Part,
    given: Given,
    reader: Reader,
    version: &ReaderVersion,
) -> Result<PreparedDocument, Failure> {
    let mut document = intake::import(input, part)?;
    given.complete(&mut document);
    let reading = read(&document, reader);
    let prepared = PreparedReading::new(&part.bytes, &document, &reading, version);
    // What only the container knows is kept: it is not in the part's own bytes.
    let given = Given { container: Given::of_container(&part.metadata), ..given };
    let settings = part.settled(&ImportSettings::default());
    Ok(PreparedDocument::new(&part.bytes, &part.name, settings, given, prepared))
}

/// Returns a document with the best reading of it that the case has, or that is made now and kept.
///
/// # Errors
/// If the case cannot be read or written.
pub(crate) fn document(case: &mut CaseFile, listed: &Listed) -> Result<Read, Failure> {
    match kept(case, listed.id)? {
        Some(read) => Ok(read),
        None => read_again(case, listed, Reader::Fast),
    }
}

/// Returns a document with the best reading of it that the case has.
fn kept(case: &CaseFile, id: DocumentId) -> Result<Option<Read>, Failure> {
    for reader in [Reader::Accurate, Reader::Fast] {
        let reading = case.reading(id, &version(reader)).map_err(of_store)?;
        if let (Some(reading), Some(document)) = (reading, case.document(id).map_err(of_store)?) {
            return Ok(Some(Read { document, reading }));
        }
    }
    Ok(None)
}

/// Returns which reader's reading of a document is shown, if the case has one.
///
/// # Errors
/// If the case cannot be read.
pub(crate) fn read_by(case: &CaseFile, id: DocumentId) -> Result<Option<String>, Failure> {
    for reader in [Reader::Accurate, Reader::Fast] {
        let version = version(reader);
        if case.reading(id, &version).map_err(of_store)?.is_some() {
            return Ok(Some(version.0.trim().to_owned()));
        }
    }
    Ok(None)
}

/// Reads a document again from its original, and keeps what was read.
pub(crate) fn read_again(case: &mut CaseFile, listed: &Listed, reader: Reader) -> Result<Read, Failure> {
    let original = case.original(listed.id).map_err(of_store)?;
    let Some(original) = original else { return Err(not_there(listed.id)) };
    let document = original.import().map_err(|refusal| no_text_today(listed, &refusal))?;
    let reading = read(&document, reader);
    let prepared = PreparedReading::new(&original.bytes, &document, &reading, &version(reader));
    case.put(&prepared).map_err(of_store)?;
    Ok(Read { document, reading: without_reasons(reading) })
}

/// Returns what is told of a document that the importer of today takes for no text.
pub(crate) fn no_text_today(listed: &Listed, refusal: &Refusal) -> Failure {
    let name = clean(&listed.file_name).into_owned();
    Failure::new(FailureKind::User, format!("{name}: this version of hearsay finds no text in it ({refusal})"))
        .with_hint("it stays in the case; read it with the version that added it")
}

/// Returns what is told of a document that is not in the case.
pub(crate) fn not_there(id: DocumentId) -> Failure {
    Failure::new(FailureKind::User, format!("the document {id} is not in the case"))
        .with_hint("`hearsay documents CASE` lists what is")
}

/// What the analyst set right in the documents of a case.
#[derive(Debug, Default)]
pub(crate) struct Corrections(BTreeMap<DocumentId, Vec<Judgement>>);

impl Corrections {
    /// Returns those in force.
    ///
    /// # Errors
    /// If the case cannot be read.
    pub(crate) fn of(file: &CaseFile) -> Result<Corrections, Failure> {
        let mut by_document: BTreeMap<DocumentId, Vec<Judgement>> = BTreeMap::new();
        for entry in placed(file)? {
            let Event::Judged { judgement, .. } = entry.event else { continue };
            let document = judgement.judged().first().map(|judged| judged.anchor.document);
            if let Some(document) = document.filter(|_| judgement.corrects()) {
                by_document.entry(document).or_default().push(judgement);
            }
        }
        Ok(Corrections(by_document))
    }

    /// Returns what a document brings to the case as it was set right, all but its words for comparing them with others'.
    pub(crate) fn record(&self, read: &Read) -> Record {
        self.corrected(Record::without_passages(&read.document, &read.reading), read)
    }

    /// Returns what a document brings to the case as it was set right.
    fn whole_record(&self, read: &Read) -> Record {
        self.corrected(Record::of(&read.document, &read.reading), read)
    }

    fn corrected(&self, record: Record, read: &Read) -> Record {
        match self.0.get(&read.document.id) {
            Some(own) => record.corrected(&read.document, &read.reading, own),
            None => record,
        }
    }
}

/// A case that is put together, with what its documents are called.
#[derive(Debug)]
pub(crate) struct Work {
    pub(crate) file: CaseFile,
    pub(crate) names: Arc<Names>,
    pub(crate) case: Arc<Case>,
    /// The first document that was asked for and could not be had.
    pub(crate) missing: Arc<OnceLock<DocumentId>>,
}

/// Opens a case and puts it together: by the outline that the file has of it, or from nothing, and then the outline is kept.
///
/// # Errors
/// If it cannot be read, or a document that must be read again cannot be.
pub(crate) fn put_together(path: &Path) -> Result<Work, Failure> {
    let mut file = open(path)?;
    let generation = file.generation().map_err(of_store)?;
    let listed = file.documents().map_err(of_store)?;
    let names = Arc::new(Names::of(&listed));
    let mut documents: Vec<DocumentId> = listed.iter().map(|listed| listed.id).collect();
    documents.sort_unstable();
    let judgements = judgements(&file)?;
    let corrections = Arc::new(Corrections::of(&file)?);
    let missing = Arc::default();
    if let Some(outline) = file.outline(&made_by(), &documents, generation).map_err(of_store)? {
        let records = on_demand(path, &documents, generation, &corrections, &missing)?;
        if let Some(case) = Case::resume(records, &judgements, outline) {
            return Ok(Work { file, names, case: Arc::new(case), missing });
        }
    }
    let (records, n_read) = records(&mut file, &listed, &corrections)?;
    let case = Case::assemble(records, &judgements);
    let generation = generation.after(n_read);
    // A case that cannot be written to is shown all the same, and put together anew the next time.
    let _ = file.keep_outline(case.outline(), &documents, &made_by(), generation);
    Ok(Work { file, names, case: Arc::new(case), missing })
}

/// Returns what names all that an outline depends on beside documents and judgements.
fn made_by() -> String {
    let [reading, case] = [hearsay_reading::read::REVISION, hearsay_case::case::outline::REVISION];
    format!("{} {reading} {case}", env!("CARGO_PKG_VERSION"))
}

/// Returns the records of documents, each fetched from its reading when it is asked for. Where one cannot be had, or the case
/// is of another generation by then, the outline is taken away, so that the next who asks puts the case together anew.
fn on_demand(
    path: &Path,
    documents: &[DocumentId],
    generation: Generation,
    corrections: &Arc<Corrections>,
    missing: &Arc<OnceLock<DocumentId>>,
) -> Result<Records, Failure> {
    let file = Mutex::new(open(path)?);
    let (corrections, missing) = (Arc::clone(corrections), Arc::clone(missing));
    let fetch = move |id: DocumentId| {
        let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
        let is_as_it_was = file.generation().is_ok_and(|now| now == generation);
        let read = kept(&file, id).ok().flatten().filter(|_| is_as_it_was);
        let record = read.map(|read| corrections.record(&read));
        if record.is_none() && missing.set(id).is_ok() && is_as_it_was {
            let _ = file.forget_outline();
        }
        record
    };
    Ok(Records::on_demand(documents.to_vec(), Box::new(fetch)))
}

/// Returns what each document brings to the case: from the readings that the file has, several documents at once, and from
/// those that are made now and kept; and how many those are.
fn records(file: &mut CaseFile, listed: &[Listed], corrections: &Corrections) -> Result<(Vec<Record>, usize), Failure> {
    let path = file.path().to_owned();
    let of_kept = |part: &[Listed]| -> Result<Vec<Option<Record>>, Failure> {
        let file = open(&path)?;
        let record = |listed: &Listed| Ok(kept(&file, listed.id)?.map(|read| corrections.whole_record(&read)));
        part.iter().map(record).collect()
    };
    let mut n_read = 0;
    let mut records = Vec::with_capacity(listed.len());
    for part in parallel::in_parts(listed, of_kept) {
        for record in part? {
            let listed = &listed[records.len()];
            records.push(match record {
                Some(record) => record,
                None => {
                    let read = read_again(file, listed, Reader::Fast)?;
                    n_read += 1;
                    corrections.whole_record(&read)
                }
            });
        }
    }
    Ok((records, n_read))
}

/// Returns the judgements in force that change the case, each where its words stand in the texts of today.
fn judgements(file: &CaseFile) -> Result<Vec<Judgement>, Failure> {
    let judgement = |entry: Entry| match entry.event {
        Event::Judged { judgement, .. } => Some(judgement).filter(Judgement::changes_the_case),
        Event::Added(_) | Event::Undone(_) => None,
    };
    Ok(in_force(file)?.into_iter().filter_map(judgement).collect())
}

/// Returns the entries of the judgements in force, each where what it is about stands in the case: in the texts of today, and
/// at the words that were put in the place of others. Those whose words are lost are adrift, and change nothing.
///
/// # Errors
/// If the case cannot be read.
pub(crate) fn in_force(file: &CaseFile) -> Result<Vec<Entry>, Failure> {
    let mut entries = placed(file)?;
    let mut texts: BTreeMap<DocumentId, String> = BTreeMap::new();
    for idx in 0..entries.len() {
        let Event::Judged { judgement: Judgement::Edit(one, instead), .. } = &entries[idx].event else { continue };
        let (edited, instead) = (one.clone(), instead.clone());
        let anchor = &edited.anchor;
        if let Vacant(place) = texts.entry(anchor.document) {
            place.insert(file.text(anchor.document).map_err(of_store)?.unwrap_or_default());
        }
        let Some(to) = nearest(&texts[&anchor.document], &instead, anchor.span.start) else { continue };
        let is_it = |other: &&Judged| {
            let is_alike = other.kind == edited.kind || (other.is_claim() && edited.is_claim());
            is_alike && (other.anchor.document, other.anchor.span) == (anchor.document, anchor.span)
        };
        for entry in &mut entries {
            let Event::Judged { judgement, .. } = &mut entry.event else { continue };
            let own: Vec<Anchor> = judgement.judged().into_iter().filter(is_it).map(|one| one.anchor.clone()).collect();
            *judgement = own.iter().fold(judgement.clone(), |judgement, own| judgement.moved(own, to));
        }
    }
    Ok(entries)
}

/// Returns the entries of the judgements in force, each where its words stand in the texts of today.
fn placed(file: &CaseFile) -> Result<Vec<Entry>, Failure> {
    let adrift = file.adrift().map_err(of_store)?;
    let of_today = |mut entry: Entry| {
        let Event::Judged { judgement, because } = entry.event else { return None };
        let own = adrift.iter().filter(|one| one.entry == entry.number);
        let judgement = own.into_iter().try_fold(judgement, |judgement, one| match one.hold {
            Hold::Same => Some(judgement),
            Hold::Moved(span) => Some(judgement.moved(&one.anchor, span)),
            Hold::Lost => None,
        })?;
        entry.event = Event::Judged { judgement, because };
        Some(entry)
    };
    Ok(file.judgements().map_err(of_store)?.into_iter().filter_map(of_today).collect())
}

/// Says whether all that was asked of a case could be had.
///
/// # Errors
/// If a document could not.
pub(crate) fn check(missing: &OnceLock<DocumentId>, names: &Names) -> Result<(), Failure> {
    let Some(id) = missing.get() else { return Ok(()) };
    let name = clean(names.name(*id)).into_owned();
    Err(Failure::new(FailureKind::User, format!("what was read in {name} cannot be had: what is shown lacks it"))
        .with_hint("ask again: what is lost or was changed meanwhile is read anew"))
}

impl Work {
    /// Says whether all that was shown could be had.
    ///
    /// # Errors
    /// If a document could not.
    pub(crate) fn check(&self) -> Result<(), Failure> {
        check(&self.missing, &self.names)
    }

    /// Returns the claim that the user names, as in `courier/a3`.
    ///
    /// # Errors
    /// If there is none of that name.
    pub(crate) fn claim(&self, reference: &str) -> Result<ClaimRef, Failure> {
        let (document, id) = reference::split(reference)?;
        let document = self.names.find(document)?;
        let found = self.case.record_of(document).zip(id.parse::<ClaimId>().ok());
        let found = found.map(|(record, claim)| ClaimRef { record, claim });
        let found = found.filter(|claim| self.case.claim(*claim).is_some());
        self.check()?;
        found.ok_or_else(|| {
            Failure::new(FailureKind::User, format!("there is no claim {} in the case", clean(reference)))
                .with_hint("`hearsay claims CASE --all` lists them; one that was rejected is in `hearsay log CASE`")
        })
    }

    /// Returns the group of a claim.
    ///
    /// # Errors
    /// If what is kept of the case does not fit it, as in a file that was tampered with; then it is taken away.
    pub(crate) fn group(&self, of: ClaimRef) -> Result<&Group, Failure> {
        if let Some(group) = self.case.group_of(of) {
            return Ok(group);
        }
        open(self.file.path())?.forget_outline().map_err(of_store)?;
        Err(Failure::new(FailureKind::User, "what is kept of the case does not fit its documents".to_owned())
            .with_hint("ask again: it is made anew"))
    }

    /// Returns the texts of the documents that a group's claims and the steps of its lineage stand in.
    ///
    /// # Errors
    /// If the case cannot be read.
    pub(crate) fn texts_of(&self, group: &Group) -> Result<BTreeMap<DocumentId, String>, Failure> {
        let steps = group.lineage.steps.iter().map(|step| step.evidence.record);
        self.texts(group.claims.iter().map(|claim| claim.record).chain(steps))
    }

    /// Returns the texts of some of the case's documents.
    ///
    /// # Errors
    /// If the case cannot be read.
    pub(crate) fn texts(
        &self,
        records: impl IntoIterator<Item = usize>,
    ) -> Result<BTreeMap<DocumentId, String>, Failure> {
        let mut texts = BTreeMap::new();
        for record in records.into_iter().collect::<BTreeSet<usize>>() {
            let id = self.case.records[record].document;
            texts.insert(id, self.file.text(id).map_err(of_store)?.unwrap_or_default());
        }
        Ok(texts)
    }
}
