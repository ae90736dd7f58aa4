//! Does many jobs on several threads and hands over the results one by one, in the order of the jobs.
//!
//! Knows nothing of documents. A job that panics spoils its own result and no other.

use std::any::Any;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io;
use std::ops::ControlFlow;
use std::panic::{self, AssertUnwindSafe};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

/// How many jobs may be under way.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Threads to work on.
    pub n_threads: usize,
    /// Bytes of input under way or waiting for their turn; a job over it runs alone.
    pub bytes_max: u64,
}

/// A job ended in a panic: a bug.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Panicked {
    /// The line of the source code, if known. The message is withheld: it may quote the document.
    pub place: String,
}

/// Deep enough for markup nested as deep as the importer follows it; untouched pages cost nothing.
const STACK_BYTES: usize = 16 * 1024 * 1024;

/// Results that may wait for an earlier one, for each thread.
const WINDOW_PER_THREAD: usize = 8;

/// Runs `work` on each of `jobs` and calls `hand_over` with the results in the order of `jobs`, until it breaks.
///
/// `size` says how many bytes of input a job brings in, which is what the limit is held against.
///
/// # Errors
/// If not even one thread could be started.
pub fn in_order<J: Sync, R: Send>(
    jobs: &[J],
    limits: Limits,
    size: impl Fn(&J) -> u64 + Sync,
    work: impl Fn(&J) -> R + Sync,
    mut hand_over: impl FnMut(&J, Result<R, Panicked>) -> ControlFlow<()>,
) -> io::Result<()> {
    let n_threads = limits.n_threads.clamp(1, jobs.len().max(1));
    let queue = Queue::new(limits, n_threads);
    thread::scope(|scope| {
        let one_worker = || {
            while let Some((job_idx, bytes)) = queue.take(jobs, &size) {
                let result = catch(|| work(&jobs[job_idx]));
                queue.finish(job_idx, bytes, result);
            }
        };
        for thread_idx in 0..n_threads {
            match thread::Builder::new().stack_size(STACK_BYTES).spawn_scoped(scope, one_worker) {
                Ok(_) => {}
                Err(error) if thread_idx == 0 => return Err(error),
                Err(_) => break,
            }
        }
        for job in jobs {
            let (result, bytes) = queue.next_result();
            let flow = hand_over(job, result);
            queue.release(bytes);
            if flow.is_break() {
                queue.stop();
                break;
            }
        }
        Ok(())
    })
}

/// Runs `work`; a panic becomes a value, and its message is shown to nobody.
pub fn catch<R>(work: impl FnOnce() -> R) -> Result<R, Panicked> {
    panic::catch_unwind(AssertUnwindSafe(work)).map_err(|payload: Box<dyn Any + Send>| {
        drop(payload);
        Panicked { place: LAST_PANIC.take().unwrap_or_else(|| "an unknown place".to_owned()) }
    })
}

/// Keeps panic messages off the screen, since they may quote a document; remembers where the panic was.
pub fn silence_panics() {
    panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(|place| format!("{}:{}", place.file(), place.line()));
        LAST_PANIC.set(place);
    }));
}

thread_local! {
    static LAST_PANIC: RefCell<Option<String>> = const { RefCell::new(None) };
}

struct Queue<R> {
    limits: Limits,
    window: usize,
    state: Mutex<State<R>>,
    changed: Condvar,
}

struct State<R> {
    /// The next job to start. Jobs start in order, so the next result to hand over is always under way.
    job_next: usize,
    result_next: usize,
    bytes_under_way: u64,
    finished: BTreeMap<usize, (Result<R, Panicked>, u64)>,
    stopped: bool,
}

impl<R> Queue<R> {
    fn new(limits: Limits, n_threads: usize) -> Queue<R> {
        let state =
            State { job_next: 0, result_next: 0, bytes_under_way: 0, finished: BTreeMap::new(), stopped: false };
        let window = n_threads * WINDOW_PER_THREAD;
        Queue { limits, window, state: Mutex::new(state), changed: Condvar::new() }
    }

