"""Scores a trained reader on the development halves, as trained and with its matrices rounded to bytes as in the program.

    python score.py --run DIR --packages DIR --passages DIR [--encoder minilm]

The difference is what the rounding costs; both are in f32 otherwise.  F1 is by words, with PyTorch's own windows and without
the program's linker and rules, so it is not what `xtask eval` gives.
"""

import argparse
import json

import torch

import fixture
from export import load
from passages import read
from pieces import Pieces
from train import score, score_sets


def main():
    arguments = argparse.ArgumentParser()
    for name in ("run", "packages", "passages"):
        arguments.add_argument(f"--{name}", required=True)
    arguments.add_argument("--encoder", default="minilm")
    arguments.add_argument("--threads", type=int, default=2)
    options = arguments.parse_args()
    torch.set_num_threads(options.threads)
    torch.autocast = fixture.no_autocast
    reader, vocabulary = load(options.run, options.encoder, options.packages)
    vocabulary = Pieces(vocabulary)
    dev, sets = (read(f"{options.passages}/{name}.jsonl", vocabulary) for name in ("dev", "sets-dev"))
    for kind in ("as trained", "rounded"):
        if kind == "rounded":
            fixture.round_weights(reader)
        print(kind, json.dumps({"dev": score(reader, dev, vocabulary), "sets": score_sets(reader, sets, vocabulary)}), flush=True)


if __name__ == "__main__":
    main()
