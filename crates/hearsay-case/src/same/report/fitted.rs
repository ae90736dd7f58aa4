//! The weights of the signs; `cargo run -p xtask --release -- train report` writes this file.

use super::N_SIGNS;

/// A row a kind: asserts, denies, relays.
pub(super) const WEIGHTS: [[f32; N_SIGNS]; 3] = [
    [
        0.0730,  // always
        -0.0467, // likeness of the likest claim
        0.7485,  // likeness of the second
        0.6642,  // the claim’s words in the lead
        -0.2656, // the claim’s words anywhere
        0.1772,  // the likest claim is in the writer’s own voice
        0.4257,  // own voice among the likest
        -0.8465, // denied among the likest
        -1.0140, // doubted among the likest
        -0.9079, // asked among the likest
        -0.6408, // supposed or withheld among the likest
        -0.6424, // hedged among the likest
        -0.0803, // strongly hedged among the likest
        0.1139,  // opposite of the likest
        -0.4692, // opposite among the likest
        0.0000,  // differs in number
        0.8364,  // words of falsity in the lead
        0.9438,  // words of falsity below
        0.2436,  // words of falsity in the claim
        -2.0367, // falsity in the report and not in the claim
        2.9237,  // falsity in both
        -0.3732, // words of rumour in the lead
        -0.2535, // words of rumour below
        -1.1604, // words of rumour in the claim
        -0.3259, // words of confirmation in the lead
        -0.0406, // words of confirmation below
        -0.5918, // words of confirmation in the claim
        -0.9691, // words of doubt in the lead
        -0.4858, // words of doubt below
        -0.1593, // words of doubt in the claim
        0.0351,  // a question in the lead
        -0.1065, // a question below
        -1.0170, // a question in the claim
        0.1994,  // a verdict against
        0.9563,  // a verdict for
        -0.0478, // nobody could confirm
        0.0505,  // negations in the lead
        2.2173,  // negations in the claim
        -0.3133, // attributed in the lead
        0.4790,  // falsity near the claim’s words
    ],
    [
        -0.0498, // always
        0.0218,  // likeness of the likest claim
        -0.6121, // likeness of the second
        0.1731,  // the claim’s words in the lead
        -0.9378, // the claim’s words anywhere
        -0.1505, // the likest claim is in the writer’s own voice
        0.1798,  // own voice among the likest
        -0.6900, // denied among the likest
        1.0201,  // doubted among the likest
        0.2290,  // asked among the likest
        0.2898,  // supposed or withheld among the likest
        0.3582,  // hedged among the likest
        -0.2006, // strongly hedged among the likest
        -0.1777, // opposite of the likest
        0.3921,  // opposite among the likest
        0.0000,  // differs in number
        -0.5155, // words of falsity in the lead
        -1.4456, // words of falsity below
        0.7884,  // words of falsity in the claim
        1.9976,  // falsity in the report and not in the claim
        -2.1695, // falsity in both
        -0.1710, // words of rumour in the lead
        0.2418,  // words of rumour below
        -2.1369, // words of rumour in the claim
        -0.7165, // words of confirmation in the lead
        -0.3825, // words of confirmation below
        0.1769,  // words of confirmation in the claim
        0.4078,  // words of doubt in the lead
        0.2433,  // words of doubt below
        -0.7217, // words of doubt in the claim
        -1.3433, // a question in the lead
        0.6788,  // a question below
        -1.4953, // a question in the claim
        1.6573,  // a verdict against
        0.0567,  // a verdict for
        -1.2984, // nobody could confirm
        0.8349,  // negations in the lead
        -0.6314, // negations in the claim
        -0.0833, // attributed in the lead
        0.4610,  // falsity near the claim’s words
    ],
    [
        -0.0232, // always
        0.0249,  // likeness of the likest claim
        -0.1364, // likeness of the second
        -0.8373, // the claim’s words in the lead
        1.2034,  // the claim’s words anywhere
        -0.0266, // the likest claim is in the writer’s own voice
        -0.6054, // own voice among the likest
        1.5366,  // denied among the likest
        -0.0062, // doubted among the likest
        0.6789,  // asked among the likest
        0.3511,  // supposed or withheld among the likest
        0.2843,  // hedged among the likest
        0.2809,  // strongly hedged among the likest
        0.0639,  // opposite of the likest
        0.0770,  // opposite among the likest
        0.0000,  // differs in number
        -0.3209, // words of falsity in the lead
        0.5018,  // words of falsity below
        -1.0320, // words of falsity in the claim
        0.0391,  // falsity in the report and not in the claim
        -0.7542, // falsity in both
        0.5442,  // words of rumour in the lead
        0.0118,  // words of rumour below
        3.2973,  // words of rumour in the claim
        1.0424,  // words of confirmation in the lead
        0.4231,  // words of confirmation below
        0.4149,  // words of confirmation in the claim
        0.5613,  // words of doubt in the lead
        0.2425,  // words of doubt below
        0.8810,  // words of doubt in the claim
        1.3082,  // a question in the lead
        -0.5723, // a question below
        2.5123,  // a question in the claim
        -1.8567, // a verdict against
        -1.0129, // a verdict for
        1.3462,  // nobody could confirm
        -0.8854, // negations in the lead
        -1.5858, // negations in the claim
        0.3966,  // attributed in the lead
        -0.9400, // falsity near the claim’s words
    ],
];
