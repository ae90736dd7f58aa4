//! Tells page furniture (comment prompts, teasers, share buttons) from the text among the lines of an article.
//!
//! Two logistic regressions: the first looks at a line, its neighbours and its place; the second at what the first
//! says of the lines around. Marked lines are kept, not deleted: a lost sentence costs more than a kept teaser, so the
//! threshold is set for at most 2 % of real words lost, cross-validated (`cargo xtask train furniture`).

pub mod features;
pub mod line;
pub mod model;

use std::sync::LazyLock;

use self::model::Model;

/// The committed weights.
static MODEL: LazyLock<Model> = LazyLock::new(|| {
    let parsed = Model::parse(include_str!("../weights/furniture.txt"));
    parsed.expect("the committed weights are well formed: a test reads them")
});

/// Returns for each line whether it is page furniture. Lines are paragraphs or wrapped lines joined, none empty.
pub fn mark(lines: &[&str]) -> Vec<bool> {
    MODEL.mark(lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tail_of_prompts_and_teasers_is_furniture() {
        let lines = [
            "Harbour letters name a second official, activist says",
            "A second letter said to come from inside the port authority was published on Monday by Mira Voss, an activist who runs the site Harbour Watch.",
            "The letter claims that the authority ordered the night cranes to be moved before the inspectors came, according to Voss.",
            "\"We were told on Friday that nobody would be on the quay,\" the letter says.",
            "The port authority denied on Tuesday that any such order had been given, and its spokesman called the letter a crude forgery.",
            "Please enter your comment!",
            "Please enter your name here",
            "Share post:",
            "More like this",
            "Ten ways to keep your bicycle dry this winter",
        ];
        assert_eq!(mark(&lines), [false, false, false, false, false, true, true, true, true, true]);
    }

    #[test]
    fn no_lines_and_one_line_are_fine() {
        assert!(mark(&[]).is_empty());
        assert_eq!(mark(&["He said that the town had fallen on Sunday evening."]), [false]);
    }
}
