//! MEANTIME: the raw tokens of its headline and first body sentences, which are all that its annotators marked.
//!
//! Tokens are joined by spaces and each sentence is a paragraph; what our import would make of the page is not measured.
//! Left out: the date line (sentence 1), sentences past the sixth, and times marked on no words or on scattered ones. The
//! publication date is the creation time that the file gives. As TempEval-3 counts (UzZaman et al. 2013): marks are
//! paired greedily, one to one, by overlap; a value or type is right if it is the same string on a pair.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use hearsay_model::fast::analyse;
use hearsay_model::weights;
use hearsay_reading::passage::Passage;
use hearsay_reading::quotation::quote_states;
use hearsay_reading::times::times;
use hearsay_reading::words::words;
use hearsay_text::document::Date;
use hearsay_text::segment::segment;
use hearsay_text::span::Span;

use crate::eval::score::{Count, Counts};

/// The date line.
const DATE_LINE: u32 = 1;
/// Later sentences were not annotated.
const SENTENCE_LAST: u32 = 5;

/// A time as somebody marked it.
#[derive(Clone, Debug)]
struct Mark {
    span: Span,
    kind: String,
    value: String,
}

/// One file of MEANTIME.
#[derive(Debug, Default)]
struct Article {
    text: String,
    paragraphs: Vec<Span>,
    published: Option<Date>,
    gold: Vec<Mark>,
    /// Where the annotated sentences end.
    end: usize,
}

/// Counts what is found in both halves.
pub(super) fn count(folder: &Path, shows_missed: bool, counts: &mut Counts) -> Result<()> {
    let mut paths = Vec::new();
    for corpus in fs::read_dir(folder.join("intra-doc_annotation")).context("meantime")? {
        let corpus = corpus?.path();
        for file in fs::read_dir(&corpus).into_iter().flatten() {
            paths.push(file?.path());
        }
    }
    paths.retain(|path: &PathBuf| path.extension().is_some_and(|extension| extension == "xml"));
    paths.sort();
    for path in &paths {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let article = article(&fs::read_to_string(path)?).with_context(|| name.clone())?;
        let half = if hash(&name).is_multiple_of(2) { "tuned on" } else { "only reported" };
        let ours = ours(&article);
        let is_shown = shows_missed && half == "tuned on";
        compare(&article, &ours, is_shown.then_some(&name), half, counts);
    }
    println!("times: {} articles of MEANTIME, headline and five sentences each, without the date line", paths.len());
    Ok(())
}

