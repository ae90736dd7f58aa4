//! How large a case gets and how long it takes to write, to read back and to prove.
//!
//! `cargo bench -p hearsay-store --bench case` makes a case of a thousand texts of 600 words, each a random choice of the
//! sentences of the invented examples; with a folder as argument, of the `.txt` and `.html` files in it. Times are CPU
//! time of this process; what waits for the disk is told by the clock beside it. The reading itself is not counted.
#![allow(clippy::print_stdout, reason = "a program whose output is what it prints")]

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use cpu_time::ProcessTime;
use hearsay_case::anchor::Anchor;
use hearsay_case::judgement::{Judged, JudgedKind, Judgement};
use hearsay_reading::read::{Reader, read};
use hearsay_store::case_file::CaseFile;
use hearsay_store::given::Given;
use hearsay_store::prepared::{PreparedDocument, PreparedReading};
use hearsay_store::search::Scope;
use hearsay_store::search::query::Query;
use hearsay_store::signature::Signature;
use hearsay_store::version::ReaderVersion;
use hearsay_text::import::{ImportSettings, import};
use hearsay_text::moment::Moment;
use hearsay_text::segment::segment;
use hearsay_text::span::Span;

const EXAMPLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples");
const N_DOCUMENTS: u64 = 1000;
const N_WORDS: usize = 600;
/// How many hits a search shows.
const N_SHOWN: usize = 20;
const N_JUDGEMENTS: usize = 200;

fn main() {
    let folder = std::env::args().skip(1).find(|argument| !argument.starts_with('-'));
    let files = folder.map_or_else(invented, |folder| files_of(Path::new(&folder)));
    let raw_bytes: usize = files.iter().map(|(_, bytes)| bytes.len()).sum();
    println!("{} files, {raw_bytes} bytes", files.len());
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("case-{}.hearsay", std::process::id()));
    let _ = std::fs::remove_file(&path);
    let version = ReaderVersion("fast".to_owned());
    let prepared = prepare(&files, &version);
    write(&path, &prepared);
    read_back(&path, &version);
    search(&path);
    sizes(&path, raw_bytes);
    let _ = std::fs::remove_file(&path);
}

/// Returns the texts of the folder, in order.
fn files_of(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = std::fs::read_dir(folder).expect("the folder can be read");
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt" || extension == "html"));
    paths.sort();
    let name = |path: &PathBuf| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    paths.iter().map(|path| (name(path), std::fs::read(path).expect("the file can be read"))).collect()
}

/// Returns texts of sentences of the examples, drawn by chance; the same in every run.
fn invented() -> Vec<(String, Vec<u8>)> {
    let mut sentences = Vec::new();
    for (name, bytes) in files_of(Path::new(EXAMPLES)) {
        let document = import(&name, &bytes, &ImportSettings::default()).expect("the examples are texts");
        let read = document.blocks.iter().filter(|block| block.kind.is_read()).map(|block| block.span);
        let segmentation = segment(&document.text, read);
        for sentence in &segmentation.sentences {
            let tokens = &segmentation.tokens[sentence.start as usize..sentence.end as usize];
            let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { continue };
            sentences.push(first.cover(*last).of(&document.text).to_owned());
        }
    }
    let mut state = 1_u64;
    let mut draw = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        &sentences[(state >> 33) as usize % sentences.len()]
    };
    let text = |n: u64| {
        let (mut text, mut n_words) = (format!("Report {n}.\n\n"), 0);
        while n_words < N_WORDS {
            let sentence = draw();
            n_words += sentence.split_whitespace().count();
            text.push_str(sentence);
            text.push(if n_words % 5 == 0 { '\n' } else { ' ' });
        }
        (format!("{n}.txt"), text.into_bytes())
    };
    (0..N_DOCUMENTS).map(text).collect()
}

fn prepare(files: &[(String, Vec<u8>)], version: &ReaderVersion) -> Vec<PreparedDocument> {
    let (mut spent, mut prepared) = (Duration::ZERO, Vec::new());
    for (name, bytes) in files {
        let settings = ImportSettings::default();
        let Ok(document) = import(name, bytes, &settings) else { continue };
        let reading = read(&document, Reader::Fast);
        let start = ProcessTime::now();
        let reading = PreparedReading::new(bytes, &document, &reading, version);
        prepared.push(PreparedDocument::new(bytes, name, settings, Given::default(), reading));
        spent += start.elapsed();
    }
    tell("prepare", prepared.len(), spent, None);
    prepared
}

