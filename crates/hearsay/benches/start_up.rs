//! How long a user waits: from starting the program on a small article to the first byte that it prints.
//!
//! Whole processes, the least of many runs, since the machine is shared; run with `cargo bench -p hearsay`.

#![allow(clippy::print_stdout)]

use std::io::Read;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const N_RUNS: usize = 60;

/// What issue 2 allows.
const ALLOWED: Duration = Duration::from_millis(50);

const PARAGRAPH: &str = "The minister supposedly knew of the leak, Tomas Brandt claims, for a year. \
An alleged letter from a harbour pilot says the pilot was told “do not log the tanker” and to go home.\n\n";

fn main() {
    let article = Path::new(env!("CARGO_TARGET_TMPDIR")).join("start-up.txt");
    let text = PARAGRAPH.repeat(12);
    std::fs::write(&article, &text).expect("the target folder can be written to");
    println!("input: {} bytes, {} words", text.len(), text.split_whitespace().count());
    for arguments in [&["read"][..], &["read", "--json"]] {
        let mut times: Vec<Duration> = (0..N_RUNS).map(|_| first_byte(arguments, &article)).collect();
        times.sort();
        let verdict = if times[0] <= ALLOWED { "within" } else { "OVER" };
        println!(
            "{:<12} least {:.2?}, median {:.2?} of {N_RUNS} runs: {verdict} the {ALLOWED:?} allowed",
            arguments.join(" "),
            times[0],
            times[N_RUNS / 2],
        );
    }
}

fn first_byte(arguments: &[&str], article: &Path) -> Duration {
    let started = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_hearsay"))
        .args(arguments)
        .arg(article)
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut output = child.stdout.take().expect("it is piped");
    output.read_exact(&mut [0]).expect("something is printed");
    let elapsed = started.elapsed();
    std::io::copy(&mut output, &mut std::io::sink()).expect("the rest can be read");
    assert!(child.wait().expect("the program ends").success());
    elapsed
}
