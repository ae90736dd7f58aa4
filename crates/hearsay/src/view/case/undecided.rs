//! Pairs that may be one, for the analyst to decide: the two, why, and the commands that decide.

use crate::terminal::clean;
use crate::view::amounts::counted;
use crate::view::lines::Line;
use crate::view::lists::{INDENT, Part, dotted, first_word, write_heading, write_set};
use crate::view::look::{Look, Style};
use crate::view::page::finish_line;
use crate::who::Undecided;

/// Returns the pairs, each with the commands that decide it in lines of their own, to be copied.
pub(crate) fn undecided<'a>(all: &[Undecided], name: &dyn Fn(usize) -> &'a str, case: &str, look: &Look) -> String {
    if all.is_empty() {
        return "nothing is left to decide: no two of them may be one\n".to_owned();
    }
    let mut out = String::new();
    let pairs = counted(all.len(), "pair", "pairs");
    write_heading(&format!("May be one: {pairs}"), look, &mut out);
    for (one_idx, one) in all.iter().enumerate() {
        if one_idx > 0 {
            out.push('\n');
        }
        pair(one, name, case, look, &mut out);
    }
    out
}

/// Appends one pair.
pub(crate) fn pair<'a>(one: &Undecided, name: &dyn Fn(usize) -> &'a str, case: &str, look: &Look, out: &mut String) {
    let called = |place: usize| {
        let name = look.signs().quoted(&clean(name(one.between[place])));
        one.references.as_ref().map_or(name.clone(), |references| format!("{name} {}", references[place]))
    };
    let mut parts: Vec<Part> = vec![(format!("{} and {}", called(0), called(1)), Style::BOLD)];
    parts.extend(one.because.iter().map(|because| (clean(because).into_owned(), Style::PLAIN)));
    let mut set = vec![first_word("", Style::PLAIN)];
    let mut parts = dotted(&parts, look);
    parts.first_mut().into_iter().for_each(|first| first.space = None);
    set.append(&mut parts);
    write_set(&set, INDENT + 2, look, out);
    let commands = ["same", "not-same"].into_iter().filter_map(|judgement| one.command(case, judgement));
    let mut n_commands = 0;
    for command in commands {
        n_commands += 1;
        // Never wrapped: it is there to be copied.
        let line = Line::of(format!("{}{command}", " ".repeat(INDENT + 2)), Style::HINT);
        finish_line(&line, look, out);
    }
    if n_commands == 0 {
        let told = "one of them stands in no text, so there is nothing that could be judged";
        finish_line(&Line::of(format!("{}{told}", " ".repeat(INDENT + 2)), Style::DIM), look, out);
    }
}
