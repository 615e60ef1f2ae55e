#!/usr/bin/env python3
"""Graph and quantised indexes of PyPI on one thread: SymQG (rabitqlib), hnswlib and IVF-PQ fast-scan with refinement (faiss).

    python3 -m venv V && V/bin/pip install numpy==2.4.6 rabitqlib==0.7.1 hnswlib==0.8.0 faiss-cpu==1.15.1
    V/bin/python Benchmarks/peers/symqg.py --base FILE.npy --queries FILE.npy --metric l2|ip|cosine \\
        [--count N] [--query-count N] [--engines symqg,hnswlib-0.8,faiss-fastscan] [--turns 5] [-k 10] [-- COMMAND …]

Prints lines with the keys of `tessera-bench ann --json`; recall is counted in its way. The engines take turns by whole
query sets. With a COMMAND, such as `tessera-bench ann … --compare hnswlib --json`, it runs between the halves of the
turns, so that the peers here are measured before and after it, and its lines are printed among theirs.
"""
import os

# Before anything loads BLAS or OpenMP.
for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[variable] = "1"

import argparse
import json
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time
from importlib import metadata

import numpy as np

command = []
if "--" in sys.argv:
    place = sys.argv.index("--")
    command = sys.argv[place + 1:]
    sys.argv = sys.argv[:place]
parser = argparse.ArgumentParser()
parser.add_argument("--base", type=pathlib.Path, required=True)
parser.add_argument("--queries", type=pathlib.Path, required=True)
parser.add_argument("--metric", choices=["l2", "ip", "cosine"], default="l2")
parser.add_argument("--count", type=int)
parser.add_argument("--query-count", type=int)
parser.add_argument("--engines", default="symqg,hnswlib-0.8,faiss-fastscan")
parser.add_argument("--ef", default="10,16,24,32,48,64,96,128,192,256,400")
parser.add_argument("--turns", type=int, default=5)
parser.add_argument("--shortest", type=float, default=0.25)
parser.add_argument("-k", type=int, default=10)
options = parser.parse_args()
k, efs = options.k, [int(ef) for ef in options.ef.split(",")]
inner = options.metric != "l2"


def vectors(path, count=None):
    rows = np.ascontiguousarray(np.load(path)[:count], dtype=np.float32)
    if options.metric == "cosine":
        rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return rows


base, queries = vectors(options.base, options.count), vectors(options.queries, options.query_count)
n, dimension = base.shape


class Symqg:
    name, index, package = "symqg", "symqg", "rabitqlib"
    sweep = [("efSearch", ef) for ef in efs]
    fixed = {"m": 32, "efConstruction": 200}

    def build(self):
        import rabitqlib
        self.made = rabitqlib.SymqgIndex(dimension, 32, "ip" if inner else "l2")
        self.made.build(base, 200, 1)

    def search(self, ef, queries):
        first, second = self.made.search_batch(queries, k, max(ef, k), 1)[:2]
        return first if np.asarray(first).dtype.kind in "iu" else second

    def save(self, path):
        self.made.save(path)


class Hnswlib:
    name, index, package = "hnswlib-0.8", "hnsw", "hnswlib"
    sweep = [("efSearch", ef) for ef in efs]
    fixed = {"m": 16, "efConstruction": 200}

    def build(self):
        import hnswlib
        self.made = hnswlib.Index("ip" if inner else "l2", dimension)
        self.made.init_index(n, M=16, ef_construction=200, random_seed=100)
        self.made.set_num_threads(1)
        self.made.add_items(base, num_threads=1)

    def search(self, ef, queries):
        self.made.set_ef(max(ef, k))
        return self.made.knn_query(queries, k, num_threads=1)[0]

    def save(self, path):
        self.made.save_index(path)


class FaissFastScan:
    """4-bit PQ of pairs of components, scanned in registers, and the best 4 k of them measured exactly."""
    name, index, package = "faiss-fastscan", "ivfpq", "faiss-cpu"
    sweep = [("nprobe", count) for count in (1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256)]

    def build(self):
        import faiss
        faiss.omp_set_num_threads(1)
        # About four times the root of the count, as a power of two.
        lists = 2 ** round(np.log2(4 * np.sqrt(n))) // (2 if n < 150_000 else 1)
        self.fixed = {"nlist": int(lists), "refine": 4}
        metric = faiss.METRIC_INNER_PRODUCT if inner else faiss.METRIC_L2
        self.made = faiss.index_factory(dimension, f"IVF{lists},PQ{dimension // 2}x4fs,RFlat", metric)
        self.made.k_factor = 4
        self.made.train(base)
        self.made.add(base)
        self.lists = faiss.extract_index_ivf(self.made)

    def search(self, probes, queries):
        self.lists.nprobe = probes
        return self.made.search(queries, k)[1]

    def save(self, path):
        import faiss
        faiss.write_index(self.made, path)


