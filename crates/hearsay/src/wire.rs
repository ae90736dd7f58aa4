//! The JSON that `hearsay read --json` writes: its shapes, and how a reading is turned into them.
//!
//! Not the internal types: those may change from one day to the next, these only grow.
//! `schema/read.schema.json` is made from these shapes, and a test compares it.

use hearsay_reading::confidence::Confidence;
use hearsay_reading::reading::{self, Attribution, Link, LinkRole, Reading};
use hearsay_text::document::{BlockKind, Document, Evidenced, Format, Metadata};
use hearsay_text::span::{CodePoints, Span};
use hearsay_text::trouble::Trouble;
use serde::Serialize;

use crate::intake::Taken;

pub(crate) mod case;
pub(crate) mod case_file;
mod ground;
pub(crate) mod hypotheses;
pub(crate) mod interface;
pub(crate) mod sent;
mod stances;
pub(crate) mod who;

pub use ground::{
    WireArtefact, WireBasis, WireEntity, WireHypothesis, WireMention, WireNumber, WireSourceClass, WireTime,
    WireVerdict,
};
pub use stances::{WireHedgeKind, WireHedgedClause, WireStance, WireStrength};

/// One document and what was read in it; one line of `hearsay read --json`.
///
/// Every offset counts Unicode code points from the start of the document's text. For a plain-text file that is the
/// file itself, decoded, nothing removed.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(title = "hearsay read --json"))]
pub struct WireDocument {
    /// The file's name without its extension; `stdin` for standard input.
    pub document: String,
    /// The file as it was named to the program; `-` for standard input.
    pub file: String,
    /// BLAKE3 of the file's bytes, 64 hexadecimal digits.
    #[cfg_attr(test, schemars(length(equal = 64)))]
    pub blake3: String,
    /// What the bytes were.
    pub format: WireFormat,
    /// The encoding the bytes were in, by its label in the WHATWG Encoding Standard.
    pub encoding: String,
    /// What the document says of itself.
    pub metadata: WireMetadata,
    /// Who says what, in the order of their first character.
    pub attributions: Vec<WireAttribution>,
    /// The names, descriptions and pronouns that stand for an entity, in order.
    pub mentions: Vec<WireMention>,
    /// Who and what they stand for, in the order of their first mention.
    pub entities: Vec<WireEntity>,
    /// Letters, calls, recordings and the like that the document treats as evidence.
    pub artefacts: Vec<WireArtefact>,
    /// Who verified, confirmed, denied or disputed what, or did not.
    pub verdicts: Vec<WireVerdict>,
    /// What is put forward without being asserted.
    pub hypotheses: Vec<WireHypothesis>,
    /// What the writer asserts where nobody is reported: sentences, or what is left of them without the hedged clauses.
    pub own_voice: Vec<WireSpan>,
    /// The clauses that are not plainly asserted: the writer's own hedged ones, and whoever's conditions and questions.
    pub hedged_clauses: Vec<WireHedgedClause>,
    /// The times that are named.
    pub times: Vec<WireTime>,
    /// The quantities that are named.
    pub numbers: Vec<WireNumber>,
    /// Menus, teasers, comment prompts and the like: never read for attributions.
    pub furniture: Vec<WireSpan>,
    /// What went wrong when the document was taken in.
    pub troubles: Vec<WireTrouble>,
}

/// Start and end of a stretch of text, in code points, end exclusive.
pub type WireSpan = [u32; 2];

