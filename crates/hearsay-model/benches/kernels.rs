//! How fast the arithmetic of the encoder is on each path.
//!
//! `cargo bench -p hearsay-model --bench kernels` prints billions of operations a second (a product and its sum are
//! two) for windows of 256 words, and nanoseconds an element. Times are CPU time of this thread, the least of many
//! runs, because the machine is shared. With `encoder` it times the whole encoder alone; `training/reader/against_onnx.py`
//! compares that with ONNX Runtime.
#![allow(clippy::print_stdout, reason = "a program whose output is what it prints")]

use std::hint::black_box;
use std::time::Duration;

use cpu_time::ThreadTime;
use hearsay_model::encoder::{Piece, Room};
use hearsay_model::kernels::{Attention, AttentionRoom, HEAD_WIDTH, Head, HeadMut, Norm, Path, Quantized, Weights};
use hearsay_model::weights;

const N_ROWS: usize = 256;

/// Each measure runs at least this often, and until this much CPU time is spent.
const RUNS_MIN: usize = 20;
const SPENT_MIN: Duration = Duration::from_millis(500);

fn main() {
    if std::env::args().any(|argument| argument == "encoder") {
        return encoder();
    }
    for path in Path::available() {
        println!("{}", path.name());
        products(path);
        elements(path);
        attention(path);
    }
    pack();
    encoder();
}

/// The whole encoder, on the path that the program takes, one window at a time.
fn encoder() {
    let encoder = weights::accurate().encoder();
    let mut room = Room::default();
    for n_pieces in [128, 256] {
        let piece = |place: usize| Piece { id: 1000 + 37 * place as u16, shape: 1, ..Piece::default() };
        let pieces: Vec<Piece> = (0..n_pieces).map(piece).collect();
        let time = least(|| {
            black_box(encoder.encode(&pieces, &mut room));
        });
        line("encode", &format!("{n_pieces} pieces"), n_pieces as f64 / time, "pieces a second");
    }
}

fn products(path: Path) {
    for (n_in, n_out) in [(384, 1152), (384, 384), (384, 1536), (1536, 384)] {
        let rows = numbers(N_ROWS * n_in);
        let weights = weights(n_in, n_out);
        let mut input = Quantized::new();
        let time = least(|| path.quantize(&mut input, &rows, n_in));
        line("quantize", &format!("{N_ROWS} x {n_in}"), time * 1e9 / rows.len() as f64, "ns an element");
        let mut out = vec![0.0; N_ROWS * n_out];
        let time = least(|| path.multiply(&input, &weights, &mut out));
        let operations = (2 * N_ROWS * n_in * n_out) as f64;
        line("product", &format!("{N_ROWS} x {n_in} -> {n_out}"), operations / time / 1e9, "GOP/s");
    }
}

fn elements(path: Path) {
    for (n_columns, n_rows) in [(1536, N_ROWS), (384, N_ROWS)] {
        let n = n_columns * n_rows;
        let (mut values, residual) = (numbers(n), numbers(n));
        let shape = format!("{n_rows} x {n_columns}");
        let mut each = |what, work: &mut dyn FnMut(&mut [f32])| {
            line(what, &shape, least(|| work(&mut values)) * 1e9 / n as f64, "ns an element");
        };
        each("gelu", &mut |values| path.gelu(values));
        let norm = Norm::new(&residual[..n_columns], &residual[..n_columns], 1e-12);
        each("layer_norm", &mut |values| path.layer_norm(values, &residual, &norm));
    }
}

/// One head of twelve, in rows as they come out of one product for queries, keys and values.
fn attention(path: Path) {
    let (width, n_columns) = (384, 3 * 384);
    let rows = numbers(N_ROWS * n_columns);
    let head = |start: usize| Head::new(&rows, n_columns, start + 3 * HEAD_WIDTH);
    let task = Attention { queries: head(0), keys: head(width), values: head(2 * width), factor: 0.2 };
    let (mut out, mut room) = (vec![0.0; N_ROWS * width], AttentionRoom::default());
    let operations = (4 * N_ROWS * N_ROWS * HEAD_WIDTH) as f64;
    let time = least(|| path.attend(task, HeadMut::new(&mut out, width, 0), &mut room));
    line("attend", &format!("{N_ROWS} x {N_ROWS} x {HEAD_WIDTH}"), operations / time / 1e9, "GFLOP/s");
}

fn pack() {
    let (n_in, n_out) = (1536, 6912);
    let (rows, scales) = (vec![1; n_in * n_out], vec![1.0; n_out]);
    let time = least(|| drop(Weights::new(&rows, &scales, &scales, n_in)));
    line("packing", &format!("{n_out} x {n_in}"), time * 1e3, "ms");
}

fn weights(n_in: usize, n_out: usize) -> Weights {
    let rows: Vec<i8> = numbers(n_in * n_out).iter().map(|weight| (weight * 127.0) as i8).collect();
    Weights::new(&rows, &numbers(n_out), &numbers(n_out), n_in)
}

/// Numbers that look random, from -1 to 1.
fn numbers(n: usize) -> Vec<f32> {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 40) as f32 / (1 << 23) as f32 - 1.0
    };
    (0..n).map(|_| next()).collect()
}

fn line(what: &str, shape: &str, figure: f64, unit: &str) {
    println!("  {what:12} {shape:20} {figure:10.3} {unit}");
}

/// The least CPU time of many runs, in seconds.
fn least(mut work: impl FnMut()) -> f64 {
    let (mut least, mut spent, mut n_runs) = (Duration::MAX, Duration::ZERO, 0);
    while n_runs < RUNS_MIN || spent < SPENT_MIN {
        let start = ThreadTime::now();
        work();
        let time = start.elapsed();
        least = least.min(time);
        spent += time;
        n_runs += 1;
    }
    least.as_secs_f64()
}
