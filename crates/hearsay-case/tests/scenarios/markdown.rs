//! The Markdown of `suite/case/`: headings of the second level and fenced blocks, with their places in the file.
//!
//! Not what stands in the blocks.

use std::ops::Range;

/// One section of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Section {
    /// Its heading.
    pub(crate) heading: String,
    /// The ```text blocks: what stands after the fence, and the text.
    pub(crate) texts: Vec<(String, String)>,
    /// The ```expect block.
    pub(crate) expect: String,
    /// The ```fixme block.
    pub(crate) fixme: Option<String>,
    /// Where the ```expect block ends in the file.
    expect_end: usize,
    /// Where the ```fixme block ends in the file.
    fixme_end: Option<usize>,
}

struct Block {
    label: String,
    words: String,
}

#[derive(Default)]
struct Open {
    heading: String,
    texts: Vec<(String, String)>,
    expect: Option<(String, usize)>,
    fixme: Option<(String, usize)>,
}

/// Reads the sections of a file.
pub(crate) fn sections(markdown: &str) -> Result<Vec<Section>, String> {
    let mut found = Vec::new();
    let mut open: Option<Open> = None;
    let mut block: Option<Block> = None;
    let mut end = 0;
    for line in markdown.split_inclusive('\n') {
        let bare = line.trim_end();
        end += line.len();
        if let Some(mut inside) = block.take() {
            if bare == "```" {
                let section = open.as_mut().ok_or_else(|| format!("a block before any heading: {}", inside.label))?;
                section.add(inside, end)?;
            } else {
                inside.words.push_str(line);
                block = Some(inside);
            }
        } else if let Some(label) = bare.strip_prefix("```") {
            block = Some(Block { label: label.to_owned(), words: String::new() });
        } else if let Some(heading) = bare.strip_prefix("## ") {
            found.extend(open.take().map(Open::finish).transpose()?);
            open = Some(Open { heading: heading.trim().to_owned(), ..Open::default() });
        }
    }
    if let Some(inside) = block {
        return Err(format!("a block is never closed: {}", inside.label));
    }
    found.extend(open.map(Open::finish).transpose()?);
    Ok(found)
}

impl Open {
    fn add(&mut self, block: Block, end: usize) -> Result<(), String> {
        let heading = &self.heading;
        let (label, words) = (block.label.as_str(), block.words);
        if let Some(told) = label.strip_prefix("text ") {
            self.texts.push((told.trim().to_owned(), words));
            return Ok(());
        }
        let slot = match label {
            "expect" => &mut self.expect,
            "fixme" if self.expect.is_none() => {
                return Err(format!("{heading}: the fixme block must follow the expect block"));
            }
            "fixme" => &mut self.fixme,
            "text" => return Err(format!("{heading}: a text block without a name")),
            _ => return Err(format!("{heading}: a block of a kind that is not known: {label}")),
        };
        if slot.is_some() {
            return Err(format!("{heading}: two blocks of one kind: {label}"));
        }
        *slot = Some((words.trim_end().to_owned(), end));
        Ok(())
    }

    fn finish(self) -> Result<Section, String> {
        let heading = self.heading;
        if self.texts.is_empty() {
            return Err(format!("{heading}: there is no text block"));
        }
        let (expect, expect_end) = self.expect.ok_or_else(|| format!("{heading}: there is no expect block"))?;
        let (fixme, fixme_end) = self.fixme.unzip();
        Ok(Section { heading, texts: self.texts, expect, fixme, expect_end, fixme_end })
    }
}

/// Returns the file with the ```fixme blocks that are given, one for each section, and no others.
pub(crate) fn with_fixmes(markdown: &str, sections: &[Section], fixmes: &[Option<String>]) -> String {
    let mut rewritten = markdown.to_owned();
    for (section, fixme) in sections.iter().zip(fixmes).rev() {
        let place: Range<usize> = section.expect_end..section.fixme_end.unwrap_or(section.expect_end);
        let block = fixme.as_ref().map(|answer| format!("\n```fixme\n{answer}\n```\n")).unwrap_or_default();
        rewritten.replace_range(place, &block);
    }
    rewritten
}
