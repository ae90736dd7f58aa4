"""Writes what the reader says of a passage of our own, for a test of the program's own arithmetic.

    python fixture.py --run DIR --packages DIR --out crates/hearsay-model/src/accurate/fixture.json

The scores are given twice: `exact` as PyTorch has them in f32 from the weights as trained, and `rounded` with matrices and
what they multiply rounded to bytes as the program does it.
"""

import argparse
import json

import torch
from torch import nn
from torch.nn import functional as F

from export import QUANTIZED, load, quantized
from passages import Batch, Text
from pieces import Pieces

PASSAGE = """The harbour was closed on Monday , Captain Ilse Maren told Polis . “ Nobody warned the crews , ” she said . ¶
According to a letter seen by the Lantern , three ships had left before dawn . The ministry has denied the report ."""
CUES = [(9, 10), (20, 21), (23, 25), (42, 44)]


class RoundedLinear(nn.Module):
    """A linear layer of bytes: weights with a scale an output channel, inputs with a scale a row."""

    def __init__(self, linear):
        super().__init__()
        self.weight, self.scale = quantized(linear.weight.detach())
        self.bias = linear.bias

    def forward(self, x):
        scale = x.abs().amax(-1, keepdim=True).clamp(min=1e-30) / 127
        whole = torch.round(x / scale).clamp(-127, 127)
        return F.linear(whole, self.weight.float()) * scale * self.scale + self.bias


def round_weights(module):
    for name, child in module.named_children():
        if name in QUANTIZED:
            setattr(module, name, RoundedLinear(child))
        else:
            round_weights(child)
    if hasattr(module, "pieces"):
        rows, scale = quantized(module.pieces.weight.detach())
        module.pieces.weight.data = rows.float() * scale[:, None]


def record():
    words, opens, quoted, opening, inside = [], [], [], 2, False
    for word in PASSAGE.split():
        if word == "¶":
            opening = 2
            continue
        inside = inside or word == "“"
        words.append(word)
        opens.append(opening)
        quoted.append(int(inside))
        inside = inside and word != "”"
        opening = 1 if word == "." else 0
    opens = [1 if before == "”" and word == "she" else value for value, word, before in zip(opens, words, [""] + words)]
    marginals = [[(37 * idx + 11 * label) % 256 for label in range(11)] for idx in range(len(words))]
    return {"name": "fixture", "words": words, "opens": opens, "quoted": quoted, "marginals": marginals, "names": [], "tags": [], "gold": []}


@torch.no_grad()
def scores_of(reader, batch):
    words, roles = reader.encode(batch)
    arguments, _ = reader.argue(words, roles, batch, [(0, begin, end) for begin, end in CUES])
    senses = torch.cat([reader.names(words)[0], reader.factuality(words)[0], reader.hedges(words)[0]], -1)
    return {"roles": rounded(roles[0]), "arguments": rounded(arguments), "senses": rounded(senses)}


def rounded(tensor):
    return [[round(value, 4) for value in row] if isinstance(row[0], float) else [[round(v, 4) for v in line] for line in row] for row in tensor.tolist()]


def main():
    arguments = argparse.ArgumentParser()
    for name in ("run", "packages", "out"):
        arguments.add_argument(f"--{name}", required=True)
    options = arguments.parse_args()
    reader, vocabulary = load(options.run, "minilm", options.packages)
    # The reference is in f32.
    torch.autocast = no_autocast
    vocabulary = Pieces(vocabulary)
    found = record()
    text = Text(found, vocabulary)
    batch = Batch([(text, window) for window in text.windows()], vocabulary)
    found["cues"] = CUES
    found["exact"] = scores_of(reader, batch)
    round_weights(reader)
    found["rounded"] = scores_of(reader, batch)
    with open(options.out, "w", encoding="utf-8") as file:
        json.dump({key: found[key] for key in ("words", "opens", "quoted", "marginals", "cues", "exact", "rounded")}, file, ensure_ascii=False)
        file.write("\n")


class no_autocast:
    def __init__(self, *_, **__):
        pass

    def __enter__(self):
        pass

    def __exit__(self, *_):
        pass


if __name__ == "__main__":
    main()
