//! A process that is killed while it writes loses nothing that it had committed and leaves nothing half there.
//!
//! The child is this same binary, asked for [`writes_until_killed`]; it says on its standard output what it has
//! committed, and the parent kills it (SIGKILL) at a random point, some hundred times. That proves the end of a process;
//! nobody has pulled a plug.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use hearsay_case::judgement::Judgement;
use hearsay_store::case_file::CaseFile;
use hearsay_store::entry::Event;
use hearsay_store::error::StoreError;
use hearsay_store::search::Scope;
use hearsay_store::search::query::Query;

use crate::cases::{Folder, id_of, judged, prepared, read_by, signature, version};

const CASE: &str = "HEARSAY_STORE_CASE";
const FIRST: &str = "HEARSAY_STORE_FIRST";

/// How often the child is killed; ten times as often with `SLOW_TESTS=1`.
const N_ROUNDS: u64 = 300;

/// How many documents the child would add, if it were left to.
const N_DOCUMENTS: u64 = 400;

/// Returns numbers that look random (SplitMix64), the same in every run.
fn scrambled(seed: u64) -> u64 {
    let mixed = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}

/// Returns the `n`th text: from some words to a megabyte, so that one transaction is a page or hundreds, and the pages
/// are carried over into the file every few documents.
fn text(n: u64) -> String {
    let n_words = [5, 50, 500, 60_000][(scrambled(n) % 4) as usize];
    let words: Vec<String> = (0..n_words).map(|word| format!("{:x}", scrambled(n << 20 | word))).collect();
    format!("Claim {n} stands. {}", words.join(" "))
}

/// Adds documents from `first` on, judges each, takes every third judgement back and reads every fourth document again;
/// calls `committed` after each step.
fn write(case: &mut CaseFile, first: u64, n_documents: u64, mut committed: impl FnMut(String)) {
    for n in first..first + n_documents {
        let text = text(n);
        case.add(&prepared(&text), &signature()).unwrap();
        committed(format!("added {}", id_of(&text)));
        let words = format!("Claim {n} stands");
        let entry = case.judge(&Judgement::Accept(judged(&text, &words)), Some(&words), &signature()).unwrap();
        committed(format!("judged {entry}"));
        if n % 3 == 0 {
            case.undo(entry, &signature()).unwrap();
            committed(format!("undone {entry}"));
        }
        if n % 4 == 0 {
            case.put(&read_by("second", &text)).unwrap();
            committed(format!("read {}", id_of(&text)));
        }
    }
}

/// What was committed, as lines, must be in the case, and what is in the case must be whole.
fn check(case: &CaseFile, committed: &str) {
    let audit = case.audit(None).unwrap();
    assert_eq!(audit.fault, None);
    let documents: BTreeSet<String> = case.documents().unwrap().iter().map(|one| one.id.to_string()).collect();
    for listed in case.documents().unwrap() {
        assert!(case.original(listed.id).unwrap().is_some() && case.document(listed.id).unwrap().is_some());
        assert!(case.reading(listed.id, &version("first")).unwrap().is_some());
    }
    let found = case.search(&Query::parse("claim stands").unwrap(), Scope::Documents, 1).unwrap();
    assert_eq!(found.n_found, documents.len());
    let unread: BTreeSet<String> = case.unread(&version("second")).unwrap().iter().map(ToString::to_string).collect();
    let in_force: BTreeSet<u64> = case.judgements().unwrap().iter().map(|entry| entry.number).collect();
    let log = case.log().unwrap();
    let undone = |entry: u64| log.iter().any(|one| one.event == Event::Undone(entry));
    for line in committed.lines() {
        let (what, which) = line.split_once(' ').expect("each line is two words");
        let holds = match what {
            "added" => documents.contains(which),
            "read" => documents.contains(which) && !unread.contains(which),
            "judged" => which.parse().is_ok_and(|entry| in_force.contains(&entry) || undone(entry)),
            _ => which.parse().is_ok_and(|entry| !in_force.contains(&entry) && undone(entry)),
        };
        assert!(holds, "committed and not there: {line}");
    }
    // Of what was being written when it ended there is at most one step more.
    let n_told = committed.lines().filter(|line| !line.starts_with("read")).count();
    assert!((n_told..=n_told + 1).contains(&log.len()), "{n_told} told, {} in the log", log.len());
}

