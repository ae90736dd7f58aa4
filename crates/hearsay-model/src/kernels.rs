//! The arithmetic of an encoder: the product with weights of a byte each, and what lies between two products.
//!
//! Knows rows of numbers, nothing of words, attention masks or layers. Everything runs on the fastest [`Path`] that the
//! processor has, and **every path gives the same bits**: sums of integers are exact, floats are added in one order, in
//! sixteen lanes, and where one path rounds a product and its sum once, all do. Matrices are row after row without
//! gaps. A head here is one of attention.
#![allow(clippy::needless_range_loop, reason = "a lane is a place in several arrays at once")]

#[cfg(target_arch = "x86_64")]
mod avx2;
#[cfg(target_arch = "x86_64")]
mod avx512;
mod lanes;
mod path;
mod portable;
#[cfg(test)]
mod tests;

pub use path::Path;

/// How many outputs stand side by side in the packed weights, and how many floats are worked on at once.
pub const LANES: usize = 16;
/// How many numbers a row of a head has.
pub const HEAD_WIDTH: usize = 32;
/// How many neighbouring inputs the processor multiplies and adds in one lane.
const GROUP_INPUTS: usize = 4;
/// What is added to a quantised activation so that it is a byte without a sign.
const ZERO_POINT: i32 = 128;
/// As many products of two bytes fit a sum of 32 bits, with room.
const INPUTS_MAX: usize = 1 << 15;

/// The weights of sixteen outputs for four neighbouring inputs.
#[derive(Clone, Copy)]
#[repr(C, align(64))]
struct Group([[i8; GROUP_INPUTS]; LANES]);

/// A matrix of (outputs x inputs) weights, a byte each, with a scale and a bias an output.
///
/// Packed once, the same for every path: block after block of sixteen outputs, in a block group after group of four
/// inputs.
pub struct Weights {
    n_in: usize,
    groups: Vec<Group>,
    /// What the sum of an output starts with: it takes out the zero point of the activations.
    starts: Vec<[i32; LANES]>,
    scales: Vec<[f32; LANES]>,
    biases: Vec<[f32; LANES]>,
}

impl Weights {
    /// Packs weights: `rows` is (outputs x `n_in`), `scales` and `biases` have one number an output.
    ///
    /// # Panics
    ///
    /// If the outputs are no multiple of 16, the inputs no multiple of 4 or more than 32,768, or the lengths disagree.
    pub fn new(rows: &[i8], scales: &[f32], biases: &[f32], n_in: usize) -> Weights {
        let n_out = scales.len();
        assert!(n_out.is_multiple_of(LANES), "outputs come in sixteens");
        assert!(n_in > 0 && n_in.is_multiple_of(GROUP_INPUTS) && n_in <= INPUTS_MAX, "inputs come in fours");
        assert!(rows.len() == n_out * n_in && biases.len() == n_out, "one row, scale and bias an output");
        let n_groups = n_in / GROUP_INPUTS;
        let mut groups = vec![Group([[0; GROUP_INPUTS]; LANES]); n_out / LANES * n_groups];
        for (block, rows) in groups.chunks_exact_mut(n_groups).zip(rows.chunks_exact(LANES * n_in)) {
            for (lane, row) in rows.chunks_exact(n_in).enumerate() {
                for (group, &inputs) in block.iter_mut().zip(row.as_chunks().0) {
                    group.0[lane] = inputs;
                }
            }
        }
        let sum = |row: &[i8]| row.iter().map(|&weight| i32::from(weight)).sum::<i32>();
        let starts: Vec<i32> = rows.chunks_exact(n_in).map(|row| -ZERO_POINT * sum(row)).collect();
        Weights {
            n_in,
            groups,
            starts: starts.as_chunks().0.to_vec(),
            scales: scales.as_chunks().0.to_vec(),
            biases: biases.as_chunks().0.to_vec(),
        }
    }

