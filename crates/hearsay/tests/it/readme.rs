//! The README at the root shows what is so: its commands run, its excerpts are what they print, its figures are the
//! committed ones. `UPDATE_EXPECT=1` writes excerpts and figures anew; the commands stay, but for the id that is explained.
//!
//! Run are the lines of `sh` and `console` blocks that begin with `hearsay` or `cargo run --release -- read` or
//! `-- explain`, from the root, without a shell. They must exit with 0, or as a comment `# exit code 4` says. An excerpt
//! is made of whole paragraphs, and a paragraph `[…]` stands for any that are left out. A `json` block is the
//! attribution that is explained, as `hearsay read --json` writes it, broken into lines after commas.

use std::collections::BTreeSet;
use std::fs;
use std::ops::Range;
use std::path::PathBuf;
use std::process::Stdio;
use std::sync::LazyLock;

use crate::program::{Answer, Folder};

const LEFT_OUT: &str = "[…]";
const JSON_COMMAND: [&str; 3] = ["read", "--json", "examples/02-ledger.txt"];
const JSON_COLUMNS: usize = 96;
/// How the rows of figures begin, with the file of each reader's.
const FIGURES: [(&str, &str); 2] =
    [("| **hearsay** |", "eval/attribution.csv"), ("| **hearsay `--reader fast`** |", "eval/attribution-fast.csv")];

/// A fenced block: what stands after the fence, and its lines.
struct Block {
    kind: String,
    lines: Range<usize>,
}

