//! A dossier as Markdown, as CommonMark with the tables of GitHub has it.
//!
//! Whatever could be markup in words that are not ours is escaped, addresses too, so that no viewer makes a link of them.

use super::Dossier;
use super::paper::{Block, Kind, Line, Piece, paper};
use super::pen::{Words, visible};

/// Returns the text.
pub(crate) fn markdown(dossier: &Dossier) -> String {
    let mut text = String::new();
    paper(dossier).iter().for_each(|block| write(block, &mut text));
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}

fn write(block: &Block, text: &mut String) {
    match block {
        Block::Heading { level, anchor, line } => {
            let anchor = anchor.as_ref().map(|anchor| format!("<a id=\"{anchor}\"></a>\n\n")).unwrap_or_default();
            text.push_str(&format!("{anchor}{} {}\n\n", "#".repeat(usize::from(*level)), inline(line)));
        }
        Block::Text(Kind::Notice | Kind::Warning, line) => text.push_str(&format!("> {}\n\n", inline(line))),
        Block::Text(Kind::Plain | Kind::Small, line) => text.push_str(&format!("{}\n\n", at_start(&inline(line)))),
        Block::Quote { parts: [before, stretch, after], from } => {
            if !stretch.is_empty() {
                let [before, stretch, after] = [before, stretch, after].map(said);
                // Emphasis must touch its words.
                let inner = stretch.trim();
                let (open, close) = (blank(stretch.starts_with(' ')), blank(stretch.ends_with(' ')));
                text.push_str(&format!("> {}\n>\n", at_start(&format!("{before}{open}**{inner}**{close}{after}"))));
            }
            text.push_str(&format!("> \u{2014} {}\n\n", inline(from)));
        }
        Block::List(lines) => {
            lines.iter().for_each(|line| text.push_str(&format!("- {}\n", at_start(&inline(line)))));
            text.push('\n');
        }
        Block::Table { head, rows } => {
            text.push_str(&format!("| {} |\n|{}\n", head.join(" | "), "---|".repeat(head.len())));
            for row in rows {
                let cells: Vec<String> = row.iter().map(inline).collect();
                text.push_str(&format!("| {} |\n", cells.join(" | ")));
            }
            text.push('\n');
        }
        Block::Section(blocks) => blocks.iter().for_each(|block| write(block, text)),
    }
}

fn blank(is_there: bool) -> &'static str {
    if is_there { " " } else { "" }
}

fn inline(line: &Line) -> String {
    let piece = |piece: &Piece| match piece {
        Piece::Own(text) => escaped(text),
        Piece::Day(text) => escaped(&visible(text)),
        Piece::Strong(text) => {
            let (words, end) = (text.trim_end(), blank(text.ends_with(' ')));
            format!("**{}**{end}", escaped(words))
        }
        Piece::Said(words) | Piece::Name(words) => said(words),
        Piece::Quoted(words) if words.is_empty() => String::new(),
        Piece::Quoted(words) => format!("\u{201c}{}\u{201d}", said(words)),
        Piece::Code(text) => format!("`{text}`"),
        Piece::Link { to, text } => format!("[{}](#{to})", escaped(text)),
    };
    line.0.iter().map(piece).collect()
}

fn said(words: &Words) -> String {
    escaped(&visible(words.as_str()))
}

/// Returns a text in which nothing is markup.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for (place, letter) in text.char_indices() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '#' | '$' | '@' => escaped.extend(['\\', letter]),
            ':' if text[place..].starts_with("://") || is_after_scheme(&text[..place]) => escaped.extend(['\\', ':']),
            '.' if text[..place].to_ascii_lowercase().ends_with("www") => escaped.extend(['\\', '.']),
            other => escaped.push(other),
        }
    }
    escaped
}

/// Returns whether a text ends in what makes an address of what follows a colon.
fn is_after_scheme(before: &str) -> bool {
    let word = before.rsplit(|letter: char| !letter.is_ascii_alphanumeric()).next().unwrap_or_default();
    ["javascript", "data", "mailto", "xmpp", "vbscript", "file"].iter().any(|scheme| word.eq_ignore_ascii_case(scheme))
}

/// Returns a line that begins no list, no rule and no heading.
fn at_start(line: &str) -> String {
    let mut letters = line.chars();
    let is_mark = matches!(letters.next(), Some('-' | '+' | '='));
    let number = line.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let is_number = number.len() < line.len() && number.starts_with(['.', ')']);
    match (is_mark, is_number) {
        (true, _) => format!("\\{line}"),
        (_, true) => format!("{}\\{number}", &line[..line.len() - number.len()]),
        _ => line.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_text() {
        assert_eq!(
            escaped("<b>*a* [x](javascript:1) `c` | #d"),
            "&lt;b&gt;\\*a\\* \\[x\\](javascript\\:1) \\`c\\` \\| \\#d"
        );
        assert_eq!(
            escaped("see https://a.example or WWW.b.example, c@d"),
            "see https\\://a.example or WWW\\.b.example, c\\@d"
        );
        assert_eq!(at_start("1. a"), "1\\. a");
        assert_eq!(at_start("- a"), "\\- a");
        assert_eq!(at_start("2019 was"), "2019 was");
    }
}
