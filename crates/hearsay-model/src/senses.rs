//! What the encoder says of a word beside its part in an attribution: names, how factual an event is told, hedges.
//!
//! Heads on the vectors that the attributions are read from, learned from CoNLL++ and CoreNLP (names), UDS-IH2 and UW
//! (factuality) and WikiWeasel (hedges); `xtask eval senses` measures them.

use crate::accurate::Dense;
use crate::encoder::WIDTH;
use crate::tensors::{NoTensor, Tensors};

/// What kind of name a word belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Name {
    /// None.
    #[default]
    None,
    /// A person.
    Person,
    /// An organisation.
    Organisation,
    /// A place.
    Place,
    /// Another name: a people, an event, a work.
    Other,
    /// A date.
    Date,
    /// A time of day, or a duration.
    Time,
    /// A number, an amount, a share, a rank.
    Number,
}

/// In the order of the head's scores.
const NAMES: [Name; 8] =
    [Name::None, Name::Person, Name::Organisation, Name::Place, Name::Other, Name::Date, Name::Time, Name::Number];

/// What is known of one word.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Sense {
    /// The kind of name that it belongs to.
    pub name: Name,
    /// If it tells of an event: how factual that is told, from -3 (it certainly did not happen) to 3 (it certainly did).
    pub factuality: f32,
    /// The log-odds that it is a hedge. A sentence holds one if the sum of the odds of its words is above 1.
    pub hedge: f32,
}

/// The heads.
pub(crate) struct Heads {
    names: Dense,
    factuality: Dense,
    hedges: Dense,
}

impl Heads {
    pub(crate) fn read(tensors: &Tensors<'_>) -> Result<Heads, NoTensor> {
        Ok(Heads {
            names: Dense::read(tensors, "names", NAMES.len(), WIDTH)?,
            factuality: Dense::read(tensors, "factuality", 1, WIDTH)?,
            hedges: Dense::read(tensors, "hedges", 1, WIDTH)?,
        })
    }

    /// Returns what the vector of a word tells.
    pub(crate) fn sense(&self, word: &[f32]) -> Sense {
        let scores = self.name_scores(word);
        let best = (0..NAMES.len()).max_by(|&a, &b| scores[a].total_cmp(&scores[b])).unwrap_or(0);
        let [factuality] = self.factuality.apply(word);
        let [hedge] = self.hedges.apply(word);
        Sense { name: NAMES[best], factuality, hedge }
    }

    pub(crate) fn name_scores(&self, word: &[f32]) -> [f32; NAMES.len()] {
        self.names.apply(word)
    }
}