/// By itself a short run of the writer; in a child, a long one into the case that the parent names.
#[test]
fn writes_until_killed() {
    let Ok(path) = std::env::var(CASE) else {
        let folder = Folder::new();
        let mut committed = String::new();
        let mut case = folder.case();
        write(&mut case, 0, 5, |line| committed.push_str(&(line + "\n")));
        assert_eq!(committed.lines().count(), 5 + 5 + 2 + 2);
        return check(&case, &committed);
    };
    let path = Path::new(&path);
    let mut case = if path.exists() { CaseFile::open(path) } else { CaseFile::create(path) }.unwrap();
    let first = std::env::var(FIRST).expect("the parent says where to begin").parse().unwrap();
    // The harness keeps what is printed; the pipe must have it at once.
    let mut out = std::io::stderr();
    out.write_all(b"\n").unwrap();
    write(&mut case, first, N_DOCUMENTS, |line| out.write_all((line + "\n").as_bytes()).unwrap());
}

/// When a writer is ended.
#[derive(Clone, Copy)]
enum End {
    /// So long after it was started, perhaps before it has made the case.
    AfterStart(Duration),
    /// So long after it has committed its first step, however slow the machine is.
    AfterFirstStep(Duration),
}

/// Starts a writer, ends it, and returns what it said that it had committed.
fn killed(path: &Path, first: u64, end: End) -> String {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "killed::writes_until_killed", "--nocapture"])
        .env(CASE, path)
        .env(FIRST, first.to_string())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut pipe = BufReader::new(child.stderr.take().expect("it was piped"));
    let (tell, told) = std::sync::mpsc::channel();
    let reader = std::thread::spawn(move || {
        let mut said = String::new();
        // The first line is empty; the second is the first step.
        for _ in 0..2 {
            pipe.read_line(&mut said)?;
        }
        let _ = tell.send(());
        pipe.read_to_string(&mut said).map(|_| said)
    });
    match end {
        End::AfterStart(delay) => std::thread::park_timeout(delay),
        End::AfterFirstStep(delay) => {
            told.recv().expect("a step is committed at last");
            std::thread::park_timeout(delay);
        }
    }
    child.kill().unwrap();
    let status = child.wait().unwrap();
    assert!(!status.success(), "it was done before it was killed: give it more to do");
    let said = reader.join().expect("it only reads").unwrap();
    // The last line may be cut off; its step was committed, but the parent cannot know which it was.
    let whole = said.rfind('\n').map_or("", |end| &said[..=end]);
    assert!(!whole.contains("panicked"), "{whole}");
    whole.trim_start().to_owned()
}

#[test]
fn nothing_committed_is_lost_and_nothing_is_half_there() {
    let n_rounds = if std::env::var_os("SLOW_TESTS").is_some() { 10 * N_ROUNDS } else { N_ROUNDS };
    let (mut folder, mut committed, mut n_unfinished, mut n_committed) = (Folder::new(), String::new(), 0, 0);
    for round in 0..n_rounds {
        // A new case every ten rounds, so that making one is cut off too.
        if round % 10 == 0 {
            (folder, committed) = (Folder::new(), String::new());
        }
        let path = folder.file("inquiry.hearsay");
        let end = match round % 2 {
            0 => End::AfterStart(Duration::from_micros(scrambled(round) % 60_000)),
            _ => End::AfterFirstStep(Duration::from_micros(scrambled(round) % 30_000)),
        };
        let said = killed(&path, round * N_DOCUMENTS, end);
        n_committed += said.lines().count();
        committed.push_str(&said);
        match CaseFile::open(&path) {
            Ok(case) => {
                // The log may be one step ahead of what was told, at the end of every round.
                check(&case, &committed);
                committed = told_by(&case);
            }
            Err(StoreError::Missing(_)) => assert_eq!(committed, ""),
            Err(StoreError::Unfinished(path)) => {
                assert_eq!(committed, "");
                std::fs::remove_file(path).unwrap();
                n_unfinished += 1;
            }
            Err(error) => panic!("{error}"),
        }
    }
    eprintln!("{n_rounds} rounds, {n_committed} steps committed, {n_unfinished} cut off while the case was made");
    assert!(n_committed >= n_rounds as usize / 2, "hardly anything was written: the delays are too short");
}

/// Returns what a writer would have said to bring the case to where it is.
fn told_by(case: &CaseFile) -> String {
    let lines = case.log().unwrap().into_iter().map(|entry| match entry.event {
        Event::Added(added) => format!("added {}\n", added.document),
        Event::Judged { .. } => format!("judged {}\n", entry.number),
        Event::Undone(undone) => format!("undone {undone}\n"),
    });
    let unread: BTreeSet<_> = case.unread(&version("second")).unwrap().into_iter().collect();
    let documents = case.documents().unwrap().into_iter();
    let read = documents.filter(|one| !unread.contains(&one.id)).map(|one| format!("read {}\n", one.id));
    lines.chain(read.collect::<Vec<_>>()).collect()
}