/// A source, the words that report, and what is reported.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "attribution"))]
pub struct WireAttribution {
    /// Its name in this document.
    pub id: String,
    /// Who; empty if nobody is named.
    pub source: Vec<WireSpan>,
    /// The words that report ("claims", "according to"); empty if a quotation stands alone.
    pub cue: Vec<WireSpan>,
    /// What is reported; several spans if something stands between.
    #[cfg_attr(test, schemars(length(min = 1)))]
    pub content: Vec<WireSpan>,
    /// What kind of attribution it is.
    pub act: WireAct,
    /// How much of the content is in quotation marks.
    pub quotation: WireQuotation,
    /// Whether the words say that this was *not* said.
    pub negated: bool,
    /// How the source stands to what is reported.
    pub stance: WireStance,
    /// The id of the attribution whose content holds this one.
    pub within: Option<String>,
    /// The name inside the source.
    pub head: Option<WireSpan>,
    /// The names of the sources, outermost first, with the relays beside them ("told Reuters"), and last whom this one
    /// cites.
    pub chain: Vec<String>,
    /// The same chain from the writer inward: the outlet and the author, if the document names them, then the links that
    /// its words name.
    pub links: Vec<WireLink>,
    /// The ids of the entities that the source is; empty if nobody is named.
    pub sources: Vec<String>,
    /// How much is said of who the source is.
    pub source_class: WireSourceClass,
    /// How the source came by it, as far as the words tell.
    pub basis: WireBasis,
    /// When it was said: the value (TIMEX3) of the time beside the cue.
    pub said_on: Option<String>,
    /// When what is said happened: the value (TIMEX3) of the first time in the content.
    pub happened_on: Option<String>,
    /// The words that weaken or distance.
    pub hedges: Vec<WireHedge>,
    /// How often attributions like this one are right; `docs/model-card.md` has the measured shares.
    pub confidence: WireConfidence,
}

/// One of those through whom the words came.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "link"))]
pub struct WireLink {
    /// What it is in the chain.
    pub role: WireLinkRole,
    /// Its name.
    pub name: String,
    /// Where that stands; null for the outlet and the author, whom `metadata` names.
    pub span: Option<WireSpan>,
    /// The ids of the entities that it is.
    pub entities: Vec<String>,
    /// How it came by what it passes on, as far as the words tell.
    pub basis: WireBasis,
}

/// What a link is in its chain.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "link_role"))]
#[serde(rename_all = "kebab-case")]
pub enum WireLinkRole {
    /// The outlet that published the document.
    Outlet,
    /// The document's author.
    Author,
    /// The source of an attribution.
    Source,
    /// Whom the source told, or where it came out.
    Relay,
    /// On whose word the source says it.
    Cited,
}

/// Words that weaken or distance.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "hedge"))]
pub struct WireHedge {
    /// The words.
    #[cfg_attr(test, schemars(length(min = 1)))]
    pub cue: Vec<WireSpan>,
    /// What they weaken.
    pub about: WireAbout,
    /// How they hedge.
    pub kind: WireHedgeKind,
    /// How much they weaken.
    pub strength: WireStrength,
    /// The headword of the entry in the lexicon of hedges.
    pub entry: String,
}

/// What the document says of itself; null where it says nothing.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "metadata"))]
pub struct WireMetadata {
    /// The headline, without the site's name.
    pub title: Option<WireEvidenced>,
    /// Who is named as author.
    pub author: Option<WireEvidenced>,
    /// The outlet.
    pub site: Option<WireEvidenced>,
    /// The day it was first published, as YYYY-MM-DD.
    pub published: Option<WireEvidenced>,
    /// The day it was last changed, as YYYY-MM-DD.
    pub modified: Option<WireEvidenced>,
    /// The language it declares, such as `en`.
    pub language: Option<WireEvidenced>,
}

/// A value and where it was found.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "evidenced"))]
pub struct WireEvidenced {
    /// The value.
    pub value: String,
    /// Where it was found, such as `JSON-LD datePublished`.
    pub evidence: String,
}

/// Something that went wrong when the document was taken in.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "trouble"))]
pub struct WireTrouble {
    /// Its kind; kinds may be added.
    pub kind: String,
    /// The same in words.
    pub message: String,
    /// Where, if it has a place.
    pub span: Option<WireSpan>,
}

