//! The accurate tagger: from words to cues with their sources and contents, by an encoder and two chains on top of it.
//!
//! A text is cut into windows on sentence boundaries, each with some context before and after. In a window every word
//! gets a vector; from it come the scores of the word's role, and, for each candidate cue, of its label as seen from the cue.
//! The fast role tagger's opinion is one of the inputs. `training/reader/` trains all this and has the same windows, inputs and
//! heads in Python.

use std::ops::Range;

use crate::analysis::Analysis;
use crate::argument_features::Opinion;
use crate::chain::{Border, Chain, Decoder, N_BORDERS, Scores, borders};
use crate::encoder::{Encoder, Piece, Room, WIDTH, WINDOW_PIECES};
use crate::fast::{self, Manner, Tagging, decode};
use crate::kernels::{Quantized, Weights, gelu, multiply};
use crate::pieces::{CLS, Pieces, SEP};
use crate::role_features::Surroundings;
use crate::roles::{Label, N_LABELS, Role, mend, spans};
use crate::senses::Heads;
use crate::tensors::{NoTensor, Tensors};
use crate::weights::FastWeights;
use crate::word::{Opens, Word};

/// Pieces of context before and after what a window is for, as in training.
const BEFORE_PIECES: usize = 32;
const AFTER_PIECES: usize = 24;
/// Longer sentences are cut.
const CHUNK_PIECES_MAX: usize = 96;
/// A run of words this likely to be a cue is looked at; chosen on PolNeAR's development half.
const CUE_LIKELY: f32 = 0.45;
/// Width of the argument head.
const ARGUMENT_WIDTH: usize = 192;
const N_DISTANCES: usize = 24;
const SENTENCES_REACH: i64 = 3;
/// Words further from a cue than this are not looked at.
const REACH_WORDS: usize = 160;

/// A matrix of `f32`, a row an output, with what is added.
#[derive(Debug)]
pub(crate) struct Dense {
    weight: Vec<f32>,
    bias: Vec<f32>,
}

impl Dense {
    pub(crate) fn read(tensors: &Tensors<'_>, name: &str, n_out: usize, n_in: usize) -> Result<Dense, NoTensor> {
        let weight = tensors.floats(&format!("{name}.weight"), n_out * n_in)?;
        Ok(Dense { weight, bias: tensors.floats(&format!("{name}.bias"), n_out)? })
    }

    /// Turns the matrix, so that a row is an input.
    fn turned(self, n_in: usize) -> Dense {
        let n_out = self.bias.len();
        let weight = (0..n_in * n_out).map(|place| self.weight[place % n_out * n_in + place / n_out]).collect();
        Dense { weight, ..self }
    }

    pub(crate) fn apply<const N: usize>(&self, input: &[f32]) -> [f32; N] {
        let rows = self.weight.chunks_exact(input.len());
        let mut out = [0.0; N];
        for ((out, row), bias) in out.iter_mut().zip(rows).zip(&self.bias) {
            *out = bias + dot(row, input);
        }
        out
    }
}

/// The sum of products, in sixteen sums that the processor does at once.
fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut sums = [0.0_f32; 16];
    let (a, a_rest) = a.as_chunks::<16>();
    let (b, b_rest) = b.as_chunks::<16>();
    for (a, b) in a.iter().zip(b) {
        for lane in 0..16 {
            sums[lane] += a[lane] * b[lane];
        }
    }
    sums.iter().sum::<f32>() + a_rest.iter().zip(b_rest).map(|(a, b)| a * b).sum::<f32>()
}

/// Everything the accurate reader was trained to know.
pub struct AccurateWeights {
    encoder: Encoder,
    roles: Dense,
    /// From the fast reader's log-probabilities to additions to the scores of roles, a row a label.
    role_marginals: Vec<f32>,
    role_chain: Decoder,
    word_in: Weights,
    cue_in: Dense,
    /// A row an input: a label.
    role_in: Dense,
    distances: Vec<f32>,
    sentences: Vec<f32>,
    mix: Weights,
    arguments: Dense,
    argument_chain: Decoder,
    heads: Heads,
}

