//! The encoder of the accurate reader: the word pieces of a window in, a vector a piece out.
//!
//! A BERT encoder (Devlin et al., 2019) of the size of MiniLM (Wang et al., 2020), with inputs of our own for what is known
//! of a piece's word. Matrices are multiplied in whole numbers of eight bits, everything between in `f32`.

use crate::kernels::{
    Attention, AttentionRoom, Head, HeadMut, Norm, Quantized, Weights, attend, gelu, layer_norm, multiply,
};
use crate::roles::N_LABELS;
use crate::tensors::{NoTensor, Tensors};

/// How long a piece's vector is.
pub const WIDTH: usize = 384;
/// The most pieces in a window, its two marks included.
pub const WINDOW_PIECES: usize = 256;
const N_LAYERS: usize = 6;
const N_HEADS: usize = 12;
const HEAD: usize = WIDTH / N_HEADS;
const INNER: usize = 1536;
const EPSILON: f32 = 1e-12;
/// One over the root of [`HEAD`].
const FACTOR: f32 = 0.176_776_7;

/// One word piece of a window.
#[derive(Clone, Copy, Debug, Default)]
pub struct Piece {
    /// Its number in the vocabulary.
    pub id: u16,
    /// The shape of its word, below 8; see `accurate::shape_of`.
    pub shape: u8,
    /// Whether its word stands in quotation marks.
    pub quoted: bool,
    /// For the first piece of a word: what the word opens (0 nothing, 1 a sentence, 2 a paragraph) and what the fast
    /// reader thinks of its label.
    pub first: Option<(u8, [f32; N_LABELS])>,
}

struct Layer {
    /// Queries, keys and values, one after another.
    qkv: Weights,
    out: Weights,
    up: Weights,
    down: Weights,
    norm_1: Norm,
    norm_2: Norm,
}

/// The encoder's weights.
pub struct Encoder {
    /// A row a piece, as bytes, and the scale of each row.
    pieces: &'static [u8],
    piece_scales: Vec<f32>,
    positions: Vec<f32>,
    shapes: Vec<f32>,
    opens: Vec<f32>,
    quotes: Vec<f32>,
    /// A row a label.
    marginals: Vec<f32>,
    norm: Norm,
    layers: Vec<Layer>,
}

/// Room to compute in, used again from window to window.
#[derive(Default)]
pub struct Room {
    x: Vec<f32>,
    qkv: Vec<f32>,
    mixed: Vec<f32>,
    added: Vec<f32>,
    inner: Vec<f32>,
    bytes: Quantized,
    attention: AttentionRoom,
}

impl Encoder {
    /// Reads the encoder's tensors.
    pub fn read(tensors: &Tensors<'static>) -> Result<Encoder, NoTensor> {
        let matrix = |name: &str, n_rows: usize| tensors.floats(&format!("encoder.{name}.weight"), n_rows * WIDTH);
        let norm = |name: &str| {
            let of = |kind: &str| tensors.floats(&format!("encoder.{name}.{kind}"), WIDTH);
            Ok::<_, NoTensor>(Norm::new(&of("weight")?, &of("bias")?, EPSILON))
        };
        let piece_scales = tensors.all_floats("encoder.pieces.scale")?;
        let layers = (0..N_LAYERS).map(|idx| {
            let weights = |name: &str, n_out: usize, n_in: usize| {
                tensors.weights(&format!("encoder.layers.{idx}.{name}"), n_out, n_in)
            };
            let norm = |name: &str| norm(&format!("layers.{idx}.{name}"));
            Ok(Layer {
                qkv: weights("qkv", 3 * WIDTH, WIDTH)?,
                out: weights("out", WIDTH, WIDTH)?,
                up: weights("up", INNER, WIDTH)?,
                down: weights("down", WIDTH, INNER)?,
                norm_1: norm("norm_1")?,
                norm_2: norm("norm_2")?,
            })
        });
        Ok(Encoder {
            pieces: tensors.bytes("encoder.pieces.weight", piece_scales.len() * WIDTH)?,
            piece_scales,
            positions: matrix("positions", WINDOW_PIECES)?,
            shapes: matrix("shapes", 8)?,
            opens: matrix("opens", 3)?,
            quotes: matrix("quotes", 2)?,
            marginals: transposed(&matrix("marginals", N_LABELS)?, N_LABELS),
            norm: norm("norm")?,
            layers: layers.collect::<Result<_, _>>()?,
        })
    }