/// The formats.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "format"))]
#[serde(rename_all = "lowercase")]
pub enum WireFormat {
    /// Plain text.
    Plain,
    /// Markdown.
    Markdown,
    /// HTML.
    Html,
    /// SubRip subtitles.
    Srt,
    /// WebVTT captions.
    WebVtt,
    /// Office Open XML, of Microsoft Word.
    Docx,
    /// OpenDocument text, of LibreOffice.
    Odt,
    /// Rich Text Format.
    Rtf,
    /// PDF.
    Pdf,
    /// One e-mail.
    Mail,
    /// One record of a container: a post, a row with its column names, an entry of a feed.
    Record,
}

/// The kinds of attribution.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "act"))]
#[serde(rename_all = "lowercase")]
pub enum WireAct {
    /// Said, claimed, warned.
    Speech,
    /// Believes, wants, plans, knows, fears: nobody said it in so many words.
    Attitude,
    /// Ordered, ruled, decided.
    Decree,
    /// A poll, a study, a document shows.
    Finding,
}

/// How much of a content is in quotation marks.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "quotation"))]
#[serde(rename_all = "lowercase")]
pub enum WireQuotation {
    /// Every word.
    Direct,
    /// Some words.
    Mixed,
    /// None.
    Indirect,
}

/// How often attributions like one are right.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "confidence"))]
#[serde(rename_all = "lowercase")]
pub enum WireConfidence {
    /// Fewer than six of ten.
    Low,
    /// Six to less than nine of ten.
    Medium,
    /// Nine of ten, or more.
    High,
}

/// What a hedge is about.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "about"))]
#[serde(rename_all = "lowercase")]
pub enum WireAbout {
    /// What is said.
    Content,
    /// That it was said, or by whom.
    Attribution,
    /// Who wrote or made an artefact.
    Authorship,
    /// Whether an artefact is what it is said to be.
    Authenticity,
}

/// Returns `taken` as one line of JSON, line break included.
pub fn line(taken: &Taken) -> String {
    let document = document(&taken.shown, &taken.document, &taken.reading);
    let mut line = serde_json::to_string(&document).expect("shapes of strings and numbers always serialise");
    line.push('\n');
    line
}

/// Returns the wire shape of `document`, named `file` by the user, and its `reading`.
pub fn document(file: &str, document: &Document, reading: &Reading) -> WireDocument {
    let places = Places { text: &document.text, points: CodePoints::new(&document.text), metadata: &document.metadata };
    WireDocument {
        document: document.name.clone(),
        file: file.to_owned(),
        blake3: document.id.to_string(),
        format: match document.format {
            Format::Plain => WireFormat::Plain,
            Format::Markdown => WireFormat::Markdown,
            Format::Html => WireFormat::Html,
            Format::Srt => WireFormat::Srt,
            Format::WebVtt => WireFormat::WebVtt,
            Format::Docx => WireFormat::Docx,
            Format::Odt => WireFormat::Odt,
            Format::Rtf => WireFormat::Rtf,
            Format::Pdf => WireFormat::Pdf,
            Format::Mail => WireFormat::Mail,
            Format::Record => WireFormat::Record,
        },
        encoding: document.encoding.to_owned(),
        metadata: metadata(&document.metadata),
        attributions: reading.attributions.iter().map(|attribution| places.attribution(attribution)).collect(),
        mentions: reading.mentions.iter().map(|mention| places.mention(mention)).collect(),
        entities: reading.entities.iter().map(|entity| places.entity(entity)).collect(),
        artefacts: reading.artefacts.iter().map(|artefact| places.artefact(artefact)).collect(),
        verdicts: reading.verdicts.iter().map(|verdict| places.verdict(verdict)).collect(),
        hypotheses: reading.hypotheses.iter().map(|hypothesis| places.hypothesis(hypothesis)).collect(),
        own_voice: places.spans(&reading.own_voice),
        hedged_clauses: reading.hedged_clauses.iter().map(|clause| places.hedged_clause(clause)).collect(),
        times: reading.times.iter().enumerate().map(|(idx, time)| places.time(idx, time)).collect(),
        numbers: reading.numbers.iter().enumerate().map(|(idx, number)| places.number(idx, number)).collect(),
        furniture: furniture(document).into_iter().map(|span| places.span(span)).collect(),
        troubles: document.troubles.iter().map(|trouble| places.trouble(trouble)).collect(),
    }
}

