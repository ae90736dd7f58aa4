"""Times the encoder in ONNX Runtime, in whole numbers of eight bits, against the program's own, in one run and on one core.

    python against_onnx.py --run DIR --packages DIR

Needs onnx and onnxruntime beside requirements.txt.  Both read windows of as many pieces, with the same weights; the program's
side is `cargo bench -p hearsay-model --bench kernels -- encoder`.  The two take turns; the figures are medians of pieces a second
of CPU time.
"""

import argparse
import os
import re
import statistics
import subprocess
import time

import numpy as np
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from export import load

LENGTHS = (128, 256)
TURNS = 5
SECONDS = 3.0


class Plain(torch.nn.Module):
    """The encoder as its layers alone, all pieces real: what both sides compute."""

    def __init__(self, encoder):
        super().__init__()
        self.encoder = encoder

    def forward(self, x):
        batch, length, width = x.shape
        x = self.encoder.norm(x)
        for layer in self.encoder.layers:
            q, k, v = layer.qkv(x).view(batch, length, 3, layer.n_heads, -1).permute(2, 0, 3, 1, 4)
            shares = torch.softmax(q @ k.transpose(-1, -2) / (width // layer.n_heads) ** 0.5, -1)
            mixed = (shares @ v).transpose(1, 2).reshape(batch, length, width)
            x = layer.norm_1(x + layer.out(mixed))
            x = layer.norm_2(x + layer.down(torch.nn.functional.gelu(layer.up(x))))
        return x


def session_of(run, packages, folder):
    reader, _ = load(run, "minilm", packages)
    paths = [os.path.join(folder, name) for name in ("encoder.onnx", "encoder-int8.onnx")]
    example = torch.randn(2, 128, reader.encoder.width)
    axes = {"x": {0: "batch", 1: "length"}, "y": {0: "batch", 1: "length"}}
    torch.onnx.export(Plain(reader.encoder).eval(), (example,), paths[0], input_names=["x"], output_names=["y"], dynamic_axes=axes, opset_version=17, dynamo=False)
    quantize_dynamic(paths[0], paths[1], weight_type=QuantType.QInt8, per_channel=True)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(paths[1], options, providers=["CPUExecutionProvider"])


def theirs(session, n_windows, length):
    x = np.random.default_rng(1).standard_normal((n_windows, length, 384)).astype(np.float32)
    session.run(None, {"x": x})
    begin, n_runs = time.process_time(), 0
    while time.process_time() - begin < SECONDS:
        session.run(None, {"x": x})
        n_runs += 1
    return n_runs * n_windows * length / (time.process_time() - begin)


def ours():
    """Pieces a second for each length."""
    command = ["cargo", "bench", "-q", "-p", "hearsay-model", "--bench", "kernels", "--", "encoder"]
    out = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return {int(length): float(speed) for length, speed in re.findall(r"encode +(\d+) pieces +([\d.]+)", out)}


def main():
    arguments = argparse.ArgumentParser()
    for name in ("run", "packages"):
        arguments.add_argument(f"--{name}", required=True)
    arguments.add_argument("--folder", default="/tmp")
    options = arguments.parse_args()
    session = session_of(options.run, options.packages, options.folder)
    found = {}
    for _ in range(TURNS):
        for length, speed in ours().items():
            found.setdefault((length, "hearsay"), []).append(speed)
        for length in LENGTHS:
            for n_windows in (1, 16):
                found.setdefault((length, f"ONNX Runtime {onnxruntime.__version__}, {n_windows} at a time"), []).append(theirs(session, n_windows, length))
    for length in LENGTHS:
        base = statistics.median(found[length, "hearsay"])
        for (size, who), speeds in found.items():
            if size == length:
                print(f"{length} pieces, {who:36} {statistics.median(speeds):8.0f} pieces/s, hearsay is {base / statistics.median(speeds):.2f} times as fast")


if __name__ == "__main__":
    main()
