//! The entities of a document while it is walked through, and how each new mention finds its own.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::entities::antecedents::{Gender, gender_of, salience};
use crate::entities::candidates::Parts;
use crate::entities::descriptions::{Described, LAST_NAMED, joins, joins_artefact};
use crate::entities::roles;
use crate::heads::lowered;
use crate::material::Material;
use crate::names::NameFound;
use crate::reading::EntityKind;

/// Where and how an entity was last mentioned.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seen {
    /// The last token of the mention.
    pub(super) token: usize,
    /// The number of its sentence.
    pub(super) sentence: usize,
    /// Whether it is the subject of a verb.
    pub(super) is_subject: bool,
    /// Whether it is the source of an attribution.
    pub(super) is_source: bool,
    /// Whether it stands in quotation marks or in a content.
    pub(super) is_said: bool,
}

/// An entity that is still being gathered.
#[derive(Clone, Debug)]
pub(super) struct Member {
    pub(super) kind: EntityKind,
    /// How many mentions by name say what it is.
    votes: BTreeMap<EntityKind, u32>,
    /// Its names, each as words in lower case.
    pub(super) names: Vec<Vec<String>>,
    /// The nouns that it was described by, in lower case, singular.
    pub(super) nouns: Vec<String>,
    /// The words of its descriptions before their nouns, in lower case.
    pub(super) modifiers: Vec<String>,
    pub(super) gender: Option<Gender>,
    pub(super) is_plural: bool,
    pub(super) role: Option<Range<usize>>,
    pub(super) rank: Option<Range<usize>>,
    pub(super) owner: Option<usize>,
    /// Every mention.
    pub(super) seen: Vec<Seen>,
    /// Of an artefact: who takes part in it, or whom it is from.
    pub(super) parties: Vec<usize>,
    /// The member that it turned out to be.
    pub(super) joined: Option<usize>,
}

impl Member {
    /// Returns the last token of the first mention that ends in a stretch of tokens.
    fn seen_in(&self, tokens: Range<usize>) -> Option<usize> {
        let place = self.seen.partition_point(|seen| seen.token < tokens.start);
        self.seen.get(place).map(|seen| seen.token).filter(|token| *token < tokens.end)
    }

    /// Returns the last mention before a token; those of one entity are in the order of tokens.
    pub(super) fn last_before(&self, token: usize) -> Option<&Seen> {
        let place = self.seen.partition_point(|seen| seen.token < token);
        place.checked_sub(1).map(|place| &self.seen[place])
    }

    /// Counts what one more mention says of its kind; most votes decide.
    fn vote(&mut self, kind: EntityKind, n_votes: u32) {
        if kind != EntityKind::Unknown {
            *self.votes.entry(kind).or_default() += n_votes;
        }
        let most = self.votes.iter().max_by_key(|(kind, votes)| (**votes, std::cmp::Reverse(**kind)));
        self.kind = most.map_or(self.kind, |(kind, _)| *kind);
    }

    pub(super) fn is_named(&self) -> bool {
        !self.names.is_empty()
    }
}

/// More parties of an artefact, words said of an entity and spellings of a name are not kept.
const PARTIES_MAX: usize = 12;
const MODIFIERS_MAX: usize = 40;
const NAMES_MAX: usize = 20;

/// All entities so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Cast {
    pub(super) members: Vec<Member>,
    /// The writer, as "I" and as "we".
    writers: (Option<usize>, Option<usize>),
    /// Words beside a name that say who its bearer is, and the bearer.
    pub(super) appositions: Vec<(Range<usize>, usize)>,
    /// What is known of each token from the attributions.
    pub(super) parts: Parts,
    /// Members by the last token at which each was mentioned.
    recent: BTreeSet<(usize, usize)>,
    /// Pairs of persons that were spoken of as such, and the group of both.
    pairs: BTreeMap<(usize, usize), usize>,
    pair_members: BTreeSet<usize>,
    /// Members by their names.
    named: BTreeMap<Vec<String>, usize>,
}

