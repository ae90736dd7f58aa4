//! Leaves the names of some entities out of texts, each under a stand-in of its own: "[person 1]".
//!
//! Works on words and not on places, so that names go from file names and from what was derived too. Leaves out too much
//! rather than too little: a word of a person's name goes wherever it stands, also in another's.
//! Not a promise: a name that nothing read as one is not known here, and who is described is not named.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use hearsay_reading::reading::EntityKind;
use unicode_normalization::char::is_combining_mark;

use super::folding::{bare, fold};
use super::lists::lists;
use super::{CaseEntity, Entities};

/// What is left out of texts.
#[derive(Debug, Default)]
pub struct Redaction {
    /// What stands for each of those who are left out.
    kinds: Vec<&'static str>,
    /// Names as folded words, with whose they are.
    names: BTreeMap<Vec<String>, BTreeSet<usize>>,
    /// The most words of a name.
    n_words_max: usize,
    /// The numbers that were given, by kind and in the order of the texts.
    numbers: RefCell<BTreeMap<usize, usize>>,
}

/// From so many letters on a word of a name is one too with an ending, and inside of a name of a file.
const LETTERS_SURE: usize = 5;
/// A word of a person's name is left out by itself from so many letters on.
const LETTERS_MIN: usize = 3;

/// Words that are in every text: they are no name, whatever read them as one.
const NO_NAMES: [&str; 49] = [
    "a", "an", "and", "are", "as", "at", "be", "but", "by", "de", "der", "du", "for", "from", "had", "has", "have",
    "he", "her", "his", "how", "i", "in", "is", "it", "its", "la", "le", "no", "not", "of", "on", "or", "she", "so",
    "that", "the", "they", "this", "to", "van", "von", "was", "we", "were", "who", "with", "yes", "you",
];

