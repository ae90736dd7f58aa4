//! The same work on many documents, on all processors; the results in order.

use std::num::NonZero;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Fewer are not worth a thread.
const N_EACH_MIN: usize = 32;

/// How many parts there are for each processor, for some items take far longer than others.
const N_PARTS_EACH: usize = 16;

/// Returns what `make` makes of each item.
pub fn map<T: Sync, R: Send>(items: &[T], make: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let n_threads = thread::available_parallelism().map_or(1, NonZero::get);
    if n_threads == 1 || items.len() <= N_EACH_MIN {
        return items.iter().map(make).collect();
    }
    let parts: Vec<&[T]> = items.chunks(items.len().div_ceil(n_threads * N_PARTS_EACH)).collect();
    let (next, make) = (AtomicUsize::new(0), &make);
    let take_parts = || {
        let mut made = Vec::new();
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            let Some(part) = parts.get(number) else { return made };
            made.push((number, part.iter().map(make).collect::<Vec<R>>()));
        }
    };
    let mut made: Vec<(usize, Vec<R>)> = thread::scope(|scope| {
        let workers: Vec<_> = (0..n_threads).map(|_| scope.spawn(take_parts)).collect();
        workers.into_iter().flat_map(|worker| worker.join().unwrap_or_else(|panic| resume_unwind(panic))).collect()
    });
    made.sort_unstable_by_key(|(number, _)| *number);
    made.into_iter().flat_map(|(_, made)| made).collect()
}

/// Returns what `make` makes of each part of the items, one for each processor.
pub fn in_parts<T: Sync, R: Send>(items: &[T], make: impl Fn(&[T]) -> R + Sync) -> Vec<R> {
    let n_threads = thread::available_parallelism().map_or(1, NonZero::get);
    let n_each = items.len().div_ceil(n_threads).max(N_EACH_MIN);
    if items.len() <= n_each {
        return vec![make(items)];
    }
    let make = &make;
    thread::scope(|scope| {
        let workers: Vec<_> = items.chunks(n_each).map(|part| scope.spawn(move || make(part))).collect();
        workers.into_iter().map(|worker| worker.join().unwrap_or_else(|panic| resume_unwind(panic))).collect()
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn results_come_in_order() {
        let numbers: Vec<usize> = (0..1000).collect();
        assert_eq!(super::map(&numbers, |number| number + 1), (1..=1000).collect::<Vec<usize>>());
        assert!(super::map(&[0_u8; 0], |number| *number).is_empty());
    }
}
