//! When something was said, when it happened, and how the source came by it.
//!
//! Not whether it did: only what the words beside the cue and inside the content tell.

use hearsay_text::span::Span;

use crate::material::Material;
use crate::reading::{Act, Attribution, Basis, EntityKind};
use crate::said::Said;
use crate::times::{Time, TimeKind, within};

/// What the words around an attribution tell of it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Circumstances {
    basis: Basis,
    said_on: Option<String>,
    happened_on: Option<String>,
}

impl Circumstances {
    /// Notes them in the attribution.
    pub(crate) fn note(self, attribution: &mut Attribution) {
        attribution.basis = self.basis;
        attribution.said_on = self.said_on;
        attribution.happened_on = self.happened_on;
    }
}

/// Reads the circumstances of an attribution; `kind` is what its source is.
pub(crate) fn circumstances(
    material: &Material<'_>,
    times: &[Time],
    said: &Said<'_>,
    attribution: &Attribution,
    kind: Option<EntityKind>,
) -> Circumstances {
    Circumstances {
        basis: basis(material, attribution, kind),
        said_on: said_on(material, times, said, attribution).map(|time| time.value.clone()),
        happened_on: happened_on(times, attribution).map(|time| time.value.clone()),
    }
}

fn basis(material: &Material<'_>, attribution: &Attribution, kind: Option<EntityKind>) -> Basis {
    const HEARD: &[&str] = &["hear", "heard", "hearing", "hears", "overheard"];
    const SAW: &[&str] = &["filmed", "observed", "saw", "see", "seen", "sees", "watched", "witnessed"];
    const DEDUCED: &[&str] = &[
        "assess",
        "assessed",
        "assesses",
        "assume",
        "assumed",
        "calculated",
        "conclude",
        "concluded",
        "concludes",
        "deduced",
        "estimate",
        "estimated",
        "estimates",
        "infer",
        "inferred",
        "infers",
        "predict",
        "predicted",
        "predicts",
        "suspect",
        "suspected",
        "suspects",
    ];
    let says = |words: &[&str]| material.passage.tokens_of(&attribution.cue).any(|idx| material.is_one_of(idx, words));
    let seen = || attribution.act == Act::Speech && attribution.head.is_some_and(|head| was_there(material, head));
    match () {
        () if says(HEARD) => Basis::Heard,
        () if says(SAW) || seen() => Basis::Saw,
        () if says(DEDUCED) => Basis::Deduced,
        () if kind == Some(EntityKind::Artefact) || attribution.act == Act::Finding => Basis::Document,
        () if attribution.act == Act::Speech || attribution.act == Act::Decree => Basis::Told,
        () => Basis::Unstated,
    }
}

/// "Sigrid Moe, who was waiting at the crossing", "the signalman, who watched it": somebody who was there.
fn was_there(material: &Material<'_>, head: Span) -> bool {
    const REACH: usize = 10;
    const SAW: &[&str] = &["filmed", "observed", "saw", "watched", "witnessed"];
    const DOING: &[&str] =
        &["driving", "fishing", "living", "passing", "queuing", "sitting", "standing", "waiting", "walking", "working"];
    let end = material.passage.tokens_in(head).end;
    let reach = end..material.sentence_around(end).end.min(end + REACH);
    let Some(who) = reach.clone().find(|&idx| material.is_one_of(idx, &["who"]) && material.word(idx - 1) == ",")
    else {
        return false;
    };
    // Between the name and the clause stands no more than what the name is said to be.
    let is_near = (end..who).all(|idx| !material.is_finite(idx));
    let was = material.is_one_of(who + 1, &["was", "were", "had"]);
    let verb = who + 1 + usize::from(was) + usize::from(was && material.is_one_of(who + 2, &["been"]));
    let is_at =
        material.is_one_of(verb + 1, &["at", "behind", "beside", "by", "in", "inside", "near", "on", "outside"]);
    is_near
        && (material.is_one_of(verb, SAW)
            || was && material.is_one_of(verb, DOING) && is_at
            || was && material.is_one_of(verb, &["aboard", "nearby", "present", "there"]))
}

fn said_on<'t>(
    material: &Material<'_>,
    times: &'t [Time],
    said: &Said<'_>,
    attribution: &Attribution,
) -> Option<&'t Time> {
    let parts = attribution.parts();
    let apart: Vec<Span> = parts.content.iter().chain(parts.source).copied().collect();
    time_beside(material, times, said, *attribution.cue.first()?, &apart)
}

/// The day or hour named in the sentence of a cue, outside the spans of `apart`; of several the one nearest to the cue.
pub(crate) fn time_beside<'t>(
    material: &Material<'_>,
    times: &'t [Time],
    said: &Said<'_>,
    cue: Span,
    apart: &[Span],
) -> Option<&'t Time> {
    let sentence = material.span(&material.sentence_around(material.passage.tokens_in(cue).start));
    let near = within(times, sentence);
    let is_apart = |time: &Time| apart.iter().any(|span| span.overlaps(time.span));
    // What stands outside the content that holds this one is told of the holder.
    let holder = said.holder(cue);
    let is_held = |time: &Time| holder.is_none_or(|one| one.content.iter().any(|content| content.contains(time.span)));
    let fits = |time: &&Time| is_point(time) && !is_apart(time) && is_held(time);
    let distance = |time: &&Time| time.span.start.abs_diff(cue.start);
    near.iter().filter(fits).min_by_key(distance)
}

/// The first day or hour named in the content.
fn happened_on<'t>(times: &'t [Time], attribution: &Attribution) -> Option<&'t Time> {
    let content = attribution.content.first()?.cover(*attribution.content.last()?);
    let holds = |time: &&Time| attribution.content.iter().any(|content| content.contains(time.span));
    within(times, content).iter().filter(|time| is_point(time)).find(holds)
}

/// Whether a time is one at which something can happen: no mere "now", and no season without "this" or "last", which is
/// as often a name ("the winter offensive").
fn is_point(time: &Time) -> bool {
    const SEASON_BYTES: usize = 10;
    let is_season = ["-FA", "-SP", "-SU", "-WI"].iter().any(|season| time.value.ends_with(season));
    matches!(time.kind, TimeKind::Date | TimeKind::Time)
        && time.anchor.is_none()
        && time.value.contains(|c: char| c.is_ascii_digit())
        && !(is_season && time.span.length_bytes() <= SEASON_BYTES)
}
