//! HTML: every visible word, the article apart from the page around it, and what the page says of itself.
//!
//! The canonical text is the page's words in blocks; each block maps to the bytes it came from. Not a browser: no
//! style sheet is applied and no script run.

pub mod main_content;

pub(crate) mod element;
pub(crate) mod facts;
pub(crate) mod linked_data;
pub(crate) mod metadata;
pub(crate) mod page;
pub(crate) mod references;
pub(crate) mod tokens;

use self::main_content::Effort;
use self::page::{Page, PageBlock};
use crate::document::{Alignment, Block, BlockKind, Metadata};
use crate::furniture;
use crate::lines;
use crate::trouble::{Trouble, TroubleKind};

/// A page made text.
#[derive(Debug)]
pub(crate) struct Imported {
    pub(crate) text: String,
    pub(crate) blocks: Vec<Block>,
    pub(crate) metadata: Metadata,
    /// From the text to the decoded source.
    pub(crate) alignment: Alignment,
    pub(crate) troubles: Vec<Trouble>,
}

/// Reads a page.
pub(crate) fn import(source: &str, effort: Effort) -> Imported {
    let page = page::read(source);
    let metadata = metadata::read(&page);
    let mut troubles = too_deep(&page);
    let found = main_content::find(source, &page, effort);
    if found.is_none() && !page.blocks.is_empty() {
        troubles.push(Trouble { kind: TroubleKind::NoMainContent, span: None });
    }
    let is_found = found.is_some();
    let mut is_main = found.unwrap_or_else(|| page.blocks.iter().map(is_outside_menus).collect());
    mark_residue(&page, &mut is_main, is_found);
    let blocks = kinds(&page, &metadata, &is_main);
    Imported { text: page.text, blocks, metadata, alignment: page.alignment, troubles }
}

/// Reads a piece of HTML that is an article already, as a feed or a table holds it: nothing is taken for a page around it.
pub(crate) fn import_fragment(source: &str) -> Imported {
    let page = page::read(source);
    let metadata = Metadata { language: metadata::read(&page).language, ..Metadata::default() };
    let is_main: Vec<bool> = page.blocks.iter().map(|block| block.link_bytes < block.span.length_bytes()).collect();
    let is_main = if is_main.contains(&true) { is_main } else { vec![true; page.blocks.len()] };
    let blocks = kinds(&page, &metadata, &is_main);
    let troubles = too_deep(&page);
    Imported { text: page.text, blocks, metadata, alignment: page.alignment, troubles }
}

/// Reads the body of a mail; what its markup quotes is furniture, and nothing else is.
#[cfg(feature = "mail")]
pub(crate) fn import_mail(source: &str) -> Imported {
    let page = page::read(source);
    let is_main: Vec<bool> = page.blocks.iter().map(|block| !block.region.is_quoted).collect();
    let blocks = page.blocks.iter().zip(is_main).map(|(block, is_main)| {
        let kind = match block.region.heading_level {
            _ if !is_main => BlockKind::Furniture,
            0 => BlockKind::Body,
            _ => BlockKind::Heading,
        };
        Block { span: block.span, kind }
    });
    let blocks = blocks.collect();
    let troubles = too_deep(&page);
    Imported { text: page.text, blocks, metadata: Metadata::default(), alignment: page.alignment, troubles }
}

fn too_deep(page: &Page) -> Vec<Trouble> {
    let is_too_deep = page.depth_max > main_content::DEPTH_MAX;
    if is_too_deep { vec![Trouble { kind: TroubleKind::TooDeep, span: None }] } else { Vec::new() }
}

/// Without an extractor, what lies outside menus and is not mostly links is taken for the article.
fn is_outside_menus(block: &PageBlock) -> bool {
    !block.region.is_furniture && block.link_bytes * 2 <= block.span.length_bytes()
}

/// Takes out of the article the furniture that was left in it: share buttons, prompts, teasers.
///
/// What an extractor found is trusted, but for lines that are mostly links: measured on whole articles, the classifier
/// alone would cost 3.5 points of recall there.
fn mark_residue(page: &Page, is_main: &mut [bool], is_found: bool) {
    let main: Vec<usize> = (0..is_main.len()).filter(|&block_idx| is_main[block_idx]).collect();
    let texts: Vec<&str> = main.iter().map(|&block_idx| page.blocks[block_idx].span.of(&page.text)).collect();
    for (&block_idx, is_furniture) in main.iter().zip(furniture::mark(&texts)) {
        let block = &page.blocks[block_idx];
        let is_linked = block.link_bytes * 2 > block.span.length_bytes();
        is_main[block_idx] = !(is_furniture && (is_linked || !is_found));
    }
}

fn kinds(page: &Page, metadata: &Metadata, is_main: &[bool]) -> Vec<Block> {
    let title = metadata.title.as_ref().map(|title| lines::letters(&title.value));
    let mut title_is_due = title.is_some();
    let mut kinds = Vec::with_capacity(page.blocks.len());
    for (block, &is_main) in page.blocks.iter().zip(is_main) {
        let text = block.span.of(&page.text);
        let region = block.region;
        let is_title = title_is_due && region.heading_level > 0 && Some(lines::letters(text)) == title;
        title_is_due &= !is_title;
        let kind = match () {
            () if is_title => BlockKind::Heading,
            () if region.is_byline && text.len() <= BYLINE_BYTES_MAX && (is_main || !region.is_furniture) => {
                BlockKind::Byline
            }
            () if is_main && text.len() <= BYLINE_BYTES_MAX && lines::is_byline(text) => BlockKind::Byline,
            () if region.is_caption && (is_main || !region.is_furniture) => BlockKind::Caption,
            () if !is_main => BlockKind::Furniture,
            () if region.heading_level > 0 => BlockKind::Heading,
            () => BlockKind::Body,
        };
        kinds.push(Block { span: block.span, kind });
    }
    kinds
}

/// A longer block inside a byline is an author's biography or a whole article wrongly classed.
const BYLINE_BYTES_MAX: usize = 160;