impl Cast {
    /// Returns a cast of nobody.
    pub(super) fn new(parts: Parts) -> Cast {
        Cast { parts, ..Cast::default() }
    }

    /// Returns the member that another turned out to be.
    pub(super) fn final_member(&self, mut member: usize) -> usize {
        while let Some(joined) = self.members[member].joined {
            member = joined;
        }
        member
    }

    /// The members, the one mentioned last first; no more of them than matter.
    fn live(&self) -> impl Iterator<Item = (usize, &Member)> {
        const LOOKED_AT_MAX: usize = 300;
        self.recent.iter().rev().take(LOOKED_AT_MAX).map(|&(_, idx)| (idx, &self.members[idx]))
    }

    /// Notes one more mention of a member.
    fn see(&mut self, member: usize, seen: Seen) {
        let known = &mut self.members[member];
        let last = known.seen.last().map_or(0, |seen| seen.token);
        self.recent.remove(&(last, member));
        let place = known.seen.partition_point(|known| known.token <= seen.token);
        known.seen.insert(place, seen);
        self.recent.insert((last.max(seen.token), member));
    }

    fn add(&mut self, kind: EntityKind, seen: Seen) -> usize {
        self.members.push(Member {
            kind,
            votes: BTreeMap::new(),
            names: Vec::new(),
            nouns: Vec::new(),
            modifiers: Vec::new(),
            gender: None,
            is_plural: false,
            role: None,
            rank: None,
            owner: None,
            parties: Vec::new(),
            seen: vec![seen],
            joined: None,
        });
        let member = self.members.len() - 1;
        self.recent.insert((seen.token, member));
        member
    }

    /// Finds or makes the entity of a name.
    pub(super) fn name(&mut self, material: &Material<'_>, name: &NameFound, seen: Seen) -> (usize, String) {
        let words: Vec<String> = name.tokens.clone().map(|idx| lowered(material.passage, idx)).collect();
        let words = without_article(words);
        let gender = gender_of(material, name);
        let (found, because) = self.named_like(&words, name, gender);
        let member = match found {
            Some(member) => {
                self.see(member, seen);
                member
            }
            None => self.add(name.kind, seen),
        };
        let (member, because) = match self.long_form(material, name, &words) {
            Some(long) if long != member => {
                self.join(long, member);
                (long, "the words say that both are one".to_owned())
            }
            _ => (member, because),
        };
        let draft = &mut self.members[member];
        draft.vote(name.kind, if name.titles.is_empty() { 1 } else { 3 });
        if draft.names.len() < NAMES_MAX && !draft.names.contains(&words) {
            draft.names.push(words.clone());
        }
        self.named.insert(words, member);
        let draft = &mut self.members[member];
        draft.gender = draft.gender.or(gender);
        roles::of_name(material, name, self, member);
        (member, because)
    }

    /// "The Federal Security Service (FSB)": the brackets say that both are one, whatever the letters stand
    /// for; so do the words "known as".
    fn long_form(&self, material: &Material<'_>, name: &NameFound, words: &[String]) -> Option<usize> {
        let start = name.tokens.start;
        // "Jaromir Kost, better known as Zubr".
        if start > 2 && material.is_one_of(start - 1, &["as"]) && material.is_one_of(start - 2, &["known"]) {
            let near = |member: &Member| member.seen_in(start.saturating_sub(5)..start).is_some();
            return self.live().find(|(_, member)| member.is_named() && near(member)).map(|(idx, _)| idx);
        }
        let is_short = words.len() == 1 && material.word(start).chars().filter(|c| c.is_uppercase()).count() > 1;
        if !is_short || start < 2 || material.word(start - 1) != "(" || material.word(name.tokens.end) != ")" {
            return None;
        }
        let touches = |member: &Member| member.seen_in(start - 2..start - 1).is_some();
        let long = self.live().find(|(_, member)| touches(member) && member.names.iter().any(|name| name.len() > 1));
        long.map(|(idx, _)| idx)
    }