fn write(path: &Path, prepared: &[PreparedDocument]) {
    let signature =
        Signature { author: "bench".to_owned(), at: Moment::of_seconds(1_700_000_000).expect("in this century") };
    let mut case = CaseFile::create(path).expect("the folder can be written to");
    let (start, clock) = (ProcessTime::now(), Instant::now());
    for document in prepared {
        case.add(document, &signature).expect("it can be added");
    }
    tell("add, a transaction each", prepared.len(), start.elapsed(), Some(clock.elapsed()));
    let (start, clock) = (ProcessTime::now(), Instant::now());
    for document in prepared {
        case.add(document, &signature).expect("it is known");
    }
    tell("add again, changing nothing", prepared.len(), start.elapsed(), Some(clock.elapsed()));
    let listed = case.documents().expect("it can be read");
    let (start, clock) = (ProcessTime::now(), Instant::now());
    for listed in listed.iter().cycle().take(N_JUDGEMENTS) {
        let text = case.text(listed.id).expect("it can be read").expect("it is there");
        let span = Span::new(0, text.find(' ').unwrap_or(text.len()));
        let anchor = Anchor { document: listed.id, span, words: span.of(&text).to_owned() };
        let judgement = Judgement::Accept(Judged { kind: JudgedKind::Claim, anchor });
        case.judge(&judgement, None, &signature).expect("it can be judged");
    }
    tell("judge, safe from a power cut", N_JUDGEMENTS, start.elapsed(), Some(clock.elapsed()));
}

fn read_back(path: &Path, version: &ReaderVersion) {
    let case = CaseFile::open(path).expect("it was written");
    let start = ProcessTime::now();
    let listed = case.documents().expect("it can be read");
    tell("list", listed.len(), start.elapsed(), None);
    let start = ProcessTime::now();
    let found =
        listed.iter().filter(|one| case.reading(one.id, version).is_ok_and(|reading| reading.is_some())).count();
    assert_eq!(found, listed.len());
    tell("get a reading", found, start.elapsed(), None);
    let start = ProcessTime::now();
    let found = listed.iter().filter(|one| case.document(one.id).is_ok_and(|document| document.is_some())).count();
    assert_eq!(found, listed.len());
    tell("get a document", found, start.elapsed(), None);
    let start = ProcessTime::now();
    let audit = case.audit(None).expect("it can be read");
    assert_eq!(audit.fault, None);
    tell("audit", audit.n_documents, start.elapsed(), None);
}

/// Looks for words that nearly every text has, that some have, and that few have.
fn search(path: &Path) {
    let case = CaseFile::open(path).expect("it was written");
    for asked in
        ["said", "the OR a OR of", "minist* -harbour", "\"the ministry\" letter", "NEAR(letter leaked, 5)", "Hollin"]
    {
        let query = Query::parse(asked).expect("it makes sense");
        for scope in [Scope::Documents, Scope::Claims] {
            let (start, clock) = (ProcessTime::now(), Instant::now());
            let found = case.search(&query, scope, N_SHOWN).expect("it can be searched");
            let (spent, clock) = (start.elapsed(), clock.elapsed());
            tell(&format!("{asked:?} in {scope:?}: {}", found.n_found), 1, spent, Some(clock));
        }
    }
}

/// Prints how many bytes of the case each byte of the files takes, and what takes them.
fn sizes(path: &Path, raw_bytes: usize) {
    let connection = rusqlite::Connection::open(path).expect("it is there");
    let query = "SELECT (SELECT sum(length(bytes)) FROM originals), (SELECT sum(length(text)) FROM pages),
                        (SELECT sum(length(layout)) FROM pages), (SELECT sum(length(bytes)) FROM readings),
                        (SELECT sum(length(said)) FROM log)";
    let parts: [Option<u64>; 5] = connection
        .query_row(query, [], |row| Ok([row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?]))
        .expect("they can be summed");
    let words = "SELECT coalesce(sum(pgsize), 0) FROM dbstat WHERE name GLOB ?1";
    let of =
        |tables: &str| connection.query_row(words, [tables], |row| row.get::<_, u64>(0)).expect("they can be summed");
    let words = [
        ("words of documents", of("document_words*")),
        ("words of claims", of("claim_words*")),
        ("places of claims", of("claims")),
    ];
    drop(connection);
    let share = |bytes: u64| bytes as f64 / raw_bytes as f64;
    for (part, bytes) in ["originals", "texts", "layouts", "readings", "log"].into_iter().zip(parts) {
        println!("{part:<30} {:>8.3} of the files", share(bytes.unwrap_or(0)));
    }
    for (part, bytes) in words {
        println!("{part:<30} {:>8.3} of the files", share(bytes));
    }
    println!("{:<30} {:>8.3} of the files", "the case", share(std::fs::metadata(path).expect("it is there").len()));
}

fn tell(what: &str, n: usize, spent: Duration, clock: Option<Duration>) {
    let each = |time: Duration| time.as_secs_f64() * 1e6 / n.max(1) as f64;
    let clock = clock.map_or(String::new(), |clock| format!(", {:.0} by the clock", each(clock)));
    println!("{what:<30} {:>8.0} CPU microseconds each{clock}", each(spent));
}