impl AccurateWeights {
    /// Reads the file that `training/reader/export.py` writes.
    pub fn read(bytes: &'static [u8]) -> Result<AccurateWeights, NoTensor> {
        let tensors = Tensors::read(bytes)?;
        let chain = |name: &str| {
            let values = tensors.floats(name, N_BORDERS * N_LABELS * N_LABELS)?;
            Ok(Decoder::from(&Chain::from_values(values.into_iter()).expect("their number was asked for")))
        };
        Ok(AccurateWeights {
            encoder: Encoder::read(&tensors)?,
            roles: Dense::read(&tensors, "roles", N_LABELS, WIDTH)?,
            role_marginals: tensors.floats("role_marginals.weight", N_LABELS * N_LABELS)?,
            role_chain: chain("role_chain.weights")?,
            word_in: tensors.weights("word_in", 2 * ARGUMENT_WIDTH, WIDTH)?,
            cue_in: Dense::read(&tensors, "cue_in", 2 * ARGUMENT_WIDTH, WIDTH)?,
            role_in: Dense::read(&tensors, "role_in", ARGUMENT_WIDTH, N_LABELS)?.turned(N_LABELS),
            distances: tensors.floats("distances.weight", N_DISTANCES * ARGUMENT_WIDTH)?,
            sentences: tensors.floats("sentences.weight", (2 * SENTENCES_REACH as usize + 1) * ARGUMENT_WIDTH)?,
            mix: tensors.weights("mix", ARGUMENT_WIDTH, ARGUMENT_WIDTH)?,
            arguments: Dense::read(&tensors, "arguments", N_LABELS, ARGUMENT_WIDTH)?,
            argument_chain: chain("argument_chain.weights")?,
            heads: Heads::read(&tensors)?,
        })
    }

    /// Returns the encoder, to be timed by itself.
    pub fn encoder(&self) -> &Encoder {
        &self.encoder
    }
}

/// A stretch of words that is read at a time: what it is for, and the context around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Window {
    pub(crate) words: Range<usize>,
    pub(crate) core: Range<usize>,
}

