"""Trains the accurate reader.

    python train.py --encoder mpnet --packages DIR --passages DIR --out TEACHER
    python train.py --encoder minilm --teacher TEACHER --packages DIR --passages DIR --out DIR

The first trains the teacher, on PolNeAR.  The second trains the reader that the program has, on PolNeAR's labels and on what
the teacher says of PolNeAR and of news that nobody labelled, and the senses of words from the sets that label them.

Prints, and appends to OUT/log.jsonl, every 50 steps the losses of roles, arguments and names, and of names, factuality and
hedges on the sets that label words; after each epoch, on development halves, the exact-span F1 of source, cue, content and whole
attributions (in words, for two leanings towards cues), and the scores of the other heads. Writes OUT/reader.pt every 100 steps and goes on from there if it is run again.
"""

import argparse
import copy
import json
import os
import random
import time

import numpy as np
import torch
from torch.nn import functional as F

import passages
from export import load
from labels import KINDS, CUE, labels_of, spans_of
from passages import IGNORED, LEFT_OUT, MAY_BE_NO_NAME, NOT_A_NAME, Batch, batches, read
from pieces import Pieces
from reader import likely_cues

CUE_BEGINS = 1 + 2 * CUE
# A run of words this likely to be a cue is looked at: in training more than in use.
LIKELY_TRAINING, LIKELY = 0.25, 0.35
# More candidates a batch are not looked at in training.
CANDIDATES_MAX = 160
CHECKPOINT_STEPS = 100
# What of an attributed text is learned from the teacher.
TAUGHT = 0.5
# After so many batches of attributions comes one of the sets that label words; how much the other heads count.
SETS_EVERY, SETS_WEIGHT, NAMES_WEIGHT = 3, 0.3, 0.2


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


def loss_of(reader, batch, teacher=None):
    """The losses of roles, of arguments and of names, a word. With a teacher, half of what is learned of an attributed text,
    and all of one that is not, is what the teacher says."""
    words, roles = reader.encode(batch)
    n_words = batch.is_word.sum()
    taught, share = None, torch.where(batch.is_attributed, TAUGHT, 1.0)
    if teacher:
        with torch.no_grad():
            words_taught, roles_taught = teacher.encode(batch)
            taught = teacher.reader.role_chain.taught(roles_taught, batch.borders, batch.is_word, share)
    role_loss = reader.role_chain.loss(roles, batch.borders, batch.is_word, batch.labels, taught).sum() / n_words
    names_loss = loss_of_names(reader.names(words), batch.names)
    cues, owners = candidates(batch, roles)
    if not cues:
        return role_loss, torch.zeros(()), names_loss
    scores, rows = reader.argue(words, roles, batch, cues)
    if teacher:
        with torch.no_grad():
            scores_taught, _ = teacher.reader.argue(words_taught, roles_taught, batch, cues)
            taught = teacher.reader.argument_chain.taught(scores_taught, batch.borders[rows], batch.is_word[rows], share[rows])
    labels = torch.zeros(scores.shape[:2], dtype=torch.long)
    for idx, ((row, _, _), owner) in enumerate(zip(cues, owners)):
        text, (begin, _, _, end) = batch.windows[row]
        if owner >= 0:
            labels[idx, : end - begin] = torch.from_numpy(labels_of(text.gold[owner], begin, end))
    argument_loss = reader.argument_chain.loss(scores, batch.borders[rows], batch.is_word[rows], labels, taught).sum() / n_words
    return role_loss, argument_loss, names_loss


def loss_of_names(scores, kinds):
    shares = F.log_softmax(scores.flatten(0, 1), -1)
    kinds = kinds.flatten()
    certain = F.nll_loss(shares, kinds.masked_fill(kinds == NOT_A_NAME, IGNORED), ignore_index=IGNORED, reduction="sum")
    others = shares[kinds == NOT_A_NAME][:, MAY_BE_NO_NAME].logsumexp(-1).sum()
    return (certain - others) / (kinds != IGNORED).sum().clamp(min=1)


def loss_of_sets(reader, batch):
    """The losses of names, of factuality and of hedges. A sentence is hedged if one of its words is."""
    words, _ = reader.encode(batch)
    factuality = reader.factuality(words)[..., 0]
    told = ~batch.factuality.isnan()
    factuality_loss = F.smooth_l1_loss(factuality[told], batch.factuality[told]) if told.any() else torch.zeros(())
    judged = ~batch.hedged.isnan()
    hedges_loss = torch.zeros(())
    if judged.any():
        hedges_loss = F.binary_cross_entropy_with_logits(hedged(reader, words, batch)[judged], batch.hedged[judged])
    return loss_of_names(reader.names(words), batch.names), factuality_loss, hedges_loss


