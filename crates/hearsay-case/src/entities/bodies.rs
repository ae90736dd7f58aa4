//! The name of a body, outlet or place in the form that two are compared in.
//!
//! Not which body it is where a name is every country's: "the defence ministry" is a name only together with a country.

use hearsay_reading::reading::EntityKind;

use super::folding::{bare, fold};
use super::lists::lists;

/// The name of a body; all of it folded.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct BodyName {
    /// Its words, without articles, country and legal form; those of a ministry in the order of the alphabet.
    pub(super) words: Vec<String>,
    /// The country that is a part of it.
    pub(super) country: Option<&'static str>,
    /// The listed body or outlet that goes by it.
    pub(super) known: Option<u16>,
    /// Whether every country has one: "the defence ministry", "parliament".
    pub(super) is_generic: bool,
    /// Whether it is a country's own name.
    pub(super) is_country: bool,
    /// Whether it is an acronym: "FSB", "U.N.".
    pub(super) is_acronym: bool,
    /// Whether it is written as a domain: "harbourgazette.com".
    pub(super) is_domain: bool,
}

/// Legal forms at the end of a name.
const LEGAL_FORMS: &[&str] = &[
    "ab",
    "ag",
    "bv",
    "co",
    "company",
    "corp",
    "corporation",
    "gmbh",
    "inc",
    "incorporated",
    "limited",
    "llc",
    "llp",
    "ltd",
    "nv",
    "oao",
    "ooo",
    "oy",
    "plc",
    "sa",
    "sarl",
    "spa",
];

/// Words that hold a name together and tell nothing.
const SMALL: &[&str] = &["and", "for", "in", "of", "on", "the", "to"];

/// British spellings of what Americans write otherwise.
const SPELLINGS: &[(&str, &str)] = &[
    ("center", "centre"),
    ("centers", "centres"),
    ("color", "colour"),
    ("defense", "defence"),
    ("labor", "labour"),
    ("organization", "organisation"),
    ("organizations", "organisations"),
    ("program", "programme"),
    ("theater", "theatre"),
];

/// Heads of names whose words stand in either order: "Ministry of Defence", "Defence Ministry".
const MINISTRIES: &[&str] = &["department", "directorate", "ministry", "secretariat"];

/// Heads of what every country has; with [`GENERIC`] words alone in front of them they are nobody's own name.
const STATE: &[&str] = &[
    "administration",
    "agency",
    "army",
    "assembly",
    "bank",
    "cabinet",
    "coastguard",
    "commission",
    "committee",
    "congress",
    "consulate",
    "council",
    "court",
    "customs",
    "department",
    "directorate",
    "embassy",
    "force",
    "forces",
    "government",
    "guard",
    "intelligence",
    "marines",
    "military",
    "ministry",
    "mission",
    "navy",
    "office",
    "parliament",
    "police",
    "prosecutors",
    "secretariat",
    "security",
    "senate",
    "service",
    "services",
    "staff",
    "treasury",
];

/// Words that tell what a body of state is for, and not whose it is.
const GENERIC: &[&str] = &[
    "affairs",
    "agriculture",
    "air",
    "anti",
    "appeal",
    "appeals",
    "armed",
    "border",
    "central",
    "coast",
    "commerce",
    "constitutional",
    "corruption",
    "counterterrorism",
    "criminal",
    "culture",
    "defence",
    "development",
    "economic",
    "economy",
    "education",
    "election",
    "elections",
    "electoral",
    "emergency",
    "energy",
    "environment",
    "exterior",
    "external",
    "family",
    "federal",
    "finance",
    "foreign",
    "general",
    "health",
    "high",
    "home",
    "immigration",
    "information",
    "interior",
    "internal",
    "investigation",
    "investigations",
    "investigative",
    "joint",
    "justice",
    "labour",
    "local",
    "lower",
    "military",
    "national",
    "office",
    "parliamentary",
    "presidential",
    "prosecutor",
    "prosecutors",
    "public",
    "revenue",
    "royal",
    "security",
    "special",
    "state",
    "statistics",
    "supreme",
    "tax",
    "trade",
    "transport",
    "transportation",
    "upper",
    "welfare",
];

/// Words that only the name of a body has.
const INSTITUTIONS: &[&str] = &[
    "academy",
    "administration",
    "agency",
    "alliance",
    "association",
    "authority",
    "bank",
    "brigade",
    "bureau",
    "church",
    "club",
    "coalition",
    "college",
    "commission",
    "committee",
    "company",
    "congress",
    "corporation",
    "council",
    "court",
    "department",
    "directorate",
    "embassy",
    "federation",
    "foundation",
    "front",
    "fund",
    "gazette",
    "government",
    "group",
    "herald",
    "hospital",
    "inc",
    "initiative",
    "institute",
    "institution",
    "journal",
    "league",
    "ltd",
    "magazine",
    "ministry",
    "mission",
    "movement",
    "museum",
    "network",
    "news",
    "newspaper",
    "observatory",
    "office",
    "organisation",
    "parliament",
    "party",
    "police",
    "post",
    "press",
    "project",
    "radio",
    "registry",
    "school",
    "secretariat",
    "senate",
    "service",
    "society",
    "television",
    "times",
    "treasury",
    "tribune",
    "trust",
    "union",
    "university",
];

