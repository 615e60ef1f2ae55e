#!/usr/bin/env python3
"""Makes hnswlib's files that Tests/VectorCoreTests/Import reads, in Tests/VectorCoreTests/Fixtures:

  hnswlib-l2.bin, hnswlib-cosine.bin, hnswlib-ip.bin: 200 vectors of 8 components under the labels 1000, 1003, …,
                  of which the labels 1003 and 1300 are marked as deleted

    python3 -m venv V && V/bin/pip install hnswlib==0.8.0 numpy
    V/bin/python Scripts/make-hnswlib-fixtures.py
"""
import pathlib

import hnswlib
import numpy as np

FIXTURES = pathlib.Path(__file__).parent.parent / "Tests/VectorCoreTests/Fixtures"
ROWS, COLUMNS = 200, 8

# Numbers that both sides compute exactly: multiples of an eighth, no two rows alike.
vectors = np.array(
    [[((31 * i * i + 17 * j + 7 * i * j) % 211 - 105) / 8 for j in range(COLUMNS)] for i in range(ROWS)], dtype=np.float32)
labels = np.arange(ROWS) * 3 + 1000

for space in ["l2", "cosine", "ip"]:
    index = hnswlib.Index(space=space, dim=COLUMNS)
    # More room than is used, which a file does not hold.
    index.init_index(max_elements=ROWS + 50, M=4, ef_construction=40, random_seed=7)
    index.add_items(vectors, labels, num_threads=1)
    for label in [1003, 1300]:
        index.mark_deleted(label)
    index.save_index(str(FIXTURES / f"hnswlib-{space}.bin"))
