//! The trained weights that are part of the program.

use std::sync::LazyLock;

use crate::chain::Chain;
use crate::dependency::DependencyParser;
use crate::speech_part::SpeechPartTagger;
use crate::table::Table;

/// Everything the fast reader was trained to know.
#[derive(Debug)]
pub struct FastWeights {
    /// Parts of speech.
    pub speech_part: SpeechPartTagger<'static>,
    /// Dependencies.
    pub dependency: DependencyParser<'static>,
    /// Roles: sources, cues, contents.
    pub roles: Table<'static>,
    /// Which role may follow which.
    pub chain: Chain,
    /// Which spans belong together.
    pub links: Table<'static>,
}

static EMBEDDED: LazyLock<FastWeights> = LazyLock::new(|| {
    let table = |bytes| Table::read(bytes).expect("committed weights are tables, a test reads them");
    let roles = table(include_bytes!("../weights/roles.bin"));
    FastWeights {
        speech_part: SpeechPartTagger { table: table(include_bytes!("../weights/speech-part.bin")) },
        dependency: DependencyParser { table: table(include_bytes!("../weights/dependency.bin")) },
        chain: Chain::read(roles.tail).expect("the tail of the roles is a chain, a test reads it"),
        roles,
        links: table(include_bytes!("../weights/links.bin")),
    }
});

/// Returns the weights of the fast reader.
pub fn fast() -> &'static FastWeights {
    &EMBEDDED
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_committed_weights_read() {
        let weights = super::fast();
        assert_eq!(weights.roles.n_labels, crate::roles::N_LABELS);
        assert_eq!(weights.speech_part.table.n_labels, crate::speech_part::N_TAGS);
        assert_eq!(weights.dependency.table.n_labels, crate::dependency::N_ACTIONS);
        assert_eq!(weights.links.n_labels, 1);
    }
}
