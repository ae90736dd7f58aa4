//! The bytes of a document, all but its text and its original, which the case keeps apart.
//!
//! Not the original's format: a page of HTML and a note in plain text have the same bytes here.

use hearsay_text::document::{
    Alignment, Block, BlockKind, Date, Document, DocumentId, Evidenced, Format, Metadata, Run, Step,
};
use hearsay_text::encoding::Charset;
use hearsay_text::span::Span;
use hearsay_text::trouble::{Trouble, TroubleKind};

use super::{Coded, Decoder, Encoder, coded_enums, coded_structs, shape_of_field};

/// What a document is beside its text and its id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Layout {
    name: String,
    format: Format,
    encoding: Encoding,
    blocks: Vec<Block>,
    metadata: Metadata,
    alignment: Alignment,
    troubles: Vec<Trouble>,
}

/// The name of an encoding in the WHATWG Encoding Standard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Encoding(&'static str);

impl Layout {
    /// Returns the layout of a document.
    pub(crate) fn of(document: &Document) -> Layout {
        let Document { name, id: _, format, encoding, text: _, blocks, metadata, alignment, troubles } = document;
        Layout {
            name: name.clone(),
            format: *format,
            encoding: Encoding(encoding),
            blocks: blocks.clone(),
            metadata: metadata.clone(),
            alignment: alignment.clone(),
            troubles: troubles.clone(),
        }
    }

    /// Returns the document; `None` if the layout points outside an original of that length.
    pub(crate) fn document(self, id: DocumentId, text: String, original_bytes: usize) -> Option<Document> {
        let Layout { name, format, encoding, blocks, metadata, alignment, troubles } = self;
        let is_inside = |run: &Run| run.original.end as usize <= original_bytes;
        let is_whole = alignment.runs.iter().all(is_inside)
            && alignment.runs.is_sorted_by(|one, next| one.text.end <= next.text.start)
            && blocks.is_sorted_by(|one, next| one.span.end <= next.span.start);
        is_whole.then_some(Document {
            name,
            id,
            format,
            encoding: encoding.0,
            text,
            blocks,
            metadata,
            alignment,
            troubles,
        })
    }
}

coded_structs! {
    Layout { name, format, encoding, blocks, metadata, alignment, troubles }
    Block { span, kind }
    Metadata { title, author, site, published, modified, language }
    Alignment { runs }
    Trouble { kind, span }
    Date { year, month, day }
}

coded_enums! {
    BlockKind { Body, Heading, Caption, Byline, Furniture }
    Format { Plain, Markdown, Html }
    TroubleKind { Undecodable, EncodingGuessed, TooDeep, NoMainContent }
}

impl Coded for Encoding {
    fn encode(&self, to: &mut Encoder) {
        to.text(self.0);
    }

    fn decode(from: &mut Decoder<'_>) -> Option<Encoding> {
        Charset::from_label(from.text()?).map(|charset| Encoding(charset.name()))
    }

    fn shape(shape: &mut String) {
        shape.push_str("encoding ");
    }
}

impl<T: Coded> Coded for Evidenced<T> {
    fn encode(&self, to: &mut Encoder) {
        self.value.encode(to);
        self.evidence.encode(to);
    }

    fn decode(from: &mut Decoder<'_>) -> Option<Evidenced<T>> {
        Some(Evidenced { value: T::decode(from)?, evidence: Coded::decode(from)? })
    }

    fn shape(shape: &mut String) {
        shape.push_str("Evidenced ");
        T::shape(shape);
    }
}

impl Coded for u8 {
    fn encode(&self, to: &mut Encoder) {
        to.byte(*self);
    }

    fn decode(from: &mut Decoder<'_>) -> Option<u8> {
        from.byte()
    }

    fn shape(shape: &mut String) {
        shape.push_str("u8 ");
    }
}

impl Coded for u16 {
    fn encode(&self, to: &mut Encoder) {
        to.number(u64::from(*self));
    }

    fn decode(from: &mut Decoder<'_>) -> Option<u16> {
        u16::try_from(from.number()?).ok()
    }

    fn shape(shape: &mut String) {
        shape.push_str("u16 ");
    }
}

/// A run's place in the text must slice it; its place in the original is compared with that once it is known.
impl Coded for Run {
    fn encode(&self, to: &mut Encoder) {
        let Run { text, original, step } = self;
        text.encode(to);
        to.number(u64::from(original.start));
        to.number(u64::from(original.end - original.start));
        step.encode(to);
    }

    fn decode(from: &mut Decoder<'_>) -> Option<Run> {
        let text = Coded::decode(from)?;
        let start = from.narrow()?;
        let end = start.checked_add(from.narrow()?)?;
        Some(Run { text, original: Span { start, end }, step: Coded::decode(from)? })
    }

    fn shape(shape: &mut String) {
        shape.push_str("Run{text:span original:place step:");
        Step::shape(shape);
        shape.push('}');
    }
}

impl Coded for Step {
    fn encode(&self, to: &mut Encoder) {
        match self {
            Step::Verbatim => to.byte(0),
            Step::Characters { text, original } => {
                to.byte(1);
                text.encode(to);
                original.encode(to);
            }
            Step::Whole => to.byte(2),
        }
    }

    fn decode(from: &mut Decoder<'_>) -> Option<Step> {
        match from.byte()? {
            0 => Some(Step::Verbatim),
            1 => Some(Step::Characters { text: Coded::decode(from)?, original: Coded::decode(from)? }),
            2 => Some(Step::Whole),
            _ => None,
        }
    }

    fn shape(shape: &mut String) {
        shape.push_str("Step(Verbatim|Characters{text:u8 original:u8}|Whole)");
    }
}