/// Ends of the domains that outlets have.
const DOMAINS: &[&str] = &[
    "com", "de", "eu", "fr", "gr", "info", "io", "it", "media", "net", "news", "org", "press", "ru", "ua", "uk", "us",
];

impl BodyName {
    /// Returns the name of a body; nothing where no letter is in it.
    pub(super) fn parse(name: &str) -> Option<BodyName> {
        let name = bare(name);
        let is_acronym = is_acronym(name);
        let mut words: Vec<String> = name.split([' ', '\u{a0}', '-', '/', '\n', '\t', '‑']).filter_map(word).collect();
        let joined = words.join(" ");
        let domain = domain(name);
        let mut parsed = BodyName {
            words: Vec::new(),
            country: None,
            known: domain.as_ref().and_then(|domain| lists().known(domain, false)),
            is_generic: false,
            is_country: false,
            is_acronym,
            is_domain: domain.is_some(),
        };
        if let (Some(domain), None) = (&domain, parsed.known) {
            words = domain.split('.').next().map(str::to_owned).into_iter().collect();
        }
        if words.first().is_some_and(|first| first == "the") && words.len() > 1 {
            words.remove(0);
        }
        let bare = words.join(" ");
        parsed.known =
            parsed.known.or_else(|| [&bare, &joined].into_iter().find_map(|it| lists().known(it, is_acronym)));
        if let (None, Some(country)) = (parsed.known, lists().country(&bare)) {
            parsed.is_country = true;
            words = vec![country.to_owned()];
        }
        while words.len() > 1 && words.last().is_some_and(|last| LEGAL_FORMS.contains(&last.as_str())) {
            words.pop();
        }
        if words.is_empty() {
            return None;
        }
        parsed.words = words;
        if !parsed.is_country && parsed.known.is_none() {
            parsed.take_country_out();
        }
        Some(parsed)
    }

    /// Where nothing else is left than words of state, the country is told apart, and the order of a ministry's words.
    fn take_country_out(&mut self) {
        let mut rest: Vec<String> = Vec::new();
        let mut country = None;
        let mut idx = 0;
        while idx < self.words.len() {
            match lists().country_at(&self.words[idx..]) {
                Some((found, n_words)) if country.is_none() => {
                    country = Some(found);
                    idx += n_words;
                }
                _ => {
                    rest.push(self.words[idx].clone());
                    idx += 1;
                }
            }
        }
        rest.retain(|word| !SMALL.contains(&word.as_str()) && word != "affairs");
        let is = |list: &[&str], word: &String| list.contains(&word.as_str());
        let is_of_state = rest.iter().any(|word| is(STATE, word));
        if !is_of_state || !rest.iter().all(|word| is(STATE, word) || is(GENERIC, word)) {
            return;
        }
        if rest.iter().any(|word| is(MINISTRIES, word)) {
            // "The Federal Ministry of the Interior": a country has one.
            rest.retain(|word| word != "federal");
            rest.sort();
        }
        self.words = rest;
        self.country = country;
        self.is_generic = true;
    }

    /// Returns whether it is one word that many bodies have in their names: "the Association".
    pub(super) fn is_bare_institution(&self) -> bool {
        self.words.len() == 1 && (self.is_generic || INSTITUTIONS.contains(&self.words[0].as_str()))
    }

    /// Returns what the name says it names, where that is surer than the reader.
    pub(super) fn kind(&self, read: EntityKind) -> EntityKind {
        if self.known.is_some() || self.is_generic || self.is_domain {
            return EntityKind::Organisation;
        }
        if self.is_country {
            return EntityKind::Place;
        }
        let last = self.words.last().map(String::as_str).unwrap_or_default();
        let is_institution = self.words.len() > 1 && INSTITUTIONS.contains(&last);
        let begins = matches!(self.words[0].as_str(), "institute" | "ministry" | "university")
            || self.words.len() > 2 && self.words[1] == "of" && INSTITUTIONS.contains(&self.words[0].as_str());
        if is_institution || begins { EntityKind::Organisation } else { read }
    }

    /// Returns all of the name as one word.
    pub(super) fn whole(&self) -> String {
        self.words.iter().filter(|word| *word != "the").map(String::as_str).collect()
    }

