//! A word as the taggers see it.

/// One word or punctuation mark of a passage, with what surrounds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word<'a> {
    /// The word as written.
    pub text: &'a str,
    /// What begins with it.
    pub opens: Opens,
    /// Whether white space, or nothing, stands before it.
    pub spaced: bool,
    /// Whether it stands in quotation marks, the marks themselves included.
    pub quoted: bool,
}

/// What begins with a word. The accurate reader knows these by their numbers, from 0 in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Opens {
    /// Nothing: it continues a sentence.
    Nothing,
    /// A sentence inside a paragraph.
    Sentence,
    /// A paragraph, and with it a sentence.
    Paragraph,
}
