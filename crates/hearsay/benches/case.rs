//! How long a case takes: adding, putting together, answering; by the number of documents.
//!
//! `cargo bench -p hearsay --bench case` makes cases of 500 and 2,000 invented reports of 600 words and, with `SLOW_TESTS=1`,
//! of 10,000; numbers as arguments make cases of that many. The reports are those of the bench of reuse: of twenty of one
//! event four are independent, two quote one press release, six are rewritten and eight copied. Their words are drawn by
//! chance from a few hundred, so that far more claims are alike than in news. What is timed is the program as a user
//! starts it, by the clock, on all processors, with the fast reader; baseline: reading the files.
#![allow(clippy::print_stdout, reason = "a program whose output is what it prints")]

use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use invention::carried;

#[allow(dead_code, reason = "shared with the tests and the bench of reuse")]
#[path = "../../hearsay-case/tests/it/invention/mod.rs"]
mod invention;

const N_WORDS: usize = 600;

fn main() {
    let asked: Vec<u64> = std::env::args().filter_map(|argument| argument.parse().ok()).collect();
    let slow: &[u64] = if std::env::var_os("SLOW_TESTS").is_some() { &[10_000] } else { &[] };
    let usual: Vec<u64> = [500, 2_000].iter().chain(slow).copied().collect();
    for n_documents in if asked.is_empty() { usual } else { asked } {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("scale-{}", std::process::id()));
        measure(&folder, n_documents);
        let _ = fs::remove_dir_all(&folder);
    }
}

fn measure(folder: &Path, n_documents: u64) {
    let texts = folder.join("texts");
    fs::create_dir_all(&texts).expect("the folder can be made");
    let mut n_bytes = 0;
    for n in 0..n_documents {
        let text = carried(n, N_WORDS).text();
        n_bytes += text.len();
        fs::write(texts.join(format!("r{n:06}.txt")), text).expect("the text can be written");
    }
    println!("\n{n_documents} documents, {n_bytes} bytes");
    let start = Instant::now();
    for entry in fs::read_dir(&texts).expect("the folder can be read") {
        black_box(fs::read(entry.expect("it can be listed").path()).expect("it can be read"));
    }
    let baseline = start.elapsed();
    println!("  reading the files: {:.3} s", baseline.as_secs_f64());
    let case = folder.join("scale.case");
    let case = case.to_str().expect("the path is text");
    run(&["new", case]);
    let texts = texts.to_str().expect("the path is text").to_owned();
    let added = run(&["add", case, &texts, "--reader", "fast"]);
    let a_second = n_documents as f64 / added.took.as_secs_f64();
    println!("  add: {added}, {a_second:.0} documents a second");
    let size = fs::metadata(case).map_or(0, |metadata| metadata.len());
    println!("  the case file: {:.2} times the texts", size as f64 / n_bytes as f64);
    let claims = run(&["claims", case, "--json"]);
    println!("  claims of everything, put together anew: {claims}");
    println!("  claims, by what is kept: {}", run(&["claims", case]));
    println!("  entities, by what is kept: {}", run(&["entities", case]));
    println!("  search: {}", run(&["search", case, "minister"]));
    println!("  documents: {}", run(&["documents", case]));
    let more = PathBuf::from(folder).join("more.txt");
    fs::write(&more, carried(n_documents, N_WORDS).text()).expect("the text can be written");
    println!("  one more: {}", run(&["add", case, more.to_str().expect("the path is text"), "--reader", "fast"]));
}

/// How long a run of the program took, and how much memory at most, where the system tells.
struct Run {
    took: Duration,
    megabytes: Option<f64>,
}

impl std::fmt::Display for Run {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{:.2} s", self.took.as_secs_f64())?;
        self.megabytes.map_or(Ok(()), |megabytes| write!(out, ", {megabytes:.0} MB at most"))
    }
}

fn run(arguments: &[&str]) -> Run {
    let start = Instant::now();
    let mut program = Command::new(env!("CARGO_BIN_EXE_hearsay"));
    let program = program.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = program.spawn().expect("the program starts");
    let mut megabytes = None;
    let status = loop {
        megabytes = most_memory(&child).or(megabytes);
        match child.try_wait().expect("the program can be waited for") {
            Some(status) => break status,
            None => sleep(Duration::from_millis(5)),
        }
    };
    assert!(status.success(), "hearsay {}", arguments.join(" "));
    Run { took: start.elapsed(), megabytes }
}

fn most_memory(child: &Child) -> Option<f64> {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse::<f64>().ok().map(|kilobytes| kilobytes / 1024.0)
}
