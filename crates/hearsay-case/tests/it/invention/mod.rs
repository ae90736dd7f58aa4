//! Invented reports of invented events, and what newsrooms make of each other's: copies, rewritings, quotations.
//!
//! The tests and the bench of reuse share it. The same seed gives the same text. Every sentence is put together from
//! short pieces, so that two reports share names, numbers, quotations and common phrases, as two real ones do, and have
//! the rest in common by chance only.

use words::{
    ADJECTIVES, DETERMINERS, GIVEN, NOUNS, ORGANISATIONS, PLACES, PREPOSITIONS, ROLES, SAYING, SURNAMES, VERBS,
};

mod words;

/// A source of chance with a seed (SplitMix64).
pub(crate) struct Chance(u64);

impl Chance {
    pub(crate) fn new(seed: u64) -> Chance {
        Chance(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x5851_f42d_4c95_7f2d)
    }

    fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    pub(crate) fn below(&mut self, n: usize) -> usize {
        (self.draw() >> 16) as usize % n.max(1)
    }

    /// True so many times of a hundred.
    pub(crate) fn happens(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    fn of<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len())]
    }
}

/// What happened, as every report of it has it.
pub(crate) struct Event {
    people: Vec<(String, &'static str)>,
    organisation: &'static str,
    place: &'static str,
    number: usize,
    day: &'static str,
    quotations: Vec<String>,
    /// What the organisation sent to all newsrooms.
    pub(crate) release: Vec<String>,
}

impl Event {
    pub(crate) fn new(seed: u64) -> Event {
        let mut chance = Chance::new(seed ^ 0xe7e4);
        let person = |chance: &mut Chance| (format!("{} {}", chance.of(GIVEN), chance.of(SURNAMES)), chance.of(ROLES));
        let people = (0..4).map(|_| person(&mut chance)).collect();
        let quotations = (0..5).map(|_| format!("{}.", clause(&mut chance))).collect();
        let release = (0..8).map(|_| capital(&format!("{}.", clause(&mut chance)))).collect();
        Event {
            people,
            organisation: chance.of(ORGANISATIONS),
            place: chance.of(PLACES),
            number: 3 + chance.below(900),
            day: chance.of(&["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]),
            quotations,
            release,
        }
    }
}

/// A report: a headline, then sentences, some of them quoting.
#[derive(Clone, Debug)]
pub(crate) struct Report {
    pub(crate) title: String,
    pub(crate) sentences: Vec<String>,
}

impl Report {
    /// Returns the text: a paragraph has three sentences.
    pub(crate) fn text(&self) -> String {
        let paragraphs: Vec<String> = self.sentences.chunks(3).map(|sentences| sentences.join(" ")).collect();
        format!("{}\n\n{}\n", self.title, paragraphs.join("\n\n"))
    }

    pub(crate) fn n_words(&self) -> usize {
        self.sentences.iter().map(|sentence| sentence.split(' ').count()).sum()
    }
}

/// Returns a report of an event in the words of a writer of its own.
pub(crate) fn report(event: &Event, writer: u64, n_words: usize) -> Report {
    let mut chance = Chance::new(writer ^ 0x317e);
    let mut report =
        Report { title: capital(&format!("{} after {}", clause(&mut chance), event.place)), sentences: Vec::new() };
    let mut quotations = event.quotations.clone();
    while report.n_words() < n_words {
        let sentence = match chance.below(6) {
            0 => fact(event, &mut chance),
            1 if !quotations.is_empty() => {
                quote(event, &quotations.swap_remove(chance.below(quotations.len())), &mut chance)
            }
            _ => capital(&format!("{}.", clause(&mut chance))),
        };
        report.sentences.push(sentence);
    }
    report
}

/// Returns the report as another outlet prints it: another headline, and of its sentences so many percent, in order.
pub(crate) fn copy(report: &Report, seed: u64, kept_percent: usize) -> Report {
    let mut chance = Chance::new(seed ^ 0xc09);
    let title = capital(&clause(&mut chance));
    let kept = report.sentences.iter().filter(|_| chance.happens(kept_percent)).cloned().collect();
    Report { title, sentences: kept }
}

/// Returns the report as another outlet rewrites it: of the words that can be said otherwise so many percent are, clauses
/// change places, neighbouring sentences too, some go and some of the writer's own come in.
pub(crate) fn rewrite(report: &Report, seed: u64, swapped_percent: usize) -> Report {
    let mut chance = Chance::new(seed ^ 0x4e1);
    let mut sentences = Vec::new();
    for sentence in &report.sentences {
        if chance.happens(15) {
            continue;
        }
        if chance.happens(15) {
            sentences.push(capital(&format!("{}.", clause(&mut chance))));
        }
        sentences.push(reworded(sentence, swapped_percent, &mut chance));
    }
    for n in 1..sentences.len() {
        if chance.happens(20) {
            sentences.swap(n - 1, n);
        }
    }
    Report { title: capital(&clause(&mut chance)), sentences }
}

/// Returns a report of its own that quotes so many sentences of the event's press release in quotation marks.
pub(crate) fn quoting(event: &Event, writer: u64, n_words: usize, n_quoted: usize) -> Report {
    let mut report = report(event, writer, n_words);
    let mut chance = Chance::new(writer ^ 0x9007);
    for quoted in event.release.iter().take(n_quoted) {
        let place = chance.below(report.sentences.len());
        let saying = chance.of(SAYING);
        report
            .sentences
            .insert(place, format!("\u{201c}{quoted}\u{201d} {saying} {} in a statement.", event.organisation));
    }
    report
}

fn fact(event: &Event, chance: &mut Chance) -> String {
    let (name, role) = &event.people[chance.below(event.people.len())];
    let number = event.number;
    match chance.below(6) {
        0 => format!("{name}, {role} of {}, {} {} on {}.", event.organisation, verb(chance), things(chance), event.day),
        1 => format!("At least {number} {} were {} {}.", noun(chance), place(chance), event.place),
        2 => format!("{} put the number at {number} {}.", capital(event.organisation), place(chance)),
        3 => format!("{name} {} on {} that {}.", chance.of(SAYING), event.day, clause(chance)),
        4 => format!("In {}, {} {}.", event.place, noun(chance), predicate(chance)),
        _ => format!("{}, according to {name}.", capital(&clause(chance))),
    }
}

fn quote(event: &Event, words: &str, chance: &mut Chance) -> String {
    let (name, role) = &event.people[chance.below(2)];
    let words = capital(words.trim_end_matches('.'));
    match chance.below(3) {
        0 => format!("\u{201c}{words},\u{201d} {} {name}, {role}.", chance.of(SAYING)),
        1 => format!("{name} {}: \u{201c}{words}.\u{201d}", chance.of(SAYING)),
        _ => format!("\u{201c}{words},\u{201d} {} {} on {}.", name, chance.of(SAYING), event.day),
    }
}

fn clause(chance: &mut Chance) -> String {
    match chance.below(4) {
        0 => format!("{}, {} {}", place(chance), things(chance), predicate(chance)),
        1 => format!("{} in {} {}", things(chance), chance.of(PLACES), predicate(chance)),
        2 => format!("{} who {} {}", things(chance), predicate(chance), predicate(chance)),
        _ => format!("{} {}", things(chance), predicate(chance)),
    }
}

fn predicate(chance: &mut Chance) -> String {
    let mut words = format!("{} {}", verb(chance), things(chance));
    for _ in 0..chance.below(3) {
        words.push(' ');
        words.push_str(&place(chance));
    }
    words
}

fn place(chance: &mut Chance) -> String {
    format!("{} {}", chance.of(PREPOSITIONS), things(chance))
}

fn things(chance: &mut Chance) -> String {
    let determiner = chance.of(DETERMINERS);
    match chance.happens(60) {
        true => format!("{determiner} {} {}", either(ADJECTIVES, chance), noun(chance)),
        false => format!("{determiner} {}", noun(chance)),
    }
}

fn noun<'a>(chance: &mut Chance) -> &'a str {
    either(NOUNS, chance)
}

fn verb<'a>(chance: &mut Chance) -> &'a str {
    either(VERBS, chance)
}

fn either<'a>(pairs: &[(&'a str, &'a str)], chance: &mut Chance) -> &'a str {
    let (one, other) = pairs[chance.below(pairs.len())];
    if chance.happens(50) { one } else { other }
}

/// Words that can be said otherwise are, so often; a first clause before a comma goes to the end.
fn reworded(sentence: &str, swapped_percent: usize, chance: &mut Chance) -> String {
    let end = sentence.trim_end_matches('.');
    let mut words: Vec<String> = end.split(' ').map(str::to_owned).collect();
    for word in &mut words {
        let (bare, rest) = word.split_at(word.trim_end_matches([',', ':']).len());
        let mut pairs = ADJECTIVES.iter().chain(NOUNS).chain(VERBS);
        let other = pairs.find_map(|(one, other)| (*one == bare).then_some(other).or((*other == bare).then_some(one)));
        if let Some(other) = other.filter(|_| chance.happens(swapped_percent)) {
            *word = format!("{other}{rest}");
        }
    }
    let joined = words.join(" ");
    match joined.split_once(", ") {
        Some((head, tail)) if !joined.contains('\u{201c}') && chance.happens(swapped_percent) => {
            capital(&format!("{tail} {}.", head.to_lowercase()))
        }
        _ => format!("{joined}{}", &sentence[end.len()..]),
    }
}

fn capital(words: &str) -> String {
    let mut characters = words.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}

/// So many reports are of one event.
const N_OF_EVENT: u64 = 20;

/// Every hundredth time so many in a row are one report that all of them carry.
const N_CARRIERS: u64 = 200;

/// Returns one of the reports of a case of any size, the same in every run: of twenty of one event four are independent, two
/// quote one press release, six are rewritten and eight copied, each filled up with sentences of its own.
#[allow(dead_code, reason = "the tests make their own reports")]
pub(crate) fn carried(n: u64, n_words: usize) -> Report {
    let is_wire = n / N_CARRIERS % 100 == 99;
    let (seed, role) = if is_wire { (n / N_CARRIERS + 1_000_000_000, 12) } else { (n / N_OF_EVENT, n % N_OF_EVENT) };
    let event = Event::new(seed);
    let original = || report(&event, seed * N_OF_EVENT, n_words);
    let mut made = match role {
        0..=3 => report(&event, seed * N_OF_EVENT + role, n_words),
        4..=5 => quoting(&event, n, n_words * 9 / 10, 3),
        6..=11 => rewrite(&original(), n, 20 + 10 * (role as usize - 6)),
        _ => copy(&original(), n, 40 + Chance::new(n).below(50)),
    };
    let own = report(&Event::new(n + 5_000_000_000), n, n_words.saturating_sub(made.n_words()));
    made.sentences.extend(own.sentences);
    made
}