    /// Returns how many numbers go in for a row.
    pub fn n_in(&self) -> usize {
        self.n_in
    }

    /// Returns how many numbers come out for a row.
    pub fn n_out(&self) -> usize {
        self.scales.len() * LANES
    }

    fn n_blocks(&self) -> usize {
        self.scales.len()
    }

    /// The groups of a block of sixteen outputs.
    fn block(&self, block: usize) -> &[Group] {
        let n_groups = self.n_in / GROUP_INPUTS;
        &self.groups[block * n_groups..][..n_groups]
    }
}

/// Rows of activations, a byte each with a scale a row. Its buffers are kept from one use to the next.
#[derive(Default)]
pub struct Quantized {
    n_in: usize,
    /// What the activations are over their scale, from -127 to 127, plus the zero point.
    bytes: Vec<u8>,
    scales: Vec<f32>,
}

impl Quantized {
    /// Returns room for no rows.
    pub fn new() -> Quantized {
        Quantized::default()
    }

    /// Holds `rows` (rows x `n_in`) from now on, and nothing else: each number over a 127th of the largest of its row,
    /// rounded to the nearest integer, half to even.
    ///
    /// A row of zeros, or of nothing above 1e-30, becomes zeros. Infinities count as the largest float, what is not a
    /// number as minus the largest of its row.
    ///
    /// # Panics
    ///
    /// If `n_in` is zero, no multiple of 4, or does not divide the length.
    pub fn quantize(&mut self, rows: &[f32], n_in: usize) {
        Path::fastest().quantize(self, rows, n_in);
    }

    /// Returns how many rows it holds.
    pub fn n_rows(&self) -> usize {
        self.scales.len()
    }

    /// Returns how many numbers a row has.
    pub fn n_in(&self) -> usize {
        self.n_in
    }

    /// `R` rows, each four inputs at a time, cut to a number of groups that the compiler can see.
    #[inline(always)]
    fn rows<const R: usize>(&self, row: usize, n_groups: usize) -> [&[[u8; GROUP_INPUTS]]; R] {
        std::array::from_fn(|idx| &self.row(row + idx)[..n_groups])
    }

    /// The row, four inputs at a time.
    fn row(&self, row: usize) -> &[[u8; GROUP_INPUTS]] {
        self.bytes[row * self.n_in..][..self.n_in].as_chunks().0
    }
}

/// Writes `out` (rows x outputs): for each row of `input` and each output the sum of activation times weight, times
/// both scales, plus the bias.
///
/// # Panics
///
/// If the inputs of both disagree, or `out` has not room for exactly rows x outputs.
pub fn multiply(input: &Quantized, weights: &Weights, out: &mut [f32]) {
    Path::fastest().multiply(input, weights, out);
}

/// Replaces each number `x` by `0.5 x (1 + erf(x / sqrt 2))`, right to 5e-7 or the last place. What is not a number
/// becomes nearly zero.
pub fn gelu(values: &mut [f32]) {
    Path::fastest().gelu(values);
}

/// The parameters of a layer norm.
pub struct Norm {
    gains: Vec<[f32; LANES]>,
    biases: Vec<[f32; LANES]>,
    epsilon: f32,
}

impl Norm {
    /// Keeps gains and biases, one of each a column, and what is added to the variance.
    ///
    /// # Panics
    ///
    /// If there is not one bias a gain, or their number is zero or no multiple of 16, or epsilon is not positive.
    pub fn new(gains: &[f32], biases: &[f32], epsilon: f32) -> Norm {
        assert!(!gains.is_empty() && gains.len().is_multiple_of(LANES), "columns come in sixteens");
        assert_eq!(gains.len(), biases.len(), "one bias a gain");
        assert!(epsilon > 0.0, "a row of equal numbers has no variance");
        Norm { gains: gains.as_chunks().0.to_vec(), biases: biases.as_chunks().0.to_vec(), epsilon }
    }

