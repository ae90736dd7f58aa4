//! One imported text, kept whole: what it says, where its parts lie, where it came from.
//!
//! Not a reading: nothing here knows of sources or claims.

use crate::moment::Moment;
use crate::place::Place;
use crate::span::Span;
use crate::trouble::Trouble;

/// One imported text. Its blocks are in order, do not overlap, and hold all text that is not white space.
#[derive(Clone, Debug)]
pub struct Document {
    /// The file's name without its extension.
    pub name: String,
    /// BLAKE3 of the original bytes.
    pub id: DocumentId,
    /// What the bytes were.
    pub format: Format,
    /// The encoding's label in the WHATWG Encoding Standard, such as `UTF-8` or `windows-1251`.
    pub encoding: &'static str,
    /// The canonical text, which every span points into. For plain text: the file itself, decoded, nothing removed.
    pub text: String,
    /// The paragraphs of the text, in order.
    pub blocks: Vec<Block>,
    /// Title, author, site, dates.
    pub metadata: Metadata,
    /// Where each stretch of the canonical text lies in the original bytes.
    ///
    /// `None` where no stretch of bytes is the text: a PDF draws its letters, the files of office programs are packed.
    pub alignment: Option<Alignment>,
    /// The pages or times of stretches of the text, in order and apart; empty where the original has neither.
    pub places: Vec<Place>,
    /// What went wrong on the way in.
    pub troubles: Vec<Trouble>,
}

/// BLAKE3 hash of a document's original bytes; shown as 64 hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocumentId(pub [u8; 32]);

impl DocumentId {
    /// Returns the id of the document that `original` holds.
    pub fn of(original: &[u8]) -> DocumentId {
        DocumentId(*blake3::hash(original).as_bytes())
    }
}

impl Document {
    /// Takes `text`, made from the text decoded so far, as the canonical one; places of troubles move along.
    pub(crate) fn lay_over(&mut self, text: String, alignment: Alignment) {
        for trouble in &mut self.troubles {
            trouble.span = trouble.span.and_then(|span| alignment.text_of(span));
        }
        self.alignment = self.alignment.as_ref().map(|below| alignment.over(below));
        self.text = text;
    }
}

impl std::fmt::Display for DocumentId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// The formats that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Plain text.
    Plain,
    /// CommonMark.
    Markdown,
    /// HTML.
    Html,
    /// SubRip subtitles.
    Srt,
    /// WebVTT captions.
    WebVtt,
    /// The text documents of Microsoft Word since 2007 (Office Open XML).
    Docx,
    /// The text documents of LibreOffice and OpenOffice (OpenDocument).
    Odt,
    /// Rich Text Format.
    Rtf,
    /// PDF with a text layer.
    Pdf,
    /// One e-mail, as in an EML file.
    Mail,
    /// One record of a container: a post, a row with its column names, an entry of a feed.
    Record,
}

impl Format {
    /// Returns the format that files with that extension usually hold.
    pub fn from_extension(extension: &str) -> Option<Format> {
        match extension.to_ascii_lowercase().as_str() {
            "html" | "htm" | "xhtml" | "shtml" => Some(Format::Html),
            "md" | "markdown" | "mdown" | "mkd" => Some(Format::Markdown),
            "txt" | "text" | "log" => Some(Format::Plain),
            "srt" => Some(Format::Srt),
            "vtt" | "webvtt" => Some(Format::WebVtt),
            "docx" | "docm" | "dotx" | "dotm" => Some(Format::Docx),
            "odt" | "ott" => Some(Format::Odt),
            "rtf" => Some(Format::Rtf),
            "pdf" => Some(Format::Pdf),
            #[cfg(feature = "mail")]
            "eml" => Some(Format::Mail),
            _ => None,
        }
    }

    /// Returns whether files of that format are text in some encoding, so that any bytes can be read as it.
    pub(crate) fn is_text(self) -> bool {
        matches!(self, Format::Plain | Format::Markdown | Format::Html | Format::Srt | Format::WebVtt)
    }
}

/// A paragraph, heading, caption or piece of page furniture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// Its place, without the white space around it.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
}

/// What a block is. Only [`Body`](BlockKind::Body) and [`Heading`](BlockKind::Heading) are read for claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum BlockKind {
    /// Running text.
    Body,
    /// A title or a heading between paragraphs.
    Heading,
    /// The words under a picture.
    Caption,
    /// "By Ann Lee, Monday 21 March".
    Byline,
    /// Menus, teasers, comment prompts, cookie notices: kept, shown grey, never read as claims.
    Furniture,
}

impl BlockKind {
    /// Returns whether blocks of this kind are read for claims.
    pub fn is_read(self) -> bool {
        matches!(self, BlockKind::Body | BlockKind::Heading)
    }
}

