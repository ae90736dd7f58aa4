//! Which column of a table holds the text, which the title, the author, the outlet, the date, the address.
//!
//! Names are guessed from lists; nothing is guessed from what the columns hold.

use super::part_trouble::PartTroubleKind;

/// The names of columns, where the user knows better than the guess.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    /// What is read.
    pub text: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// The outlet or channel.
    pub source: Option<String>,
    /// When it was published.
    pub date: Option<String>,
    /// Where it stands on the Web.
    pub url: Option<String>,
    /// What it is called in its source.
    pub id: Option<String>,
    /// The code of its language.
    pub language: Option<String>,
}

/// What a column is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Text,
    Title,
    Author,
    Source,
    Date,
    Url,
    Id,
    Language,
}

const N_ROLES: usize = 8;

/// The names of each role's columns, the likeliest first; the first of all is the role's own.
///
/// Letters and digits in lower case, "_" between words.
const NAMES: [(Role, &[&str]); N_ROLES] = [
    (
        Role::Text,
        &[
            "text",
            "full_text",
            "fulltext",
            "body",
            "article_text",
            "article_body",
            "articlebody",
            "maintext",
            "content",
            "article",
            "message",
            "post",
            "post_text",
            "tweet",
            "transcript",
            "plain_text",
            "story",
            "текст",
        ],
    ),
    (Role::Title, &["title", "headline", "subject", "heading", "заголовок", "название"]),
    (
        Role::Author,
        &[
            "author",
            "authors",
            "byline",
            "writer",
            "speaker",
            "creator",
            "username",
            "screen_name",
            "user_name",
            "user",
            "from",
            "sender",
            "автор",
        ],
    ),
    (
        Role::Source,
        &[
            "source",
            "outlet",
            "publisher",
            "publication",
            "site",
            "site_name",
            "sitename",
            "source_name",
            "newspaper",
            "channel",
            "domain",
            "source_domain",
            "источник",
        ],
    ),
    (
        Role::Date,
        &[
            "date",
            "published",
            "published_at",
            "publishedat",
            "date_published",
            "date_publish",
            "publish_date",
            "published_date",
            "publication_date",
            "pubdate",
            "pub_date",
            "datepublished",
            "created_at",
            "datetime",
            "timestamp",
            "time",
            "дата",
        ],
    ),
    (Role::Url, &["url", "link", "permalink", "article_url", "source_url", "uri", "ссылка"]),
    (Role::Id, &["id", "guid", "doc_id", "document_id", "article_id", "message_id", "post_id", "tweet_id", "id_str"]),
    (Role::Language, &["language", "lang"]),
];

/// Which of a table's columns has which role.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Roles([Option<usize>; N_ROLES]);

impl Roles {
    /// Returns the place of the column with that role.
    pub(super) fn column(&self, role: Role) -> Option<usize> {
        self.0[role as usize]
    }

    /// Guesses by the names alone; no column has two roles.
    pub(super) fn guess<S: AsRef<str>>(names: &[S]) -> Roles {
        let names: Vec<String> = names.iter().map(|name| normal(name.as_ref())).collect();
        let mut roles = Roles::default();
        for (role, candidates) in NAMES {
            let place = |candidate: &&str| names.iter().position(|name| name == candidate);
            roles.0[role as usize] = candidates.iter().find_map(place);
        }
        roles
    }

    /// Returns the roles that the user settled and, for the rest, the guess.
    pub(super) fn settled<S: AsRef<str>>(names: &[S], columns: &Columns) -> Result<Roles, PartTroubleKind> {
        let listed = || names.iter().map(|name| name.as_ref().to_owned()).collect::<Vec<_>>();
        let mut roles = Roles::guess(names);
        for (role, name) in columns.named() {
            let Some(column) = name else { continue };
            let same = |name: &S| name.as_ref() == column || normal(name.as_ref()) == normal(column);
            let place = names
                .iter()
                .position(same)
                .ok_or_else(|| PartTroubleKind::NoSuchColumn { column: column.clone(), columns: listed() })?;
            roles.0.iter_mut().filter(|other| **other == Some(place)).for_each(|other| *other = None);
            roles.0[role as usize] = Some(place);
        }
        if roles.column(Role::Text).is_none() {
            return Err(PartTroubleKind::NoTextColumn { columns: listed() });
        }
        Ok(roles)
    }

    /// Returns the names under which a guess finds these roles: a part of a table needs no settings to be read again.
    pub(super) fn renamed<S: AsRef<str>>(&self, names: &[S]) -> Vec<String> {
        let mut renamed: Vec<String> = names.iter().map(|name| name.as_ref().to_owned()).collect();
        if Roles::guess(names) == *self {
            return renamed;
        }
        for (column, name) in renamed.iter_mut().enumerate() {
            let role = NAMES.iter().find(|(role, _)| self.column(*role) == Some(column));
            match role {
                Some((_, candidates)) => *name = candidates[0].to_owned(),
                None if NAMES.iter().any(|(_, candidates)| candidates.contains(&normal(name).as_str())) => {
                    name.insert_str(0, "other_");
                }
                None => {}
            }
        }
        renamed
    }
}

impl Columns {
    fn named(&self) -> [(Role, &Option<String>); N_ROLES] {
        [
            (Role::Text, &self.text),
            (Role::Title, &self.title),
            (Role::Author, &self.author),
            (Role::Source, &self.source),
            (Role::Date, &self.date),
            (Role::Url, &self.url),
            (Role::Id, &self.id),
            (Role::Language, &self.language),
        ]
    }
}

fn normal(name: &str) -> String {
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("_").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sensible_names_are_guessed() {
        let roles = Roles::guess(&["ID", "Published At", "Headline", "Full Text", "Outlet", "URL", "views"]);
        assert_eq!(roles.column(Role::Text), Some(3));
        assert_eq!(roles.column(Role::Title), Some(2));
        assert_eq!(roles.column(Role::Date), Some(1));
        assert_eq!(roles.column(Role::Source), Some(4));
        assert_eq!(roles.column(Role::Author), None);
    }

    #[test]
    fn what_the_user_says_stands() {
        let names = ["text", "Inhalt", "Quelle", "date"];
        let columns = Columns { text: Some("inhalt".into()), source: Some("Quelle".into()), ..Columns::default() };
        let roles = Roles::settled(&names, &columns).unwrap();
        assert_eq!(roles.column(Role::Text), Some(1));
        assert_eq!(Roles::guess(&roles.renamed(&names)), roles);
        let missing = Columns { text: Some("Wort".into()), ..Columns::default() };
        assert!(Roles::settled(&names, &missing).unwrap_err().message().contains("\"Inhalt\""));
        assert!(matches!(Roles::settled(&["a"], &Columns::default()), Err(PartTroubleKind::NoTextColumn { .. })));
    }
}
