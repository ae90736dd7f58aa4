"""The texts that `xtask train passages` wrote, cut into windows and put into batches."""

import json
import math
import random

import numpy as np
import torch

from labels import borders_of, labels_of

# Pieces a window holds, with its two marks; of these, context before and after what the window is for.
WINDOW_PIECES, BEFORE_PIECES, AFTER_PIECES = 256, 32, 24
# Longer sentences are cut.
CHUNK_PIECES_MAX = 96
NAMES = ["O", "PERSON", "ORGANIZATION", "LOCATION", "MISC", "DATE", "TIME", "NUMBER"]
# Of a word that people found no name: it may be a date, a time or a number, which they did not look for.
NOT_A_NAME = len(NAMES)
MAY_BE_NO_NAME = [NAMES.index(name) for name in ("O", "DATE", "TIME", "NUMBER")]
FOLDED_NAMES = {"DURATION": "TIME", "SET": "TIME", "MONEY": "NUMBER", "PERCENT": "NUMBER", "ORDINAL": "NUMBER"}
IGNORED = -100
# Inputs that are left out, for an ablation: shapes, opens, quotes, marginals.
LEFT_OUT = set()


def shape_of(word):
    """0 no letters, 1 small, 2 one capital, 3 capitals, 4 Capitalised, 5 miXed, 6 with digits, 7 digits."""
    upper, lower = sum(map(str.isupper, word)), sum(map(str.islower, word))
    digits = any(map(str.isnumeric, word))
    if not upper and not lower:
        return 7 if digits else 0
    if digits:
        return 6
    if not upper:
        return 1
    if not lower:
        return 2 if len(word) == 1 else 3
    return 4 if upper == 1 and word[0].isupper() else 5


class Text:
    def __init__(self, record, vocabulary):
        self.name, self.words = record["name"], record["words"]
        self.opens = np.array(record["opens"])
        self.quoted = np.array(record["quoted"])
        self.marginals = np.array(record["marginals"], dtype=np.float32) / 255
        self.gold = [[tuple(span) for span in spans] for spans in record["gold"]]
        # News and the sets that label words say nothing of attributions.
        self.is_attributed = bool(record["tags"] or record["gold"])
        self.factuality = record.get("factuality", [])
        self.hedged = record.get("hedged")
        self.borders = borders_of(self.words, self.opens, self.quoted)
        self.shapes = np.array([shape_of(word) for word in self.words])
        self.pieces = [vocabulary.of_word(word) for word in self.words]
        self.labels = labels_of([span for spans in self.gold for span in spans], 0, len(self.words))
        named = [NAMES.index(FOLDED_NAMES.get(name, name)) if name else IGNORED for name in record["names"]]
        self.names = np.array(named or [IGNORED] * len(self.words))
        if self.name.startswith("conllpp"):
            self.names[self.names == 0] = NOT_A_NAME
        self.sentences = np.cumsum(self.opens > 0)
        self.chunks = self._chunks()

    def _chunks(self):
        """Ranges of words with their number of pieces: sentences, long ones cut."""
        chunks, begin, size = [], 0, 0
        for idx, pieces in enumerate(self.pieces):
            if idx > begin and (self.opens[idx] or size + len(pieces) > CHUNK_PIECES_MAX):
                chunks.append((begin, idx, size))
                begin, size = idx, 0
            size += len(pieces)
        if begin < len(self.pieces):
            chunks.append((begin, len(self.pieces), size))
        return chunks

    def windows(self, first_size=None):
        """(begin, core begin, core end, end) in words. The first core holds at most `first_size` pieces."""
        total, chunks, found, at = WINDOW_PIECES - 2, self.chunks, [], 0
        while at < len(chunks):
            room = total
            before = at
            while before > 0 and total - room + chunks[before - 1][2] <= BEFORE_PIECES:
                before -= 1
                room -= chunks[before][2]
            size, after = 0, at
            limit = room if sum(chunk[2] for chunk in chunks[at:at + 40]) <= room else room - AFTER_PIECES
            if first_size and at == 0:
                limit = min(limit, first_size)
            while after < len(chunks) and (after == at or size + chunks[after][2] <= limit):
                size += chunks[after][2]
                after += 1
            end = after
            while end < len(chunks) and size + chunks[end][2] <= room:
                size += chunks[end][2]
                end += 1
            found.append((chunks[before][0], chunks[at][0], chunks[after - 1][1], chunks[end - 1][1]))
            at = after
        return found