/// Cuts a text into windows, given the number of pieces of each word and the words that are skipped; the cores tile the rest.
pub(crate) fn windows(words: &[Word<'_>], n_pieces: &[usize], is_skipped: &[bool]) -> Vec<Window> {
    let total = WINDOW_PIECES - 2;
    let chunks = chunks(words, n_pieces);
    // Whole paragraphs are skipped, so the first word of a chunk tells.
    let is_wanted = |chunk: &Range<usize>| !is_skipped[chunk.start];
    let size = |chunk: &Range<usize>| n_pieces[chunk.clone()].iter().sum::<usize>();
    let sizes: Vec<usize> = chunks.iter().map(size).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < chunks.len() {
        if !is_wanted(&chunks[at]) {
            at += 1;
            continue;
        }
        let (mut room, mut before) = (total, at);
        while before > 0 && total - room + sizes[before - 1] <= BEFORE_PIECES {
            before -= 1;
            room -= sizes[before];
        }
        let is_last = sizes[at..].iter().take(total).sum::<usize>() <= room;
        let limit = if is_last { room } else { room - AFTER_PIECES };
        let (mut n, mut after) = (0, at);
        while after < chunks.len() && is_wanted(&chunks[after]) && (after == at || n + sizes[after] <= limit) {
            n += sizes[after];
            after += 1;
        }
        let mut end = after;
        while end < chunks.len() && n + sizes[end] <= room {
            n += sizes[end];
            end += 1;
        }
        found.push(Window {
            words: chunks[before].start..chunks[end - 1].end,
            core: chunks[at].start..chunks[after - 1].end,
        });
        at = after;
    }
    found
}

/// Returns for each word whether the fast reader sees neither a cue nor a content in its paragraph, so that it is skipped.
///
/// In news that is rare: on PolNeAR's development half 15 words in 1,000 lie in such paragraphs, and 1.4 of 1,000 cues.
fn skipped(words: &[Word<'_>], opinion: &Opinion, manner: Manner<'_>) -> Vec<bool> {
    let is_seen = |idx: usize| {
        let share = |role: Role| {
            let begins = usize::from(role.begins());
            opinion.marginals[idx][begins] + opinion.marginals[idx][begins + 1]
        };
        let may_be_cue = manner.may_be_cue.is_none_or(|may_be_cue| may_be_cue[idx]);
        may_be_cue && share(Role::Cue) >= manner.cue_min
            || share(Role::ContentBefore) + share(Role::ContentAfter) >= manner.content_min
    };
    let mut is_skipped = Vec::with_capacity(words.len());
    while is_skipped.len() < words.len() {
        let begin = is_skipped.len();
        let inner = words[begin + 1..].iter().take_while(|word| word.opens != Opens::Paragraph).count();
        is_skipped.extend(std::iter::repeat_n(!(begin..=begin + inner).any(is_seen), inner + 1));
    }
    is_skipped
}

/// Sentences, long ones cut.
fn chunks(words: &[Word<'_>], n_pieces: &[usize]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let (mut begin, mut size) = (0, 0);
    for idx in 0..words.len() {
        if idx > begin && (words[idx].opens != Opens::Nothing || size + n_pieces[idx] > CHUNK_PIECES_MAX) {
            found.push(begin..idx);
            (begin, size) = (idx, 0);
        }
        size += n_pieces[idx];
    }
    if begin < words.len() {
        found.push(begin..words.len());
    }
    found
}

/// Returns the shape of a word: 0 no letters, 1 small, 2 one capital, 3 capitals, 4 Capitalised, 5 miXed, 6 with digits,
/// 7 digits.
fn shape_of(word: &str) -> u8 {
    let n_upper = word.chars().filter(|c| c.is_uppercase()).count();
    let n_lower = word.chars().filter(|c| c.is_lowercase()).count();
    let has_digits = word.chars().any(char::is_numeric);
    match (n_upper, n_lower) {
        (0, 0) => 7 * u8::from(has_digits),
        _ if has_digits => 6,
        (0, _) => 1,
        (_, 0) => 2 + u8::from(word.chars().count() > 1),
        (1, _) if word.starts_with(char::is_uppercase) => 4,
        _ => 5,
    }
}

/// The words of a text with their pieces.
struct Input<'a> {
    words: &'a [Word<'a>],
    borders: Vec<Border>,
    /// Number of the sentence of each word.
    sentences: Vec<u32>,
    ids: Vec<u16>,
    /// Where each word's pieces begin in `ids`; one more than there are words.
    begins: Vec<usize>,
}

impl<'a> Input<'a> {
    fn of(words: &'a [Word<'a>]) -> Input<'a> {
        let mut input =
            Input { words, borders: borders(words), sentences: Vec::new(), ids: Vec::new(), begins: vec![0] };
        let mut sentence = 0;
        for word in words {
            sentence += u32::from(word.opens != Opens::Nothing);
            input.sentences.push(sentence);
            Pieces::embedded().push_of_word(word.text, &mut input.ids);
            input.begins.push(input.ids.len());
        }
        input
    }

    fn n_pieces(&self) -> Vec<usize> {
        self.begins.windows(2).map(|pair| pair[1] - pair[0]).collect()
    }

    /// Returns the pieces of a window, with the marks around them, and the place of each word's first.
    fn pieces(&self, window: Range<usize>, opinion: &Opinion) -> (Vec<Piece>, Vec<usize>) {
        let mark = |id| Piece { id, ..Piece::default() };
        let (mut pieces, mut firsts) = (vec![mark(CLS)], Vec::with_capacity(window.len()));
        for idx in window {
            let word = &self.words[idx];
            let piece = Piece { id: 0, shape: shape_of(word.text), quoted: word.quoted, first: None };
            firsts.push(pieces.len());
            for (place, &id) in self.ids[self.begins[idx]..self.begins[idx + 1]].iter().enumerate() {
                let first = (place == 0).then(|| (word.opens as u8, rounded(&opinion.marginals[idx])));
                pieces.push(Piece { id, first, ..piece });
            }
        }
        pieces.push(mark(SEP));
        (pieces, firsts)
    }
}