    fn named_like(&self, words: &[String], name: &NameFound, gender: Option<Gender>) -> (Option<usize>, String) {
        let same_kind = |member: &Member| {
            member.kind == name.kind || member.kind == EntityKind::Unknown || name.kind == EntityKind::Unknown
        };
        let latest = |fits: &dyn Fn(&Member) -> bool| self.live().find(|(_, member)| fits(member));
        let same = self.named.get(words).map(|member| self.final_member(*member));
        let is_other = |member: &Member| gender.is_some() && member.gender.is_some() && gender != member.gender;
        if let Some(member) = same.filter(|member| !is_other(&self.members[*member])) {
            return (Some(member), "the same name".to_owned());
        }
        let is_long_form = |member: &Member| {
            let known = || member.names.iter().filter(|known| known.len() > 1);
            member.kind == EntityKind::Organisation && known().any(|known| initials(known).contains(&words[0]))
        };
        if name.kind == EntityKind::Organisation
            && words.len() == 1
            && let Some((member, _)) = latest(&is_long_form)
        {
            return (Some(member), "an acronym of the name".to_owned());
        }
        // "Worked with Halvek": the surname of somebody named in full, whatever the encoder takes it for.
        let is_surname = |member: &Member| {
            let mut full = member.names.iter().filter(|known| known.len() > 1);
            member.kind == EntityKind::Person && full.any(|known| known.last() == words.last())
        };
        if name.kind == EntityKind::Organisation
            && words.len() == 1
            && name.titles.is_empty()
            && let Some((member, _)) = latest(&is_surname)
        {
            return (Some(member), "the surname of somebody named before".to_owned());
        }
        // "Eric Trump" is not "Donald Trump", whom "Trump" stands for.
        let is_namesake = |member: &Member| {
            let mut full = member.names.iter().filter(|known| known.len() > 1 && known.last() == words.last());
            name.kind == EntityKind::Person
                && words.len() > 1
                && full.any(|known| known.first() != words.first() && !is_initial(known, words))
        };
        let is_part = |known: &[String]| match name.kind {
            // "Sushko" of "Igor Sushko", or first the one and then the other.
            EntityKind::Person | EntityKind::Unknown => {
                let last = |words: &[String]| words.last().cloned();
                let compatible =
                    known.len() == 1 || words.len() == 1 || known.first() == words.first() || is_initial(known, words);
                last(known) == last(words) && compatible
                    || (words.len() == 1 && known.len() > 1 && known[0] == words[0])
            }
            EntityKind::Organisation if words.len() == 1 && known.len() > 1 => {
                known.first() == words.first() || known.last() == words.last() && words[0].len() > 4
            }
            EntityKind::Organisation => {
                let (short, long) = if known.len() < words.len() { (known, words) } else { (words, known) };
                let telling = |word: &&String| word.len() > 3;
                short.iter().filter(telling).count() > 0
                    && short.len() > 1
                    && short.iter().filter(telling).all(|word| long.contains(word))
            }
            _ => false,
        };
        match latest(&|member| {
            same_kind(member)
                && !is_other(member)
                && !is_namesake(member)
                && member.names.iter().any(|known| is_part(known))
        }) {
            Some((member, _)) => (Some(member), "a part of a name that stands elsewhere in the document".to_owned()),
            None => (None, "a name that stands here first".to_owned()),
        }
    }

