//! Which instructions the arithmetic runs on: a choice made from what the processor has, or by a test.
//!
//! Checks the lengths of what it is given, once, and calls; the work itself is in the files of the paths.
#![allow(unsafe_code, reason = "calls functions compiled for instructions that the processor must have")]

use super::{Attention, AttentionRoom, GROUP_INPUTS, HeadMut, LANES, Norm, Quantized, Weights, portable};
#[cfg(target_arch = "x86_64")]
use super::{avx2, avx512};

/// A way to do the arithmetic that this processor is able to go. All of them give the same bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Path(Kind);

/// Private, because a kind may only be held where its instructions exist: the safety of every call here rests on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Portable,
    #[cfg(target_arch = "x86_64")]
    Avx2,
    #[cfg(target_arch = "x86_64")]
    AvxVnni,
    #[cfg(target_arch = "x86_64")]
    Avx512,
}

/// Calls the function of that name in the file of the path.
macro_rules! call {
    ($path:expr, $function:ident($($argument:expr),*)) => {
        match $path.0 {
            Kind::Portable => portable::$function($($argument),*),
            // SAFETY: `Path::has` said that the processor has the instructions that the functions of `avx2` enable.
            #[cfg(target_arch = "x86_64")]
            Kind::Avx2 => unsafe { avx2::$function($($argument),*) },
            // SAFETY: `Path::has` said that the processor has the instructions that the functions of `vnni` enable.
            #[cfg(target_arch = "x86_64")]
            Kind::AvxVnni => unsafe { avx2::vnni::$function($($argument),*) },
            // SAFETY: `Path::has` said that the processor has the instructions that the functions of `avx512` enable.
            #[cfg(target_arch = "x86_64")]
            Kind::Avx512 => unsafe { avx512::$function($($argument),*) },
        }
    };
}

impl Path {
    /// Returns the fastest path. The processor is asked once; later calls cost a look.
    pub fn fastest() -> Path {
        Path::available().next().unwrap_or(Path(Kind::Portable))
    }

    /// Returns the paths that this processor has, the fastest first.
    pub fn available() -> impl Iterator<Item = Path> {
        let kinds = [
            #[cfg(target_arch = "x86_64")]
            Kind::Avx512,
            #[cfg(target_arch = "x86_64")]
            Kind::AvxVnni,
            #[cfg(target_arch = "x86_64")]
            Kind::Avx2,
            Kind::Portable,
        ];
        kinds.into_iter().filter(|&kind| Path::has(kind)).map(Path)
    }

    /// Returns its name, for a table of measurements.
    pub fn name(self) -> &'static str {
        match self.0 {
            Kind::Portable => "portable",
            #[cfg(target_arch = "x86_64")]
            Kind::Avx2 => "avx2",
            #[cfg(target_arch = "x86_64")]
            Kind::AvxVnni => "avx-vnni",
            #[cfg(target_arch = "x86_64")]
            Kind::Avx512 => "avx512-vnni",
        }
    }

    fn has(kind: Kind) -> bool {
        match kind {
            Kind::Portable => true,
            #[cfg(target_arch = "x86_64")]
            Kind::Avx2 => is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma"),
            #[cfg(target_arch = "x86_64")]
            Kind::AvxVnni => Path::has(Kind::Avx2) && is_x86_feature_detected!("avxvnni"),
            #[cfg(target_arch = "x86_64")]
            Kind::Avx512 => {
                is_x86_feature_detected!("avx512f")
                    && is_x86_feature_detected!("avx512bw")
                    && is_x86_feature_detected!("avx512dq")
                    && is_x86_feature_detected!("avx512vl")
                    && is_x86_feature_detected!("avx512vnni")
            }
        }
    }

    /// [`Quantized::quantize`] on this path.
    pub fn quantize(self, quantized: &mut Quantized, rows: &[f32], n_in: usize) {
        assert!(n_in > 0 && n_in.is_multiple_of(GROUP_INPUTS), "inputs come in fours");
        assert!(rows.len().is_multiple_of(n_in), "rows are whole");
        quantized.n_in = n_in;
        quantized.bytes.resize(rows.len(), 0);
        quantized.scales.resize(rows.len() / n_in, 0.0);
        let rows = rows.chunks_exact(n_in).zip(quantized.bytes.chunks_exact_mut(n_in));
        for ((row, bytes), scale) in rows.zip(&mut quantized.scales) {
            *scale = call!(self, quantize(row, bytes));
        }
    }

    /// [`multiply`](super::multiply) on this path.
    pub fn multiply(self, input: &Quantized, weights: &Weights, out: &mut [f32]) {
        assert_eq!(input.n_in, weights.n_in, "the weights are for rows of this length");
        assert_eq!(out.len(), input.n_rows() * weights.n_out(), "room for each row and output");
        let out: &mut [[f32; LANES]] = out.as_chunks_mut().0;
        call!(self, multiply(input, weights, out));
    }

    /// [`gelu`](super::gelu) on this path.
    pub fn gelu(self, values: &mut [f32]) {
        call!(self, gelu(values));
    }

    /// [`layer_norm`](super::layer_norm) on this path.
    pub fn layer_norm(self, rows: &mut [f32], residual: &[f32], norm: &Norm) {
        assert_eq!(rows.len(), residual.len(), "one residual a number");
        assert!(rows.len().is_multiple_of(norm.n_columns()), "rows are whole");
        call!(self, layer_norm(rows, residual, norm));
    }

    /// [`attend`](super::attend) on this path.
    pub fn attend(self, task: Attention, out: HeadMut, room: &mut AttentionRoom) {
        assert_eq!(task.queries.n_rows(), out.n_rows(), "a row for each query");
        assert_eq!(task.keys.n_rows(), task.values.n_rows(), "a value for each key");
        if task.queries.n_rows() > 0 {
            assert!(task.keys.n_rows() > 0, "a mean is one of something");
            call!(self, attend(task, out, room));
        }
    }
}
