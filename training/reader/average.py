"""Writes the mean of the weights of readers that were trained one from another (Wortsman et al., 2022: model soups).

    python average.py --run DIR --run DIR ... --out DIR
"""

import argparse
import os

import torch


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--run", action="append", required=True, help="a run's folder, or a file of its weights")
    arguments.add_argument("--out", required=True)
    options = arguments.parse_args()
    paths = [os.path.join(run, "reader.pt") if os.path.isdir(run) else run for run in options.run]
    readers = [torch.load(path)["reader"] for path in paths]
    mean = {name: sum(reader[name] for reader in readers) / len(readers) for name in readers[0]}
    os.makedirs(options.out, exist_ok=True)
    torch.save({"reader": mean}, os.path.join(options.out, "reader.pt"))


if __name__ == "__main__":
    main()