    /// Returns whether letters are an acronym of the name: the first letters of some of its words, in their order.
    pub(super) fn is_shortened_to(&self, letters: &str) -> bool {
        let mut initials = self.words.iter().filter_map(|word| word.chars().next());
        letters.chars().count() > 1 && letters.chars().all(|letter| initials.any(|initial| initial == letter))
    }

    /// Returns the acronyms that the name may have: of all its words, and of all but the small ones.
    pub(super) fn acronyms(&self) -> Vec<String> {
        const WORDS_MIN: usize = 2;
        let first = |is_taken: &dyn Fn(&str) -> bool| {
            let taken = self.words.iter().filter(|word| is_taken(word));
            taken.filter_map(|word| word.chars().next()).collect::<String>()
        };
        if self.words.len() < WORDS_MIN || self.is_generic {
            return Vec::new();
        }
        let mut found = vec![first(&|_| true), first(&|word| !SMALL.contains(&word))];
        found.dedup();
        found.retain(|acronym| acronym.chars().count() >= WORDS_MIN);
        found
    }
}

/// Returns the words of a name, folded, without the article.
pub(super) fn plain_words(name: &str) -> String {
    let words: Vec<String> = bare(name).split_whitespace().filter_map(word).collect();
    let words = words.strip_prefix(&["the".to_owned()]).unwrap_or(&words);
    words.join(" ")
}

fn word(word: &str) -> Option<String> {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '.');
    let word = word.strip_suffix("’s").or_else(|| word.strip_suffix("'s")).unwrap_or(word);
    let folded = fold(word);
    let spelled = SPELLINGS.iter().find(|(american, _)| *american == folded);
    Some(spelled.map_or(folded, |(_, british)| (*british).to_owned())).filter(|word| !word.is_empty())
}

/// Returns whether a name is one word in capitals, or with a dot behind each letter.
pub(super) fn is_acronym(name: &str) -> bool {
    const LENGTH_MAX: usize = 8;
    let letters = name.chars().filter(|c| c.is_alphanumeric()).count();
    let is_short = (2..=LENGTH_MAX).contains(&letters) && !name.contains([' ', '\u{a0}', '-', '\n', '\t']);
    is_short && name.chars().all(|c| !c.is_lowercase()) && name.chars().filter(|c| c.is_uppercase()).count() > 1
}

/// Returns the domain that a name is, without "www." and what stands behind it.
fn domain(name: &str) -> Option<String> {
    let lowered = name.to_lowercase();
    let host = lowered.trim_start_matches("https://").trim_start_matches("http://").trim_start_matches("www.");
    let host = host.split('/').next().unwrap_or(host);
    let (label, end) = host.rsplit_once('.')?;
    let is_host = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '.';
    let is_domain = DOMAINS.contains(&end) && label.len() > 2 && label.chars().all(is_host);
    is_domain.then(|| host.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(name: &str) -> String {
        let Some(name) = BodyName::parse(name) else { return String::new() };
        let marks = [
            (name.is_generic, "generic"),
            (name.is_country, "country"),
            (name.is_acronym, "acronym"),
            (name.is_domain, "domain"),
        ];
        let marks: Vec<&str> = marks.into_iter().filter(|(is, _)| *is).map(|(_, mark)| mark).collect();
        let known = name.known.map(|known| lists().names_of(known)[0]).unwrap_or_default();
        format!("{}|{}|{known}|{}", name.words.join(" "), name.country.unwrap_or_default(), marks.join(" "))
    }

    #[test]
    fn names_are_compared_in_one_form() {
        for (name, form) in [
            ("the Russian Ministry of Defence", "defence ministry|russia||generic"),
            ("Russia’s defense ministry", "defence ministry|russia||generic"),
            ("Ministry of Foreign Affairs of Ukraine", "foreign ministry|ukraine||generic"),
            ("the New York Times", "new york times||new york times|"),
            ("NYT", "nyt||new york times|acronym"),
            ("www.nytimes.com", "wwwnytimescom||new york times|domain"),
            ("Harbour Gazette", "harbour gazette|||"),
            ("harbourgazette.com", "harbourgazette|||domain"),
            ("Norrbank Press Ltd.", "norrbank press|||"),
            ("U.S.", "united states|||country acronym"),
            ("American Mosquito Control Association", "american mosquito control association|||"),
            ("Who", "who|||"),
            ("WHO", "who||world health organisation|acronym"),
            ("the", "the|||"),
            ("—", ""),
        ] {
            assert_eq!(shown(name), form, "{name}");
        }
    }

    #[test]
    fn acronyms_are_of_all_words_or_of_the_large_ones() {
        let acronyms = |name: &str| BodyName::parse(name).map(|name| name.acronyms()).unwrap_or_default();
        assert_eq!(acronyms("Institute for the Study of War"), ["iftsow", "isw"]);
        assert_eq!(acronyms("the Defence Ministry"), [""; 0]);
    }
}
