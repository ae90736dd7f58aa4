//! The text of one record, put together section by section: a headline, then the words; or the parts of a mail.
//!
//! What a section says is told by whoever adds it; here they only come one under the other.

use super::tracked::Tracked;
use crate::document::{Alignment, Block, BlockKind, Metadata};
use crate::html::main_content::Effort;
use crate::html::{self, Imported};
use crate::plain;
use crate::span::Span;
use crate::trouble::Trouble;

/// Sections that become one text, with an empty line between two.
#[derive(Debug, Default)]
pub(crate) struct Composition {
    text: Tracked,
    blocks: Vec<Block>,
    troubles: Vec<Trouble>,
    pub(crate) metadata: Metadata,
}

impl Composition {
    /// Adds a text with its blocks; `alignment` maps it to the source of all sections.
    pub(crate) fn push(&mut self, text: &str, blocks: &[Block], alignment: &Alignment, troubles: &[Trouble]) {
        if !blocks.is_empty() && self.text.length_bytes() > 0 {
            self.text.push_gap("\n\n");
        }
        let offset = self.text.length_bytes();
        let moved = |span: Span| Span::new(span.range().start + offset, span.range().end + offset);
        self.troubles.extend(troubles.iter().map(|trouble| Trouble { span: trouble.span.map(moved), ..*trouble }));
        if !blocks.is_empty() {
            self.blocks.extend(blocks.iter().map(|block| Block { span: moved(block.span), ..*block }));
            self.text.append(text, alignment);
        }
    }

    /// Adds a line as a heading.
    pub(crate) fn push_heading(&mut self, line: Tracked) {
        let (text, alignment) = line.into_text();
        let span = Span::new(0, text.len()).trim(&text);
        if !span.is_empty() {
            self.push(&text, &[Block { span, kind: BlockKind::Heading }], &alignment, &[]);
        }
    }

    /// Adds what somebody wrote in a message: paragraphs, all of them read.
    ///
    /// No furniture is looked for: that is a habit of pages, and in a short message every line counts.
    pub(crate) fn push_message(&mut self, message: Tracked) {
        let (text, alignment) = message.into_text();
        let blocks: Vec<Block> =
            plain::paragraphs(&text).into_iter().map(|span| Block { span, kind: BlockKind::Body }).collect();
        self.push(&text, &blocks, &alignment, &[]);
    }

    /// Adds an article: plain text, or HTML if it looks so. What it says of itself fills up the metadata.
    pub(crate) fn push_article(&mut self, article: Tracked, effort: Effort) {
        let (text, alignment) = article.into_text();
        if !is_markup(&text) {
            let (blocks, metadata) = plain::import(&text);
            self.push(&text, &blocks, &alignment, &[]);
            self.metadata.fill_from(&metadata);
            return;
        }
        let is_page = has_tag(&text, "<body") || has_tag(&text, "<html");
        let page = if is_page { html::import(&text, effort) } else { html::import_fragment(&text) };
        self.push(&page.text, &page.blocks, &page.alignment.over(&alignment), &page.troubles);
        self.metadata.fill_from(&page.metadata);
    }

    /// Returns the whole; the text is aligned to the source of the sections.
    pub(crate) fn finish(self) -> Imported {
        let (text, alignment) = self.text.into_text();
        Imported { text, blocks: self.blocks, metadata: self.metadata, alignment, troubles: self.troubles }
    }
}

/// Returns whether a text is HTML: it has an end tag, or a tag or a character reference that plain text has no use for.
fn is_markup(text: &str) -> bool {
    const SIGNS: [&str; 8] = ["</", "<br", "<p>", "<p ", "<img ", "&nbsp;", "&#8", "&quot;"];
    (text.contains('<') || text.contains('&')) && SIGNS.iter().any(|sign| has_tag(text, sign))
}

fn has_tag(text: &str, tag: &str) -> bool {
    text.as_bytes().windows(tag.len()).any(|window| window.eq_ignore_ascii_case(tag.as_bytes()))
}
