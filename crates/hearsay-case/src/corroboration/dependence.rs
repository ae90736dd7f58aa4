//! How likely a report was taken from an earlier one, and on what ground.
//!
//! Not found here: the grounds come from attributions, credits and reuse of text.

use super::Taken;

/// What is known of a report and an earlier one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Ground {
    /// It says that it has it from there.
    Said,
    /// Both name the same origin.
    SameOrigin,
    /// So large a share of its words stands there, from 0 to 1.
    Text(f64),
    /// Both have the same rare error: a misspelt name, an odd number.
    SameError,
    /// It names an own document, an own witness or an own record.
    Independent,
    /// Nothing, and it came within two days.
    UnknownSoon,
    /// Nothing.
    Unknown,
}

impl Ground {
    /// Returns how likely it is that the report was taken from the other.
    pub fn taken(self, taken: &Taken) -> f64 {
        match self {
            Ground::Said => taken.said,
            Ground::SameOrigin => taken.same_origin,
            Ground::Text(share) if share >= taken.copied_share => taken.copied,
            Ground::Text(share) if share >= taken.rewritten_share => {
                let beyond = taken.rewritten + taken.rewritten_slope * (share - taken.rewritten_share);
                beyond.min(taken.rewritten_max)
            }
            Ground::Text(_) | Ground::Unknown => taken.unknown,
            Ground::SameError => taken.same_error,
            Ground::Independent => taken.independent,
            Ground::UnknownSoon => taken.unknown_soon,
        }
    }

    /// Returns what is known, in words.
    pub fn words(self) -> String {
        match self {
            Ground::Said => "says that it has it from there".to_owned(),
            Ground::SameOrigin => "names the same origin".to_owned(),
            Ground::Text(share) => format!("{:.0} % of its words stand there", share * 100.0),
            Ground::SameError => "has the same rare error".to_owned(),
            Ground::Independent => "names a document, witness or record of its own".to_owned(),
            Ground::UnknownSoon => "came within two days, and nothing else is known".to_owned(),
            Ground::Unknown => "nothing is known of the two".to_owned(),
        }
    }
}

/// Returns the ground that decides where several are known: a named basis of its own first, else the one by which taking
/// is likeliest.
///
/// Text that stands in both is no ground against what a report says of its own access, but a report cannot have the
/// words of another on its own access: where more than half of the words are common, the text decides.
pub fn deciding(grounds: &[Ground], taken: &Taken) -> Ground {
    let is_copied = |ground: &&Ground| matches!(ground, Ground::Text(share) if *share >= taken.copied_share);
    let likeliest = || grounds.iter().copied().max_by(|one, other| one.taken(taken).total_cmp(&other.taken(taken)));
    let is_said = |ground: &Ground| matches!(ground, Ground::Said | Ground::SameOrigin);
    let is_own = grounds.contains(&Ground::Independent) && !grounds.iter().any(|one| is_said(one) || is_copied(&one));
    if is_own { Ground::Independent } else { likeliest().unwrap_or(Ground::Unknown) }
}
