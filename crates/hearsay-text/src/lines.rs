//! What a line of an article is by its look: a heading, a byline, a caption.
//!
//! Not furniture: that takes the lines around it into account, see [`furniture`](crate::furniture).

use crate::dates;
use crate::document::{Block, BlockKind, Evidenced, Metadata};

/// A longer line is no heading.
const HEADING_WORDS_MAX: usize = 25;

/// A longer line is no heading once the text has begun.
const SUBHEADING_WORDS_MAX: usize = 12;

/// A longer line is no byline.
const BYLINE_WORDS_MAX: usize = 16;

/// Bylines and date lines stand this near to the beginning.
const BYLINE_BLOCKS: usize = 8;

/// Turns body blocks into headings, bylines and captions where they look like it.
pub(crate) fn tell_kinds(text: &str, blocks: &mut [Block]) {
    // Bylines first: a heading is told by what follows it, which they stand between.
    let is_long = |block: &Block| block.span.of(text).split_whitespace().count() > HEADING_WORDS_MAX;
    for block in blocks.iter_mut().take(BYLINE_BLOCKS).take_while(|block| !is_long(block)) {
        let may_be = matches!(block.kind, BlockKind::Body | BlockKind::Furniture);
        if may_be && is_byline(block.span.of(text)) {
            block.kind = BlockKind::Byline;
        }
    }
    let mut has_begun = false;
    for block_idx in 0..blocks.len() {
        if blocks[block_idx].kind != BlockKind::Body {
            continue;
        }
        let line = blocks[block_idx].span.of(text);
        let next = blocks[block_idx + 1..].iter().find(|next| next.kind == BlockKind::Body);
        let next = next.map(|next| next.span.of(text));
        blocks[block_idx].kind = if is_caption(line) {
            BlockKind::Caption
        } else if is_heading(line, next, has_begun) {
            BlockKind::Heading
        } else {
            has_begun = true;
            BlockKind::Body
        };
    }
}

fn is_heading(line: &str, next: Option<&str>, has_begun: bool) -> bool {
    let Some(next) = next else { return false };
    let words_max = if has_begun { SUBHEADING_WORDS_MAX } else { HEADING_WORDS_MAX };
    let n_words = line.split_whitespace().take(words_max + 1).count();
    let n_words_next = next.split_whitespace().count();
    let last = line.chars().next_back().unwrap_or(' ');
    let ends_open = if has_begun { last.is_alphanumeric() } else { !matches!(last, '.' | ',' | ':' | ';' | '…') };
    let begins_well =
        line.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || matches!(c, '"' | '“' | '‘' | '\'' | '«'));
    n_words <= words_max && ends_open && begins_well && n_words_next > n_words && n_words_next >= 8
}

/// Returns whether the line is "By Ann Lee", "Updated 21 March 2022" or the like.
pub(crate) fn is_byline(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().take(BYLINE_WORDS_MAX + 1).collect();
    if words.is_empty() || words.len() > BYLINE_WORDS_MAX || line.ends_with(['.', '!', '?', '"', '”']) {
        return false;
    }
    author_of(line).is_some() || date_line(line)
}

/// Returns the name in "By Ann Lee, The Vale Post".
fn author_of(line: &str) -> Option<String> {
    const JOINERS: [&str; 9] = ["and", "for", "in", "of", "the", "de", "van", "von", "with"];
    let rest = line.strip_prefix("By ").or_else(|| line.strip_prefix("by ")).or_else(|| line.strip_prefix("BY "))?;
    let name = rest.split([',', '|', '•', '·', '—', '–', '/', '(']).next()?.trim();
    let is_name =
        |word: &str| JOINERS.contains(&word) || (word.starts_with(char::is_uppercase) && !word.ends_with(':'));
    let n_words = name.split_whitespace().count();
    let starts_with_date = dates::find(name).is_some_and(|(_, place)| place.start == 0);
    let all_names = name.split_whitespace().all(is_name)
        && rest.split_whitespace().all(|word| is_name(word) || !word.starts_with(char::is_lowercase));
    let is_author = (1..=8).contains(&n_words) && all_names && !starts_with_date;
    is_author.then(|| name.to_owned())
}