/// The training texts hold probabilities in 255ths.
fn rounded(marginals: &Scores) -> Scores {
    marginals.map(|share| (share * 255.0).round() / 255.0)
}

/// Finds the cues of a passage and gives each its source and contents.
pub fn tag(
    analysis: &Analysis<'_>,
    fast_weights: &FastWeights,
    weights: &AccurateWeights,
    manner: Manner<'_>,
) -> Tagging {
    let words = analysis.words;
    let input = Input::of(words);
    let around = Surroundings::of(analysis, manner.n_before);
    let opinion = &fast::opinion(analysis, &around, &input.borders, fast_weights, 0.0);
    let mut room = Room::default();
    let mut labels: Vec<Label> = vec![0; words.len()];
    let mut seen = Vec::new();
    let mut senses = vec![None; words.len()];
    let is_skipped = skipped(words, opinion, manner);
    for window in windows(words, &input.n_pieces(), &is_skipped) {
        let read = Read::of(&input, &window.words, opinion, weights, &mut room);
        let borders = &input.borders[window.words.clone()];
        let (marginals, _) = weights.role_chain.marginals(&read.scores, borders);
        let best = weights.role_chain.best(&read.scores, borders);
        let offset = window.words.start;
        let core = window.core.start - offset..window.core.end - offset;
        labels[window.core.clone()].copy_from_slice(&best[core.clone()]);
        if manner.tells_senses {
            let vectors = read.words[core.start * WIDTH..core.end * WIDTH].chunks_exact(WIDTH);
            for (sense, word) in senses[window.core.clone()].iter_mut().zip(vectors) {
                *sense = Some(weights.heads.sense(word));
            }
        }
        for cue in likely_cues(&marginals) {
            if !core.contains(&cue.start) {
                continue;
            }
            let (around, scores) = read.argue(&input, offset, &cue, weights);
            seen.push((cue.start + offset..cue.end + offset, around.start + offset, scores));
        }
    }
    // A candidate is a cue among the roles, whatever the best labelling makes of its words.
    for (cue, _, _) in &seen {
        for idx in cue.clone() {
            labels[idx] = Role::Cue.begins() + Label::from(idx > cue.start);
        }
    }
    mend(&mut labels);
    let roles = spans(&labels);
    let mut arguments = Vec::new();
    for (cue, begin, scores) in seen {
        let candidate = roles.partition_point(|role| (role.begin as usize) < cue.start);
        let borders = &input.borders[begin..begin + scores.len()];
        arguments.extend(decode(&scores, borders, &weights.argument_chain, begin, candidate, &cue));
    }
    Tagging { roles, arguments, senses }
}

/// Runs of words that are likely to be a cue.
fn likely_cues(marginals: &[Scores]) -> Vec<Range<usize>> {
    let cue = usize::from(Role::Cue.begins());
    let mut found: Vec<Range<usize>> = Vec::new();
    for (idx, marginals) in marginals.iter().enumerate() {
        let (begin, inside) = (marginals[cue], marginals[cue + 1]);
        if begin + inside <= CUE_LIKELY {
            continue;
        }
        match found.last_mut() {
            Some(last) if last.end == idx && inside >= begin => last.end += 1,
            _ => found.push(idx..idx + 1),
        }
    }
    found
}

/// What the encoder made of a window.
struct Read {
    /// A vector a word.
    words: Vec<f32>,
    /// The scores of each word's role.
    scores: Vec<Scores>,
    /// A vector of twice the argument head's width a word: what is added, what is multiplied.
    seen: Vec<f32>,
    /// What the word's own role says to the argument head.
    opinions: Vec<f32>,
}

