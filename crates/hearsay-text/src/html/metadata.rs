//! Title, author, site and dates of a page, each with what it rests on.
//!
//! When a page was first published and when it was last changed are kept apart: a date that says only "changed" never
//! stands for "published".

use super::facts::{Facts, Mark};
use super::linked_data::{self, LinkedData};
use super::page::Page;
use crate::dates;
use crate::document::{Date, Evidenced, Metadata};
use crate::lines::letters;

const PUBLISHED_KEYS: [&str; 30] = [
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "article:published",
    "og:published_time",
    "pubdate",
    "publishdate",
    "publish_date",
    "publish-date",
    "publication_date",
    "published_time",
    "published-date",
    "sailthru.date",
    "parsely-pub-date",
    "cxenseparse:recs:publishtime",
    "article.published",
    "bt:pubdate",
    "rbpubdate",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.created",
    "article:post_date",
    "published",
    "displaydate",
    "originalpublicationdate",
    "dc.date",
    "dcterms.date",
    "article_date_original",
    "date",
];
const MODIFIED_KEYS: [&str; 12] = [
    "article:modified_time",
    "og:article:modified_time",
    "og:updated_time",
    "datemodified",
    "article:modified",
    "lastmod",
    "last-modified",
    "dc.date.modified",
    "dcterms.modified",
    "modified_time",
    "revised",
    "article.updated",
];

/// Puts together what the page says of itself.
pub(crate) fn read(page: &Page) -> Metadata {
    let facts = &page.facts;
    let linked = linked_data::read(&facts.linked_data);
    let site = site(facts, &linked);
    Metadata {
        title: title(page, &linked, site.as_ref().map(|site| site.value.as_str())),
        author: author(page, &linked, site.as_ref().map(|site| site.value.as_str())),
        published: published(page, &linked),
        created: None,
        modified: modified(page, &linked),
        language: language(facts, &linked),
        site,
        ..Metadata::default()
    }
}

fn evidenced<T>(value: T, evidence: impl Into<String>) -> Evidenced<T> {
    Evidenced { value, evidence: evidence.into() }
}

fn published(page: &Page, linked: &LinkedData) -> Option<Evidenced<Date>> {
    let facts = &page.facts;
    let from_linked = || Some(evidenced(dates::parse(linked.published.as_deref()?)?, "JSON-LD datePublished"));
    from_linked()
        .or_else(|| dated_meta(facts, &PUBLISHED_KEYS))
        .or_else(|| marked_time(page, Mark::Published, &["datepublished", "pubdate"], "itemprop datePublished"))
        .or_else(|| named_time(facts, &["published", "publish", "entry-date", "post-date", "created", "posted"]))
        .or_else(|| {
            let urls = [facts.canonical.as_deref(), facts.meta("og:url")];
            urls.into_iter().flatten().find_map(dates::in_url).map(|date| evidenced(date, "URL"))
        })
        .or_else(|| {
            let mut times = facts.times.iter().filter(|time| !names_change(&time.names));
            times.find_map(|time| dates::parse(&time.value)).map(|date| evidenced(date, "time datetime"))
        })
        .or_else(|| visible(page, false))
}

fn modified(page: &Page, linked: &LinkedData) -> Option<Evidenced<Date>> {
    let facts = &page.facts;
    let from_linked = || Some(evidenced(dates::parse(linked.modified.as_deref()?)?, "JSON-LD dateModified"));
    from_linked()
        .or_else(|| dated_meta(facts, &MODIFIED_KEYS))
        .or_else(|| marked_time(page, Mark::Modified, &["datemodified"], "itemprop dateModified"))
        .or_else(|| named_time(facts, &["modified", "updated"]))
        .or_else(|| visible(page, true))
}

fn names_change(names: &str) -> bool {
    names.contains("modified") || names.contains("updated")
}

fn dated_meta(facts: &Facts, keys: &[&str]) -> Option<Evidenced<Date>> {
    keys.iter().find_map(|key| {
        let mut contents = facts.meta.iter().filter(|(name, _)| name == key);
        let date = contents.find_map(|(_, content)| dates::parse(content))?;
        Some(evidenced(date, format!("meta {key}")))
    })
}