/// What the document says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// The headline, without the site's name.
    pub title: Option<Evidenced<String>>,
    /// Who is named as author.
    pub author: Option<Evidenced<String>>,
    /// The outlet's name.
    pub site: Option<Evidenced<String>>,
    /// When it was first published.
    pub published: Option<Evidenced<Date>>,
    /// When the file was first made, by its own word; kept apart from `published`.
    pub created: Option<Evidenced<Date>>,
    /// When it was last changed, kept apart from `published`.
    pub modified: Option<Evidenced<Date>>,
    /// BCP 47 primary language subtag, such as `en`, if declared.
    pub language: Option<Evidenced<String>>,
    /// The moment of publication, where it is given with its time zone; `published` is the day as written there.
    pub published_at: Option<Evidenced<Moment>>,
    /// When a copy was taken by whoever archived it; it says nothing of publication.
    pub captured: Option<Evidenced<Moment>>,
    /// Where it stood on the Web.
    pub url: Option<Evidenced<String>>,
    /// What the message, post or row is called where it stood.
    pub message_id: Option<Evidenced<String>>,
    /// The `message_id` that it answers.
    pub reply_to: Option<Evidenced<String>>,
    /// The `message_id` that its thread began with.
    pub thread: Option<Evidenced<String>>,
    /// Whose words it passes on, when it is a relay: the author, channel or account that they were forwarded from.
    pub forwarded_from: Option<Evidenced<String>>,
    /// The `message_id` of the message that it was attached to, or the name of that part if it has none.
    pub attached_to: Option<Evidenced<String>>,
}

impl Metadata {
    /// Takes from `other` what is not known yet.
    ///
    /// The moment of publication goes with its day: a day of one's own is never given another's hour.
    pub fn fill_from(&mut self, other: &Metadata) {
        fn fill<T: Clone>(own: &mut Option<Evidenced<T>>, other: &Option<Evidenced<T>>) {
            if own.is_none() {
                own.clone_from(other);
            }
        }
        if self.published.is_none() {
            fill(&mut self.published_at, &other.published_at);
        }
        fill(&mut self.title, &other.title);
        fill(&mut self.author, &other.author);
        fill(&mut self.site, &other.site);
        fill(&mut self.created, &other.created);
        fill(&mut self.published, &other.published);
        fill(&mut self.modified, &other.modified);
        fill(&mut self.language, &other.language);
        fill(&mut self.captured, &other.captured);
        fill(&mut self.url, &other.url);
        fill(&mut self.message_id, &other.message_id);
        fill(&mut self.reply_to, &other.reply_to);
        fill(&mut self.thread, &other.thread);
        fill(&mut self.forwarded_from, &other.forwarded_from);
        fill(&mut self.attached_to, &other.attached_to);
    }
}

/// A value together with what it rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidenced<T> {
    /// The value.
    pub value: T,
    /// Where it was found, such as `JSON-LD datePublished` or `meta article:published_time`.
    pub evidence: String,
}

impl<T> Evidenced<T> {
    /// Returns `value` as found at `evidence`.
    pub fn new(value: T, evidence: impl Into<String>) -> Evidenced<T> {
        Evidenced { value, evidence: evidence.into() }
    }
}

/// A calendar date in the proleptic Gregorian calendar, as the document gives it; no time zone is applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// Year, 1 to 9999.
    pub year: u16,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day, 1 to 31.
    pub day: u8,
}

impl Date {
    /// Returns the date of a year, month and day of the month, if there is such a day in the years 1 to 9999.
    pub fn checked(year: i32, month: u8, day: u8) -> Option<Date> {
        let is_known = (1..=9999).contains(&year) && (1..=12).contains(&month);
        let is_day = is_known && (1..=Date::month_length(year, month)).contains(&day);
        is_day.then_some(Date { year: year as u16, month, day })
    }

    /// Returns the date so many days after 1 January 1970, if it lies in the years 1 to 9999.
    ///
    /// The sums are Howard Hinnant's `civil_from_days` (<https://howardhinnant.github.io/date_algorithms.html>).
    pub fn of_day(day: i32) -> Option<Date> {
        let shifted = day.checked_add(719_468)?;
        let era = shifted.div_euclid(146_097);
        let day_of_era = shifted.rem_euclid(146_097);
        let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted_month = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
        let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
        Date::checked(year_of_era + era * 400 + i32::from(month <= 2), month as u8, day as u8)
    }

    /// Returns how many days after 1 January 1970 the date is; the inverse of [`Date::of_day`].
    pub fn day_number(self) -> i32 {
        Date::day_number_of(i32::from(self.year), self.month, self.day)
    }

    /// Returns how many days after 1 January 1970 a day of a month is; it may lie past the month's end.
    ///
    /// The sums are Howard Hinnant's `days_from_civil` (<https://howardhinnant.github.io/date_algorithms.html>).
    pub fn day_number_of(year: i32, month: u8, day: u8) -> i32 {
        let (month, day) = (i32::from(month), i32::from(day));
        let shifted_year = year - i32::from(month <= 2);
        let era = shifted_year.div_euclid(400);
        let year_of_era = shifted_year.rem_euclid(400);
        let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        era * 146_097 + day_of_era - 719_468
    }