def read(path, vocabulary):
    with open(path, encoding="utf-8") as file:
        return [text for text in (Text(json.loads(line), vocabulary) for line in file) if text.words]


class Batch:
    """Windows side by side: pieces (batch, length), words (batch, n_words)."""

    def __init__(self, windows, vocabulary, idx=None):
        self.windows, self.idx = windows, idx
        sizes = [sum(len(text.pieces[idx]) for idx in range(begin, end)) + 2 for text, (begin, _, _, end) in windows]
        n_words = [end - begin for _, (begin, _, _, end) in windows]
        shape, words = (len(windows), max(sizes)), (len(windows), max(n_words))
        self.pieces = torch.full(shape, vocabulary.pad)
        self.first = torch.zeros(shape)
        self.shapes, self.opens, self.quotes = (torch.zeros(shape, dtype=torch.long) for _ in range(3))
        self.marginals = torch.zeros(*shape, 11)
        self.is_piece = torch.zeros(shape, dtype=torch.bool)
        self.first_of = torch.zeros(words, dtype=torch.long)
        self.is_word = torch.zeros(words, dtype=torch.bool)
        self.borders = torch.zeros(words, dtype=torch.long)
        self.labels = torch.zeros(words, dtype=torch.long)
        self.names = torch.full(words, IGNORED)
        self.factuality = torch.full(words, math.nan)
        self.hedged = torch.tensor([math.nan if text.hedged is None else float(text.hedged) for text, _ in windows])
        self.is_attributed = torch.tensor([text.is_attributed for text, _ in windows])
        self.sentences, self.quoted = (torch.zeros(words, dtype=torch.long) for _ in range(2))
        for row, (text, (begin, _, _, end)) in enumerate(windows):
            flat, firsts, owner = [vocabulary.cls], [], [-1]
            for idx in range(begin, end):
                firsts.append(len(flat))
                flat += text.pieces[idx]
                owner += [idx] * len(text.pieces[idx])
            flat.append(vocabulary.sep)
            owner = np.array(owner[1:])
            size, n = len(flat), end - begin
            self.pieces[row, :size] = torch.tensor(flat)
            self.is_piece[row, :size] = True
            inner = slice(1, size - 1)
            self.shapes[row, inner] = torch.from_numpy(text.shapes[owner])
            self.opens[row, inner] = torch.from_numpy(text.opens[owner])
            self.quotes[row, inner] = torch.from_numpy(text.quoted[owner])
            self.marginals[row, inner] = torch.from_numpy(text.marginals[owner])
            self.first[row, firsts] = 1
            self.first_of[row, :n] = torch.tensor(firsts)
            self.is_word[row, :n] = True
            span = slice(begin, end)
            for ours, theirs in ((self.borders, text.borders), (self.names, text.names), (self.sentences, text.sentences), (self.quoted, text.quoted)):
                ours[row, :n] = torch.from_numpy(theirs[span])
            for idx, value in text.factuality:
                if begin <= idx < end:
                    self.factuality[row, idx - begin] = value
            self.labels[row, :n] = torch.from_numpy(labels_of([s for spans in text.gold for s in spans], begin, end))
        for name in LEFT_OUT:
            getattr(self, name).zero_()


def batches(texts, vocabulary, n_pieces, generator=None):
    """All windows of the texts, about `n_pieces` a batch, of like length; shuffled if a generator is given."""
    windows = []
    for text in texts:
        # What holds for a sentence as a whole does not hold for its parts.
        is_cut = generator and text.hedged is None
        first = generator.randrange(40, WINDOW_PIECES - BEFORE_PIECES) if is_cut else None
        for window in text.windows(first):
            size = sum(len(text.pieces[idx]) for idx in range(window[0], window[3]))
            windows.append((size + (generator.random() * 24 if generator else 0), (text, window)))
    windows.sort(key=lambda pair: pair[0])
    found, group = [], []
    for size, window in windows:
        if group and (len(group) + 1) * size > n_pieces:
            found.append(group)
            group = []
        group.append(window)
    found.append(group)
    if generator:
        generator.shuffle(found)
    return found