def hedged(reader, words, batch):
    return reader.hedges(words)[..., 0].masked_fill(~batch.is_word, -1e4).logsumexp(1)


class Teacher:
    """A reader trained before, with the larger encoder."""

    def __init__(self, run, kind, packages, vocabulary):
        self.reader, theirs = load(run, kind, packages, may_lack_heads=True)
        theirs = Pieces(theirs)
        # It is computed so anyway on a processor; the weights need not be rounded again at each step.
        for module in self.reader.encoder.layers.modules():
            if isinstance(module, torch.nn.Linear) and not torch.cuda.is_available():
                module.to(torch.bfloat16)
        # Both vocabularies hold the same pieces under other numbers.
        marks = {vocabulary.pad: theirs.pad, vocabulary.cls: theirs.cls, vocabulary.sep: theirs.sep, vocabulary.unk: theirs.unk}
        self.ids = torch.tensor([marks.get(idx, theirs.ids.get(piece, theirs.unk)) for piece, idx in vocabulary.ids.items()])

        self.said = {}

    def encode(self, batch):
        """What its reader makes of a batch that has a number: a vector a word, and the scores of roles. It is read once."""
        assert batch.idx is not None
        if batch.idx not in self.said:
            theirs = copy.copy(batch)
            theirs.pieces = self.ids[batch.pieces]
            words, roles = self.reader.encode(theirs)
            self.said[batch.idx] = words.to(torch.bfloat16), roles
        words, roles = self.said[batch.idx]
        return words.float(), roles


@torch.no_grad()
def read_batch(reader, batch, bonus):
    """The attributions of a batch: (text, spans in words of the text, certainty)."""
    words, roles = reader.encode(batch)
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


def score(reader, texts, vocabulary, bonuses=(0.0, 0.5)):
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


@torch.no_grad()
def score_sets(reader, texts, vocabulary):
    """F1 of names on CoNLL++, Pearson's r and mean error of factuality, F1 of sentences with a hedge on WikiWeasel."""
    reader.eval()
    names, told, sentences = [0, 0, 0], {}, [0, 0, 0]
    for group in batches(texts, vocabulary, 8192):
        batch = Batch(group, vocabulary)
        words, _ = reader.encode(batch)
        kinds, factuality, doubt = reader.names(words).argmax(-1), reader.factuality(words)[..., 0], hedged(reader, words, batch)
        for row, (text, (window, begin, end, _)) in enumerate(group):
            core = slice(begin - window, end - window)
            if text.name.startswith("conllpp"):
                ours, gold = runs(kinds[row, core].tolist()), runs(text.names[begin:end].tolist())
                names = [a + b for a, b in zip(names, (len(ours & gold), len(ours), len(gold)))]
            # A sentence is one window, as good as always; of a longer one the first counts.
            if text.hedged is not None and begin == 0:
                ours = bool(doubt[row] > 0)
                sentences = [a + b for a, b in zip(sentences, (ours and text.hedged, ours, text.hedged))]
            for idx, value in text.factuality:
                if not begin <= idx < end:
                    continue
                told.setdefault(text.name.rsplit("-", 1)[0], []).append((float(factuality[row, idx - window]), value))
    reader.train()
    f1 = lambda counts: round(200 * counts[0] / max(1, counts[1] + counts[2]), 2)
    found = {"names": f1(names), "hedged": f1(sentences)}
    for name, pairs in told.items():
        ours, gold = np.array(pairs).T
        found[name] = {"r": round(float(np.corrcoef(ours, gold)[0, 1]), 3), "error": round(float(np.abs(ours - gold).mean()), 3)}
    return found