/// Returns whether the line is a date with little around it.
fn date_line(line: &str) -> bool {
    const AROUND: [&str; 29] = [
        "am",
        "at",
        "by",
        "cet",
        "est",
        "edt",
        "et",
        "first",
        "friday",
        "gmt",
        "last",
        "modified",
        "monday",
        "on",
        "pm",
        "posted",
        "published",
        "publication",
        "date",
        "saturday",
        "sunday",
        "thursday",
        "tuesday",
        "updated",
        "utc",
        "wednesday",
        "bst",
        "created",
        "release",
    ];
    let Some((_, place)) = dates::find(line) else { return false };
    let rest = format!("{} {}", &line[..place.start], &line[place.end..]).to_lowercase();
    let mut words = rest.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.all(|word| {
        AROUND.contains(&word)
            || word.len() <= 3
            || word.bytes().all(|byte| byte.is_ascii_digit())
            || dates::find(line).is_some_and(|_| is_month(word))
    })
}

fn is_month(word: &str) -> bool {
    dates::find(&format!("1 {word} 2000")).is_some()
}

fn is_caption(line: &str) -> bool {
    const BEGINNINGS: [&str; 9] =
        ["Photo:", "Photo by ", "Photograph:", "Image:", "Picture:", "FILE PHOTO:", "FILE - ", "FILE – ", "Caption:"];
    const ENDINGS: [&str; 6] = ["Getty Images", "/AFP", "/AP", "/Reuters", "Shutterstock", "via AP"];
    let line = line.trim_end_matches(['.', ')', ']']);
    let begins = BEGINNINGS.iter().any(|beginning| line.starts_with(beginning));
    let ends = ENDINGS.iter().any(|ending| line.ends_with(ending));
    (begins || ends) && line.split_whitespace().count() <= 60
}

/// Reads title, author and dates off the first lines of a text that says nothing else of itself.
pub(crate) fn read_metadata(text: &str, blocks: &[Block], metadata: &mut Metadata) {
    let first = blocks.iter().find(|block| block.kind != BlockKind::Furniture);
    if metadata.title.is_none() {
        let heading = first.filter(|block| block.kind == BlockKind::Heading);
        let value = heading.map(|block| block.span.of(text).split_whitespace().collect::<Vec<_>>().join(" "));
        metadata.title = value.map(|value| Evidenced { value, evidence: "first line".to_owned() });
    }
    let lines = || blocks.iter().filter(|block| block.kind == BlockKind::Byline).map(|block| block.span.of(text));
    if metadata.author.is_none() {
        let value = lines().find_map(author_of);
        metadata.author = value.map(|value| Evidenced { value, evidence: "byline".to_owned() });
    }
    let dated = |wants_change: bool| {
        lines().find_map(|line| {
            let (value, place) = crate::dates::part(line, wants_change)?;
            Some(Evidenced { value, evidence: format!("visible text \"{}\"", &line[place]) })
        })
    };
    metadata.published = metadata.published.take().or_else(|| dated(false));
    metadata.modified = metadata.modified.take().or_else(|| dated(true));
}

/// Returns the letters and digits of a line in lower case, single spaces between, to compare titles.
pub(crate) fn letters(line: &str) -> String {
    let letters: String = line.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    letters.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bylines_are_told_from_sentences() {
        for line in [
            "By Ann Lee",
            "By Ann Lee and Bob Ray, Monday 21 March 2022",
            "21 March 2022",
            "Published: 21 March 2022 at 10:45 GMT",
            "Updated March 21, 2022",
        ] {
            assert!(is_byline(line), "{line}");
        }
        for line in [
            "By Monday the army had left the town",
            "By Monday, the army had left.",
            "On 21 March 2022 the army left the town",
            "Ann Lee",
        ] {
            assert!(!is_byline(line), "{line}");
        }
    }
}