    /// Reads the encoder of `tensors` as it was before it was trained to read: with what `moved` says of each matrix added, and
    /// without the inputs that a sentence by itself has not. See `training/sentences.py`.
    pub(crate) fn moved_back(tensors: &Tensors<'static>, moved: &Tensors<'_>) -> Result<Encoder, NoTensor> {
        let norm = |name: &str| {
            let of = |kind: &str| moved.floats(&format!("encoder.{name}.{kind}"), WIDTH);
            Ok::<_, NoTensor>(Norm::new(&of("weight")?, &of("bias")?, EPSILON))
        };
        let layers = (0..N_LAYERS).map(|idx| {
            let weights = |name: &str, n_out: usize, n_in: usize| {
                moved_back(tensors, moved, &format!("encoder.layers.{idx}.{name}"), n_out, n_in)
            };
            let norm = |name: &str| norm(&format!("layers.{idx}.{name}"));
            Ok(Layer {
                qkv: weights("qkv", 3 * WIDTH, WIDTH)?,
                out: weights("out", WIDTH, WIDTH)?,
                up: weights("up", INNER, WIDTH)?,
                down: weights("down", WIDTH, INNER)?,
                norm_1: norm("norm_1")?,
                norm_2: norm("norm_2")?,
            })
        });
        let piece_scales = tensors.all_floats("encoder.pieces.scale")?;
        let nothing = |n_rows: usize| vec![0.0; n_rows * WIDTH];
        Ok(Encoder {
            pieces: tensors.bytes("encoder.pieces.weight", piece_scales.len() * WIDTH)?,
            piece_scales,
            positions: moved.floats("encoder.positions.weight", WINDOW_PIECES * WIDTH)?,
            shapes: nothing(8),
            opens: nothing(3),
            quotes: nothing(2),
            marginals: nothing(N_LABELS),
            norm: norm("norm")?,
            layers: layers.collect::<Result<_, _>>()?,
        })
    }

    /// Returns a vector of [`WIDTH`] a piece, one after another, for at most [`WINDOW_PIECES`] pieces.
    pub fn encode<'a>(&self, pieces: &[Piece], room: &'a mut Room) -> &'a [f32] {
        let n = pieces.len();
        assert!(n <= WINDOW_PIECES, "a window holds {WINDOW_PIECES} pieces");
        room.x.clear();
        for (place, piece) in pieces.iter().enumerate() {
            self.push_input(place, piece, &mut room.x);
        }
        room.added.clear();
        room.added.resize(n * WIDTH, 0.0);
        layer_norm(&mut room.x, &room.added, &self.norm);
        for layer in &self.layers {
            layer.apply(n, room);
        }
        &room.x
    }

    fn push_input(&self, place: usize, piece: &Piece, x: &mut Vec<f32>) {
        let id = usize::from(piece.id);
        let row = |table: &[f32], row: usize, idx: usize| table[row * WIDTH + idx];
        let scale = self.piece_scales[id];
        let begin = x.len();
        x.extend((0..WIDTH).map(|idx| {
            f32::from(self.pieces[id * WIDTH + idx] as i8) * scale
                + row(&self.positions, place, idx)
                + row(&self.shapes, usize::from(piece.shape), idx)
                + row(&self.quotes, usize::from(piece.quoted), idx)
        }));
        let Some((opens, marginals)) = &piece.first else { return };
        let x = &mut x[begin..];
        let mut add = |table: &[f32], row: usize, share: f32| {
            x.iter_mut().zip(&table[row * WIDTH..][..WIDTH]).for_each(|(value, weight)| *value += share * weight);
        };
        add(&self.opens, usize::from(*opens), 1.0);
        marginals.iter().enumerate().for_each(|(label, &share)| add(&self.marginals, label, share));
    }
}

