//! The analyst's own text, from a file: headings, paragraphs and items, as far as Markdown is plain text.
//!
//! Not a reader of Markdown: what is within a paragraph is shown as it is written, so that nothing in it can be markup.

/// A paragraph of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Paragraph {
    /// `heading`, `paragraph` or `item`.
    pub(super) kind: &'static str,
    pub(super) text: String,
    /// The line that it begins in, from 1.
    pub(super) line: usize,
}

/// Returns the paragraphs of a text.
pub(crate) fn paragraphs(text: &str) -> Vec<Paragraph> {
    let mut found: Vec<Paragraph> = Vec::new();
    let mut is_open = false;
    for (idx, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        let written = line.trim();
        let heading = written.trim_start_matches('#');
        let own = |kind, text: &str| Paragraph { kind, text: text.trim().to_owned(), line: idx + 1 };
        if written.is_empty() {
            is_open = false;
        } else if heading.len() < written.len() && heading.starts_with(' ') {
            found.push(own("heading", heading.trim_end_matches('#')));
            is_open = false;
        } else if let Some(item) = item_of(written) {
            found.push(own("item", item));
            is_open = true;
        } else if let Some(last) = found.last_mut().filter(|_| is_open) {
            last.text.push(' ');
            last.text.push_str(written);
        } else {
            found.push(own("paragraph", written));
            is_open = true;
        }
    }
    found.retain(|paragraph| !paragraph.text.is_empty());
    found
}

/// Returns what stands behind the mark of an item of a list.
fn item_of(line: &str) -> Option<&str> {
    let of_number = || {
        let rest = line.trim_start_matches(|letter: char| letter.is_ascii_digit());
        rest.strip_prefix(". ").filter(|_| rest.len() < line.len())
    };
    ["- ", "* ", "+ "].iter().find_map(|mark| line.strip_prefix(mark)).or_else(of_number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_know_their_lines() {
        let text = "\u{feff}# What we think\n\nIt is likely.\nMore.\n- one\n  goes on\n2. two\n\n#5 is a number\n \n";
        let told: Vec<String> =
            paragraphs(text).iter().map(|one| format!("{} {} {}", one.line, one.kind, one.text)).collect();
        assert_eq!(
            told,
            [
                "1 heading What we think",
                "3 paragraph It is likely. More.",
                "5 item one goes on",
                "7 item two",
                "9 paragraph #5 is a number"
            ]
        );
        assert_eq!(paragraphs(""), []);
    }
}
