//! PDF with a text layer: its words in paragraphs, each with its page, apart from running heads and page numbers.
//!
//! Not a viewer and not character recognition: a page that is a picture has no words here. The crates `hayro-syntax`
//! and `hayro-font` open the file and tell letters; the order and shape of the text are found here.

mod glyphs;
mod hyphens;
mod limits;
mod lines;
mod margins;
mod paragraphs;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use hayro_syntax::object::{DateTime, Dict, String as PdfString};
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use self::glyphs::Fonts;
use self::limits::Budget;
use crate::document::{Block, BlockKind, Date, Evidenced, Metadata};
use crate::encoding;
use crate::lines as line_kinds;
use crate::place::Place;
use crate::refusal::Refusal;
use crate::trouble::{Trouble, TroubleKind};

const WHAT: &str = "a PDF file";

/// How far from its beginning a PDF may begin: some programs put lines of their own before it.
const JUNK_BYTES_MAX: usize = 1024;

/// A page with a picture and fewer letters than this is a picture of a page.
const LETTERS_MIN: usize = 20;

/// A file made text.
#[derive(Debug)]
pub(crate) struct Imported {
    pub(crate) text: String,
    pub(crate) blocks: Vec<Block>,
    pub(crate) metadata: Metadata,
    pub(crate) places: Vec<Place>,
    pub(crate) troubles: Vec<Trouble>,
}

/// Returns whether the bytes begin as PDF does.
pub(crate) fn starts_like_pdf(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(JUNK_BYTES_MAX)];
    let is_version = |five: &[u8]| five == b"%PDF-";
    // Text that speaks of PDF does not hold control characters before it does so.
    head.starts_with(b"%PDF-") || (head.windows(5).any(is_version) && bytes.windows(6).any(|six| six == b"endobj"))
}

/// Reads a file.
pub(crate) fn import(bytes: &[u8]) -> Result<Imported, Refusal> {
    if bytes.len() > limits::FILE_BYTES_MAX || !limits::bears_structure(bytes) {
        return Err(Refusal::Oversized(WHAT));
    }
    // The crates that parse are not ours; should bytes ever make them panic, the file is damaged as far as we know.
    catch_unwind(AssertUnwindSafe(|| read(bytes))).unwrap_or(Err(Refusal::Damaged(WHAT)))
}

fn read(bytes: &[u8]) -> Result<Imported, Refusal> {
    let pdf = Pdf::new(Arc::new(bytes.to_vec())).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => Refusal::Locked(WHAT),
        LoadPdfError::Decryption(_) | LoadPdfError::Invalid => Refusal::Damaged(WHAT),
    })?;
    if pdf.len() > limits::OBJECTS_MAX {
        return Err(Refusal::Oversized(WHAT));
    }
    let fonts = Fonts::new();
    let mut budget = Budget::default();
    let (mut pages, mut heights) = (Vec::new(), Vec::new());
    let (mut n_pictures, mut n_unknown) = (0, 0);
    for page in pdf.pages().iter().take(limits::PAGES_MAX) {
        let mut drawn = glyphs::read(page, &fonts, &mut budget);
        let n_letters = drawn.glyphs.iter().filter(|glyph| glyph.text.contains(char::is_alphanumeric)).count();
        n_pictures += usize::from(drawn.has_picture && n_letters < LETTERS_MIN);
        n_unknown += drawn.n_unknown;
        set_upright(&mut drawn);
        pages.push(lines::of(&drawn.glyphs));
        heights.push(drawn.height);
    }
    let has_letters = pages.iter().flatten().any(|line| line.text.contains(char::is_alphanumeric));
    if !has_letters || n_pictures == pages.len() {
        return Err(if n_pictures > 0 || n_unknown > 0 { Refusal::Scanned } else { Refusal::Wordless(WHAT) });
    }
    let margins = margins::mark(&pages, &heights);
    let mut layout = paragraphs::lay_out(&pages, &margins);
    if layout.blocks.iter().all(|block| block.kind != BlockKind::Heading) {
        line_kinds::tell_kinds(&layout.text, &mut layout.blocks);
    }
    let mut metadata = metadata(&pdf);
    line_kinds::read_metadata(&layout.text, &layout.blocks, &mut metadata);
    let is_spent = budget.is_spent || pdf.pages().len() > limits::PAGES_MAX;
    let kinds = [
        (n_pictures > 0, TroubleKind::PagesWithoutText),
        (n_unknown > 0, TroubleKind::LettersUnknown),
        (is_spent, TroubleKind::BeyondLimits),
    ];
    let troubles =
        kinds.into_iter().filter(|(is_so, _)| *is_so).map(|(_, kind)| Trouble { kind, span: None }).collect();
    Ok(Imported { text: layout.text, blocks: layout.blocks, metadata, places: layout.places, troubles })
}

