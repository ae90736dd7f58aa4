#!/usr/bin/env python3
"""Joins the gold labels to the texts, which belong to others and are not in the repository.

Prints every item of one gold file with the words that its labels mark, and at the end a table of counts:

    python3 eval/gold/join.py eval/gold/verdicts.jsonl ../shared/data/fnc1 --half tuning
    python3 eval/gold/join.py eval/gold/artefacts.jsonl ../shared/data/fnc1
    python3 eval/gold/join.py eval/gold/sources.jsonl ../shared/data/polnear/dev/text
    python3 eval/gold/join.py eval/gold/practice/verdicts-news.jsonl ../shared/data/polnear/train/text

The folder holds the CSV files of FNC-1 or the text files of the half of PolNeAR that the file is of.
Offsets are Unicode code points, end exclusive: of FNC-1 into the field `articleBody` as Python's csv module decodes it
(UTF-8, newline=''), of PolNeAR into the file as it stands, no newline translated.
A span that does not fit its text, or holds no words, is an error.
It judges nothing and scores no system; `cargo run -p xtask --release -- eval ground` does.
"""

import argparse
import collections
import csv
import functools
import json
from pathlib import Path

# Characters shown on either side of a source.
CONTEXT = 160
# What is counted of each item, as far as it has it.
COUNTED_OF_ITEM = ["half", "resolves", "class"]


@functools.cache
def bodies(path):
    """Returns the articles of one CSV file by their Body ID."""
    with open(path, encoding="utf-8", newline="") as file:
        return {int(row["Body ID"]): row["articleBody"] for row in csv.DictReader(file)}


@functools.cache
def document(path):
    """Returns a text file as it stands."""
    with open(path, encoding="utf-8", newline="") as file:
        return file.read()


def flat(text):
    """Returns the text on one line."""
    return " ".join(text.split())


def words(text, spans):
    """Returns the words of the spans, parted by an ellipsis; `(nothing)` where there is no span."""
    for start, end in spans:
        if not 0 <= start < end <= len(text):
            raise ValueError(f"span {start}..{end} does not fit a text of {len(text)} characters")
        if not text[start:end].strip():
            raise ValueError(f"span {start}..{end} holds no words")
    return " … ".join(flat(text[start:end]) for start, end in spans) or "(nothing)"


def passage(text, spans):
    """Returns the text around some spans, each span in brackets."""
    begin = max(0, spans[0][0] - CONTEXT)
    shown, place = [], begin
    for start, end in spans:
        shown += [text[place:start], "[[", text[start:end], "]]"]
        place = end
    return flat("".join([*shown, text[place : spans[-1][1] + CONTEXT]]))


def verdict_line(text, verdict):
    """Returns one line for a verdict."""
    about = verdict["about"]
    return (
        f"{verdict['kind']} {verdict['outcome']}: {words(text, verdict['cue'])}"
        f" | by {words(text, verdict['by'])}"
        f" | about {about['what']}: {words(text, about['spans'])}"
    )


def artefact_line(text, artefact):
    """Returns one line for an artefact."""
    parts = [f"{artefact['kind']}: {words(text, artefact['mention'])}"]
    if artefact["others"]:
        parts.append(f"also {words(text, artefact['others'])}")
    for role in artefact["roles"]:
        hedged = " (hedged)" if role["hedged"] else ""
        parts.append(f"{role['role']}{hedged} {words(text, role['spans'])}")
    if artefact["hedges"]:
        parts.append(f"hedges {words(text, artefact['hedges'])}")
    return " | ".join(parts)


def source_lines(text, item):
    """Yields the lines of a source: what it is, and what it stands for."""
    yield f"{item['kind']}, {item['resolves']}, {item['class']}: {words(text, item['source'])}"
    yield f"antecedent {words(text, item['antecedent'])}"
    if item["belongs_to"]:
        yield f"belongs to {words(text, item['belongs_to'])}"
    forms = collections.Counter(words(text, name) for name in item["names"])
    if forms:
        yield "names " + ", ".join(f"{form} ({n})" for form, n in forms.items())


def describe(item, folder):
    """Returns the lines of an item: its passage, then its labels."""
    if "document" in item and "sentence" in item:
        text = document(folder / f"{item['document']}.txt")
        head = f"{item['document']} ({item['half']}) {words(text, [item['sentence']])}"
        labels = [verdict_line(text, verdict) for verdict in item["verdicts"]]
    elif "document" in item:
        text = document(folder / f"{item['document']}.txt")
        head = f"{item['document']} ({item['half']}) {passage(text, item['source'])}"
        labels = list(source_lines(text, item))
    else:
        text = bodies(folder / item["file"])[item["body"]]
        head = f"{item['body']} ({item['half']}) {words(text, [item['sentence']])}"
        labels = [verdict_line(text, verdict) for verdict in item.get("verdicts", [])]
        labels += [artefact_line(text, artefact) for artefact in item.get("artefacts", [])]
    return [head, *(f"    {label}" for label in labels or ["(no label)"])]


def count(item, counts):
    """Counts an item and its labels."""
    for field in COUNTED_OF_ITEM:
        if field in item:
            counts[field, item[field]] += 1
    for verdict in item.get("verdicts", []):
        counts["verdict", verdict["kind"]] += 1
        counts["outcome", verdict["outcome"]] += 1
        counts["about", verdict["about"]["what"]] += 1
    for artefact in item.get("artefacts", []):
        counts["artefact", artefact["kind"]] += 1
        for role in artefact["roles"]:
            counts["role", role["role"]] += 1
    if "source" in item:
        counts["source", item["kind"]] += 1


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", type=Path, help="verdicts.jsonl, artefacts.jsonl or sources.jsonl")
    parser.add_argument("folder", type=Path, help="folder of the texts")
    parser.add_argument("--half", choices=["tuning", "reporting", "practice"], help="one half only")
    arguments = parser.parse_args()
    counts = collections.Counter()
    with open(arguments.gold, encoding="utf-8") as gold:
        for item in map(json.loads, gold):
            if arguments.half in (None, item["half"]):
                print("\n".join(describe(item, arguments.folder)))
                count(item, counts)
    print()
    for (what, label), n in sorted(counts.items()):
        print(f"{n:4} {what} {label}")


if __name__ == "__main__":
    main()
