//! Markdown: the words in their blocks, without the marks, each with its place in the source.
//!
//! Code blocks, raw HTML and rules are kept as furniture: they hold no claims. YAML front matter becomes metadata.

use std::ops::Range;

use pulldown_cmark::{Event, MetadataBlockKind, Options, Parser, Tag, TagEnd};

use crate::dates;
use crate::document::{Alignment, Block, BlockKind, Evidenced, Metadata, Run, Step};
use crate::furniture;
use crate::lines;
use crate::span::Span;

/// A Markdown text made plain.
#[derive(Debug)]
pub(crate) struct Imported {
    pub(crate) text: String,
    pub(crate) blocks: Vec<Block>,
    pub(crate) metadata: Metadata,
    pub(crate) alignment: Alignment,
}

/// Reads a text in CommonMark with tables, strike-through, footnotes and front matter.
pub(crate) fn import(source: &str) -> Imported {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut builder = Builder { source, ..Builder::default() };
    let begin = if source.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
    for (event, range) in Parser::new_ext(&source[begin..], options).into_offset_iter() {
        builder.event(event, range.start + begin..range.end + begin);
    }
    builder.end_block();
    builder.finish()
}

#[derive(Default)]
struct Builder<'a> {
    source: &'a str,
    text: String,
    runs: Vec<Run>,
    blocks: Vec<Block>,
    metadata: Metadata,
    block_start: Option<usize>,
    gap: Option<Range<usize>>,
    kind: Option<BlockKind>,
    in_front_matter: bool,
}

impl Builder<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::Text(words) if self.in_front_matter => read_front_matter(&words, &mut self.metadata),
            Event::Text(words) | Event::Code(words) | Event::Html(words) | Event::InlineHtml(words) => {
                self.words(&words, range)
            }
            Event::FootnoteReference(name) => self.words(&format!("[{name}]"), range),
            Event::SoftBreak | Event::HardBreak if self.block_start.is_some() => self.gap = Some(range),
            Event::Rule => self.end_block(),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Link { .. }
            | Tag::Image { .. }
            | Tag::Superscript
            | Tag::Subscript => return,
            _ => self.end_block(),
        }
        match tag {
            Tag::Heading { .. } => self.kind = Some(BlockKind::Heading),
            Tag::CodeBlock(_) | Tag::HtmlBlock => self.kind = Some(BlockKind::Furniture),
            Tag::MetadataBlock(MetadataBlockKind::YamlStyle) => self.in_front_matter = true,
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Link
            | TagEnd::Image
            | TagEnd::Superscript
            | TagEnd::Subscript => return,
            TagEnd::MetadataBlock(_) => self.in_front_matter = false,
            _ => {}
        }
        self.end_block();
        if matches!(tag, TagEnd::Heading(_) | TagEnd::CodeBlock | TagEnd::HtmlBlock) {
            self.kind = None;
        }
    }

    fn end_block(&mut self) {
        self.gap = None;
        let Some(start) = self.block_start.take() else { return };
        let span = Span::new(start, self.text.len()).trim(&self.text);
        if !span.is_empty() {
            self.blocks.push(Block { span, kind: self.kind.unwrap_or(BlockKind::Body) });
        }
    }

    fn words(&mut self, words: &str, range: Range<usize>) {
        if words.is_empty() {
            return;
        }
        if self.block_start.is_none() {
            if !self.text.is_empty() {
                self.text.push_str("\n\n");
            }
            self.block_start = Some(self.text.len());
        } else if let Some(gap) = self.gap.take() {
            self.push(" ", gap, Step::Whole);
        }
        // Code spans and escapes: the words stand inside the range, which holds marks too.
        let place = self.source[range.clone()].find(words).map(|place| range.start + place);
        match place {
            Some(start) => self.push(words, start..start + words.len(), Step::Verbatim),
            None => self.push(words, range, Step::Whole),
        }
    }

    fn push(&mut self, piece: &str, original: Range<usize>, step: Step) {
        let start = self.text.len();
        self.text.push_str(piece);
        let text = Span::new(start, self.text.len());
        self.runs.push(Run { text, original: Span::new(original.start, original.end), step });
    }

    fn finish(mut self) -> Imported {
        let texts: Vec<&str> = self.blocks.iter().map(|block| block.span.of(&self.text)).collect();
        for (block, is_furniture) in self.blocks.iter_mut().zip(furniture::mark(&texts)) {
            if is_furniture && block.kind == BlockKind::Body {
                block.kind = BlockKind::Furniture;
            }
        }
        lines::tell_kinds(&self.text, &mut self.blocks);
        lines::read_metadata(&self.text, &self.blocks, &mut self.metadata);
        Imported {
            text: self.text,
            blocks: self.blocks,
            metadata: self.metadata,
            alignment: Alignment { runs: self.runs },
        }
    }
}

/// Reads `key: value` lines; nested values are left alone.
fn read_front_matter(front: &str, metadata: &mut Metadata) {
    for line in front.lines() {
        let Some((key, value)) = line.split_once(':') else { continue };
        let value = value.trim().trim_matches(['"', '\'', '[', ']']).trim();
        if value.is_empty() {
            continue;
        }
        let evidence = format!("front matter {key}");
        let text = || Some(Evidenced { value: value.to_owned(), evidence: evidence.clone() });
        let dated = || dates::parse(value).map(|value| Evidenced { value, evidence: evidence.clone() });
        match key {
            "title" => metadata.title = text(),
            "author" | "authors" | "by" => metadata.author = text(),
            "site" | "outlet" | "publisher" => metadata.site = text(),
            "lang" | "language" => metadata.language = text(),
            "date" | "published" | "publishdate" | "datePublished" => {
                metadata.published = dated().or_else(|| metadata.published.take())
            }
            "updated" | "modified" | "lastmod" | "dateModified" => {
                metadata.modified = dated().or_else(|| metadata.modified.take())
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_kept_and_marks_are_not() {
        let source = "---\ntitle: Letters\ndate: 2022-03-21\n---\n# A *leaked* letter\n\nHe [said](http://x.org) \"no\" &amp;\r\nleft `at once`.\n\n```\ncode\n```\n";
        let found = import(source);
        let blocks: Vec<_> = found.blocks.iter().map(|block| (block.kind, block.span.of(&found.text))).collect();
        assert_eq!(
            blocks,
            [
                (BlockKind::Heading, "A leaked letter"),
                (BlockKind::Body, "He said \"no\" & left at once."),
                (BlockKind::Furniture, "code")
            ]
        );
        assert_eq!(found.metadata.published.map(|date| date.value.to_string()).as_deref(), Some("2022-03-21"));
    }
}