/// FNV-1a, so that the halves stay the same.
fn hash(name: &str) -> u64 {
    name.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

fn ours(article: &Article) -> Vec<Mark> {
    let paragraphs = || article.paragraphs.iter().copied();
    let segmentation = segment(&article.text, paragraphs());
    let states = quote_states(&article.text, paragraphs());
    let words = words(&article.text, &segmentation, &states);
    let analysis = analyse(&words, &weights::fast().lower);
    let tags: Vec<&str> = analysis.tags.iter().map(|tag| tag.name()).collect();
    let passage = Passage::new(&article.text, &segmentation, Some(&tags));
    let found =
        times(&passage, article.published, None).into_iter().filter(|time| time.span.range().start < article.end);
    found.map(|time| Mark { span: time.span, kind: time.kind.name().to_owned(), value: time.value }).collect()
}

fn compare(article: &Article, ours: &[Mark], shown: Option<&String>, half: &str, counts: &mut Counts) {
    let mut free: Vec<bool> = vec![true; ours.len()];
    let mut rights = [0; 4];
    // Marks of the very same words first, so that greed takes nothing from them.
    let mut pairs: Vec<Option<usize>> = vec![None; article.gold.len()];
    for is_exact in [true, false] {
        for (gold_idx, gold) in article.gold.iter().enumerate() {
            if pairs[gold_idx].is_some() {
                continue;
            }
            let fits = |mark: &Mark| if is_exact { mark.span == gold.span } else { mark.span.overlaps(gold.span) };
            if let Some(place) = (0..ours.len()).find(|&place| free[place] && fits(&ours[place])) {
                free[place] = false;
                pairs[gold_idx] = Some(place);
            }
        }
    }
    for (gold, pair) in article.gold.iter().zip(&pairs) {
        let found = pair.map(|place| &ours[place]);
        let is_right = [
            found.is_some(),
            found.is_some_and(|mark| mark.span == gold.span),
            found.is_some_and(|mark| mark.value == gold.value),
            found.is_some_and(|mark| mark.kind == gold.kind),
        ];
        rights.iter_mut().zip(is_right).for_each(|(right, is_right)| *right += usize::from(is_right));
        if let (Some(name), false) = (shown, is_right[0] && is_right[2]) {
            let ours =
                found.map_or("nothing".to_owned(), |mark| format!("{} ({})", mark.value, mark.span.of(&article.text)));
            println!("{name:.12}  {} {} ({}): {ours}", gold.kind, gold.value, gold.span.of(&article.text));
        }
    }
    for mark in ours.iter().zip(&free).filter(|(_, free)| **free && shown.is_some()).map(|(mark, _)| mark) {
        println!("{:.12}  extra: {} ({})", shown.map_or("", String::as_str), mark.value, mark.span.of(&article.text));
    }
    for (measure, right) in ["relaxed", "strict", "value", "type"].into_iter().zip(rights) {
        let count: &mut Count = counts.entry(format!("meantime {half} {measure}")).or_default();
        count.correct += right;
        count.predicted += ours.len();
        count.gold += article.gold.len();
    }
}

fn article(xml: &str) -> Result<Article> {
    let mut article = Article::default();
    let mut places: BTreeMap<u32, (Span, u32)> = BTreeMap::new();
    let mut sentence = u32::MAX;
    for element in xml.split("<token ").skip(1) {
        let number = |name| attribute(element, name).and_then(|value| value.parse::<u32>().ok());
        let word = element.split_once('>').and_then(|(_, rest)| rest.split_once('<')).map_or("", |(word, _)| word);
        let (id, place) = (number("t_id").context("t_id")?, number("sentence").context("sentence")?);
        if place == DATE_LINE {
            continue;
        }
        if place != sentence {
            article.text.push('\n');
            let start = article.text.len();
            article.paragraphs.push(Span::new(start, start));
            sentence = place;
        } else {
            article.text.push(' ');
        }
        let start = article.text.len();
        article.text.push_str(&unescaped(word));
        let span = Span::new(start, article.text.len());
        if let Some(last) = article.paragraphs.last_mut() {
            last.end = span.end;
        }
        if place <= SENTENCE_LAST {
            article.end = article.text.len();
        }
        places.insert(id, (span, place));
    }
    for element in xml.split("<TIMEX3 ").skip(1) {
        let element = element.split("</TIMEX3>").next().unwrap_or_default();
        let head = element.split('>').next().unwrap_or_default();
        let value = attribute(head, "value").unwrap_or_default();
        if attribute(head, "functionInDocument") == Some("CREATION_TIME") {
            article.published = date(value);
        }
        let anchors =
            element.split("<token_anchor ").skip(1).filter_map(|anchor| attribute(anchor, "t_id")?.parse().ok());
        let words: Vec<Span> = anchors
            .filter_map(|id: u32| places.get(&id))
            .filter(|(_, place)| *place <= SENTENCE_LAST)
            .map(|(span, _)| *span)
            .collect();
        let (Some(first), Some(last)) = (words.iter().min(), words.iter().max()) else { continue };
        // Begin and end points that are said nowhere are marked on two words far apart.
        let is_whole =
            words.iter().map(|word| word.length_bytes() + 1).sum::<usize>() > first.cover(*last).length_bytes();
        if !is_whole {
            continue;
        }
        let kind = attribute(head, "type").unwrap_or_default().to_owned();
        article.gold.push(Mark { span: first.cover(*last), kind, value: value.to_owned() });
    }
    Ok(article)
}

/// Returns the value of an attribute in the text of an opening tag.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let tag = tag.split('>').next()?;
    let (_, rest) = tag.split_once(&format!("{name}=\""))?;
    rest.split('"').next()
}

fn unescaped(word: &str) -> String {
    word.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&apos;", "'").replace("&amp;", "&")
}

fn date(value: &str) -> Option<Date> {
    let mut numbers = value.get(..10)?.split('-').map(|number| number.parse::<u16>().ok());
    Some(Date { year: numbers.next()??, month: numbers.next()?? as u8, day: numbers.next()?? as u8 })
}