def runs(kinds):
    """Stretches of one kind of name: (kind, begin, end). CoNLL++ knows the first four kinds."""
    found = []
    for idx, kind in enumerate(kinds):
        if not 1 <= kind <= 4:
            continue
        if found and found[-1][0] == kind and found[-1][2] == idx:
            found[-1][2] += 1
        else:
            found.append([kind, idx, idx + 1])
    return set(map(tuple, found))


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
    arguments.add_argument("--teacher", help="the run of an mpnet reader; news are read then too")
    arguments.add_argument("--news", type=float, default=0.5, help="what share of the news is read")
    arguments.add_argument("--begin-with", help="the run of a reader to begin with")
    arguments.add_argument("--epochs", type=int, default=4)
    arguments.add_argument("--rate", type=float, default=1e-4)
    arguments.add_argument("--pieces", type=int, default=4096)
    arguments.add_argument("--threads", type=int, default=2)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--limit", type=int, help="so many texts of each set")
    inputs = ["shapes", "opens", "quotes", "marginals"]
    arguments.add_argument("--without", action="append", default=[], choices=inputs + ["context", "chains"], help="for an ablation")
    options = arguments.parse_args()
    torch.manual_seed(options.seed)
    random.seed(options.seed)
    torch.set_num_threads(options.threads)
    os.makedirs(options.out, exist_ok=True)
    LEFT_OUT.update(name for name in options.without if name in inputs)
    if "context" in options.without:
        passages.BEFORE_PIECES = passages.AFTER_PIECES = 0
    reader, vocabulary = load(options.begin_with, options.encoder, options.packages, may_lack_heads=True)
    if "chains" in options.without:
        # The constraints stay: what may not follow what.
        for chain in (reader.role_chain, reader.argument_chain):
            chain.weights.requires_grad_(False)
    reader.train()
    vocabulary = Pieces(vocabulary)
    teacher = Teacher(options.teacher, "mpnet", options.packages, vocabulary) if options.teacher else None
    texts_of = lambda name: read(f"{options.passages}/{name}.jsonl", vocabulary)[: options.limit]
    train, dev = texts_of("train"), texts_of("dev")
    news, sets, sets_dev = (texts_of(name) if teacher else [] for name in ("news", "sets-train", "sets-dev"))
    mine = [value for name, value in reader.named_parameters() if not name.startswith("encoder.layers") and not name.startswith("encoder.p")]
    theirs = [value for name, value in reader.named_parameters() if name.startswith("encoder.layers") or name.startswith("encoder.p")]
    optimizer = torch.optim.AdamW([{"params": theirs, "lr": options.rate}, {"params": mine, "lr": 1e-3}], weight_decay=0.01, fused=True)
    def groups_of(epoch):
        """The batches of an epoch: PolNeAR, and as much of the news as is asked for. With a teacher they are the same in all
        epochs, in another order, for then it reads each but once, and reading takes it longer than the reader's step."""
        generator = random.Random(options.seed * 1000 + (0 if teacher else epoch))
        return batches(train + generator.sample(news, round(options.news * len(news))), vocabulary, options.pieces, generator)

    n_steps = sum(len(groups_of(epoch)) for epoch in range(options.epochs))
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
    sums, sets_sums = [0.0, 0.0, 0.0], [0.0, 0.0, 0.0]
    sets_groups = batches(sets, vocabulary, options.pieces // 2, random.Random(options.seed)) if teacher else []
    for epoch in range(first, options.epochs):
        reader.train()
        groups = groups_of(epoch)
        order = random.Random(options.seed * 1000 + epoch).sample(range(len(groups)), len(groups))
        for n_done in range(done, len(groups)):
            if n_done > done and n_done % CHECKPOINT_STEPS == 0:
                save(epoch, n_done)
            batch = Batch(groups[order[n_done]], vocabulary, order[n_done])
            optimizer.zero_grad()
            losses = loss_of(reader, batch, teacher)
            (losses[0] + losses[1] + NAMES_WEIGHT * losses[2]).backward()
            if teacher and step % SETS_EVERY == 0:
                sets_batch = Batch(sets_groups[step // SETS_EVERY % len(sets_groups)], vocabulary)
                sets_losses = loss_of_sets(reader, sets_batch)
                (SETS_WEIGHT * sum(sets_losses)).backward()
                sets_sums = [total + float(loss.detach()) for total, loss in zip(sets_sums, sets_losses)]
            torch.nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            step += 1
            seen += int(batch.is_piece.sum())
            sums = [total + float(loss.detach()) for total, loss in zip(sums, losses)]
            if step % 50 == 0:
                means = {"loss": [round(total / 50, 4) for total in sums]}
                if teacher:
                    means["sets"] = [round(total * SETS_EVERY / 50, 4) for total in sets_sums]
                note(step=step, of=n_steps, **means, pieces_s=round(seen / (time.time() - start)))
                sums, sets_sums = [0.0, 0.0, 0.0], [0.0, 0.0, 0.0]
        done = 0
        save(epoch + 1, 0)
        scores = {"dev": score(reader, dev, vocabulary)} | ({"sets": score_sets(reader, sets_dev, vocabulary)} if teacher else {})
        note(epoch=epoch, seconds=round(time.time() - start), **scores)


if __name__ == "__main__":
    main()