    /// Returns how many numbers a row has.
    pub fn n_columns(&self) -> usize {
        self.gains.len() * LANES
    }
}

/// Adds `residual` to `rows`, both (rows x columns of the norm), then takes from each row its mean, divides it by the
/// root of its variance plus epsilon, and applies gains and biases.
///
/// # Panics
///
/// If the lengths differ or rows are not whole.
pub fn layer_norm(rows: &mut [f32], residual: &[f32], norm: &Norm) {
    Path::fastest().layer_norm(rows, residual, norm);
}

/// The part of one head in longer rows: 32 neighbouring columns, to be read.
#[derive(Clone, Copy)]
pub struct Head<'a> {
    rows: &'a [f32],
    n_columns: usize,
    start: usize,
}

impl<'a> Head<'a> {
    /// Names the columns from `start` of `rows` (rows x `n_columns`).
    ///
    /// # Panics
    ///
    /// If the columns are not there or rows are not whole.
    pub fn new(rows: &'a [f32], n_columns: usize, start: usize) -> Head<'a> {
        check_head(rows, n_columns, start);
        Head { rows, n_columns, start }
    }

    /// Returns how many rows there are.
    pub fn n_rows(&self) -> usize {
        self.rows.len() / self.n_columns
    }

    #[inline(always)]
    fn row(&self, row: usize) -> &'a [f32; HEAD_WIDTH] {
        let columns = &self.rows[row * self.n_columns + self.start..];
        columns.first_chunk().expect("the columns are there, it was checked")
    }
}

/// The part of one head in longer rows: 32 neighbouring columns, to be written.
pub struct HeadMut<'a> {
    rows: &'a mut [f32],
    n_columns: usize,
    start: usize,
}

impl<'a> HeadMut<'a> {
    /// Names the columns from `start` of `rows` (rows x `n_columns`).
    ///
    /// # Panics
    ///
    /// If the columns are not there or rows are not whole.
    pub fn new(rows: &'a mut [f32], n_columns: usize, start: usize) -> HeadMut<'a> {
        check_head(rows, n_columns, start);
        HeadMut { rows, n_columns, start }
    }

    /// Returns how many rows there are.
    pub fn n_rows(&self) -> usize {
        self.rows.len() / self.n_columns
    }

    #[inline(always)]
    fn row(&mut self, row: usize) -> &mut [f32; HEAD_WIDTH] {
        let columns = &mut self.rows[row * self.n_columns + self.start..];
        columns.first_chunk_mut().expect("the columns are there, it was checked")
    }
}

fn check_head(rows: &[f32], n_columns: usize, start: usize) {
    assert!(start.checked_add(HEAD_WIDTH).is_some_and(|end| end <= n_columns), "a head lies within the columns");
    assert!(rows.len().is_multiple_of(n_columns), "rows are whole");
}

/// What one head of attention works on.
#[derive(Clone, Copy)]
pub struct Attention<'a> {
    /// A row a query.
    pub queries: Head<'a>,
    /// A row a key.
    pub keys: Head<'a>,
    /// What belongs to each key.
    pub values: Head<'a>,
    /// What the product of a query and a key is multiplied with.
    pub factor: f32,
}

/// Room to compute attention in, used again from head to head.
#[derive(Default)]
pub struct AttentionRoom {
    /// Sixteen keys side by side, times the factor; beyond the last key is zero.
    keys: Vec<[[f32; LANES]; HEAD_WIDTH]>,
    values: Vec<[f32; HEAD_WIDTH]>,
    scores: Vec<[f32; LANES]>,
}

/// Writes `out` (queries x 32): for each query the mean of the values, each weighed with the exponential of the product
/// of the query and its key, times the factor (Vaswani et al., 2017).
///
/// # Panics
///
/// If `out` has not a row a query, or there is not a value a key, or no key at all though there are queries.
pub fn attend(task: Attention, out: HeadMut, room: &mut AttentionRoom) {
    Path::fastest().attend(task, out, room);
}
