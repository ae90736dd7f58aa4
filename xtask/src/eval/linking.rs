//! The linker alone: given the gold's spans, how many of the gold's links it finds.
//!
//! Not the tagger: the spans are those of the first annotator, cut to our tokens, each with the side of its cue on which
//! it stands, which is what the tagger would say. A link joins a cue with one span of its source or content. A cue of
//! several spans counts as its first, whichever of them was linked.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;
use hearsay_model::fast::analyse;
use hearsay_model::roles::{Role, RoleSpan};
use hearsay_model::weights;
use hearsay_reading::linker::Linker;

use super::score::{self, Count, Counts};
use crate::train::gold::{self, GoldText};

/// Returns the counts over the development half.
pub(crate) fn measure() -> Result<Counts> {
    let mut counts = Counts::new();
    for text in gold::read("dev")? {
        score::add(&mut counts, score_text(&text));
    }
    Ok(counts)
}

/// A cue and the span that belongs to it.
type Links = BTreeSet<(RoleSpan, RoleSpan)>;

fn score_text(text: &GoldText) -> Counts {
    let attributions: Vec<Vec<RoleSpan>> = text.attributions.iter().map(|gold| text.role_spans(gold)).collect();
    let (wanted, first_of) = gold_links(&attributions);
    let mut spans: Vec<RoleSpan> = attributions.into_iter().flatten().collect();
    spans.sort_unstable();
    spans.dedup();
    let words = text.words();
    let analysis = analyse(&words, &weights::fast().lower);
    let mut found = Links::new();
    for linked in Linker::new(&analysis, &spans).link(&weights::fast().links) {
        let Some(cue) = linked.cue else {
            continue;
        };
        let cue = first_of.get(&spans[cue]).copied().unwrap_or(spans[cue]);
        found.extend(linked.source.iter().chain(&linked.contents).map(|&idx| (cue, spans[idx])));
    }
    compare(&wanted, &found)
}

/// The gold's links, and for each span of a cue the first span of that cue.
fn gold_links(attributions: &[Vec<RoleSpan>]) -> (Links, BTreeMap<RoleSpan, RoleSpan>) {
    let (mut links, mut first_of) = (Links::new(), BTreeMap::new());
    for spans in attributions {
        let cues = spans.iter().filter(|span| span.role == Role::Cue);
        let Some(&first) = cues.clone().min() else {
            continue;
        };
        first_of.extend(cues.map(|cue| (*cue, first)));
        links.extend(spans.iter().filter(|span| span.role != Role::Cue).map(|span| (first, *span)));
    }
    (links, first_of)
}

fn compare(wanted: &Links, found: &Links) -> Counts {
    let count = |is_of_role: fn(Role) -> bool| {
        let of_role =
            |links: &Links| -> Links { links.iter().filter(|(_, span)| is_of_role(span.role)).copied().collect() };
        let (wanted, found) = (of_role(wanted), of_role(found));
        Count { correct: wanted.intersection(&found).count(), predicted: found.len(), gold: wanted.len() }
    };
    Counts::from([
        ("linker source".to_owned(), count(Role::is_source)),
        ("linker content".to_owned(), count(Role::is_content)),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(begin: u32, end: u32, role: Role) -> RoleSpan {
        RoleSpan { begin, end, role }
    }

    #[test]
    fn a_cue_in_pieces_is_one_cue() {
        let (did, say) = (span(2, 3, Role::Cue), span(4, 5, Role::Cue));
        let (ann, rain) = (span(3, 4, Role::SourceAfter), span(5, 9, Role::ContentAfter));
        let (links, first_of) = gold_links(&[vec![rain, ann, did, say], vec![span(20, 22, Role::ContentAfter)]]);
        assert_eq!(links, Links::from([(did, ann), (did, rain)]));
        assert_eq!(first_of[&say], did);
        let counts = compare(&links, &Links::from([(did, rain), (say, ann)]));
        assert_eq!(counts["linker content"], Count { correct: 1, predicted: 1, gold: 1 });
        assert_eq!(counts["linker source"], Count { correct: 0, predicted: 1, gold: 1 });
    }
}