/// Returns the stretches of furniture; neighbouring blocks are one stretch.
fn furniture(document: &Document) -> Vec<Span> {
    let mut stretches: Vec<Span> = Vec::new();
    let mut last_is_furniture = false;
    for block in &document.blocks {
        let is_furniture = block.kind == BlockKind::Furniture;
        match stretches.last_mut() {
            Some(last) if is_furniture && last_is_furniture => *last = last.cover(block.span),
            _ if is_furniture => stretches.push(block.span),
            _ => {}
        }
        last_is_furniture = is_furniture;
    }
    stretches
}

struct Places<'a> {
    text: &'a str,
    points: CodePoints<'a>,
    metadata: &'a Metadata,
}

impl Places<'_> {
    fn span(&self, span: Span) -> WireSpan {
        let (start, end) = self.points.span(span);
        [start, end]
    }

    fn spans(&self, spans: &[Span]) -> Vec<WireSpan> {
        spans.iter().map(|&span| self.span(span)).collect()
    }

    fn attribution(&self, attribution: &Attribution) -> WireAttribution {
        WireAttribution {
            id: attribution.id.to_string(),
            source: self.spans(&attribution.source),
            cue: self.spans(&attribution.cue),
            content: self.spans(&attribution.content),
            act: match attribution.act {
                reading::Act::Speech => WireAct::Speech,
                reading::Act::Attitude => WireAct::Attitude,
                reading::Act::Decree => WireAct::Decree,
                reading::Act::Finding => WireAct::Finding,
            },
            quotation: match attribution.quotation {
                reading::Quotation::Direct => WireQuotation::Direct,
                reading::Quotation::Mixed => WireQuotation::Mixed,
                reading::Quotation::Indirect => WireQuotation::Indirect,
            },
            negated: attribution.negated,
            stance: stances::stance(attribution.stance),
            within: attribution.within.map(|outer| outer.to_string()),
            head: attribution.head.map(|head| self.span(head)),
            sources: attribution.sources.iter().map(ToString::to_string).collect(),
            source_class: ground::source_class(attribution.source_class),
            basis: ground::basis(attribution.basis),
            said_on: attribution.said_on.clone(),
            happened_on: attribution.happened_on.clone(),
            chain: attribution.chain.iter().map(|link| words(link.span.of(self.text))).collect(),
            links: self.links(&attribution.chain),
            hedges: attribution.hedges.iter().map(|hedge| self.hedge(hedge)).collect(),
            confidence: match attribution.confidence {
                Confidence::Low => WireConfidence::Low,
                Confidence::Medium => WireConfidence::Medium,
                Confidence::High => WireConfidence::High,
            },
        }
    }

    /// Returns the links of a chain, with the outlet and the author before them.
    fn links(&self, chain: &[Link]) -> Vec<WireLink> {
        let writers = [(WireLinkRole::Outlet, &self.metadata.site), (WireLinkRole::Author, &self.metadata.author)];
        let writers = writers.into_iter().filter_map(|(role, found)| {
            let name = found.as_ref()?.value.clone();
            Some(WireLink { role, name, span: None, entities: Vec::new(), basis: WireBasis::Unstated })
        });
        let links = chain.iter().map(|link| WireLink {
            role: match link.role {
                LinkRole::Source => WireLinkRole::Source,
                LinkRole::Relay => WireLinkRole::Relay,
                LinkRole::Cited => WireLinkRole::Cited,
            },
            name: words(link.span.of(self.text)),
            span: Some(self.span(link.span)),
            entities: link.entities.iter().map(ToString::to_string).collect(),
            basis: ground::basis(link.basis),
        });
        writers.chain(links).collect()
    }

    fn hedge(&self, hedge: &reading::Hedge) -> WireHedge {
        WireHedge {
            cue: self.spans(&hedge.cue),
            about: match hedge.about {
                reading::About::Content => WireAbout::Content,
                reading::About::Attribution => WireAbout::Attribution,
                reading::About::Authorship => WireAbout::Authorship,
                reading::About::Authenticity => WireAbout::Authenticity,
            },
            kind: stances::kind(hedge.kind),
            strength: stances::strength(hedge.strength),
            entry: hedge.entry.to_owned(),
        }
    }

    fn trouble(&self, trouble: &Trouble) -> WireTrouble {
        WireTrouble {
            kind: trouble.kind.name().to_owned(),
            message: trouble.kind.message().to_owned(),
            span: trouble.span.map(|span| self.span(span)),
        }
    }
}

