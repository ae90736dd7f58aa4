//! How fast hearsay reads, as a ratio to plain counting of words over the same bytes in the same run.
//!
//! `cargo bench -p hearsay --bench speed` prints, for one article and for a thousand of them, as text and as web pages, the words a
//! second on one core from bytes to reading, how long the program takes to its first output, how much faster two threads are
//! than one, and how much memory it takes at most. Times are CPU time of this process, the least of many runs, because
//! the machine is shared; the start-up and the threads are time by the clock. Words are what white space separates. The input is
//! `article.txt`, written for this purpose, and variations of it.
#![allow(clippy::print_stdout, reason = "a program whose output is what it prints")]

use std::collections::hash_map::DefaultHasher;
use std::fmt::Write as _;
use std::hash::{Hash, Hasher};
use std::hint::black_box;
use std::io::Read as _;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use cpu_time::ProcessTime;
use hearsay_reading::read::{Reader, read};
use hearsay_text::document::Document;
use hearsay_text::import::{ImportSettings, import};

const ARTICLE: &str = include_str!("article.txt");

/// Each measure runs at least this often, and until this much CPU time is spent.
const RUNS_MIN: usize = 5;
const SPENT_MIN: Duration = Duration::from_secs(2);

const N_STARTS: usize = 40;

/// Some documents as they would lie on the disk.
struct Input {
    name: &'static str,
    documents: Vec<(String, String)>,
    /// Words of the articles; the markup of a page is not counted.
    n_words: usize,
}

fn main() {
    println!("hearsay {}, the fast reader unless another is named; {}", env!("CARGO_PKG_VERSION"), machine());
    println!(
        "CPU time of one thread, least of at least {RUNS_MIN} runs; baseline: split, lower-case and hash each word\n"
    );
    println!("{:46} {:>12} {:>14} {:>11}", "", "CPU ms", "words/s/core", "baselines");
    for input in [one(), thousand(), pages()] {
        measure(&input);
    }
    measure_accurate(&ten());
    start_up();
    scaling();
}

fn measure(input: &Input) {
    let n_bytes: usize = input.documents.iter().map(|(_, bytes)| bytes.len()).sum();
    println!("{}: {} documents, {} words, {} bytes", input.name, input.documents.len(), input.n_words, n_bytes);
    let baseline = least(|| input.documents.iter().map(|(_, bytes)| hash_words(bytes)).fold(0, u64::wrapping_add));
    let imported = least(|| import_all(input).len());
    let documents = import_all(input);
    let readings =
        least(|| documents.iter().map(|document| read(document, Reader::Fast).attributions.len()).sum::<usize>());
    let whole = least(|| {
        let documents = input.documents.iter().map(|(name, bytes)| import_one(name, bytes));
        documents.map(|document| read(&document, Reader::Fast).attributions.len()).sum::<usize>()
    });
    for (what, time) in [("baseline", baseline), ("import", imported), ("read", readings), ("import and read", whole)] {
        let seconds = time.as_secs_f64();
        let speed = input.n_words as f64 / seconds;
        let ratio = seconds / baseline.as_secs_f64();
        println!("  {what:44} {:12.3} {speed:14.0} {ratio:11.1}", seconds * 1e3);
    }
}

/// Measures the accurate reader beside the fast one, on fewer documents.
fn measure_accurate(input: &Input) {
    println!("{}: {} documents, {} words; both readers", input.name, input.documents.len(), input.n_words);
    let by = |reader: Reader| {
        least(|| {
            let documents = input.documents.iter().map(|(name, bytes)| import_one(name, bytes));
            documents.map(|document| read(&document, reader).attributions.len()).sum::<usize>()
        })
    };
    let (fast, accurate) = (by(Reader::Fast), by(Reader::Accurate));
    for (what, time) in [("import and read, fast reader", fast), ("import and read, accurate reader", accurate)] {
        let seconds = time.as_secs_f64();
        let ratio = seconds / fast.as_secs_f64();
        println!(
            "  {what:44} {:12.3} {:14.0} {ratio:11.1} times the fast",
            seconds * 1e3,
            input.n_words as f64 / seconds
        );
    }
}

fn import_all(input: &Input) -> Vec<Document> {
    input.documents.iter().map(|(name, bytes)| import_one(name, bytes)).collect()
}

