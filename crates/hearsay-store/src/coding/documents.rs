//! The bytes of a document, all but its text and its original, which the case keeps apart.
//!
//! Not the original's format: a page of HTML and a note in plain text have the same bytes here.

use hearsay_text::document::{
    Alignment, Block, BlockKind, Date, Document, DocumentId, Evidenced, Format, Metadata, Run, Step,
};
use hearsay_text::encoding::Charset;
use hearsay_text::moment::Moment;
use hearsay_text::place::{Location, Place};
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
    alignment: Option<Alignment>,
    places: Vec<Place>,
    troubles: Vec<Trouble>,
}

/// The name of an encoding in the WHATWG Encoding Standard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Encoding(&'static str);

impl Layout {
    /// Returns the layout of a document.
    pub(crate) fn of(document: &Document) -> Layout {
        let Document { name, id: _, format, encoding, text: _, blocks, metadata, alignment, places, troubles } =
            document;
        Layout {
            name: name.clone(),
            format: *format,
            encoding: Encoding(encoding),
            blocks: blocks.clone(),
            metadata: metadata.clone(),
            alignment: alignment.clone(),
            places: places.clone(),
            troubles: troubles.clone(),
        }
    }

    /// Returns the document; `None` if the layout points outside an original of that length.
    pub(crate) fn document(self, id: DocumentId, text: String, original_bytes: usize) -> Option<Document> {
        let Layout { name, format, encoding, blocks, metadata, alignment, places, troubles } = self;
        let is_inside = |run: &Run| run.original.end as usize <= original_bytes;
        let runs = alignment.as_ref().map(|alignment| alignment.runs.as_slice()).unwrap_or_default();
        let is_whole = runs.iter().all(is_inside)
            && runs.is_sorted_by(|one, next| one.text.end <= next.text.start)
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
            places,
            troubles,
        })
    }
}

coded_structs! {
    Layout { name, format, encoding, blocks, metadata, alignment, places, troubles }
    Block { span, kind }
    Metadata {
        title, author, site, created, published, published_at, modified, language, captured, url, message_id, reply_to,
        thread, forwarded_from, attached_to,
    }
    Alignment { runs }
    Trouble { kind, span }
    Place { span, location }
    Date { year, month, day }
}

coded_enums! {
    BlockKind { Body, Heading, Caption, Byline, Furniture }
    Format { Plain, Markdown, Html, Srt, WebVtt, Docx, Odt, Rtf, Pdf, Mail, Record }
    TroubleKind {
        Undecodable, EncodingGuessed, TooDeep, NoMainContent, DeletionsLeftOut, CutShort, BeyondLimits, PagesWithoutText,
        LettersUnknown,
    }
}

impl Coded for Encoding {
    fn encode(&self, to: &mut Encoder<'_>) {
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
    fn encode(&self, to: &mut Encoder<'_>) {
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
    fn encode(&self, to: &mut Encoder<'_>) {
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
    fn encode(&self, to: &mut Encoder<'_>) {
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
    fn encode(&self, to: &mut Encoder<'_>) {
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

impl Coded for Moment {
    fn encode(&self, to: &mut Encoder<'_>) {
        let seconds = self.seconds();
        to.number(((seconds << 1) ^ (seconds >> 63)) as u64);
    }

    fn decode(from: &mut Decoder<'_>) -> Option<Moment> {
        let folded = from.number()?;
        Moment::of_seconds((folded >> 1) as i64 ^ -((folded & 1) as i64))
    }

    fn shape(shape: &mut String) {
        shape.push_str("Moment ");
    }
}

impl Coded for Location {
    fn encode(&self, to: &mut Encoder<'_>) {
        match self {
            Location::Page(number) => {
                to.byte(0);
                to.number(u64::from(*number));
            }
            Location::Time { start_ms, end_ms } => {
                to.byte(1);
                to.number(u64::from(*start_ms));
                to.number(u64::from(end_ms.saturating_sub(*start_ms)));
            }
        }
    }

    fn decode(from: &mut Decoder<'_>) -> Option<Location> {
        match from.byte()? {
            0 => from.narrow().map(Location::Page),
            1 => {
                let start_ms = from.narrow()?;
                Some(Location::Time { start_ms, end_ms: start_ms.checked_add(from.narrow()?)? })
            }
            _ => None,
        }
    }

    fn shape(shape: &mut String) {
        shape.push_str("Location(Page|Time{start_ms length_ms})");
    }
}

impl Coded for Step {
    fn encode(&self, to: &mut Encoder<'_>) {
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
