//! The trained weights that are part of the program, packed in it and unpacked at first use.

use std::sync::LazyLock;

use crate::accurate::AccurateWeights;
use crate::chain::{Chain, Decoder};
use crate::dependency::DependencyParser;
use crate::encoder::Encoder;
use crate::speech_part::SpeechPartTagger;
use crate::table::Table;
use crate::tensors::Tensors;

/// The taggers that the role tagger builds on.
#[derive(Debug)]
pub struct LowerTaggers {
    /// Parts of speech.
    pub speech_part: SpeechPartTagger,
    /// Dependencies.
    pub dependency: DependencyParser,
}

/// Scores of labels and of what may follow what.
#[derive(Debug)]
pub struct ChainTagger {
    /// Scores of a word's labels.
    pub table: Table,
    /// Scores of a label after another.
    pub chain: Decoder,
}

/// Everything the fast reader was trained to know.
#[derive(Debug)]
pub struct FastWeights {
    /// Parts of speech and dependencies.
    pub lower: LowerTaggers,
    /// Sources, cues and contents of a whole passage.
    pub roles: ChainTagger,
    /// The source and contents of one cue.
    pub arguments: ChainTagger,
    /// Which spans belong together.
    pub links: Table,
}

static EMBEDDED: LazyLock<FastWeights> = LazyLock::new(|| {
    let table = |packed: &[u8]| {
        let bytes = unpack(packed).expect("committed weights are LZ4 blocks, a test reads them");
        Table::read(&bytes).expect("committed weights are tables, a test reads them")
    };
    let chain_tagger = |packed: &[u8]| {
        let table = table(packed);
        let chain = Chain::read(&table.tail).expect("the tail is a chain, a test reads it");
        ChainTagger { table, chain: Decoder::from(&chain) }
    };
    FastWeights {
        lower: LowerTaggers {
            speech_part: SpeechPartTagger { table: table(include_bytes!("../weights/speech-part.bin")) },
            dependency: DependencyParser {
                actions: table(include_bytes!("../weights/actions.bin")),
                relations: table(include_bytes!("../weights/relations.bin")),
            },
        },
        roles: chain_tagger(include_bytes!("../weights/roles.bin")),
        arguments: chain_tagger(include_bytes!("../weights/arguments.bin")),
        links: table(include_bytes!("../weights/links.bin")),
    }
});

/// Unpacks a weights file: an LZ4 block (Collet, 2011) with the length of its content before it, as `u32`.
pub fn unpack(packed: &[u8]) -> Option<Vec<u8>> {
    lz4_flex::block::decompress_size_prepended(packed).ok()
}

/// Packs a weights file: the inverse of [`unpack`].
pub fn pack(bytes: &[u8]) -> Vec<u8> {
    lz4_flex::block::compress_prepend_size(bytes)
}

/// Returns the weights of the fast reader.
pub fn fast() -> &'static FastWeights {
    &EMBEDDED
}

static READER: &[u8] = include_bytes!("../weights/reader.safetensors");

static ACCURATE: LazyLock<AccurateWeights> =
    LazyLock::new(|| AccurateWeights::read(READER).expect("a test reads the committed weights"));

static SENTENCES: LazyLock<Encoder> = LazyLock::new(|| {
    let moved = Tensors::read(include_bytes!("../weights/sentences.safetensors"));
    let read = |moved| Encoder::moved_back(&Tensors::read(READER)?, &moved);
    moved.and_then(read).expect("a test reads the committed weights")
});

/// Returns the encoder of whole sentences; the first call makes it from the reader's, in some tenths of a second.
pub(crate) fn sentences() -> &'static Encoder {
    &SENTENCES
}

/// Returns the weights of the accurate reader; the first call reads them, in some 50 milliseconds.
pub fn accurate() -> &'static AccurateWeights {
    &ACCURATE
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_committed_weights_read() {
        let weights = super::fast();
        assert_eq!(weights.roles.table.n_labels, crate::roles::N_LABELS);
        assert_eq!(weights.arguments.table.n_labels, crate::roles::N_LABELS);
        assert_eq!(weights.lower.speech_part.table.n_labels, crate::speech_part::N_TAGS);
        assert_eq!(weights.lower.dependency.actions.n_labels, crate::dependency::N_ACTIONS);
        assert_eq!(weights.lower.dependency.relations.n_labels, crate::dependency::N_RELATIONS);
        assert_eq!(weights.links.n_labels, 1);
    }
}
