//! What the elements of HTML mean for the text: which begin a block, which close one another, what lies in a menu.
//!
//! Not a schema: unknown elements are inline.

use super::tokens::Tokens;

/// What a block lies in, gathered from the elements around it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Region {
    /// In a menu, a footer, an aside, a form, a hidden element or one whose class names page furniture.
    pub(crate) is_furniture: bool,
    /// In `h1` to `h6`; 0 if not.
    pub(crate) heading_level: u8,
    /// In `figcaption`, `caption` or an element whose class names a caption or a picture credit.
    pub(crate) is_caption: bool,
    /// In an element whose class, `rel` or `itemprop` names an author or a date line.
    pub(crate) is_byline: bool,
    /// In `article` or `main`.
    pub(crate) is_article: bool,
    /// In what mail programs put around the message that is answered.
    pub(crate) is_quoted: bool,
}

impl Region {
    /// Returns the region inside the element `name` that starts here.
    pub(crate) fn inside(self, name: &str, tokens: &Tokens<'_>) -> Region {
        let mut region = self;
        match name {
            "nav" | "footer" | "aside" | "form" | "menu" | "dialog" | "select" | "button" | "textarea" | "datalist" => {
                region.is_furniture = true;
            }
            "article" | "main" => region.is_article = true,
            "blockquote" => region.is_quoted |= tokens.attribute_value("type") == Some("cite"),
            "figcaption" | "caption" => region.is_caption = true,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => region.heading_level = name.as_bytes()[1] - b'0',
            _ => {}
        }
        if matches!(name, "html" | "body") {
            return region;
        }
        region.read_attributes(tokens);
        region
    }

    fn read_attributes(&mut self, tokens: &Tokens<'_>) {
        let value = |name| tokens.attribute_value(name);
        let is_hidden = value("hidden").is_some()
            || value("aria-hidden") == Some("true")
            || value("style").is_some_and(|style| style.replace(' ', "").contains("display:none"));
        let role = value("role").unwrap_or("");
        self.is_furniture |=
            is_hidden || matches!(role, "navigation" | "banner" | "contentinfo" | "complementary" | "search");
        self.is_byline |=
            value("rel") == Some("author") || value("itemprop").is_some_and(|one| names_any(one, &BYLINE_NAMES));
        for name in ["class", "id"] {
            let Some(names) = value(name) else { continue };
            self.is_furniture |= names_any(names, &FURNITURE_NAMES);
            self.is_caption |= names_any(names, &CAPTION_NAMES);
            self.is_byline |= names_any(names, &BYLINE_NAMES);
            self.is_quoted |= names.split_ascii_whitespace().any(|name| QUOTED_NAMES.contains(&name));
        }
    }
}

/// Words in the names that pages give to their furniture; each must stand as a word of its own in the class.
const FURNITURE_NAMES: [&str; 26] = [
    "ad",
    "ads",
    "advertisement",
    "banner",
    "breadcrumb",
    "breadcrumbs",
    "comment",
    "comments",
    "cookie",
    "cookies",
    "disqus",
    "footer",
    "menu",
    "modal",
    "nav",
    "navbar",
    "navigation",
    "newsletter",
    "popup",
    "promo",
    "recommended",
    "related",
    "share",
    "sidebar",
    "social",
    "subscribe",
];
const CAPTION_NAMES: [&str; 4] = ["caption", "credit", "figcaption", "imagecaption"];
/// Classes that mail programs give to the message that is answered.
const QUOTED_NAMES: [&str; 5] = ["gmail_quote", "moz-cite-prefix", "protonmail_quote", "yahoo_quoted", "zmail_extra"];
const BYLINE_NAMES: [&str; 7] =
    ["author", "byline", "dateline", "datemodified", "datepublished", "pubdate", "timestamp"];

/// Returns whether one of `wanted`, which is sorted, is a word of the class or id `names`.
fn names_any(names: &str, wanted: &[&str]) -> bool {
    names
        .split(|c: char| c.is_ascii_whitespace() || c == '-' || c == '_')
        .any(|word| word.len() <= 16 && wanted.binary_search(&word.to_ascii_lowercase().as_str()).is_ok())
}

/// An element's name in lower case, as much of it as is needed to tell the known ones apart.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lower {
    bytes: [u8; 24],
    length: usize,
}

impl Lower {
    pub(crate) fn as_str(&self) -> &str {
        std::str::from_utf8(&self.bytes[..self.length]).unwrap_or("")
    }
}

/// Returns `name` in lower case; a name too long for any known element keeps what fits.
pub(crate) fn lower(name: &str) -> Lower {
    let mut found = Lower { bytes: [0; 24], length: 0 };
    for byte in name.bytes().filter(u8::is_ascii).take(24) {
        found.bytes[found.length] = byte.to_ascii_lowercase();
        found.length += 1;
    }
    found
}

/// Returns a number for the name (FNV-1a).
pub(crate) const fn id(name: &str) -> u32 {
    let bytes = name.as_bytes();
    let mut hash = 0x811C_9DC5_u32;
    let mut place = 0;
    while place < bytes.len() {
        hash = (hash ^ bytes[place] as u32).wrapping_mul(0x0100_0193);
        place += 1;
    }
    hash
}

pub(crate) fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "frame"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
            | "basefont"
            | "bgsound"
            | "keygen"
    )
}

/// Returns whether the element begins a new block, and ends it.
pub(crate) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "button"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "dir"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "frameset"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "head"
            | "header"
            | "hgroup"
            | "hr"
            | "html"
            | "legend"
            | "li"
            | "listing"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "optgroup"
            | "option"
            | "p"
            | "pre"
            | "section"
            | "select"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "textarea"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
            | "video"
            | "xmp"
            | "iframe"
            | "noscript"
            | "plaintext"
    )
}

/// Returns whether the start tag `name` closes the innermost open element.
pub(crate) fn closes(name: &str, innermost: u32) -> bool {
    const P: u32 = id("p");
    const DT: u32 = id("dt");
    const DD: u32 = id("dd");
    const TD: u32 = id("td");
    const TH: u32 = id("th");
    match innermost {
        P => {
            is_block(name)
                && !matches!(
                    name,
                    "button" | "td" | "th" | "tr" | "caption" | "video" | "option" | "iframe" | "noscript"
                )
        }
        DT | DD => matches!(name, "dt" | "dd"),
        TD | TH => matches!(name, "td" | "th" | "tr" | "tbody" | "tfoot"),
        _ => closes_itself(innermost) && id(name) == innermost,
    }
}

/// Returns whether elements of this name close their like, so that leaving them open nests nothing.
pub(crate) fn closes_itself(name: u32) -> bool {
    const NAMES: [u32; 10] = [
        id("p"),
        id("li"),
        id("dt"),
        id("dd"),
        id("td"),
        id("th"),
        id("tr"),
        id("option"),
        id("tbody"),
        id("optgroup"),
    ];
    NAMES.contains(&name)
}