/// Letters that are seen by nobody and would cut a name in two.
fn is_unseen(letter: char) -> bool {
    matches!(letter,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

/// Returns whether a letter is a word of its own: such scripts have no blanks.
fn is_unspaced(letter: char) -> bool {
    matches!(letter, '\u{0e00}'..='\u{0eff}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
}

/// Returns whether an apostrophe stands within a name, as in "O’Brien"; a possessive is none of it.
fn is_apostrophe_within(letter: char, rest: &str) -> bool {
    let mut rest = rest.chars();
    let (next, after) = (rest.next(), rest.next());
    let goes_on = |letter: Option<char>| letter.is_some_and(char::is_alphabetic);
    matches!(letter, '\'' | '’' | 'ʼ') && goes_on(next) && (!matches!(next, Some('s' | 'S')) || goes_on(after))
}

/// A word of a text: where it stands, and its letters as names have them.
#[derive(Debug)]
struct Word {
    place: Range<usize>,
    folded: String,
}

fn words_of(text: &str) -> Vec<Word> {
    let mut places: Vec<Range<usize>> = Vec::new();
    let mut is_inside = false;
    for (start, letter) in text.char_indices() {
        let end = start + letter.len_utf8();
        let is_letter = letter.is_alphanumeric() || (is_inside && is_apostrophe_within(letter, &text[end..]));
        let goes_on = is_inside && (is_letter || is_combining_mark(letter) || is_unseen(letter));
        match places.last_mut().filter(|_| goes_on && !is_unspaced(letter)) {
            Some(place) => place.end = end,
            None if is_letter => places.push(start..end),
            None => {}
        }
        is_inside = (goes_on || is_letter) && !is_unspaced(letter);
    }
    let word = |place: Range<usize>| {
        let seen: String = text[place.clone()].chars().filter(|letter| !is_unseen(*letter)).collect();
        Word { folded: fold(&seen), place }
    };
    places.into_iter().map(word).filter(|word| !word.folded.is_empty()).collect()
}

fn folded_name(name: &str) -> Vec<String> {
    all_words(bare(name))
}

fn all_words(name: &str) -> Vec<String> {
    words_of(name).into_iter().map(|word| word.folded).collect()
}

/// A stretch of a text, and what stands for it.
struct LeftOut {
    place: Range<usize>,
    instead: String,
}

impl Redaction {
    /// Returns what leaves nothing out.
    pub fn none() -> Redaction {
        Redaction::default()
    }

    /// Returns what leaves out the names of some entities of a case, and words besides.
    pub fn of(entities: &Entities, chosen: &[usize], words: &[String]) -> Redaction {
        let mut redaction = Redaction::default();
        for idx in chosen {
            redaction.take_entity(&entities.all[*idx]);
        }
        for words in words {
            let whose = redaction.add("name");
            // What somebody asks for goes, be it a title.
            redaction.take_surely(all_words(words), whose);
            redaction.take(folded_name(words), whose);
        }
        redaction
    }

    /// Leaves out somebody else too, as what is said: "analyst".
    pub fn take_name(&mut self, kind: &'static str, name: &str) {
        let whose = self.add(kind);
        self.take_surely(all_words(name), whose);
        self.take_words_of(name, whose);
    }

    /// Returns whether nothing is left out.
    pub fn is_none(&self) -> bool {
        self.kinds.is_empty()
    }

    /// Returns how many are left out, whether any text names them or not.
    pub fn n_left_out(&self) -> usize {
        self.kinds.len()
    }

    fn add(&mut self, kind: &'static str) -> usize {
        self.kinds.push(kind);
        self.kinds.len() - 1
    }

    fn take_entity(&mut self, entity: &CaseEntity) {
        let is_person = matches!(entity.kind, EntityKind::Person | EntityKind::Unknown);
        let whose = self.add(match entity.kind {
            EntityKind::Unknown => "name",
            EntityKind::Group => "group",
            kind => kind.name(),
        });
        let names = entity.aliases.iter().map(|alias| alias.name.as_str()).chain([entity.name.as_str()]);
        for name in names {
            if is_person {
                self.take_words_of(name, whose);
            } else {
                self.take(folded_name(name), whose);
            }
        }
    }

    /// Takes a name, and each of its words that can be one by itself.
    fn take_words_of(&mut self, name: &str, whose: usize) {
        let folded = folded_name(name);
        // "Stephen King", "Dr. Bishop": behind another word it is a name, whatever else it means.
        if let [_, .., last] = words_of(name).as_slice()
            && !name[last.place.clone()].starts_with(char::is_lowercase)
        {
            self.take_surely(vec![last.folded.clone()], whose);
        }
        for word in folded.iter().filter(|word| word.chars().count() >= LETTERS_MIN) {
            if !lists().is_title(word) && !lists().is_title(&format!("{word}.")) {
                self.take(vec![word.clone()], whose);
            }
        }
        self.take(folded, whose);
    }

    fn take(&mut self, name: Vec<String>, whose: usize) {
        let is_title = lists().is_title(&name.join(" "));
        if !is_title && !name.iter().all(|word| NO_NAMES.contains(&word.as_str())) {
            self.take_surely(name, whose);
        }
    }

    fn take_surely(&mut self, name: Vec<String>, whose: usize) {
        if name.is_empty() {
            return;
        }
        self.n_words_max = self.n_words_max.max(name.len());
        if name.len() > 1 {
            self.names.entry(vec![name.concat()]).or_default().insert(whose);
        }
        self.names.entry(name).or_default().insert(whose);
    }

    /// Returns a text without the names.
    pub fn text(&self, text: &str) -> String {
        let [before, inside, after] = self.marked(text, 0..text.len());
        before + &inside + &after
    }

    /// Returns a text without the names, in three parts: before a stretch of it, that stretch, and what is behind. A name
    /// over an end of the stretch goes with the stretch.
    pub fn marked(&self, text: &str, stretch: Range<usize>) -> [String; 3] {
        let mut parts = [String::new(), String::new(), String::new()];
        let left_out = if self.is_none() { Vec::new() } else { self.left_out(text) };
        let mut push = |place: Range<usize>, instead: Option<&str>| {
            if let Some(instead) = instead {
                let part = if place.end <= stretch.start { 0 } else { usize::from(place.start >= stretch.end) + 1 };
                parts[part].push_str(instead);
                return;
            }
            let (start, end) = (stretch.start.clamp(place.start, place.end), stretch.end.clamp(place.start, place.end));
            parts[0].push_str(&text[place.start..start]);
            parts[1].push_str(&text[start..end]);
            parts[2].push_str(&text[end..place.end]);
        };
        let mut at = 0;
        for LeftOut { place, instead } in left_out {
            push(at..place.start, None);
            at = place.end;
            push(place, Some(&instead));
        }
        push(at..text.len(), None);
        parts
    }

    /// Returns what is left out of a text, in order and apart.
    fn left_out(&self, text: &str) -> Vec<LeftOut> {
        let addresses = addresses(text);
        let words = words_of(text);
        let mut found: Vec<LeftOut> = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let word = &words[at];
            if let Some(address) = addresses.iter().find(|address| address.contains(&word.place.start)) {
                found.push(LeftOut { place: address.clone(), instead: "[address]".to_owned() });
                at += words[at..].iter().take_while(|word| word.place.start < address.end).count();
                continue;
            }
            let longest = (1..=self.n_words_max.min(words.len() - at)).rev();
            let whole = longest.into_iter().find_map(|n_words| {
                let name: Vec<String> = words[at..at + n_words].iter().map(|word| word.folded.clone()).collect();
                Some((n_words, self.names.get(&name)?))
            });
            let Some((n_words, whose)) = whole.or_else(|| Some((1, self.with_ending(text, word)?))) else {
                at += 1;
                continue;
            };
            let mut place = word.place.start..words[at + n_words - 1].place.end;
            let floor = found.last().map_or(0, |last| last.place.end);
            place.start = self.with_titles(text, &words[..at], place.start, floor);
            found.push(LeftOut { place, instead: self.instead(whose) });
            at += n_words;
        }
        found
    }

    /// Returns whose name a word is a form of: "Brodska's", "Brodskas", "fromBrodska_2".
    fn with_ending(&self, text: &str, word: &Word) -> Option<&BTreeSet<usize>> {
        let one = |name: &str| self.names.get(&vec![name.to_owned()]);
        if let Some(whose) =
            word.folded.strip_suffix('s').filter(|name| name.chars().count() >= LETTERS_MIN).and_then(one)
        {
            return Some(whose);
        }
        let boundaries = || word.folded.char_indices().map(|(place, _)| place).chain([word.folded.len()]);
        let is_sure = |name: &str| name.chars().count() >= LETTERS_SURE;
        let begins = boundaries().rev().map(|end| &word.folded[..end]).filter(|name| is_sure(name)).find_map(one);
        let is_in_file_name = || {
            let before = text[..word.place.start].chars().next_back();
            let after = text[word.place.end..].chars().next();
            [before, after].iter().flatten().any(|letter| "/_.-=&%#~+".contains(*letter))
        };
        let inside = || {
            let starts = boundaries().flat_map(|start| boundaries().map(move |end| (start, end)));
            let parts = starts.filter(|(start, end)| start < end).map(|(start, end)| &word.folded[start..end]);
            parts.filter(|name| is_sure(name)).find_map(one)
        };
        begins.or_else(|| if is_in_file_name() || word.folded.chars().any(char::is_numeric) { inside() } else { None })
    }

    /// Returns where the titles before a name begin: "Colonel" goes with who is one.
    fn with_titles(&self, text: &str, before: &[Word], start: usize, floor: usize) -> usize {
        let mut start = start;
        for word in before.iter().rev() {
            let is_beside = text[word.place.end..start].chars().all(|letter| letter == ' ' || letter == '.');
            let own = &text[word.place.clone()];
            let is_title = lists().is_title(&own.to_lowercase()) && own.starts_with(char::is_uppercase);
            if word.place.start < floor || !is_beside || !is_title {
                break;
            }
            start = word.place.start;
        }
        start
    }

    fn instead(&self, whose: &BTreeSet<usize>) -> String {
        let mut numbers = self.numbers.borrow_mut();
        let mut named: Vec<(&'static str, usize)> = Vec::new();
        for one in whose {
            let kind = self.kinds[*one];
            let next = numbers.keys().filter(|other| self.kinds[**other] == kind).count() + 1;
            named.push((kind, *numbers.entry(*one).or_insert(next)));
        }
        named.sort_unstable();
        let named: Vec<String> = named.iter().map(|(kind, number)| format!("{kind} {number}")).collect();
        format!("[{}]", named.join(" or "))
    }
}

/// Returns the places of addresses of the web and of mail, and of names that begin with an @.
fn addresses(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    for chunk in text.split_inclusive(|letter: char| letter.is_whitespace() || "<>\"“”«»()[]".contains(letter)) {
        let own =
            chunk.trim_end_matches(|letter: char| letter.is_whitespace() || "<>\"“”«»()[].,;:!?".contains(letter));
        if own.contains("://") || own.to_lowercase().starts_with("www.") || (own.contains('@') && own.len() > 1) {
            found.push(at..at + own.len());
        }
        at += chunk.len();
    }
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::entities::Alias;

    fn entity(kind: EntityKind, names: &[&str]) -> CaseEntity {
        let alias = |name: &&str| Alias { name: (*name).to_owned(), places: Vec::new() };
        CaseEntity {
            name: names[0].to_owned(),
            kind,
            aliases: names.iter().map(alias).collect(),
            roles: Vec::new(),
            members: Vec::new(),
            because: Vec::new(),
        }
    }

    fn redaction(all: Vec<CaseEntity>) -> Redaction {
        let chosen: Vec<usize> = (0..all.len()).collect();
        Redaction::of(&Entities { all, ..Entities::default() }, &chosen, &["head of the signals school".to_owned()])
    }

    fn strym() -> Redaction {
        redaction(vec![
            entity(EntityKind::Person, &["Pavel Strym", "Strym", "Colonel Strym"]),
            entity(EntityKind::Person, &["Zoë O’Brien", "Li"]),
            entity(EntityKind::Organisation, &["Morning Ledger", "ML"]),
            entity(EntityKind::Person, &["Vera Strym"]),
            entity(EntityKind::Person, &["李明"]),
            entity(EntityKind::Unknown, &["The"]),
        ])
    }

    #[test]
    fn names_go_in_every_form() {
        let redaction = strym();
        for (text, redacted) in [
            ("Colonel Pavel Strym came.", "[person 1] came."),
            ("PAVEL STRYM, and Pavel again; Pavel’s.", "[person 1], and [person 1] again; [person 1]’s."),
            ("Strym denied it.", "[person 1 or person 2] denied it."),
            ("vera strym, stryms, Strymism", "[person 2], [person 1 or person 2], [person 1 or person 2]"),
            ("Zoe OBrien told Zoë O'Brien and Zo\u{eb}.", "[person 3] told [person 3] and [person 3]."),
            ("Zoe\u{308} O\u{2019}Bri\u{200b}en", "[person 3]"),
            ("the Morning Ledger's view of the ledger", "the [organisation 1]'s view of the ledger"),
            ("leak/pavel_strym-3.txt", "leak/[person 1]-3.txt"),
            ("x/pstrym2.pdf", "x/[person 1 or person 2].pdf"),
            ("see https://a.example/pavel, or @zoe.", "see [address], or [address]."),
            ("Mr. Li and Linda", "[person 3] and Linda"),
            ("据李明说", "据[person 4]说"),
            ("The head of the signals school", "The [name 1]"),
            ("The letter", "The letter"),
        ] {
            assert_eq!(redaction.text(text), redacted, "{text}");
        }
    }

    #[test]
    fn a_name_that_is_a_title_too_goes_and_so_does_what_is_asked_for() {
        let all = vec![entity(EntityKind::Person, &["Stephen King"]), entity(EntityKind::Person, &["Dr. Bishop"])];
        let (redaction, chosen) = (redaction(all), vec!["minister".to_owned(), "Colonel".to_owned()]);
        assert_eq!(redaction.text("King told Bishop: Stephen went."), "[person 1] told [person 2]: [person 1] went.");
        let mut asked = Redaction::of(&Entities::default(), &[], &chosen);
        asked.take_name("analyst", "Rev");
        assert_eq!(asked.text("the Minister, a colonel, by Rev"), "the [name 1], a [name 2], by [analyst 1]");
    }

    #[test]
    fn a_name_over_the_end_of_a_stretch_goes_with_it() {
        let redaction = strym();
        let text = "He saw Pavel Strym go.";
        let at = text.find("Strym").expect("it is there");
        assert_eq!(redaction.marked(text, at..text.len() - 1), ["He saw ", "[person 1] go", "."]);
        assert_eq!(redaction.marked(text, 0..at), ["", "He saw [person 1]", " go."]);
        let none = Redaction::none();
        assert_eq!(none.marked(text, 3..6).concat(), text);
        assert_eq!(none.text(text), text);
    }

    proptest! {
        /// No name is left in any case, with or without its diacritics, whatever stands around it.
        #[test]
        fn no_name_is_left(
            around in "(\\PC|[ .\n/_\u{200b}]){0,12}",
            between in "[ ]?(\\PC|[ .,\n]){0,6}[ ]",
            idx in 0_usize..6,
            capitals in any::<bool>(),
        ) {
            let names = ["Pavel Strym", "strym", "Zoë O’Brien", "Zoe O'Brien", "Morning Ledger", "Vera Strym"];
            let name = if capitals { names[idx].to_uppercase() } else { names[idx].to_owned() };
            let text = format!("{around} {name}{between}{name}");
            let left = strym().text(&text);
            let folded: Vec<String> = words_of(&left).into_iter().map(|word| word.folded).collect();
            let whole = folded_name(names[idx]);
            prop_assert!(!folded.windows(whole.len()).any(|words| words == whole.as_slice()), "{text:?} gives {left:?}");
            // What is left out once leaves nothing more to leave out but the words of the stand-ins.
            prop_assert_eq!(strym().marked(&text, 0..0).concat(), left);
        }

        /// Parts are cut from one text, whatever the stretch.
        #[test]
        fn parts_are_the_text(text in "\\PC{0,30}", from in 0_usize..40, to in 0_usize..40) {
            let places: Vec<usize> = text.char_indices().map(|(place, _)| place).chain([text.len()]).collect();
            let (from, to) = (places[from % places.len()], places[to % places.len()]);
            let stretch = from.min(to)..from.max(to);
            prop_assert_eq!(Redaction::none().marked(&text, stretch).concat(), text);
        }
    }
}
