//! Trains the part-of-speech tagger on silver tags.

use hearsay_model::attributes::attributes;
use hearsay_model::clusters::Clusters;
use hearsay_model::speech_part::{N_TAGS, SpeechPartTagger, Tag, push_features};
use hearsay_model::table::{Table, write};

use super::perceptron::{Perceptron, Shuffler};
use super::silver;

const N_EPOCHS: usize = 6;
const N_SLOTS: usize = 1 << 16;

/// Trains, writes the weights, prints the accuracy on the development half.
pub(crate) fn train() -> anyhow::Result<()> {
    let texts = silver::read("train")?;
    let mut perceptron: Perceptron<N_TAGS> = Perceptron::new();
    let mut shuffler = Shuffler(1);
    let mut order: Vec<usize> = (0..texts.len()).collect();
    for epoch in 0..N_EPOCHS {
        shuffler.shuffle(&mut order);
        let (mut n_right, mut n_words) = (0, 0);
        for &text_idx in &order {
            let words = texts[text_idx].words();
            let attributes = attributes(&words, Clusters::embedded());
            let mut tags: Vec<Tag> = Vec::with_capacity(words.len());
            let mut features = Vec::new();
            for (word_idx, token) in texts[text_idx].tokens.iter().enumerate() {
                features.clear();
                push_features(&words, &attributes, &tags, word_idx, &mut features);
                let scores = perceptron.scores(&features);
                let guess = (0..N_TAGS).reduce(|a, b| if scores[b] > scores[a] { b } else { a }).unwrap_or(0);
                let gold = usize::from(token.tag.0);
                perceptron.tick();
                if guess == gold {
                    n_right += 1;
                } else {
                    perceptron.update(&features, gold, guess);
                }
                n_words += 1;
                tags.push(Tag(guess as u8));
            }
        }
        println!("epoch {epoch}: {:.2} % right while training", 100.0 * f64::from(n_right) / f64::from(n_words));
    }
    let rows = perceptron.averaged(N_SLOTS);
    let bytes = write(&rows, N_TAGS, N_SLOTS, &[]);
    super::write_weights("speech-part.bin", &bytes)?;
    let table = Table::read(&bytes).ok_or_else(|| anyhow::anyhow!("the table just written does not read"))?;
    let tagger = SpeechPartTagger { table };
    let (mut n_right, mut n_words) = (0_usize, 0_usize);
    for text in silver::read("dev")? {
        let words = text.words();
        let tags = tagger.tag(&words, &attributes(&words, Clusters::embedded()));
        n_words += words.len();
        n_right += tags.iter().zip(&text.tokens).filter(|(tag, token)| **tag == token.tag).count();
    }
    println!("dev: {:.2} % of {n_words} tags equal CoreNLP's", 100.0 * n_right as f64 / n_words as f64);
    Ok(())
}
