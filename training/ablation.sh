#!/usr/bin/env bash
# What each input and the chains are worth: trains the small reader on a third of PolNeAR without each in turn, and writes
# the scores on the development half to runs/ablation.jsonl, and when all are there to ablation.jsonl. Without context windows
# do not overlap. Needs what accurate.sh made under runs/; takes some nine minutes a line on two cores with AMX. Lines that
# are there are not made again.
set -euo pipefail
cd "$(dirname "$0")/reader"
python=${PYTHON:-../runs/venv/bin/python}
packages=${PACKAGES:-../runs/packages}
jemalloc=$({ /sbin/ldconfig -p || true; } | awk '/libjemalloc.so.2/ { found = $NF } END { print found }')
if [ -n "$jemalloc" ]; then export LD_PRELOAD=$jemalloc; fi
for left_out in nothing marginals chains context quotes opens shapes; do
  if grep -qs "\"$left_out\"" ../runs/ablation.jsonl; then continue; fi
  out=../runs/without-$left_out
  flags=()
  if [ "$left_out" != nothing ]; then flags=(--without "$left_out"); fi
  "$python" train.py --encoder minilm --packages "$packages" --passages ../runs --threads "${THREADS:-2}" \
    --limit 280 --epochs 4 --out "$out" "${flags[@]}"
  "$python" - "$left_out" "$out/log.jsonl" <<'PYTHON' >> ../runs/ablation.jsonl
import json, sys
last = [entry for entry in map(json.loads, open(sys.argv[2])) if "dev" in entry][-1]
print(json.dumps({"without": sys.argv[1], **last["dev"]["0.5"]}))
PYTHON
done
cp ../runs/ablation.jsonl ..
