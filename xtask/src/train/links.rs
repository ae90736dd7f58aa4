//! Trains the linker: a log-linear ranking of cues for contents and of sources for cues, on gold spans.

use hearsay_model::fast::analyse;
use hearsay_model::roles::{Role, RoleSpan};
use hearsay_model::table::{Row, Table, lanes, write};
use hearsay_model::weights::LowerTaggers;
use hearsay_reading::linker::Linker;

use super::gold::{self, GoldText};
use super::perceptron::{HashedMap, Shuffler};

const N_EPOCHS: usize = 8;
const N_SLOTS: usize = 1 << 13;

/// A choice: the features of each candidate, and which is right.
struct Choice {
    candidates: Vec<Vec<u64>>,
    right: usize,
    /// Whether a content chooses its cue, rather than a cue its source.
    of_content: bool,
}

/// Trains, writes the weights, prints how many gold links of the development half are found.
pub(crate) fn train() -> anyhow::Result<()> {
    let bytes = super::TaggerBytes::read()?;
    let taggers = bytes.taggers()?;
    let texts = gold::read("train")?;
    let choices: Vec<Choice> = texts.iter().flat_map(|text| choices(text, &taggers)).collect();
    let mut weights: HashedMap<[f32; 2]> = HashedMap::default();
    let mut shuffler = Shuffler(4);
    let mut order: Vec<usize> = (0..choices.len()).collect();
    for epoch in 0..N_EPOCHS {
        shuffler.shuffle(&mut order);
        let mut loss = 0.0;
        for &idx in &order {
            loss += learn(&mut weights, &choices[idx]);
        }
        println!("epoch {epoch}: loss {loss:.0} over {} choices", choices.len());
    }
    let mut rows: Vec<Row> = weights.iter().map(|(&feature, weight)| (feature, vec![weight[0]])).collect();
    rows.sort_by(|a, b| b.1[0].abs().total_cmp(&a.1[0].abs()).then(a.0.cmp(&b.0)));
    rows.truncate(N_SLOTS * 3 / 5);
    let bytes = write(&rows, 1, N_SLOTS, &[]);
    super::write_weights("links.bin", &bytes)?;
    let table = Table::read(&bytes).ok_or_else(|| anyhow::anyhow!("the table just written does not read"))?;
    let (mut n_right, mut n_all) = ([0_usize; 2], [0_usize; 2]);
    for text in gold::read("dev")? {
        for choice in self::choices(&text, &taggers) {
            let kind = usize::from(choice.of_content);
            let scores: Vec<i16> = choice
                .candidates
                .iter()
                .map(|features| {
                    let total: [i16; lanes(1)] = table.sum(features);
                    total[0]
                })
                .collect();
            let guess = (0..scores.len()).reduce(|a, b| if scores[b] > scores[a] { b } else { a }).unwrap_or(0);
            n_all[kind] += 1;
            n_right[kind] += usize::from(guess == choice.right);
        }
    }
    let share = |kind: usize| 100.0 * n_right[kind] as f64 / n_all[kind] as f64;
    println!("dev, given gold spans: {:.1} % of sources (or none) right, {:.1} % of contents", share(0), share(1));
    Ok(())
}

fn choices(text: &GoldText, taggers: &LowerTaggers) -> Vec<Choice> {
    let words = text.words();
    let analysis = analyse(&words, taggers);
    let mut spans: Vec<RoleSpan> = text.attributions.iter().flat_map(|gold| text.role_spans(gold)).collect();
    spans.sort_unstable();
    spans.dedup();
    let linker = Linker::new(&analysis, &spans);
    let mut found = Vec::new();
    for gold in &text.attributions {
        let mine = text.role_spans(gold);
        let place = |span: &RoleSpan| spans.binary_search(span).ok();
        let Some(cue) = mine.iter().find(|span| span.role == Role::Cue).and_then(place) else { continue };
        let of = |push: &dyn Fn(&mut Vec<u64>)| {
            let mut features = Vec::new();
            push(&mut features);
            features
        };
        for content in mine.iter().filter(|span| span.role.is_content()).filter_map(place) {
            let cues = linker.cues_for(content);
            let Some(right) = cues.iter().position(|&other| other == cue) else { continue };
            let candidates = cues.iter().map(|&other| of(&|f| linker.push_features(content, other, f))).collect();
            found.push(Choice { candidates, right, of_content: true });
        }
        let sources = linker.sources_for(cue);
        let source = mine.iter().find(|span| span.role.is_source()).and_then(place);
        let right = match source {
            Some(source) => sources.iter().position(|&other| other == source),
            None => Some(sources.len()),
        };
        let Some(right) = right else { continue };
        let mut candidates: Vec<_> =
            sources.iter().map(|&other| of(&|f| linker.push_features(other, cue, f))).collect();
        candidates.push(of(&|f| linker.push_sourceless_features(cue, f)));
        found.push(Choice { candidates, right, of_content: false });
    }
    found
}

/// One step of AdaGrad on the logarithm of the right candidate's share.
fn learn(weights: &mut HashedMap<[f32; 2]>, choice: &Choice) -> f64 {
    let total =
        |features: &[u64]| features.iter().filter_map(|feature| weights.get(feature)).map(|pair| pair[0]).sum::<f32>();
    let scores: Vec<f32> = choice.candidates.iter().map(|features| total(features)).collect();
    let highest = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let powers: Vec<f32> = scores.iter().map(|score| (score - highest).exp()).collect();
    let sum: f32 = powers.iter().sum();
    for (idx, features) in choice.candidates.iter().enumerate() {
        let slope = powers[idx] / sum - f32::from(u8::from(idx == choice.right));
        if slope.abs() < 1e-4 {
            continue;
        }
        for &feature in features {
            let pair = weights.entry(feature).or_insert([0.0, 1e-2]);
            let slope = slope + 2e-3 * pair[0];
            pair[1] += slope * slope;
            pair[0] -= 0.05 * slope / pair[1].sqrt();
        }
    }
    -f64::from((powers[choice.right] / sum).max(1e-9).ln())
}