/// A command that the README shows, and the lines of what it is said to print.
#[derive(Clone)]
struct Shown {
    /// The place of the command.
    line: usize,
    arguments: Vec<String>,
    code: i32,
    excerpt: Range<usize>,
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn readme() -> Vec<String> {
    let readme = fs::read_to_string(root().join("README.md")).expect("the README can be read");
    readme.lines().map(|line| line.trim_end().to_owned()).collect()
}

/// Compares what the README says in `lines` with what it should say, or writes it there.
fn settle(lines: Range<usize>, expected: &[String]) {
    let mut readme = readme();
    if readme[lines.clone()] == *expected {
        return;
    }
    let is_update = std::env::var_os("UPDATE_EXPECT").is_some();
    assert!(
        is_update,
        "README.md, line {}: UPDATE_EXPECT=1 writes there what is so now:\n{}",
        lines.start + 1,
        expected.join("\n")
    );
    readme.splice(lines, expected.iter().cloned());
    fs::write(root().join("README.md"), readme.join("\n") + "\n").expect("the README can be written");
}

fn blocks(readme: &[String]) -> Vec<Block> {
    let fences: Vec<usize> = (0..readme.len()).filter(|&line| readme[line].starts_with("```")).collect();
    let pairs = fences.as_chunks::<2>().0.iter();
    pairs.map(|&[open, close]| Block { kind: readme[open][3..].to_owned(), lines: open + 1..close }).collect()
}

/// Returns the commands that are run here.
fn shown(readme: &[String]) -> Vec<Shown> {
    let mut shown = Vec::new();
    for block in blocks(readme) {
        let is_command = |line: &usize| match block.kind.as_str() {
            "console" => readme[*line].starts_with("$ "),
            kind => kind == "sh",
        };
        let commands: Vec<usize> = block.lines.clone().filter(is_command).collect();
        for (command_idx, &line) in commands.iter().enumerate() {
            let end = commands.get(command_idx + 1).copied().unwrap_or(block.lines.end);
            let (command, comment) = readme[line].split_once(" #").unwrap_or((&readme[line], ""));
            let command = command.strip_prefix("$ ").unwrap_or(command).trim();
            let arguments = match command.strip_prefix("cargo run --release -- ") {
                Some(rest) if rest.starts_with("read") || rest.starts_with("explain") => rest,
                _ => match command.strip_prefix("hearsay ") {
                    Some(rest) => rest,
                    None => continue,
                },
            };
            assert!(!arguments.contains(['|', '<', '>', '\'', '"', '*']), "no shell runs this: {command}");
            let code = comment.trim().strip_prefix("exit code ").map_or(0, |code| code.parse().expect("a number"));
            let arguments = arguments.split_whitespace().map(str::to_owned).collect();
            shown.push(Shown { line, arguments, code, excerpt: line + 1..end });
        }
    }
    shown
}

/// Runs the program at the root, as wide as where no terminal says otherwise.
///
/// What a command writes with `--output` and the case of the README lie in a folder of their own here, the case made once by the README's first two commands on it and by
/// those that state and rate hypotheses, in their order.
fn run(arguments: &[&str]) -> Answer {
    static WITH_CASE: LazyLock<Folder> = LazyLock::new(|| {
        let folder = Folder::new();
        let made = [vec!["new", CASE], vec!["add", CASE, "examples"]]
            .map(|words| words.into_iter().map(str::to_owned).collect());
        let judged =
            shown(&readme()).into_iter().map(|shown| shown.arguments).filter(|arguments| is_judging(arguments));
        for arguments in made.into_iter().chain(judged) {
            let answer = run_in(&folder, &arguments.iter().map(String::as_str).collect::<Vec<&str>>());
            assert_eq!(answer.code, 0, "{arguments:?}: {}", answer.stderr);
        }
        folder
    });
    if arguments.contains(&CASE) && arguments[0] != "new" {
        return run_in(&WITH_CASE, arguments);
    }
    run_in(&Folder::new(), arguments)
}

/// Returns whether a command changes what is weighed in the case: it is run once, when the case is made.
fn is_judging(arguments: &[String]) -> bool {
    let judges = |what: &String| ["add", "rate", "weigh", "withdraw", "answer"].contains(&what.as_str());
    arguments[0] == "hypothesis" && arguments.get(2).is_some_and(judges)
}

/// The case that the README makes.
const CASE: &str = "quarry.case";

fn run_in(folder: &Folder, arguments: &[&str]) -> Answer {
    let case = folder.path(CASE).to_string_lossy().into_owned();
    let path = |name: &str| folder.path(name).to_string_lossy().into_owned();
    let is_written = |idx: usize| idx > 0 && arguments[idx - 1] == "--output";
    let placed: Vec<String> =
        (0..arguments.len())
            .map(|idx| {
                if arguments[idx] == CASE || is_written(idx) { path(arguments[idx]) } else { arguments[idx].to_owned() }
            })
            .collect();
    let placed: Vec<&str> = placed.iter().map(String::as_str).collect();
    let output = folder.command(&placed).current_dir(root()).stdin(Stdio::null()).output().expect("the program starts");
    let told = |bytes: Vec<u8>| String::from_utf8(bytes).expect("it prints UTF-8").replace(&case, CASE);
    Answer {
        code: output.status.code().expect("the program exits by itself"),
        stdout: told(output.stdout),
        stderr: told(output.stderr),
    }
}

type Paragraph = Vec<String>;

fn paragraphs(lines: &[String]) -> Vec<Paragraph> {
    lines.split(|line| line.is_empty()).filter(|lines| !lines.is_empty()).map(<[String]>::to_vec).collect()
}

fn is_left_out(paragraph: &Paragraph) -> bool {
    paragraph.len() == 1 && paragraph[0] == LEFT_OUT
}

fn fits(shown: &[Paragraph], printed: &[Paragraph]) -> bool {
    match shown.split_first() {
        None => printed.is_empty(),
        Some((first, rest)) if is_left_out(first) => (0..=printed.len()).any(|n_out| fits(rest, &printed[n_out..])),
        Some((first, rest)) => printed.split_first().is_some_and(|(next, others)| next == first && fits(rest, others)),
    }
}

fn words(paragraph: &Paragraph) -> BTreeSet<String> {
    let words = paragraph.iter().flat_map(|line| line.split(|letter: char| !letter.is_alphanumeric()));
    words.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

/// Returns the excerpt with the printed paragraph in place of each that is most like it; all if nothing is left out.
fn renewed(shown: &[Paragraph], printed: &[Paragraph]) -> Vec<Paragraph> {
    if !shown.iter().any(is_left_out) {
        return printed.to_vec();
    }
    let alike = |one: &Paragraph, other: &Paragraph| words(one).intersection(&words(other)).count();
    let renew = |paragraph: &Paragraph| {
        let most = printed.iter().rev().max_by_key(|printed| alike(paragraph, printed));
        most.filter(|_| !is_left_out(paragraph)).unwrap_or(paragraph).clone()
    };
    shown.iter().map(renew).collect()
}

fn lines_of(paragraphs: &[Paragraph]) -> Vec<String> {
    paragraphs.join(&String::new())
}

/// Returns what a command prints, line by line.
fn printed(arguments: &[String], code: i32) -> Option<Vec<String>> {
    let answer = run(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
    (answer.code == code).then(|| answer.stdout.lines().map(|line| line.trim_end().to_owned()).collect())
}

fn check(shown: &Shown) {
    let Some(lines) = printed(&shown.arguments, shown.code) else {
        panic!("{:?} does not exit with {}", shown.arguments, shown.code);
    };
    if shown.excerpt.is_empty() {
        return;
    }
    let (excerpt, lines) = (paragraphs(&readme()[shown.excerpt.clone()]), paragraphs(&lines));
    if fits(&excerpt, &lines) {
        return;
    }
    let renewed = renewed(&excerpt, &lines);
    assert!(fits(&renewed, &lines), "{:?}: choose other paragraphs for the excerpt by hand", shown.arguments);
    settle(shown.excerpt.clone(), &lines_of(&renewed));
}

/// The ids change with the reader: returns the command with the id whose explanation is most like the one shown.
fn explained_anew(shown: &Shown) -> Shown {
    let excerpt = readme()[shown.excerpt.clone()].to_vec();
    if printed(&shown.arguments, shown.code).is_some_and(|lines| fits(&paragraphs(&excerpt), &paragraphs(&lines))) {
        return shown.clone();
    }
    let excerpt = words(&excerpt);
    let with_id = |number: usize| {
        let mut arguments = shown.arguments.clone();
        arguments[1] = format!("a{number}");
        arguments
    };
    let likeness = |lines: Vec<String>| {
        let words = words(&lines);
        words.intersection(&excerpt).count() as i64 - words.symmetric_difference(&excerpt).count() as i64
    };
    let explanations = (1..).map(with_id).map_while(|arguments| {
        let lines = printed(&arguments, shown.code)?;
        Some((likeness(lines), arguments))
    });
    // Of two that are alike, the one shown.
    let best = explanations.max_by_key(|(likeness, arguments)| (*likeness, *arguments == shown.arguments));
    let (_, arguments) = best.expect("something can be explained");
    let line = readme()[shown.line].replacen(&shown.arguments.join(" "), &arguments.join(" "), 1);
    settle(shown.line..shown.line + 1, &[line]);
    Shown { arguments, excerpt: shown.excerpt.clone(), ..*shown }
}

/// Returns the attribution called `id` as it is written, in lines that end with a comma.
fn attribution(written: &str, id: &str) -> Vec<String> {
    let begin = written.find(&format!("{{\"id\":\"{id}\"")).expect("an attribution of that name is there");
    let rest = &written[begin..];
    let end = rest.find("},{\"id\":").into_iter().chain(rest.find("}],\"furniture\":")).min().expect("it ends");
    let mut lines = vec![String::new()];
    for field in rest[..=end].split_inclusive(",\"").map(|field| field.strip_suffix('"').unwrap_or(field)) {
        let is_first = lines.len() == 1 && lines[0].is_empty();
        let field = if is_first { field.to_owned() } else { format!("\"{field}") };
        match lines.last_mut() {
            Some(line) if line.len() + field.len() <= JSON_COLUMNS => line.push_str(&field),
            _ => lines.push(format!(" {field}")),
        }
    }
    lines
}

/// Returns the rows of figures of one reader, in the order in which they stand.
fn figures(label: &str, file: &str) -> [String; 2] {
    const F1: [&str; 6] = ["exact source", "exact cue", "exact content", "token content", "strict", "lenient"];
    const RECALL: [&str; 6] = ["direct", "mixed", "indirect", "speech cue", "other cue", "sourceless"];
    let committed = fs::read_to_string(root().join(file)).expect("the figures can be read");
    let value = |measure: &str, column: usize| {
        let row = committed.lines().find_map(|line| line.strip_prefix(measure)?.strip_prefix(','));
        let row = row.unwrap_or_else(|| panic!("{measure} is measured"));
        row.split(',').nth(column).expect("it has all its columns").to_owned()
    };
    let row = |values: Vec<String>| format!("{label} {} |", values.join(" | "));
    let of_kind = |kind: &&str| value(&format!("lenient {kind}"), 4);
    [row(F1.iter().map(|measure| value(measure, 5)).collect()), row(RECALL.iter().map(of_kind).collect())]
}

/// One test, since an update changes the places of what follows: so it goes from the end to the beginning.
#[test]
fn the_readme_shows_what_is_so() {
    let lines = readme();
    let shown = shown(&lines);
    assert!(shown.len() >= 3, "the README shows what the program does");
    let mut explained = None;
    for shown in shown.into_iter().filter(|shown| !is_judging(&shown.arguments)).rev() {
        let shown = if shown.arguments[0] == "explain" { explained_anew(&shown) } else { shown };
        check(&shown);
        if shown.arguments[0] == "explain" {
            explained = Some(shown.arguments[1].clone());
        }
    }
    let id = explained.expect("the README explains a mark");
    let answer = run(&JSON_COMMAND);
    for block in blocks(&readme()).iter().rev().filter(|block| block.kind == "json") {
        settle(block.lines.clone(), &attribution(&answer.stdout, &id));
    }
    let lines = readme();
    for (label, file) in FIGURES {
        let rows: Vec<usize> = (0..lines.len()).filter(|&line| lines[line].starts_with(label)).collect();
        let figures = figures(label, file);
        assert_eq!(rows.len(), figures.len(), "the README gives the figures of {file}");
        for (line, row) in rows.into_iter().zip(figures) {
            settle(line..line + 1, &[row]);
        }
    }
}

#[test]
fn an_excerpt_leaves_out_only_what_it_says() {
    let paragraphs = |text: &str| paragraphs(&text.lines().map(str::to_owned).collect::<Vec<_>>());
    let printed = paragraphs("head\n\n{Ann} said no │ a1\nand left\n\nmiddle\n\ntail\n");
    let fits = |text: &str| fits(&paragraphs(text), &printed);
    assert!(fits("head\n\n[…]\n\ntail"));
    assert!(fits("[…]\n\n{Ann} said no │ a1\nand left\n\n[…]"));
    assert!(!fits("head\n\ntail"));
    assert!(!fits("head\n\n[…]\n\nand left\n\n[…]"));
    assert_eq!(lines_of(&renewed(&paragraphs("[…]\n\nAnn said no\n\n[…]"), &printed))[2], "{Ann} said no │ a1");
}