/// Takes the direction of most glyphs for that of the text, for pages that are shown turned.
fn set_upright(drawn: &mut glyphs::Drawn) {
    let mut counts = [0_usize; 4];
    drawn.glyphs.iter().for_each(|glyph| counts[usize::from(glyph.turn & 3)] += 1);
    let upright = (0..4_u8).max_by_key(|&turn| (counts[usize::from(turn)], u8::from(turn == 0))).unwrap_or(0);
    if upright != 0 {
        drawn.glyphs.iter_mut().for_each(|glyph| glyph.turn = (glyph.turn + 4 - upright) % 4);
        // Where its edges are is not known then, and no line is taken for a running head.
        drawn.height = f64::INFINITY;
    }
}

fn metadata(pdf: &Pdf) -> Metadata {
    let found = pdf.metadata();
    let text = |bytes: &Option<Box<[u8]>>, name: &str| {
        let value = words(bytes.as_deref()?);
        let is_file = [".doc", ".docx", ".rtf", ".tex", ".indd", ".qxd", ".dvi", ".pdf", ".odt", ".html"]
            .iter()
            .any(|ending| value.to_lowercase().ends_with(ending));
        let is_given = !value.is_empty() && !is_file && !value.eq_ignore_ascii_case("untitled");
        is_given.then(|| Evidenced { value, evidence: format!("PDF information {name}") })
    };
    let dated = |date: &Option<DateTime>, name: &str| {
        let date = date.as_ref()?;
        let value = Date::checked(i32::from(date.year), date.month, date.day)?;
        Some(Evidenced { value, evidence: format!("PDF information {name}") })
    };
    let catalog = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id());
    let language = catalog.and_then(|catalog| catalog.get::<PdfString<'_>>("Lang")).and_then(|language| {
        let value = words(language.as_bytes()).split(['-', '_']).next().unwrap_or_default().to_lowercase();
        let is_code = (2..=3).contains(&value.len()) && value.bytes().all(|byte| byte.is_ascii_lowercase());
        is_code.then(|| Evidenced { value, evidence: "PDF catalog Lang".to_owned() })
    });
    Metadata {
        title: text(&found.title, "Title"),
        author: text(&found.author, "Author"),
        created: dated(&found.creation_date, "CreationDate"),
        modified: dated(&found.modification_date, "ModDate"),
        language,
        ..Metadata::default()
    }
}

/// Decodes a string of a PDF, which is UTF-16 or UTF-8 with a mark, or nearly Latin-1.
fn words(bytes: &[u8]) -> String {
    let text = match bytes {
        [0xFE, 0xFF, ..] | [0xFF, 0xFE, ..] | [0xEF, 0xBB, 0xBF, ..] => {
            encoding::decode(bytes, encoding::detect(bytes, None)).text
        }
        _ => encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(),
    };
    text.trim_start_matches('\u{FEFF}').split_whitespace().collect::<Vec<_>>().join(" ")
}
