"""Words to word pieces, as BERT's uncased vocabulary wants them; `crates/hearsay-model/src/pieces.rs` does the same.

A word is lower-cased, decomposed (NFD), rid of marks (category Mn) and control characters, cut at punctuation and at
CJK characters, and each part is matched greedily against the vocabulary, longest piece first (Wu et al., 2016).  A part
that cannot be matched, or is longer than 100 characters, is one [UNK]; a word of which nothing is left is one [UNK]
too, so that every word has a piece.

Letters are lower-cased one by one, so a capital sigma is always the inner one; and what Unicode does not know yet is
kept, so its part is an [UNK].  The `tokenizers` library does both.
"""

import functools
import unicodedata

PAD, UNK, CLS, SEP = "[PAD]", "[UNK]", "[CLS]", "[SEP]"
PART_CHARACTERS_MAX = 100
# Pieces of one word beyond this are left out: no word of ours is a base64 text.
WORD_PIECES_MAX = 16


def is_punctuation(character):
    code = ord(character)
    if 33 <= code <= 47 or 58 <= code <= 64 or 91 <= code <= 96 or 123 <= code <= 126:
        return True
    return unicodedata.category(character).startswith("P")


def is_cjk(character):
    code = ord(character)
    return (
        0x4E00 <= code <= 0x9FFF or 0x3400 <= code <= 0x4DBF or 0xF900 <= code <= 0xFAFF or 0x20000 <= code <= 0x2FA1F
    )


class Pieces:
    """A vocabulary: a piece a line, the line's number its id."""

    def __init__(self, vocabulary):
        self.ids = {line: idx for idx, line in enumerate(vocabulary.rstrip("\n").split("\n"))}
        named = lambda names: next(self.ids[name] for name in names if name in self.ids)
        self.pad, self.unk = named((PAD, "<pad>")), named((UNK,))
        self.cls, self.sep = named((CLS, "<s>")), named((SEP, "</s>"))
        self.of_word = functools.lru_cache(maxsize=1 << 17)(self._of_word)

    def _of_word(self, word):
        """The ids of a word's pieces, at least one."""
        letters = unicodedata.normalize("NFD", "".join(character.lower() for character in word))
        parts, part = [], ""
        for character in letters:
            category = unicodedata.category(character)
            if character in "\t\n\r" or category.startswith("Z"):
                parts.append(part)
                part = ""
            elif category in ("Mn", "Cc", "Cf", "Co", "Cs") or character == "\ufffd":
                continue
            elif is_punctuation(character) or is_cjk(character):
                parts += [part, character]
                part = ""
            else:
                part += character
        parts.append(part)
        ids = [idx for part in parts if part for idx in self._of_part(part)]
        return tuple(ids[:WORD_PIECES_MAX]) or (self.unk,)

    def _of_part(self, part):
        if len(part) > PART_CHARACTERS_MAX:
            return [self.unk]
        found, start = [], 0
        while start < len(part):
            for end in range(len(part), start, -1):
                piece = self.ids.get(("##" if start else "") + part[start:end])
                if piece is not None:
                    break
            else:
                return [self.unk]
            found.append(piece)
            start = end
        return found