impl Read {
    fn of(
        input: &Input<'_>,
        window: &Range<usize>,
        opinion: &Opinion,
        weights: &AccurateWeights,
        room: &mut Room,
    ) -> Read {
        let (pieces, firsts) = input.pieces(window.clone(), opinion);
        let vectors = weights.encoder.encode(&pieces, room);
        let words: Vec<f32> =
            firsts.iter().flat_map(|&first| &vectors[first * WIDTH..(first + 1) * WIDTH]).copied().collect();
        let scores: Vec<Scores> = words
            .chunks_exact(WIDTH)
            .zip(window.clone())
            .map(|(word, idx)| {
                let mut scores: Scores = weights.roles.apply(word);
                let known = rounded(&opinion.marginals[idx]).map(|share| (share + 0.01).ln());
                for (score, row) in scores.iter_mut().zip(weights.role_marginals.chunks_exact(N_LABELS)) {
                    *score += dot(row, &known);
                }
                scores
            })
            .collect();
        let mut bytes = Quantized::default();
        bytes.quantize(&words, WIDTH);
        let mut seen = vec![0.0; window.len() * 2 * ARGUMENT_WIDTH];
        multiply(&bytes, &weights.word_in, &mut seen);
        let mut opinions = Vec::with_capacity(scores.len() * ARGUMENT_WIDTH);
        for scores in &scores {
            let begin = opinions.len();
            opinions.extend_from_slice(&weights.role_in.bias);
            for (row, share) in weights.role_in.weight.chunks_exact(ARGUMENT_WIDTH).zip(softmax(scores)) {
                let opinion = opinions[begin..].iter_mut();
                opinion.zip(row).for_each(|(value, weight)| *value += share * weight);
            }
        }
        Read { words, scores, seen, opinions }
    }

    /// Returns the words around a cue and the scores of their labels as seen from it; `offset` is the window's begin.
    fn argue(
        &self,
        input: &Input<'_>,
        offset: usize,
        cue: &Range<usize>,
        weights: &AccurateWeights,
    ) -> (Range<usize>, Vec<Scores>) {
        let around = cue.start.saturating_sub(REACH_WORDS)..(cue.end + REACH_WORDS).min(self.scores.len());
        let mut mean = [0.0_f32; WIDTH];
        for word in self.words[cue.start * WIDTH..cue.end * WIDTH].chunks_exact(WIDTH) {
            mean.iter_mut().zip(word).for_each(|(sum, value)| *sum += value);
        }
        mean.iter_mut().for_each(|sum| *sum /= cue.len() as f32);
        let of_cue: [f32; 2 * ARGUMENT_WIDTH] = weights.cue_in.apply(&mean);
        let (cue_add, cue_times) = of_cue.split_at(ARGUMENT_WIDTH);
        let home = i64::from(input.sentences[offset + cue.start]);
        let mut hidden = Vec::with_capacity(around.len() * ARGUMENT_WIDTH);
        for idx in around.clone() {
            let (add, times) = self.seen[idx * 2 * ARGUMENT_WIDTH..][..2 * ARGUMENT_WIDTH].split_at(ARGUMENT_WIDTH);
            let opinion = &self.opinions[idx * ARGUMENT_WIDTH..][..ARGUMENT_WIDTH];
            let sentence = (i64::from(input.sentences[offset + idx]) - home).clamp(-SENTENCES_REACH, SENTENCES_REACH);
            let sentence =
                &weights.sentences[(sentence + SENTENCES_REACH) as usize * ARGUMENT_WIDTH..][..ARGUMENT_WIDTH];
            let distance = &weights.distances[distance_class(idx, cue) * ARGUMENT_WIDTH..][..ARGUMENT_WIDTH];
            hidden.extend((0..ARGUMENT_WIDTH).map(|lane| {
                add[lane]
                    + cue_add[lane]
                    + times[lane] * cue_times[lane]
                    + opinion[lane]
                    + distance[lane]
                    + sentence[lane]
            }));
        }
        gelu(&mut hidden);
        let mut bytes = Quantized::default();
        bytes.quantize(&hidden, ARGUMENT_WIDTH);
        multiply(&bytes, &weights.mix, &mut hidden);
        gelu(&mut hidden);
        (around, hidden.chunks_exact(ARGUMENT_WIDTH).map(|hidden| weights.arguments.apply(hidden)).collect())
    }
}