fn metadata(metadata: &Metadata) -> WireMetadata {
    fn evidenced<T: ToString>(found: &Option<Evidenced<T>>) -> Option<WireEvidenced> {
        let found = found.as_ref()?;
        Some(WireEvidenced { value: found.value.to_string(), evidence: found.evidence.clone() })
    }
    WireMetadata {
        title: evidenced(&metadata.title),
        author: evidenced(&metadata.author),
        site: evidenced(&metadata.site),
        published: evidenced(&metadata.published),
        modified: evidenced(&metadata.modified),
        language: evidenced(&metadata.language),
    }
}

/// Returns `text` with single spaces between its words, as names are shown.
pub(crate) fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use expect_test::expect_file;

    use super::*;

    /// The committed schema is what the shapes say; `UPDATE_EXPECT=1` rewrites it.
    #[test]
    fn the_committed_schema_is_current() {
        let schema = schemars::schema_for!(WireDocument);
        let written = serde_json::to_string_pretty(&schema).expect("a schema serialises");
        expect_file!["../schema/read.schema.json"].assert_eq(&(written + "\n"));
    }

    fn check<Shape: schemars::JsonSchema>(expected: expect_test::ExpectFile) {
        let written = serde_json::to_string_pretty(&schemars::schema_for!(Shape)).expect("a schema serialises");
        expected.assert_eq(&(written + "\n"));
    }

    #[test]
    fn the_committed_schemas_of_a_case_are_current() {
        check::<case_file::WireAddition>(expect_file!["../schema/add.schema.json"]);
        check::<case_file::WireListed>(expect_file!["../schema/documents.schema.json"]);
        check::<case::WireGroup>(expect_file!["../schema/claims.schema.json"]);
        check::<case::WireTrace>(expect_file!["../schema/trace.schema.json"]);
        check::<case::WireOrigins>(expect_file!["../schema/origins.schema.json"]);
        check::<who::WireCaseEntity>(expect_file!["../schema/entities.schema.json"]);
        check::<who::WireEntityCard>(expect_file!["../schema/entity.schema.json"]);
        check::<who::WireCaseArtefact>(expect_file!["../schema/artefacts.schema.json"]);
        check::<who::WireArtefactCard>(expect_file!["../schema/artefact.schema.json"]);
        check::<who::WireUndecided>(expect_file!["../schema/possible.schema.json"]);
        check::<case::WireItem>(expect_file!["../schema/timeline.schema.json"]);
        check::<hypotheses::WireMatrix>(expect_file!["../schema/matrix.schema.json"]);
        check::<hypotheses::WireStated>(expect_file!["../schema/hypotheses.schema.json"]);
        check::<hypotheses::WireOffered>(expect_file!["../schema/offered.schema.json"]);
        check::<hypotheses::WireQuestion>(expect_file!["../schema/checklist.schema.json"]);
        check::<case_file::WireHit>(expect_file!["../schema/search.schema.json"]);
        check::<case_file::WireEntry>(expect_file!["../schema/log.schema.json"]);
        check::<case_file::WireAudit>(expect_file!["../schema/audit.schema.json"]);
        check::<crate::dossier::Dossier>(expect_file!["../schema/report.schema.json"]);
        check::<case_file::WireReread>(expect_file!["../schema/reread.schema.json"]);
    }
}
