"""The labels of `crates/hearsay-model/src/roles.rs` and the borders of `chain.rs`."""

import numpy as np

N_LABELS, N_BORDERS = 11, 5
SOURCE_BEFORE, SOURCE_AFTER, CUE, CONTENT_BEFORE, CONTENT_AFTER = range(5)
KINDS = {SOURCE_BEFORE: "source", SOURCE_AFTER: "source", CUE: "cue", CONTENT_BEFORE: "content", CONTENT_AFTER: "content"}
CLAUSE_MARKS = {",", ";", ":", "-", "--", "–", "—"}

MAY_FOLLOW = np.array(
    [[to == 0 or to % 2 == 1 or before == to or before + 1 == to for to in range(N_LABELS)] for before in range(N_LABELS)]
)
MAY_BEGIN = np.array([label == 0 or label % 2 == 1 for label in range(N_LABELS)])


def labels_of(spans, begin, end):
    """The labels that spans (role, begin, end) give to the words begin..end: contents, over them sources, over them cues."""
    labels = np.zeros(end - begin, dtype=np.int64)
    order = {CONTENT_BEFORE: 0, CONTENT_AFTER: 0, SOURCE_BEFORE: 1, SOURCE_AFTER: 1, CUE: 2}
    for role, first, last in sorted(spans, key=lambda span: (order[span[0]], span[1])):
        first, last = max(first, begin), min(last, end)
        if first < last:
            labels[first - begin : last - begin] = 2 + 2 * role
            labels[first - begin] = 1 + 2 * role
    for idx, label in enumerate(labels):
        inside = label and label % 2 == 0
        if inside and (idx == 0 or labels[idx - 1] not in (label, label - 1)):
            labels[idx] = label - 1
    return labels


def spans_of(labels):
    """The spans (role, begin, end) of a labelling."""
    found = []
    for idx, label in enumerate(labels):
        if label == 0:
            continue
        role = (int(label) - 1) // 2
        if label % 2 == 0 and found and found[-1][0] == role and found[-1][2] == idx:
            found[-1][2] += 1
        else:
            found.append([role, idx, idx + 1])
    return [tuple(span) for span in found]


def borders_of(words, opens, quoted):
    """What stands before each word: 0 nothing, 1 a clause mark, 2 a quotation mark's edge, 3 a sentence, 4 a paragraph."""
    borders = np.zeros(len(words), dtype=np.int64)
    for idx in range(len(words)):
        if opens[idx]:
            borders[idx] = 4 if opens[idx] == 2 else 3
        elif idx and quoted[idx] != quoted[idx - 1]:
            borders[idx] = 2
        elif idx and words[idx - 1] in CLAUSE_MARKS:
            borders[idx] = 1
    return borders