fn marked_time(page: &Page, mark: Mark, names: &[&str], evidence: &str) -> Option<Evidenced<Date>> {
    let mut times =
        page.facts.times.iter().filter(|time| names.iter().any(|name| time.names.split(' ').any(|one| one == *name)));
    let found = times.find_map(|time| dates::parse(&time.value));
    let texts = || page.facts.marked.iter().filter(|(kind, _)| *kind == mark);
    let found = found.or_else(|| texts().find_map(|(_, span)| dates::find(span.of(&page.text)).map(|(date, _)| date)));
    found.map(|date| evidenced(date, evidence))
}

fn named_time(facts: &Facts, names: &[&str]) -> Option<Evidenced<Date>> {
    let wants_change = names_change(names[0]);
    let mut times = facts.times.iter().filter(|time| names_change(&time.names) == wants_change);
    times.find_map(|time| {
        let name = names.iter().find(|name| time.names.contains(**name))?;
        Some(evidenced(dates::parse(&time.value)?, format!("time of class {name}")))
    })
}

/// How many blocks after the headline may hold the date line.
const DATE_LINE_BLOCKS: usize = 12;

/// Finds a date in the lines under the headline, such as "Published 21 March 2022, updated 23 March".
fn visible(page: &Page, wants_change: bool) -> Option<Evidenced<Date>> {
    let heading = page.blocks.iter().position(|block| block.region.heading_level == 1)?;
    let near = page.blocks.iter().skip(heading + 1).take(DATE_LINE_BLOCKS);
    near.filter(|block| block.span.length_bytes() <= 200).find_map(|block| {
        let text = block.span.of(&page.text);
        let (date, place) = dates::part(text, wants_change)?;
        Some(evidenced(date, format!("visible text \"{}\"", &text[place])))
    })
}

