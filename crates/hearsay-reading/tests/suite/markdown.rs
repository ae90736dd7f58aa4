//! The suite's Markdown: passages, what must be read in them, and what is read wrongly today.
//!
//! Not a Markdown parser: headings of the second level and fenced blocks are all it knows.

use std::ops::Range;

/// One passage of a suite file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Passage {
    /// Its heading.
    pub(crate) heading: String,
    /// The ```text block.
    pub(crate) text: String,
    /// The ```expect block, or the ```marks block: what must be read.
    pub(crate) expect: String,
    /// Whether that is a ```marks block.
    pub(crate) is_marks: bool,
    /// The ```fixme block: what is read instead, today.
    pub(crate) fixme: Option<String>,
    /// Where the ```expect block ends in the file.
    expect_end: usize,
    /// The ```fixme block in the file, with the blank line before it.
    fixme_range: Option<Range<usize>>,
}

/// Reads the passages of a suite file.
pub(crate) fn passages(markdown: &str) -> Result<Vec<Passage>, String> {
    let mut found = Vec::new();
    let mut section: Option<Section> = None;
    let mut block: Option<Block> = None;
    let mut offset = 0;
    for line in markdown.split_inclusive('\n') {
        let bare = line.trim_end();
        let end = offset + line.len();
        if let Some(mut open) = block.take() {
            if bare == "```" {
                let section = section.as_mut().ok_or_else(|| format!("a block before any heading: {}", open.label))?;
                open.whole.end = end;
                section.add(open)?;
            } else {
                open.words.push_str(line);
                block = Some(open);
            }
        } else if let Some(label) = bare.strip_prefix("```") {
            block = Some(Block { label: label.to_owned(), words: String::new(), whole: offset..end });
        } else if let Some(heading) = bare.strip_prefix("## ") {
            if let Some(section) = section.take() {
                found.push(section.finish()?);
            }
            section = Some(Section::new(heading));
        }
        offset = end;
    }
    match (block, section) {
        (Some(open), _) => Err(format!("a block is never closed: {}", open.label)),
        (None, Some(section)) => {
            found.push(section.finish()?);
            Ok(found)
        }
        (None, None) => Ok(found),
    }
}

struct Block {
    label: String,
    words: String,
    whole: Range<usize>,
}

struct Section {
    heading: String,
    text: Option<Block>,
    expect: Option<Block>,
    marks: Option<Block>,
    fixme: Option<Block>,
}

impl Section {
    fn new(heading: &str) -> Section {
        Section { heading: heading.trim().to_owned(), text: None, expect: None, marks: None, fixme: None }
    }

    fn add(&mut self, block: Block) -> Result<(), String> {
        let slot = match block.label.as_str() {
            "text" => &mut self.text,
            "expect" => &mut self.expect,
            "marks" => &mut self.marks,
            "fixme" => &mut self.fixme,
            label => return Err(format!("{}: a block of a kind that is not known: {label}", self.heading)),
        };
        if slot.is_some() {
            return Err(format!("{}: two blocks of one kind: {}", self.heading, block.label));
        }
        *slot = Some(block);
        Ok(())
    }

    fn finish(self) -> Result<Passage, String> {
        let heading = self.heading;
        let text = self.text.ok_or_else(|| format!("{heading}: there is no text block"))?;
        if self.expect.is_some() && self.marks.is_some() {
            return Err(format!("{heading}: an expect block and a marks block; write two passages"));
        }
        let is_marks = self.marks.is_some();
        let expect = self.marks.or(self.expect).ok_or_else(|| format!("{heading}: there is no expect block"))?;
        let expect_end = expect.whole.end;
        if self.fixme.as_ref().is_some_and(|fixme| fixme.whole.start < expect_end) {
            return Err(format!("{heading}: the fixme block must follow the expect block"));
        }
        Ok(Passage {
            heading,
            text: text.words,
            expect: expect.words.trim_end().to_owned(),
            is_marks,
            fixme_range: self.fixme.as_ref().map(|fixme| expect_end..fixme.whole.end),
            fixme: self.fixme.map(|fixme| fixme.words.trim_end().to_owned()),
            expect_end,
        })
    }
}

/// Returns the file with the ```fixme blocks that are given, one for each passage, and no others.
pub(crate) fn with_fixmes(markdown: &str, passages: &[Passage], fixmes: &[Option<String>]) -> String {
    let mut rewritten = markdown.to_owned();
    for (passage, fixme) in passages.iter().zip(fixmes).rev() {
        let place = passage.fixme_range.clone().unwrap_or(passage.expect_end..passage.expect_end);
        let block = fixme.as_ref().map(|answer| format!("\n```fixme\n{answer}\n```\n")).unwrap_or_default();
        rewritten.replace_range(place, &block);
    }
    rewritten
}
