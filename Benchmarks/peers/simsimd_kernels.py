#!/usr/bin/env python3
"""SimSIMD's distances in the shapes of `tessera-bench kernels`: nanoseconds of CPU time a row, one thread.

    python3 -m venv V && V/bin/pip install numpy==2.4.6 simsimd==6.5.16
    V/bin/python Benchmarks/peers/simsimd_kernels.py [--dimensions 96,128,384,768,784,1536] [--megabytes 256] [--turns 5]

Prints lines with the keys of `tessera-bench kernels --json`. All pairs of two sets are measured by one call (`cdist`),
so that Python's part vanishes: from L1 many queries meet a block of rows that stays there, from memory one query meets
all rows in their order, as a scan does. It has no call for the rows that ids name.
"""
import argparse
import ctypes
import json
import pathlib
import statistics
import time

import numpy as np
import simsimd

parser = argparse.ArgumentParser()
parser.add_argument("--dimensions", default="96,128,384,768,784,1536")
parser.add_argument("--megabytes", type=int, default=256)
parser.add_argument("--turns", type=int, default=5)
parser.add_argument("--shortest", type=float, default=0.02)
options = parser.parse_args()

KERNELS = [
    # Ours, SimSIMD's metric, the component's type.
    ("squared_l2_scan", "sqeuclidean", np.float32),
    ("dot_scan", "dot", np.float32),
]
L1_BYTES = 16 << 10
capabilities = [name for name, here in simsimd.get_capabilities().items() if here and name != "serial"]
fields = {}
for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines():
    key, _, value = line.partition(":")
    fields.setdefault(key.strip(), value.strip())
processor = f"{fields.get('model name')} (family {fields.get('cpu family')}, model {fields.get('model')})"


def nanoseconds(queries, rows, metric, out):
    """A pair's time, over as many calls as fill the shortest stretch, after one that is not counted."""
    def call():
        simsimd.cdist(queries, rows, metric, out=out, out_dtype="float32")

    def lend(calls):
        # With `out` it returns None and forgets to count that reference, which ends Python after some thousand calls.
        for _ in range(calls):
            ctypes.pythonapi.Py_IncRef(ctypes.py_object(None))

    lend(1)
    cpu = time.process_time()
    call()
    passes = max(1, int(options.shortest / max(time.process_time() - cpu, 1e-7)))
    lend(passes)
    cpu = time.process_time()
    for _ in range(passes):
        call()
    return (time.process_time() - cpu) / passes / (len(queries) * len(rows)) * 1e9


for dimension in map(int, options.dimensions.split(",")):
    for kernel, metric, kind in KERNELS:
        row_bytes = dimension * np.dtype(kind).itemsize
        random = np.random.default_rng(7)
        count = {"L1": max(1, L1_BYTES // row_bytes), "memory": (options.megabytes << 20) // row_bytes}
        rows = (random.random((count["memory"], dimension), dtype=np.float32) - 0.5).astype(kind)
        for place in ("L1", "memory"):
            queries, block = rows[-(256 if place == "L1" else 1):], rows[:count[place]]
            out = np.zeros((len(queries), len(block)), dtype=np.float32)
            time_of_row = statistics.median(
                nanoseconds(queries, block, metric, out) for _ in range(options.turns))
            # It computes what it is asked for.
            one, other = queries[0].astype(np.float64), block[0].astype(np.float64)
            expected = ((one - other) ** 2).sum() if metric == "sqeuclidean" else one @ other
            assert abs(out[0, 0] - expected) < 1e-3 * max(1, abs(expected)), (out[0, 0], expected)
            print(json.dumps({
                "engine": "simsimd", "kernel": kernel, "instructionSet": "+".join(capabilities),
                "dimension": dimension, "data": place, "rows": len(block), "rowBytes": row_bytes,
                "nanoseconds": time_of_row, "bytesPerSecond": row_bytes / time_of_row * 1e9,
                "cpu": processor, "commit": f"simsimd {simsimd.__version__}"}), flush=True)