    /// Makes one of two, the first of which stays.
    pub(super) fn join(&mut self, kept: usize, taken: usize) {
        let (kept, taken) = (self.final_member(kept), self.final_member(taken));
        if kept == taken {
            return;
        }
        let gone = self.members[taken].clone();
        self.members[taken].joined = Some(kept);
        for member in [kept, taken] {
            let last = self.members[member].seen.last().map_or(0, |seen| seen.token);
            self.recent.remove(&(last, member));
        }
        let draft = &mut self.members[kept];
        draft.names.extend(gone.names);
        draft.nouns.extend(gone.nouns);
        draft.modifiers.extend(gone.modifiers);
        draft.owner = draft.owner.or(gone.owner);
        draft.role = draft.role.take().or(gone.role);
        draft.rank = draft.rank.take().or(gone.rank);
        draft.gender = draft.gender.or(gone.gender);
        draft.parties.extend(gone.parties);
        gone.votes.into_iter().for_each(|(kind, n_votes)| draft.vote(kind, n_votes));
        draft.seen.extend(gone.seen);
        draft.seen.sort_by_key(|seen| seen.token);
        let last = draft.seen.last().map_or(0, |seen| seen.token);
        self.recent.insert((last, kept));
    }

    /// Finds or makes the entity of a description; nothing where it only says who the bearer of a name is.
    pub(super) fn description(
        &mut self,
        material: &Material<'_>,
        described: &Described,
        tokens: &Range<usize>,
        seen: Seen,
    ) -> Option<(usize, String)> {
        let owner = described.owner.as_ref().and_then(|owner| self.owner(material, owner));
        let beside = self
            .appositions
            .iter()
            .find(|(words, _)| words.contains(&(tokens.end - 1)) && tokens.start + 1 >= words.start);
        let beside = beside.map(|(_, member)| self.final_member(*member));
        // Beside a name it says who its bearer is, and is no mention of its own.
        if let Some(member) = beside.filter(|_| matches!(described.kind, EntityKind::Person | EntityKind::Unknown)) {
            let owner = owner.filter(|owner| *owner != member);
            let draft = &mut self.members[member];
            draft.owner = draft.owner.or(owner);
            if !draft.nouns.contains(&described.noun) {
                draft.nouns.push(described.noun.clone());
            }
            return None;
        }
        let parties =
            if described.kind == EntityKind::Artefact { self.parties(material, tokens, owner) } else { Vec::new() };
        let mut best: Option<(usize, usize, &'static str)> = None;
        for (idx, member) in self.live() {
            let Some(last) = member.last_before(seen.token) else { continue };
            let known: Vec<usize> = member.parties.iter().map(|party| self.final_member(*party)).collect();
            let owner_word = described.owner.as_ref().map(|owner| lowered(material.passage, owner.end - 1));
            let because = match described.kind {
                EntityKind::Artefact => joins_artefact(described, member, &parties, &known),
                _ => joins(material, described, member, owner, owner_word.as_deref(), &seen),
            };
            // Who was described so before comes before the last person named.
            let is_person = described.kind == EntityKind::Person;
            let rank = |because: &str, token: usize| (is_person && because != LAST_NAMED, token);
            if let Some(because) = because
                && best.is_none_or(|(_, nearness, known)| rank(because, last.token) > rank(known, nearness))
            {
                best = Some((idx, last.token, because));
            }
        }
        let (member, because) = match best {
            Some((member, _, because)) => {
                self.see(member, seen);
                (member, because)
            }
            None => (self.add(described.kind, seen), "described here first"),
        };
        let draft = &mut self.members[member];
        if !draft.nouns.contains(&described.noun) {
            draft.nouns.push(described.noun.clone());
        }
        for modifier in &described.modifiers {
            if !draft.modifiers.contains(modifier) && draft.modifiers.len() < MODIFIERS_MAX {
                draft.modifiers.push(modifier.clone());
            }
        }
        draft.is_plural |= described.is_plural && !draft.is_named();
        draft.gender = draft.gender.or(described.gender);
        draft.owner = draft.owner.or(owner);
        for party in parties {
            if !draft.parties.contains(&party) && draft.parties.len() < PARTIES_MAX {
                draft.parties.push(party);
            }
        }
        if draft.kind == EntityKind::Unknown {
            draft.kind = described.kind;
        }
        Some((member, because.to_owned()))
    }

    /// Those whom a conversation is between or with, and whose it is.
    fn parties(&self, material: &Material<'_>, tokens: &Range<usize>, owner: Option<usize>) -> Vec<usize> {
        const REACH: usize = 24;
        let mut found: Vec<usize> = owner.into_iter().collect();
        if !material.is_one_of(tokens.end, &["between", "with", "from"]) {
            return found;
        }
        let sentence = material.sentence_around(tokens.end);
        let end = sentence.end.min(tokens.end + REACH);
        let closing = ["about", "after", "at", "before", "during", "for", "in", "on", "over", "that", "who", "without"];
        let is_end = |idx: &usize| {
            matches!(material.tag(*idx), "VBD" | "VBZ" | "VBP" | "MD" | "WDT")
                || material.word(*idx) == ";"
                || material.is_one_of(*idx, &closing)
        };
        let end = (tokens.end + 1..end).find(is_end).unwrap_or(end);
        let and = (tokens.end..end).find(|&idx| material.word(idx) == "and").unwrap_or(tokens.end);
        let mut near: Vec<(usize, usize)> = Vec::new();
        for (idx, member) in self.live() {
            let is_party = matches!(member.kind, EntityKind::Person | EntityKind::Organisation | EntityKind::Unknown);
            let place = member.seen_in(tokens.end..end);
            let is_noun = |place: &usize| material.around(*place).is_none_or(|phrase| phrase.head == *place);
            near.extend(place.filter(|_| is_party).filter(is_noun).map(|place| (place, idx)));
        }
        near.sort_unstable();
        // Who stands behind the one after "and" is named to say who that is.
        let behind = near.iter().position(|(place, _)| *place > and).map_or(near.len(), |first| first + 1);
        near.truncate(behind);
        for (_, idx) in near {
            if !found.contains(&idx) {
                found.push(idx);
            }
        }
        found
    }

    /// The entity that owns: the mention of it ends at a token that was seen before.
    fn owner(&self, material: &Material<'_>, owner: &Range<usize>) -> Option<usize> {
        let head = owner.end - 1;
        if material.tag(head) == "PRP$" {
            return self.antecedent(material, head).map(|(member, _)| member);
        }
        self.live().find(|(_, member)| member.seen_in(head..head + 1).is_some()).map(|(idx, _)| idx)
    }

    /// Finds the entity of a pronoun; nothing where none fits.
    pub(super) fn pronoun(
        &mut self,
        material: &Material<'_>,
        tokens: &Range<usize>,
        seen: Seen,
    ) -> Option<(usize, String)> {
        let (member, because) = self.antecedent(material, tokens.start)?;
        self.see(member, seen);
        // In what somebody says a pronoun stands for the wrong one too often to tell more than it does.
        let gender = Gender::of_pronoun(&lowered(material.passage, tokens.start)).filter(|_| !seen.is_said);
        let draft = &mut self.members[member];
        draft.gender = draft.gender.or(gender);
        Some((member, because))
    }

    /// The writer, who says "I"; "we" are the writer's, whoever they are. Nothing inside a quotation of nobody known.
    pub(super) fn writer(&mut self, material: &Material<'_>, tokens: &Range<usize>) -> Option<usize> {
        if material.is_quoted(tokens.start) {
            return None;
        }
        let is_plural = material.is_one_of(tokens.start, &["we", "us", "our", "ours", "ourselves"]);
        let known = if is_plural { &mut self.writers.1 } else { &mut self.writers.0 };
        if let Some(known) = known {
            return Some(*known);
        }
        let seen = Seen {
            token: tokens.start,
            sentence: material.sentence_idx(tokens.start),
            is_subject: false,
            is_source: false,
            is_said: false,
        };
        let member = self.add(if is_plural { EntityKind::Group } else { EntityKind::Person }, seen);
        self.members[member].is_plural = is_plural;
        if is_plural {
            self.writers.1 = Some(member)
        } else {
            self.writers.0 = Some(member)
        }
        Some(member)
    }

    /// Finds or makes the group of two persons; nothing where the two are not known to be persons, or are one.
    pub(super) fn pair(&mut self, (left, right): (usize, usize), seen: Seen) -> Option<(usize, String)> {
        let at = |token: usize| self.live().find(|(_, member)| member.seen_in(token..token + 1).is_some());
        let is_person = |member: &Member| member.kind == EntityKind::Person && !member.is_plural;
        let (first, _) = at(left).filter(|(_, member)| is_person(member))?;
        let (second, _) = at(right).filter(|(_, member)| is_person(member))?;
        if first == second {
            return None;
        }
        let both = (first.min(second), first.max(second));
        let known = self.pairs.get(&both).copied();
        let member = match known {
            Some(member) => {
                self.see(member, seen);
                member
            }
            None => {
                let member = self.add(EntityKind::Group, seen);
                self.members[member].is_plural = true;
                self.pairs.insert(both, member);
                self.pair_members.insert(member);
                member
            }
        };
        Some((member, "the two stand side by side".to_owned()))
    }

    /// Whether a member is a pair.
    pub(super) fn is_pair(&self, member: usize) -> bool {
        self.pair_members.contains(&member)
    }

    fn antecedent(&self, material: &Material<'_>, token: usize) -> Option<(usize, String)> {
        let mut best: Option<(usize, i64)> = None;
        let barred = own_subject(material, token);
        for (idx, member) in self.live() {
            // "The agency was unable to corroborate it": not the agency.
            if barred.is_some_and(|barred| member.seen_in(barred..barred + 1).is_some()) {
                continue;
            }
            let (is_source, is_said) = (self.parts.is_source[token], self.parts.is_said[token]);
            let Some(score) = salience(material, token, member, is_source, is_said) else { continue };
            if best.is_none_or(|(_, known)| score > known) {
                best = Some((idx, score));
            }
        }
        let (member, score) = best?;
        Some((member, format!("of those that fit the pronoun, the most salient before it (salience {score})")))
    }
}

/// The subject of the clause in which a pronoun is an object: the pronoun stands for another.
fn own_subject(material: &Material<'_>, token: usize) -> Option<usize> {
    let is_object = matches!(lowered(material.passage, token).as_str(), "it" | "him" | "her" | "them")
        && material.tag(token) == "PRP"
        && !crate::entities::is_subject(material, token);
    let sentence = material.sentence_around(token);
    (sentence.start..token).rev().find(|&idx| crate::entities::is_subject(material, idx)).filter(|_| is_object)
}

fn without_article(words: Vec<String>) -> Vec<String> {
    match words.split_first() {
        Some((first, rest)) if first == "the" && !rest.is_empty() => rest.to_vec(),
        _ => words,
    }
}

/// "J. Lee" and "Jane Lee".
fn is_initial(known: &[String], words: &[String]) -> bool {
    let (Some(a), Some(b)) = (known.first(), words.first()) else { return false };
    let initial =
        |a: &str, b: &str| a.trim_end_matches('.').chars().count() == 1 && b.starts_with(a.trim_end_matches('.'));
    initial(a, b) || initial(b, a)
}

/// The acronyms that a name may have: of all its words, and of all but the small ones.
fn initials(name: &[String]) -> [String; 2] {
    let first =
        |words: &mut dyn Iterator<Item = &String>| words.filter_map(|word| word.chars().next()).collect::<String>();
    let small = |word: &String| matches!(word.as_str(), "of" | "the" | "and" | "for" | "in");
    [first(&mut name.iter()), first(&mut name.iter().filter(|word| !small(word)))]
}