fn title(page: &Page, linked: &LinkedData, site: Option<&str>) -> Option<Evidenced<String>> {
    let facts = &page.facts;
    let same = |one: &str, other: &str| letters(one) == letters(other);
    let tag = facts.title.as_deref().unwrap_or("");
    let social = facts.meta("og:title").or_else(|| facts.meta("twitter:title"));
    let headings =
        page.blocks.iter().filter(|block| block.region.heading_level == 1).map(|block| block.span.of(&page.text));
    let marked = facts.marked.iter().filter(|(mark, _)| *mark == Mark::Headline).map(|(_, span)| span.of(&page.text));
    let candidates: Vec<&str> = marked.chain(headings).filter(|text| text.len() <= 400).collect();
    let claims: Vec<&str> =
        [linked.headline.as_deref(), social, Some(tag)].into_iter().flatten().filter(|one| !one.is_empty()).collect();
    // A heading that the page's own title repeats is the headline.
    let agreed = candidates.iter().find(|text| {
        text.len() >= 4 && claims.iter().any(|claim| same(claim, text) || letters(claim).starts_with(&letters(text)))
    });
    if let Some(text) = agreed {
        return Some(evidenced(one_line(text), "h1, as the page's title has it"));
    }
    if let Some(headline) = &linked.headline {
        return Some(evidenced(one_line(headline), "JSON-LD headline"));
    }
    if let Some(social) = social {
        return Some(evidenced(without_site(social, site), "meta og:title"));
    }
    if let [only] = candidates.as_slice() {
        return Some(evidenced(one_line(only), "h1"));
    }
    (!tag.is_empty()).then(|| evidenced(without_site(tag, site), "title element"))
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Cuts "Letters leak | The Vale Post" to "Letters leak".
fn without_site(title: &str, site: Option<&str>) -> String {
    const MARKS: [&str; 6] = [" | ", " — ", " – ", " - ", " :: ", " » "];
    let cut = MARKS.iter().filter_map(|mark| title.rfind(mark).map(|place| (place, place + mark.len()))).max();
    let Some((end, begin)) = cut else { return one_line(title) };
    let (head, tail) = (&title[..end], &title[begin..]);
    let is_site = site.is_some_and(|site| {
        let (site, tail) = (letters(site), letters(tail));
        !tail.is_empty() && (site.contains(&tail) || tail.contains(&site))
    });
    let looks_like_site = tail.split_whitespace().count() <= 4 && head.split_whitespace().count() >= 4;
    if is_site || looks_like_site { without_site_again(head, site) } else { one_line(title) }
}

/// "Letters leak | World | The Vale Post" names the section too.
fn without_site_again(head: &str, site: Option<&str>) -> String {
    match (head.rfind(" | "), site) {
        (Some(place), _) if head[place + 3..].split_whitespace().count() <= 2 => one_line(&head[..place]),
        _ => one_line(head),
    }
}

fn site(facts: &Facts, linked: &LinkedData) -> Option<Evidenced<String>> {
    let found = facts.meta("og:site_name").map(|name| (name, "meta og:site_name"));
    let found = found.or_else(|| linked.publisher.as_deref().map(|name| (name, "JSON-LD publisher")));
    let found = found.or_else(|| facts.meta("application-name").map(|name| (name, "meta application-name")));
    found.map(|(name, evidence)| evidenced(one_line(name), evidence))
}

fn author(page: &Page, linked: &LinkedData, site: Option<&str>) -> Option<Evidenced<String>> {
    const KEYS: [&str; 9] = [
        "author",
        "article:author",
        "dc.creator",
        "dcterms.creator",
        "parsely-author",
        "sailthru.author",
        "byl",
        "citation_author",
        "twitter:creator_name",
    ];
    let clean = |text: &str| person(text).filter(|name| site.is_none_or(|site| !name.eq_ignore_ascii_case(site)));
    if let Some(name) = linked.author.as_deref().and_then(clean) {
        return Some(evidenced(name, "JSON-LD author"));
    }
    for key in KEYS {
        if let Some(name) = page.facts.meta(key).and_then(clean) {
            return Some(evidenced(name, format!("meta {key}")));
        }
    }
    let mut marked = page.facts.marked.iter().filter(|(mark, _)| *mark == Mark::Author);
    if let Some(name) = marked.find_map(|(_, span)| clean(span.of(&page.text))) {
        return Some(evidenced(name, "author link"));
    }
    let mut bylines = page.blocks.iter().filter(|block| block.region.is_byline).map(|block| block.span.of(&page.text));
    bylines.find_map(|line| {
        let rest = line.get(..3).filter(|by| by.eq_ignore_ascii_case("by ")).map(|_| &line[3..])?;
        let name = rest.split([',', '|', '•', '\n']).next()?;
        Some(evidenced(clean(name)?, "byline"))
    })
}

/// Returns a person's name without "By" and the like; `None` if the text is an address or too long for one.
fn person(text: &str) -> Option<String> {
    let name = one_line(text);
    let name = name.get(..3).filter(|by| by.eq_ignore_ascii_case("by ")).map_or(name.as_str(), |_| &name[3..]).trim();
    let is_name = !name.is_empty() && name.len() <= 160 && !name.contains("://") && !name.starts_with(['@', '/']);
    let has_date = dates::find(name).is_some();
    (is_name && !has_date && name.chars().any(char::is_alphabetic)).then(|| name.to_owned())
}

fn language(facts: &Facts, linked: &LinkedData) -> Option<Evidenced<String>> {
    let declared = facts.language.as_deref().map(|tag| (tag, "html lang"));
    let declared = declared.or_else(|| facts.meta("og:locale").map(|tag| (tag, "meta og:locale")));
    let declared = declared.or_else(|| facts.meta("content-language").map(|tag| (tag, "meta content-language")));
    let declared = declared.or_else(|| linked.language.as_deref().map(|tag| (tag, "JSON-LD inLanguage")));
    let (tag, evidence) = declared?;
    let primary = tag.split(['-', '_', ',']).next()?.trim().to_ascii_lowercase();
    let is_tag = (2..=3).contains(&primary.len()) && primary.bytes().all(|byte| byte.is_ascii_lowercase());
    is_tag.then(|| evidenced(primary, evidence))
}