fn import_one(name: &str, bytes: &str) -> Document {
    import(name, bytes.as_bytes(), &ImportSettings::default()).expect("the input is text")
}

/// The least CPU time of many runs.
fn least<T>(mut work: impl FnMut() -> T) -> Duration {
    let (mut least, mut spent, mut n_runs) = (Duration::MAX, Duration::ZERO, 0);
    while n_runs < RUNS_MIN || spent < SPENT_MIN {
        let start = ProcessTime::now();
        black_box(work());
        let time = start.elapsed();
        least = least.min(time);
        spent += time;
        n_runs += 1;
    }
    least
}

fn hash_words(text: &str) -> u64 {
    let hash = |word: &str| {
        let mut hasher = DefaultHasher::new();
        word.to_lowercase().hash(&mut hasher);
        hasher.finish()
    };
    text.split_whitespace().map(hash).fold(0, u64::wrapping_add)
}

fn count_words(text: &str) -> usize {
    text.split_whitespace().count()
}

fn one() -> Input {
    Input {
        name: "one article",
        documents: vec![("article.txt".to_owned(), ARTICLE.to_owned())],
        n_words: count_words(ARTICLE),
    }
}

/// The article with its paragraphs in another order and its proper names changed, a thousand times.
fn variations() -> impl Iterator<Item = (String, Vec<String>)> {
    const NAMES: [(&str, [&str; 4]); 4] = [
        ("Marchetti", ["Marchetti", "Okafor", "Lindholm", "Petrov"]),
        ("Reuter", ["Reuter", "Castellanos", "Byrne", "Nakamura"]),
        ("Dunmore", ["Dunmore", "Vasquez", "Thorne", "Adeyemi"]),
        ("Wren", ["Wren", "Holloway", "Kaminski", "Duarte"]),
    ];
    let paragraphs: Vec<&str> = ARTICLE.split("\n\n").collect();
    (0..1000).map(move |variation_idx| {
        let rename = |paragraph: &&str| {
            NAMES.iter().enumerate().fold((*paragraph).to_owned(), |text, (name_idx, (name, others))| {
                text.replace(name, others[(variation_idx >> (2 * name_idx)) % others.len()])
            })
        };
        let mut varied: Vec<String> = paragraphs.iter().map(rename).collect();
        let n_body = varied.len() - 2;
        varied[2..].rotate_left(variation_idx % n_body);
        (format!("article-{variation_idx}"), varied)
    })
}

fn thousand() -> Input {
    let documents: Vec<(String, String)> =
        variations().map(|(name, paragraphs)| (format!("{name}.txt"), paragraphs.join("\n\n"))).collect();
    let n_words = documents.iter().map(|(_, text)| count_words(text)).sum();
    Input { name: "a thousand articles", documents, n_words }
}

/// Ten of the variations, for what takes long.
fn ten() -> Input {
    let Input { mut documents, .. } = thousand();
    documents.truncate(10);
    let n_words = documents.iter().map(|(_, text)| count_words(text)).sum();
    Input { name: "ten articles", documents, n_words }
}

/// A hundred of the variations as web pages, with a menu, scripts and teasers around them.
fn pages() -> Input {
    let mut n_words = 0;
    let page = |(name, paragraphs): (String, Vec<String>)| {
        let mut page = format!(
            "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{}</title>\
             <meta property=\"article:published_time\" content=\"2021-03-02T08:00:00Z\">\
             <script>{}</script></head><body><nav><ul>",
            paragraphs[0],
            "window.dataLayer = window.dataLayer || [];\n".repeat(100)
        );
        for section in ["Home", "City", "Harbour", "Sport", "Opinion", "Weather", "Archive", "Subscribe"] {
            let _ = write!(page, "<li class=\"menu\"><a href=\"/{section}\">{section}</a></li>");
        }
        let _ = write!(page, "</ul></nav><article><h1>{}</h1>", paragraphs[0]);
        for paragraph in &paragraphs[1..] {
            let _ = writeln!(page, "<p>{paragraph}</p>");
        }
        page.push_str("</article><aside><h2>More like this</h2><ul>");
        for _ in 0..12 {
            page.push_str("<li><a href=\"/story\">Ferries late again after storm warning</a></li>");
        }
        page.push_str("</ul></aside><footer><p>Please enter your comment!</p></footer></body></html>\n");
        n_words += paragraphs.iter().map(|paragraph| count_words(paragraph)).sum::<usize>();
        (format!("{name}.html"), page)
    };
    let documents: Vec<(String, String)> = variations().take(100).map(page).collect();
    Input { name: "a hundred web pages", documents, n_words }
}

