//! Trains the dependency parser on silver trees, with a dynamic oracle.

use hearsay_model::attributes::{Attributes, attributes};
use hearsay_model::clusters::Clusters;
use hearsay_model::dependency::{DependencyParser, N_ACTIONS, N_RELATIONS, SHIFT, State, sentences};
use hearsay_model::speech_part::{SpeechPartTagger, Tag};
use hearsay_model::table::{Table, write};

use super::perceptron::{Perceptron, Shuffler};
use super::silver::{self, SilverText};

const N_EPOCHS: usize = 6;
const N_ACTION_SLOTS: usize = 1 << 18;
const N_RELATION_SLOTS: usize = 1 << 16;
/// From this epoch on, the parser follows its own mistakes three times in four.
const EXPLORES_FROM: usize = 1;

/// Trains, writes the weights, prints the attachment scores on the development half.
pub(crate) fn train() -> anyhow::Result<()> {
    let tagger_bytes = super::read_weights("speech-part.bin")?;
    let tagger = SpeechPartTagger {
        table: Table::read(&tagger_bytes).ok_or_else(|| anyhow::anyhow!("speech-part.bin is no table"))?,
    };
    let texts = silver::read("train")?;
    let mut learners = Learners { actions: Perceptron::new(), relations: Perceptron::new() };
    let mut shuffler = Shuffler(2);
    let mut order: Vec<usize> = (0..texts.len()).collect();
    for epoch in 0..N_EPOCHS {
        shuffler.shuffle(&mut order);
        let (mut n_right, mut n_steps) = (0_u64, 0_u64);
        for &text_idx in &order {
            let text = &texts[text_idx];
            let words = text.words();
            let attributes = attributes(&words, Clusters::embedded());
            let tags = tagger.tag(&words, &attributes);
            for sentence in sentences(&words) {
                let gold = Gold::of(text, sentence.clone());
                let explores = epoch >= EXPLORES_FROM;
                let counts =
                    learn(&mut learners, &attributes, &tags, State::new(sentence), &gold, explores, &mut shuffler);
                n_right += counts.0;
                n_steps += counts.1;
            }
        }
        println!("epoch {epoch}: {:.2} % of steps right while training", 100.0 * n_right as f64 / n_steps as f64);
    }
    let rows = learners.actions.averaged(N_ACTION_SLOTS);
    let actions = write(&rows, N_ACTIONS, N_ACTION_SLOTS, &[]);
    super::write_weights("actions.bin", &actions)?;
    let rows = learners.relations.averaged(N_RELATION_SLOTS);
    let relations = write(&rows, N_RELATIONS, N_RELATION_SLOTS, &[]);
    super::write_weights("relations.bin", &relations)?;
    report(&actions, &relations, &tagger)
}

/// One perceptron chooses actions, the other names relations.
struct Learners {
    actions: Perceptron<N_ACTIONS>,
    relations: Perceptron<N_RELATIONS>,
}

/// The gold heads of one sentence, relative to its begin, and its relations.
struct Gold {
    heads: Vec<u32>,
    relations: Vec<usize>,
}

impl Gold {
    fn of(text: &SilverText, sentence: std::ops::Range<usize>) -> Gold {
        let n_words = sentence.len() as u32;
        let begin = sentence.start as u32;
        let tokens = &text.tokens[sentence];
        let inside = |head: u32| head.checked_sub(begin).filter(|&head| head < n_words);
        Gold {
            heads: tokens.iter().map(|token| token.head.and_then(inside).unwrap_or(n_words)).collect(),
            relations: tokens.iter().map(|token| usize::from(token.relation.0)).collect(),
        }
    }

    /// The best-scored action that costs least.
    fn best(&self, state: &State, scores: &[f32; N_ACTIONS]) -> usize {
        let costs = state.costs(&self.heads);
        let least = costs.iter().flatten().min().copied().unwrap_or(0);
        let mut best: Option<usize> = None;
        for (kind, cost) in costs.iter().enumerate() {
            if *cost != Some(least) {
                continue;
            }
            if best.is_none_or(|best| scores[kind] > scores[best]) {
                best = Some(kind);
            }
        }
        best.unwrap_or(0)
    }
}

fn learn(
    learners: &mut Learners,
    attributes: &[Attributes],
    tags: &[Tag],
    mut state: State,
    gold: &Gold,
    explores: bool,
    shuffler: &mut Shuffler,
) -> (u64, u64) {
    let mut features = Vec::new();
    let (mut n_right, mut n_steps) = (0, 0);
    while !state.is_done() {
        features.clear();
        state.push_features(attributes, tags, &mut features);
        let scores = learners.actions.scores(&features);
        let guess = (0..N_ACTIONS)
            .filter(|&action| state.allows(action))
            .reduce(|a, b| if scores[b] > scores[a] { b } else { a })
            .unwrap_or(0);
        let right = gold.best(&state, &scores);
        learners.actions.tick();
        n_steps += 1;
        if guess == right {
            n_right += 1;
        } else {
            learners.actions.update(&features, right, guess);
        }
        let follows_guess = explores && !shuffler.next().is_multiple_of(4);
        let action = if follows_guess { guess } else { right };
        let mut relation = 0;
        if action != SHIFT {
            let features = state.relation_features(action, attributes, tags);
            let scores = learners.relations.scores(&features);
            relation = (0..N_RELATIONS).reduce(|a, b| if scores[b] > scores[a] { b } else { a }).unwrap_or(0);
            // Only a right arc has a right name.
            if state.costs(&gold.heads)[action] == Some(0) && gold.heads[state.top()] == state.head_under(action) {
                let named = gold.relations[state.top()];
                learners.relations.tick();
                if named != relation {
                    learners.relations.update(&features, named, relation);
                }
            }
        }
        state.apply(action, relation as u8);
    }
    (n_right, n_steps)
}

fn report(actions: &[u8], relations: &[u8], tagger: &SpeechPartTagger) -> anyhow::Result<()> {
    let table = |bytes| Table::read(bytes).ok_or_else(|| anyhow::anyhow!("the table just written does not read"));
    let parser = DependencyParser { actions: table(actions)?, relations: table(relations)? };
    let (mut n_heads, mut n_labelled, mut n_words) = (0_usize, 0_usize, 0_usize);
    for text in silver::read("dev")? {
        let words = text.words();
        let attributes = attributes(&words, Clusters::embedded());
        let arcs = parser.parse(&words, &attributes, &tagger.tag(&words, &attributes));
        for (arc, token) in arcs.iter().zip(&text.tokens) {
            if token.tag.name().starts_with(|c: char| c.is_ascii_alphabetic() || c == '$') {
                n_words += 1;
                n_heads += usize::from(arc.head == token.head);
                n_labelled += usize::from(arc.head == token.head && arc.relation == token.relation);
            }
        }
    }
    let share = |n: usize| 100.0 * n as f64 / n_words as f64;
    println!(
        "dev: {:.2} % of heads equal CoreNLP's, {:.2} % with the relation ({n_words} words)",
        share(n_heads),
        share(n_labelled)
    );
    Ok(())
}