/// Returns a matrix with the product of its two thin factors added, in bytes again.
fn moved_back(
    tensors: &Tensors<'_>,
    moved: &Tensors<'_>,
    name: &str,
    n_out: usize,
    n_in: usize,
) -> Result<Weights, NoTensor> {
    let rows = tensors.bytes(&format!("{name}.weight"), n_out * n_in)?;
    let scales = tensors.floats(&format!("{name}.scale"), n_out)?;
    let factor = |side: &str, width: usize| {
        let scales = moved.all_floats(&format!("{name}.{side}.scale"))?;
        let bytes = moved.bytes(&format!("{name}.{side}.weight"), scales.len() * width)?;
        let direction = |(row, scale): (&[u8], &f32)| row.iter().map(|&byte| f32::from(byte as i8) * scale).collect();
        Ok::<Vec<Vec<f32>>, NoTensor>(bytes.chunks_exact(width).zip(&scales).map(direction).collect())
    };
    let (left, right) = (factor("left", n_out)?, factor("right", n_in)?);
    let (mut bytes, mut new_scales) = (Vec::with_capacity(rows.len()), Vec::with_capacity(n_out));
    for (out, (row, scale)) in rows.chunks_exact(n_in).zip(&scales).enumerate() {
        let mut row: Vec<f32> = row.iter().map(|&byte| f32::from(byte as i8) * scale).collect();
        for (left, right) in left.iter().zip(&right) {
            row.iter_mut().zip(right).for_each(|(weight, right)| *weight += left[out] * right);
        }
        let scale = row.iter().fold(1e-8_f32, |most, weight| most.max(weight.abs())) / 127.0;
        bytes.extend(row.iter().map(|weight| (weight / scale).round().clamp(-127.0, 127.0) as i8));
        new_scales.push(scale);
    }
    Ok(Weights::new(&bytes, &new_scales, &moved.floats(&format!("{name}.bias"), n_out)?, n_in))
}

/// Turns a matrix of [`WIDTH`] rows into one of `n` rows.
fn transposed(matrix: &[f32], n: usize) -> Vec<f32> {
    (0..n * WIDTH).map(|place| matrix[place % WIDTH * n + place / WIDTH]).collect()
}

impl Layer {
    fn apply(&self, n: usize, room: &mut Room) {
        let Room { x, qkv, mixed, added, inner, bytes, attention } = room;
        bytes.quantize(x, WIDTH);
        qkv.resize(n * 3 * WIDTH, 0.0);
        multiply(bytes, &self.qkv, qkv);
        mixed.resize(n * WIDTH, 0.0);
        for head in 0..N_HEADS {
            let part = |part: usize| Head::new(qkv, 3 * WIDTH, part * WIDTH + head * HEAD);
            let task = Attention { queries: part(0), keys: part(1), values: part(2), factor: FACTOR };
            attend(task, HeadMut::new(mixed, WIDTH, head * HEAD), attention);
        }
        bytes.quantize(mixed, WIDTH);
        added.resize(n * WIDTH, 0.0);
        multiply(bytes, &self.out, added);
        layer_norm(x, added, &self.norm_1);
        bytes.quantize(x, WIDTH);
        inner.resize(n * INNER, 0.0);
        multiply(bytes, &self.up, inner);
        gelu(inner);
        bytes.quantize(inner, INNER);
        multiply(bytes, &self.down, added);
        layer_norm(x, added, &self.norm_2);
    }
}
