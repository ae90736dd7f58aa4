//! Which blocks of a page are its article.
//!
//! Two extractor crates know that well and neither says where its words stood in the page, so their text is laid
//! back over the page's words here. Not an extractor itself.

use std::collections::HashMap;

use super::page::Page;

/// How carefully the article is looked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Effort {
    /// By the crate `trafilatura`, which is the better of the two.
    #[default]
    Careful,
    /// By the crate `libreadability`, three times as fast: for a first look at thousands of pages.
    Bulk,
}

/// Elements nested deeper than this are not shown to the extractors, which follow them by recursion.
pub(crate) const DEPTH_MAX: usize = 200;

/// Pages longer than this are read in bulk mode, and twice as long ones not by an extractor at all.
const CAREFUL_BYTES_MAX: usize = 4 << 20;

/// The stack of the thread that runs an extractor.
const STACK_BYTES: usize = 64 << 20;

/// Returns for each block of the page whether it belongs to the article; `None` if no article was found.
pub(crate) fn find(source: &str, page: &Page, effort: Effort) -> Option<Vec<bool>> {
    if page.depth_max > DEPTH_MAX || source.len() > 2 * CAREFUL_BYTES_MAX {
        return None;
    }
    let effort = if source.len() > CAREFUL_BYTES_MAX { Effort::Bulk } else { effort };
    let text = extract(source, effort)?;
    let is_main = lay_over(page, &text);
    is_main.contains(&true).then_some(is_main)
}

/// Runs the extractor on a thread of its own: it recurses, and what it does with hostile pages is not ours to prove.
fn extract(source: &str, effort: Effort) -> Option<String> {
    std::thread::scope(|scope| {
        let run = || match effort {
            Effort::Careful => {
                let options = trafilatura::Options::default()
                    .with_fallback(true)
                    .with_exclude_comments(true)
                    .with_html_date_mode(trafilatura::HtmlDateMode::Disabled);
                trafilatura::extract(source, &options).ok().map(|found| found.content_text)
            }
            Effort::Bulk => libreadability::extract(source, None).ok().map(|found| found.text_content),
        };
        let thread = std::thread::Builder::new().stack_size(STACK_BYTES).spawn_scoped(scope, run).ok()?;
        thread.join().ok().flatten()
    })
}

/// How many words in a row must agree to be taken for the same place.
const SHINGLE_WORDS: usize = 4;

/// How many places of one shingle are tried.
const PLACES_MAX: usize = 12;

/// Marks the blocks of which at least half the words stand in `extracted`, in runs of four words or more.
fn lay_over(page: &Page, extracted: &str) -> Vec<bool> {
    let mut words = Vec::new();
    let mut block_of_word = Vec::new();
    for (block_idx, block) in page.blocks.iter().enumerate() {
        words.extend(word_hashes(block.span.of(&page.text)));
        block_of_word.resize(words.len(), block_idx as u32);
    }
    let wanted: Vec<u64> = word_hashes(extracted).collect();
    let mut n_words = vec![0_u32; page.blocks.len()];
    let mut n_found = vec![0_u32; page.blocks.len()];
    block_of_word.iter().for_each(|&block_idx| n_words[block_idx as usize] += 1);
    for (place, length) in common_runs(&words, &wanted) {
        block_of_word[place..place + length].iter().for_each(|&block_idx| n_found[block_idx as usize] += 1);
    }
    n_words.iter().zip(&n_found).map(|(&n_words, &n_found)| n_found > 0 && n_found * 2 >= n_words).collect()
}

/// Returns the runs of `words`, as start and length, that `wanted` consists of, preferring places in order.
fn common_runs(words: &[u64], wanted: &[u64]) -> Vec<(usize, usize)> {
    let mut places: HashMap<u64, Vec<u32>> = HashMap::with_capacity(words.len());
    for (place, shingle) in words.windows(SHINGLE_WORDS).enumerate() {
        places.entry(mixed(shingle)).or_default().push(place as u32);
    }
    let mut runs = Vec::new();
    let (mut cursor, mut next) = (0, 0);
    while let Some(shingle) = wanted.get(next..next + SHINGLE_WORDS) {
        let found = places.get(&mixed(shingle)).and_then(|candidates| {
            let first = candidates.partition_point(|&place| (place as usize) < cursor);
            let ahead = candidates[first..].iter().take(PLACES_MAX);
            let behind = candidates[..first].iter().take(PLACES_MAX);
            let longest = ahead.chain(behind).map(|&place| {
                let pairs = words[place as usize..].iter().zip(&wanted[next..]);
                (pairs.take_while(|(one, other)| one == other).take(RUN_WORDS_MAX).count(), place as usize)
            });
            longest.reduce(|best, one| if one.0 > best.0 { one } else { best })
        });
        match found {
            Some((length, place)) if length > 0 => {
                runs.push((place, length));
                cursor = place + length;
                next += length;
            }
            _ => next += 1,
        }
    }
    runs
}

/// A run is followed for at most so many words, so that a page that repeats itself costs no more than its length.
const RUN_WORDS_MAX: usize = 64;

fn word_hashes(text: &str) -> impl Iterator<Item = u64> + '_ {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(|word| {
        word.bytes().fold(0xCBF2_9CE4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3))
    })
}

fn mixed(shingle: &[u64]) -> u64 {
    shingle.iter().fold(0, |hash: u64, word| hash.rotate_left(17).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_teaser_with_the_same_words_is_not_the_article() {
        let words: Vec<u64> = word_hashes(
            "the letters were leaked on Monday menu home the letters were leaked on Monday he said so then",
        )
        .collect();
        let wanted: Vec<u64> = word_hashes("the letters were leaked on Monday he said so then").collect();
        assert_eq!(common_runs(&words, &wanted), [(8, 10)]);
    }
}
