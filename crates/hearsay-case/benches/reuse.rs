//! How long finding reuse takes, and how much memory, by the number of documents.
//!
//! `cargo bench -p hearsay-case --bench reuse` makes cases of 1,000 and 10,000 invented reports of 600 words and, with
//! `SLOW_TESTS=1`, of 100,000; numbers as arguments make cases of that many. Of twenty reports of one event four are
//! independent, two quote one press release, six are rewritten and eight copied, each filled up with sentences of its own;
//! every hundredth two hundred are one report that all of them carry. Times are CPU time of this process.
#![allow(clippy::print_stdout, reason = "a program whose output is what it prints")]

use cpu_time::ProcessTime;
use hearsay_case::record::Record;
use hearsay_case::reuse::index::Index;
use hearsay_case::reuse::kind::Kind;
use hearsay_case::reuse::passages::Passages;
use hearsay_case::reuse::{Settings, reuse};
use hearsay_text::import::{ImportSettings, import};
use invention::carried;

#[path = "../tests/it/invention/mod.rs"]
mod invention;

const N_WORDS: usize = 600;
const N_ADDED: usize = 200;

fn main() {
    let asked: Vec<u64> = std::env::args().filter_map(|argument| argument.parse().ok()).collect();
    let slow: &[u64] = if std::env::var_os("SLOW_TESTS").is_some() { &[100_000] } else { &[] };
    let usual: Vec<u64> = [1_000, 10_000].iter().chain(slow).copied().collect();
    for n_documents in if asked.is_empty() { usual } else { asked } {
        measure(n_documents);
    }
}

fn measure(n_documents: u64) {
    let mut documents = Vec::new();
    let (mut n_bytes, mut seconds) = (0, 0.0);
    for n in 0..n_documents {
        let text = carried(n, N_WORDS).text();
        n_bytes += text.len();
        let document = import("report", text.as_bytes(), &ImportSettings::default()).expect("it is text");
        let start = ProcessTime::now();
        let passages = Passages::of(&document);
        seconds += start.elapsed().as_secs_f64();
        documents.push((record(&document), passages));
    }
    println!("\n{n_documents} documents, {n_bytes} bytes");
    println!("  what one brings: {:.0} microseconds each; {}", seconds * 1e6 / n_documents as f64, memory());
    let borrowed: Vec<(&Record, &Passages)> = documents.iter().map(|(record, passages)| (record, passages)).collect();
    let start = ProcessTime::now();
    let pairs = reuse(&borrowed, &Settings::default());
    println!("  all pairs: {:.2} seconds; {}", start.elapsed().as_secs_f64(), memory());
    let n_of = |kind| pairs.iter().filter(|pair| pair.kind == kind).count();
    let kinds = [Kind::Copied, Kind::Rewritten, Kind::SameQuotation].map(n_of);
    println!("  {} copied, {} rewritten, {} with the same quotation", kinds[0], kinds[1], kinds[2]);
    drop(pairs);
    let n_before = documents.len().saturating_sub(N_ADDED);
    let start = ProcessTime::now();
    let mut index = Index::of(documents.drain(..n_before).map(|(_, passages)| passages), Settings::default());
    println!("  an index: {:.2} seconds; {}", start.elapsed().as_secs_f64(), memory());
    let mut slowest = 0.0_f64;
    let start = ProcessTime::now();
    for (_, passages) in documents {
        let start = ProcessTime::now();
        index.add(passages);
        slowest = slowest.max(start.elapsed().as_secs_f64());
    }
    let mean = start.elapsed().as_secs_f64() / N_ADDED as f64;
    println!("  one more: {:.1} milliseconds, the slowest of {N_ADDED} {:.1}", mean * 1e3, slowest * 1e3);
}

fn record(document: &hearsay_text::document::Document) -> Record {
    Record { name: document.name.clone(), ..Record::without_words(document.id) }
}

/// Returns the memory in use and the most that was, where the system tells.
fn memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let of = |name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name))?;
        line.split_whitespace().next()?.parse::<f64>().ok()
    };
    match (of("VmRSS:"), of("VmHWM:")) {
        (Some(now), Some(most)) => format!("{:.0} MB in use, {:.0} MB at most", now / 1024.0, most / 1024.0),
        _ => "memory unknown".to_owned(),
    }
}