/// Measures from the start of the program to the first byte that it prints.
fn start_up() {
    let article = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/article.txt");
    println!("start to first output, by the clock, {N_STARTS} starts");
    for arguments in [&["--version"][..], &["read", article], &["read", "--json", article]] {
        let mut times: Vec<Duration> = (0..N_STARTS).filter_map(|_| first_output(arguments)).collect();
        times.sort_unstable();
        let shown = arguments.iter().map(|argument| argument.rsplit('/').next().unwrap_or(argument));
        let shown = format!("hearsay {}", shown.collect::<Vec<_>>().join(" "));
        match (times.first(), times.get(times.len() / 2)) {
            (Some(least), Some(median)) if times.len() == N_STARTS => {
                let (least, median) = (least.as_secs_f64() * 1e3, median.as_secs_f64() * 1e3);
                println!("  {shown:44} {least:9.1} ms least, {median:.1} ms median");
            }
            _ => println!("  {shown:44} failed or printed nothing in {} of {N_STARTS} starts", N_STARTS - times.len()),
        }
    }
}

/// Measures whole runs of the program over a folder, with one thread and with two, and its largest memory.
fn scaling() {
    const N_PAIRS: usize = 3;
    let folder = std::env::temp_dir().join(format!("hearsay-speed-{}", std::process::id()));
    println!("two threads and one, by the clock, the least of {N_PAIRS} runs each; largest memory");
    for (reader, n_documents) in [("accurate", 60), ("fast", 1000)] {
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).expect("a folder for temporary files can be made");
        for (name, paragraphs) in variations().take(n_documents) {
            std::fs::write(folder.join(format!("{name}.txt")), paragraphs.join("\n\n")).expect("a file can be written");
        }
        let (mut times, mut memory) = ([Duration::MAX; 2], [0; 2]);
        for _ in 0..N_PAIRS {
            for (idx, n_threads) in ["1", "2"].into_iter().enumerate() {
                let (time, peak) = whole_run(reader, n_threads, &folder);
                times[idx] = times[idx].min(time);
                memory[idx] = memory[idx].max(peak);
            }
        }
        println!(
            "  {reader:9} reader, {n_documents:4} articles: {:.2} s and {:.2} s, {:.2} times as fast; {} and {} MiB",
            times[0].as_secs_f64(),
            times[1].as_secs_f64(),
            times[0].as_secs_f64() / times[1].as_secs_f64(),
            memory[0] / 1024,
            memory[1] / 1024,
        );
    }
    let _ = std::fs::remove_dir_all(&folder);
}

/// The time of a run by the clock, and its largest resident set, in kibibytes, as far as looking now and then tells.
fn whole_run(reader: &str, n_threads: &str, folder: &std::path::Path) -> (Duration, u64) {
    let start = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_hearsay"))
        .args(["read", "--json", "--reader", reader, "--threads", n_threads])
        .arg(folder)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    let mut peak = 0;
    while child.try_wait().expect("the program can be waited for").is_none() {
        let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        peak = line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0).max(peak);
        std::thread::sleep(Duration::from_millis(2));
    }
    assert!(child.wait().expect("the program can be waited for").success(), "the program reads the articles");
    (start.elapsed(), peak)
}

/// The time to the first byte; `None` if there was none or the program failed.
fn first_output(arguments: &[&str]) -> Option<Duration> {
    let start = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_hearsay"))
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    let mut output = child.stdout.take()?;
    let n_read = output.read(&mut [0; 1]).ok()?;
    let time = start.elapsed();
    let drained = std::io::copy(&mut output, &mut std::io::sink());
    let status = child.wait().ok()?;
    (n_read == 1 && drained.is_ok() && status.success()).then_some(time)
}

fn machine() -> String {
    let listed = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = listed.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    let n_threads = std::thread::available_parallelism().map_or(0, std::num::NonZero::get);
    format!("{}, {n_threads} threads", model.map_or("unknown processor", |(_, name)| name))
}
