//! A dossier as one HTML page: no script, nothing from elsewhere, made to be printed.
//!
//! Every word that is not ours is text, in an element of its own with its own direction; no address of a document becomes
//! a link.

use super::Dossier;
use super::paper::{Block, Kind, Line, Piece, paper};
use super::pen::{Words, visible};

/// Nothing may run in the page and nothing be loaded into it, wherever it is opened.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// How it looks, on the screen and on paper.
const STYLE: &str = include_str!("report.css");

/// Returns the page.
pub(crate) fn html(dossier: &Dossier) -> String {
    let title = escaped(&visible(dossier.title.as_str()));
    let mut page = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light\">\n<meta name=\"referrer\" content=\"no-referrer\">\n\
         <meta name=\"robots\" content=\"noindex\">\n<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n"
    );
    paper(dossier).iter().for_each(|block| write(block, &mut page));
    page.push_str("</main>\n</body>\n</html>\n");
    page
}

fn write(block: &Block, page: &mut String) {
    match block {
        Block::Heading { level, anchor, line } => {
            let anchor = anchor.as_ref().map(|anchor| format!(" id=\"{anchor}\"")).unwrap_or_default();
            page.push_str(&format!("<h{level}{anchor}>{}</h{level}>\n", inline(line)));
        }
        Block::Text(kind, line) => {
            let class = match kind {
                Kind::Plain => "",
                Kind::Small => " class=\"small\"",
                Kind::Notice => " class=\"notice\"",
                Kind::Warning => " class=\"warning\"",
            };
            page.push_str(&format!("<p{class}>{}</p>\n", inline(line)));
        }
        Block::Quote { parts: [before, stretch, after], from } => {
            let [before, after] = [before, after].map(|part| escaped(&visible(part.as_str())));
            let stretch = escaped(&visible(stretch.as_str()));
            let words = if stretch.is_empty() {
                String::new()
            } else {
                format!("<p dir=\"auto\">{before}<mark>{stretch}</mark>{after}</p>")
            };
            page.push_str(&format!("<blockquote>{words}<footer>{}</footer></blockquote>\n", inline(from)));
        }
        Block::List(lines) => {
            let items: String = lines.iter().map(|line| format!("<li>{}</li>\n", inline(line))).collect();
            page.push_str(&format!("<ul>\n{items}</ul>\n"));
        }
        Block::Table { head, rows } => write_table(head, rows, page),
        Block::Section(blocks) => {
            page.push_str("<section>\n");
            blocks.iter().for_each(|block| write(block, page));
            page.push_str("</section>\n");
        }
    }
}

fn write_table(head: &[&'static str], rows: &[Vec<Line>], page: &mut String) {
    let name = |name: &&str| {
        if name.is_empty() { "<td></td>".to_owned() } else { format!("<th scope=\"col\">{}</th>", escaped(name)) }
    };
    let head: String = head.iter().map(name).collect();
    page.push_str(&format!("<div class=\"wide\"><table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n"));
    for row in rows {
        let cells: String = row.iter().map(|line| format!("<td>{}</td>", inline(line))).collect();
        page.push_str(&format!("<tr>{cells}</tr>\n"));
    }
    page.push_str("</tbody>\n</table></div>\n");
}

fn inline(line: &Line) -> String {
    let said = |words: &Words| format!("<bdi>{}</bdi>", escaped(&visible(words.as_str())));
    let piece = |piece: &Piece| match piece {
        Piece::Own(text) => escaped(text),
        Piece::Day(text) => format!("<time>{}</time>", escaped(&visible(text))),
        Piece::Strong(text) => format!("<strong>{}</strong>", escaped(text)),
        Piece::Said(words) => said(words),
        Piece::Quoted(words) if words.is_empty() => String::new(),
        Piece::Quoted(words) => format!("<span class=\"quoted\">\u{201c}{}\u{201d}</span>", said(words)),
        Piece::Name(words) => format!("<code>{}</code>", said(words)),
        Piece::Code(text) => format!("<code>{}</code>", escaped(text)),
        Piece::Link { to, text } => format!("<a href=\"#{to}\">{}</a>", escaped(text)),
    };
    line.0.iter().map(piece).collect()
}

/// Returns a text as HTML has it, within elements and within quotation marks.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_text() {
        assert_eq!(escaped("<b a='1' c=\"2\">&</b>"), "&lt;b a=&#39;1&#39; c=&quot;2&quot;&gt;&amp;&lt;/b&gt;");
    }

    #[test]
    fn the_style_ends_nothing_and_loads_nothing() {
        for forbidden in ["<", "url(", "@import", "http"] {
            assert!(!STYLE.contains(forbidden), "{forbidden}");
        }
    }
}