    fn lock(&self) -> MutexGuard<'_, State<R>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'a>(&self, state: MutexGuard<'a, State<R>>) -> MutexGuard<'a, State<R>> {
        self.changed.wait(state).unwrap_or_else(PoisonError::into_inner)
    }

    fn take<J>(&self, jobs: &[J], size: impl Fn(&J) -> u64) -> Option<(usize, u64)> {
        let mut state = self.lock();
        loop {
            let job_idx = state.job_next;
            let job = jobs.get(job_idx).filter(|_| !state.stopped)?;
            let bytes = size(job);
            let alone = state.bytes_under_way == 0;
            let fits = alone || state.bytes_under_way.saturating_add(bytes) <= self.limits.bytes_max;
            if fits && job_idx < state.result_next + self.window {
                state.job_next += 1;
                state.bytes_under_way += bytes;
                return Some((job_idx, bytes));
            }
            state = self.wait(state);
        }
    }

    fn finish(&self, job_idx: usize, bytes: u64, result: Result<R, Panicked>) {
        self.lock().finished.insert(job_idx, (result, bytes));
        self.changed.notify_all();
    }

    fn next_result(&self) -> (Result<R, Panicked>, u64) {
        let mut state = self.lock();
        loop {
            let result_idx = state.result_next;
            if let Some(result) = state.finished.remove(&result_idx) {
                state.result_next += 1;
                return result;
            }
            state = self.wait(state);
        }
    }

    fn release(&self, bytes: u64) {
        self.lock().bytes_under_way -= bytes;
        self.changed.notify_all();
    }

    fn stop(&self) {
        self.lock().stopped = true;
        self.changed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU64, Ordering};

    use super::*;

    fn squares(n_threads: usize, bytes_max: u64) -> Vec<u64> {
        let jobs: Vec<u64> = (0..500).collect();
        let mut results = Vec::new();
        let spin = |&job: &u64| (0..(job * 7919) % 4000).fold(job * job, |sum, _| std::hint::black_box(sum));
        let limits = Limits { n_threads, bytes_max };
        in_order(
            &jobs,
            limits,
            |&job| job,
            spin,
            |_, result| {
                results.push(result.expect("no job panics"));
                ControlFlow::Continue(())
            },
        )
        .expect("threads start");
        results
    }

    #[test]
    fn results_come_in_order_whatever_the_threads_and_the_limit() {
        let expected: Vec<u64> = (0..500).map(|job| job * job).collect();
        for n_threads in [1, 2, 8, 64] {
            for bytes_max in [0, 600, u64::MAX] {
                assert_eq!(squares(n_threads, bytes_max), expected, "{n_threads} threads, {bytes_max} bytes");
            }
        }
    }

    #[test]
    fn no_more_bytes_are_under_way_than_allowed() {
        let jobs = [30_u64; 200];
        let under_way = AtomicU64::new(0);
        let work = |&job: &u64| {
            let before = under_way.fetch_add(job, Ordering::SeqCst);
            thread::yield_now();
            under_way.fetch_sub(job, Ordering::SeqCst);
            before + job
        };
        in_order(
            &jobs,
            Limits { n_threads: 8, bytes_max: 100 },
            |&job| job,
            work,
            |_, seen| {
                assert!(seen.expect("no job panics") <= 100);
                ControlFlow::Continue(())
            },
        )
        .expect("threads start");
    }

    #[test]
    fn a_panic_spoils_one_result_only() {
        let jobs: Vec<u32> = (0..50).collect();
        let mut spoilt = Vec::new();
        let work = |&job: &u32| assert!(job % 20 != 7, "a bug");
        in_order(
            &jobs,
            Limits { n_threads: 4, bytes_max: 10 },
            |_| 1,
            work,
            |&job, result| {
                if result.is_err() {
                    spoilt.push(job);
                }
                ControlFlow::Continue(())
            },
        )
        .expect("threads start");
        assert_eq!(spoilt, [7, 27, 47]);
    }

    #[test]
    fn stopping_early_leaves_no_thread_waiting() {
        let jobs: Vec<u32> = (0..10_000).collect();
        let mut n_results = 0;
        in_order(
            &jobs,
            Limits { n_threads: 8, bytes_max: 5 },
            |_| 1,
            |&job| job,
            |_, _| {
                n_results += 1;
                if n_results == 3 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            },
        )
        .expect("threads start");
        assert_eq!(n_results, 3);
    }
}