    /// Returns how many days a month has.
    pub fn month_length(year: i32, month: u8) -> u8 {
        match month {
            4 | 6 | 9 | 11 => 30,
            2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
            2 => 28,
            _ => 31,
        }
    }
}

impl std::fmt::Display for Date {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// Maps stretches of the canonical text to stretches of the original bytes.
///
/// Runs are sorted and disjoint in the canonical text. Text that no run covers (such as the line break put between
/// two HTML paragraphs) has no original of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Alignment {
    /// The runs, in order of `text.start`.
    pub runs: Vec<Run>,
}

/// One stretch of canonical text and the original bytes that it was decoded from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// Bytes of the canonical text.
    pub text: Span,
    /// Bytes of the original.
    pub original: Span,
    /// How a place inside the run is mapped.
    pub step: Step,
}

/// How the bytes of a [`Run`] answer to the original's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The same bytes, one for one.
    Verbatim,
    /// Every character takes as many bytes in the text, and as many in the original, as every other.
    Characters {
        /// Bytes of one character in the text.
        text: u8,
        /// Bytes of one character in the original.
        original: u8,
    },
    /// Only the whole run is known to come from the whole original, as `é` from `&eacute;`.
    Whole,
}

impl Alignment {
    /// Returns the alignment of a text of `length_bytes` that is its original, byte for byte.
    pub fn identity(length_bytes: usize) -> Alignment {
        let whole = Span::new(0, length_bytes);
        Alignment { runs: vec![Run { text: whole, original: whole, step: Step::Verbatim }] }
    }

    /// Returns this alignment followed by one from the original to what that was decoded from.
    ///
    /// A run whose original is scattered over several runs of `below` is cut where those meet, if it is verbatim.
    pub(crate) fn over(&self, below: &Alignment) -> Alignment {
        let mut runs: Vec<Run> = Vec::with_capacity(self.runs.len());
        for run in &self.runs {
            let first = below.runs.partition_point(|lower| lower.text.end <= run.original.start);
            if run.step != Step::Verbatim {
                if let Some(original) = below.original(run.original) {
                    runs.push(Run { original, step: Step::Whole, ..*run });
                }
                continue;
            }
            for lower in below.runs[first..].iter().take_while(|lower| lower.text.start < run.original.end) {
                let start = lower.text.start.max(run.original.start);
                let end = lower.text.end.min(run.original.end);
                let text = Span {
                    start: run.text.start + (start - run.original.start),
                    end: run.text.start + (end - run.original.start),
                };
                runs.push(Run { text, original: lower.original_of(Span { start, end }), step: lower.step });
            }
        }
        Alignment { runs }
    }

    /// Returns the stretch of text that was decoded from `original`, if any was.
    pub(crate) fn text_of(&self, original: Span) -> Option<Span> {
        let first = self.runs.partition_point(|run| run.original.end <= original.start);
        let run = self.runs.get(first).filter(|run| run.original.start < original.end)?;
        if run.step != Step::Verbatim {
            return Some(run.text);
        }
        let start = original.start.max(run.original.start) - run.original.start;
        let end = original.end.min(run.original.end) - run.original.start;
        Some(Span { start: run.text.start + start, end: run.text.start + end })
    }

    /// Returns the smallest stretch of original bytes that holds everything `span` was decoded from.
    ///
    /// `None` when nothing in `span` comes from the original.
    pub fn original(&self, span: Span) -> Option<Span> {
        let first = self.runs.partition_point(|run| run.text.end <= span.start);
        let mut found: Option<Span> = None;
        for run in self.runs[first..].iter().take_while(|run| run.text.start < span.end) {
            let piece = run.original_of(span);
            found = Some(found.map_or(piece, |cover| cover.cover(piece)));
        }
        found
    }
}

impl Run {
    fn original_of(self, span: Span) -> Span {
        let start = span.start.max(self.text.start) - self.text.start;
        let end = span.end.min(self.text.end) - self.text.start;
        let (text, original) = match self.step {
            Step::Verbatim => (1, 1),
            Step::Characters { text, original } => (u32::from(text.max(1)), u32::from(original)),
            Step::Whole => return self.original,
        };
        Span {
            start: self.original.start + start / text * original,
            end: self.original.start + end.div_ceil(text) * original,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_over_leap_years() {
        let day = |year, month, day| Date::checked(year, month, day).expect("a day").day_number();
        assert_eq!(day(2024, 3, 1) - day(2024, 2, 28), 2);
        assert_eq!(day(2023, 3, 1) - day(2023, 2, 28), 1);
        assert_eq!(day(2024, 1, 1) - day(2023, 1, 1), 365);
    }
}