def distances(query, rows):
    """In 64-bit floats, nearer is smaller."""
    chosen, one = base[rows].astype(np.float64), queries[query].astype(np.float64)
    return -(chosen @ one) if inner else ((chosen - one) ** 2).sum(1)


def reaches():
    """The k-th true neighbour's distance of every query, with a millionth of tolerance, as `ann` has it."""
    reach, squares = [], (base * base).sum(1)
    for start in range(0, len(queries), 100):
        products = queries[start:start + 100] @ base.T
        estimates = -products if inner else squares - 2 * products
        # Far more than k, since 32-bit floats may have swapped near ones.
        near = np.argpartition(estimates, min(10 * k, n - 1), axis=1)[:, :10 * k]
        for row, candidates in enumerate(near):
            last = np.sort(distances(start + row, candidates))[k - 1]
            reach.append(last + 1e-6 * (1 if options.metric == "cosine" else abs(last)))
    return reach


def recall(answer):
    found = 0
    for query, row in enumerate(answer):
        ids = np.array([i for i in set(map(int, row[:k])) if 0 <= i < n], dtype=np.int64)
        found += int((distances(query, ids) <= reach[query]).sum()) if len(ids) else 0
    return found / (len(queries) * k)


def timed(work):
    wall, cpu = time.perf_counter(), time.process_time()
    result = work()
    return result, time.perf_counter() - wall, time.process_time() - cpu


def processor():
    fields = {}
    for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines():
        key, _, value = line.partition(":")
        fields.setdefault(key.strip(), value.strip())
    return f"{fields.get('model name')} (family {fields.get('cpu family')}, model {fields.get('model')})"


def say(text):
    print(f"symqg: {text}", file=sys.stderr, flush=True)


known = {engine.name: engine for engine in (Symqg, Hnswlib, FaissFastScan)}
unknown = [name for name in options.engines.split(",") if name not in known]
if unknown:
    parser.error(f"--engines: there is no '{unknown[0]}'; there are {', '.join(known)}")
say(f"{n} × {dimension}, {len(queries)} queries; finding the truth")
reach = reaches()
engines = []
for name in options.engines.split(","):
    engine = known[name]()
    say(f"building {name}")
    _, engine.wall, engine.cpu = timed(engine.build)
    with tempfile.TemporaryDirectory() as folder:
        engine.save(f"{folder}/index")
        engine.bytes = os.path.getsize(f"{folder}/index")
    engine.turns = {value: [] for _, value in engine.sweep}
    engine.answers, engine.latencies = {}, {value: [] for _, value in engine.sweep}
    engines.append(engine)

for turn in range(options.turns):
    for engine in engines:
        for _, value in engine.sweep:
            # Once to reach its own steady state, then as often as fills the shortest stretch.
            engine.answers[value], wall, _ = timed(lambda: engine.search(value, queries))
            passes = max(1, int(np.ceil(options.shortest / max(wall, 1e-6))))
            _, wall, cpu = timed(lambda: [engine.search(value, queries) for _ in range(passes)])
            engine.turns[value].append((len(queries) * passes / wall, len(queries) * passes / cpu))
            # One at a time, without the batch's help; the call from Python is part of it.
            for row in range(len(queries)):
                engine.latencies[value].append(timed(lambda: engine.search(value, queries[row:row + 1]))[1])
    say(f"turn {turn + 1} of {options.turns}")
    if command and turn == (options.turns - 1) // 2:
        sys.stdout.flush()
        subprocess.run(command, check=True)

for engine in engines:
    for key, value in engine.sweep:
        turns = engine.turns[value]
        p50, p99 = np.percentile(engine.latencies[value], [50, 99])
        print(json.dumps({
            "engine": engine.name, "index": engine.index, "parameters": {**engine.fixed, key: value},
            "dataSet": options.base.stem.removesuffix("-base"), "vectors": n, "dimension": dimension,
            "metric": options.metric, "k": k, "recall": recall(engine.answers[value]),
            "qps": statistics.median(turn[0] for turn in turns),
            "cpuQPS": statistics.median(turn[1] for turn in turns), "p50": p50, "p99": p99,
            "buildSeconds": engine.wall, "buildCPUSeconds": engine.cpu, "bytesPerVector": engine.bytes / n,
            "fileBytesPerVector": engine.bytes / n, "cpu": processor(), "instructionSet": None, "threads": 1,
            "commit": f"{engine.package} {metadata.version(engine.package)}"}), flush=True)