/// The class of a word's distance from the cue: 12 in it, below before it, above after it.
fn distance_class(idx: usize, cue: &Range<usize>) -> usize {
    const EDGES: [usize; 11] = [1, 2, 3, 4, 5, 7, 10, 15, 25, 45, 80];
    let class = |distance: usize| EDGES.partition_point(|&edge| edge <= distance);
    match idx {
        _ if idx < cue.start => 12 - class(cue.start - idx),
        _ if idx >= cue.end => 12 + class(idx + 1 - cue.end),
        _ => 12,
    }
}

fn softmax(scores: &Scores) -> Scores {
    let highest = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let powers = scores.map(|score| (score - highest).exp());
    let total: f32 = powers.iter().sum();
    powers.map(|power| power / total)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::senses::Sense;
    use crate::weights;

    /// A passage of our own, what stands around it, and what PyTorch makes of it; `training/reader/fixture.py` wrote it.
    #[derive(serde::Deserialize)]
    struct Fixture {
        words: Vec<String>,
        opens: Vec<u8>,
        quoted: Vec<u8>,
        marginals: Vec<Scores>,
        cues: Vec<(usize, usize)>,
        exact: Told,
        rounded: Told,
    }

    #[derive(serde::Deserialize)]
    struct Told {
        roles: Vec<Scores>,
        arguments: Vec<Vec<Scores>>,
        /// By word: the scores of the kinds of names, factuality, and the hedge's.
        senses: Vec<[f32; 10]>,
    }

    fn furthest<'a>(a: impl IntoIterator<Item = &'a Scores>, b: impl IntoIterator<Item = &'a Scores>) -> f32 {
        let pairs = a.into_iter().flatten().zip(b.into_iter().flatten());
        pairs.map(|(a, b)| (a - b).abs()).fold(0.0, f32::max)
    }

    #[test]
    fn the_scores_are_those_of_the_training_program() {
        let fixture: Fixture = serde_json::from_str(include_str!("accurate/fixture.json")).expect("it is JSON");
        let opens = [Opens::Nothing, Opens::Sentence, Opens::Paragraph];
        let word = |idx: usize| Word {
            text: &fixture.words[idx],
            opens: opens[usize::from(fixture.opens[idx])],
            spaced: true,
            quoted: fixture.quoted[idx] == 1,
        };
        let words: Vec<Word<'_>> = (0..fixture.words.len()).map(word).collect();
        let marginals = fixture.marginals.iter().map(|shares| shares.map(|share| share / 255.0)).collect();
        let opinion = Opinion::with_marginals(marginals);
        let input = Input::of(&words);
        let weights = weights::accurate();
        let read = Read::of(&input, &(0..words.len()), &opinion, weights, &mut Room::default());
        let arguments: Vec<Vec<Scores>> =
            fixture.cues.iter().map(|&(begin, end)| read.argue(&input, 0, &(begin..end), weights).1).collect();
        let senses: Vec<[f32; 10]> = read
            .words
            .chunks_exact(WIDTH)
            .map(|word| {
                let Sense { factuality, hedge, .. } = weights.heads.sense(word);
                let names = weights.heads.name_scores(word);
                std::array::from_fn(|idx| *names.get(idx).unwrap_or(if idx == 8 { &factuality } else { &hedge }))
            })
            .collect();
        let pairs = senses.iter().flatten().zip(fixture.rounded.senses.iter().flatten());
        let senses = pairs.map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
        assert!(senses < 0.3, "senses {senses} from the same arithmetic");
        let rounded = furthest(&read.scores, &fixture.rounded.roles)
            .max(furthest(arguments.iter().flatten(), fixture.rounded.arguments.iter().flatten()));
        let exact = furthest(&read.scores, &fixture.exact.roles)
            .max(furthest(arguments.iter().flatten(), fixture.exact.arguments.iter().flatten()));
        // Where a number lies between two bytes, the two programs may round it apart.
        assert!(rounded < 0.3, "{rounded} from the same arithmetic");
        assert!(exact < 1.0, "{exact} from the weights as trained");
    }

    #[test]
    fn a_paragraph_in_which_nothing_is_seen_is_skipped_whole() {
        let word = |opens| Word { text: "word", opens, spaced: true, quoted: false };
        let (first, next) = (word(Opens::Paragraph), word(Opens::Nothing));
        let words = [first, next, word(Opens::Sentence), first, next, first];
        let skipped = |marginals: &[Scores], manner: Manner<'_>| {
            skipped(&words, &Opinion::with_marginals(marginals.to_vec()), manner)
        };
        let manner = Manner { cue_min: 0.1, content_min: 0.25, ..Manner::default() };
        let mut marginals = vec![[0.0; N_LABELS]; words.len()];
        assert_eq!(skipped(&marginals, manner), [true; 6]);
        assert_eq!(skipped(&marginals, Manner { cue_min: 0.0, ..manner }), [false; 6]);
        marginals[2][usize::from(Role::Cue.begins())] = 0.2;
        marginals[5][usize::from(Role::ContentAfter.begins())] = 0.2;
        assert_eq!(skipped(&marginals, manner), [false, false, false, true, true, true]);
        let may_be_cue = Some([true, true, false, true, true, true].as_slice());
        assert_eq!(skipped(&marginals, Manner { may_be_cue, ..manner }), [true; 6]);
    }

    #[test]
    fn windows_tile_a_text_and_hold_no_more_than_they_can() {
        let text = "one two three four five six seven eight nine ten .";
        let mut words: Vec<Word<'_>> = Vec::new();
        for sentence in 0..60 {
            for (idx, text) in text.split(' ').enumerate() {
                let opens = if idx == 0 { Opens::Sentence } else { Opens::Nothing };
                words.push(Word { text, opens, spaced: true, quoted: false });
                if sentence == 7 {
                    words.extend([Word { text: "and", opens: Opens::Nothing, spaced: true, quoted: false }; 30]);
                }
            }
        }
        let n_pieces: Vec<usize> = (0..words.len()).map(|idx| 1 + idx % 3).collect();
        let mut is_skipped = vec![false; words.len()];
        let sentences: Vec<usize> = (0..words.len()).filter(|&idx| words[idx].opens == Opens::Sentence).collect();
        is_skipped[sentences[20]..sentences[40]].fill(true);
        let around: Vec<usize> =
            windows(&words, &n_pieces, &is_skipped).into_iter().flat_map(|window| window.core).collect();
        assert!(around.into_iter().eq((0..sentences[20]).chain(sentences[40]..words.len())));
        let windows = windows(&words, &n_pieces, &vec![false; words.len()]);
        assert_eq!((windows[0].core.start, windows[windows.len() - 1].core.end), (0, words.len()));
        assert!(windows.windows(2).all(|pair| pair[0].core.end == pair[1].core.start));
        for window in &windows {
            assert!(n_pieces[window.words.clone()].iter().sum::<usize>() <= WINDOW_PIECES - 2);
            assert!(window.words.start <= window.core.start && window.core.end <= window.words.end);
        }
        let n_before = windows.iter().filter(|window| window.words.start < window.core.start).count();
        let n_after = windows.iter().filter(|window| window.core.end < window.words.end).count();
        assert!(n_before > windows.len() / 2 && n_after > windows.len() / 2, "there is context before and after");
    }
}
