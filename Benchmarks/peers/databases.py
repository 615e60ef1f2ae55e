#!/usr/bin/env python3
"""Embedded databases beside `tessera-bench store-search`: the same passages, vectors, filters and questions, one thread.

    python3 -m venv V && V/bin/pip install numpy==2.4.6 qdrant-edge-py==0.9.0 chromadb==1.5.9 lancedb==0.40.0 sqlite-vec==0.1.9
        pysqlite3-binary==0.5.4.post2 duckdb==2.0.1 pyarrow
    V/bin/python Benchmarks/peers/databases.py --texts base.txt --vectors base.npy --queries queries.txt --query-vectors queries.npy
        [-k 10] [--turns 3] [--asked 200] [--count N] [--ef-search N] [--peers qdrant,chroma,lance,sqlite,duckdb] [-- tessera-bench]

Every engine takes the rows (number, text, bucket, vector) into a folder on disk with its indexes of vectors, of the bucket and, where it
has one, of words; then in each turn all of them ask all questions, in turn: by vector without a filter, with one that lets a tenth or a
hundredth pass, and (LanceDB and Tessera) by vector and words. The others ask all once before what counts; Tessera, a process of its own
in each turn, asks three times, of which the median counts. An answer is the rows' numbers and texts. Figures: questions a CPU second of
the whole process (its threads too), medians over turns; recall@k by a scan of all; the CPU seconds of taking the rows in; the first
answer of a process that has imported the library but opened nothing, in wall seconds. Each engine has the settings that it comes with,
but for --ef-search, one thread where it can be said, and LanceDB's HNSW over 8-bit codes in one partition as it advises below a million
rows.
"""
import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

command = []
if "--" in sys.argv:
    place = sys.argv.index("--")
    command = sys.argv[place + 1:]
    sys.argv = sys.argv[:place]
for name in ["OMP_NUM_THREADS", "RAYON_NUM_THREADS", "LANCE_CPU_THREADS", "TOKIO_WORKER_THREADS", "OPENBLAS_NUM_THREADS"]:
    os.environ.setdefault(name, "1")
os.environ.setdefault("ANONYMIZED_TELEMETRY", "False")
import numpy

parser = argparse.ArgumentParser()
parser.add_argument("--texts", required=True)
parser.add_argument("--vectors", required=True)
parser.add_argument("--queries", required=True)
parser.add_argument("--query-vectors", required=True)
parser.add_argument("-k", type=int, default=10)
parser.add_argument("--turns", type=int, default=3)
parser.add_argument("--asked", type=int, default=200, help="questions, the first ones")
parser.add_argument("--ef-search", type=int, help="Tessera's; as many as it finds that it needs when not given")
parser.add_argument("--count", type=int, help="passages, the first ones")
parser.add_argument("--peers", default="qdrant,chroma,lance,sqlite,duckdb")
parser.add_argument("--first", nargs=2, metavar=("ENGINE", "FOLDER"), help="opens the engine's folder and asks one question")
options = parser.parse_args()
k = options.k
BUCKETS = 10_000
WAYS = {"vector": BUCKETS, "vector 10 %": BUCKETS // 10, "vector 1 %": BUCKETS // 100, "hybrid": BUCKETS}


def lines(path, limit=None):
    with open(path, encoding="utf-8") as file:
        return [line.rstrip("\n") for line, _ in zip(file, range(limit or 1 << 60))]


asking = numpy.load(options.query_vectors)[:options.asked]
questions = lines(options.queries, options.asked)


class Qdrant:
    def __init__(self):
        import qdrant_edge

        self.q = qdrant_edge

    def build(self, folder, rows):
        q = self.q
        config = q.EdgeConfig(vectors=q.EdgeVectorParams(size=rows.vectors.shape[1], distance=q.Distance.Cosine), max_search_threads=1)
        shard = q.EdgeShard.create(folder, config)
        shard.update(q.UpdateOperation.create_field_index("bucket", q.PayloadSchemaType.Integer))
        for start in range(0, len(rows.texts), 1000):
            shard.update(q.UpdateOperation.upsert_points([
                q.Point(number, rows.vectors[number].tolist(), {"text": rows.texts[number], "bucket": rows.bucket(number)})
                for number in range(start, min(start + 1000, len(rows.texts)))]))
        shard.optimize()
        shard.flush()
        shard.close()

    def open(self, folder):
        self.shard = self.q.EdgeShard.load(folder)

    def ask(self, way, number):
        q = self.q
        below = WAYS[way]
        chosen = q.Filter(must=[q.FieldCondition("bucket", range=q.RangeFloat(lt=below))]) if below < BUCKETS else None
        hits = self.shard.search(q.SearchRequest(
            query=q.Query.Nearest(asking[number].tolist()), limit=k, filter=chosen, with_payload=True))
        return [(hit.id, hit.payload["text"]) for hit in hits]


class Chroma:
    def __init__(self):
        import chromadb

        self.chromadb = chromadb

    def client(self, folder):
        settings = self.chromadb.config.Settings(anonymized_telemetry=False)
        return self.chromadb.PersistentClient(path=folder, settings=settings)

    def build(self, folder, rows):
        collection = self.client(folder).create_collection(
            "passages", configuration={"hnsw": {"space": "cosine", "num_threads": 1}}, embedding_function=None)
        for start in range(0, len(rows.texts), 5000):
            end = min(start + 5000, len(rows.texts))
            collection.add(
                ids=[str(number) for number in range(start, end)], embeddings=rows.vectors[start:end],
                documents=rows.texts[start:end], metadatas=[{"bucket": rows.bucket(number)} for number in range(start, end)])

    def open(self, folder):
        self.collection = self.client(folder).get_collection("passages", embedding_function=None)

    def ask(self, way, number):
        below = WAYS[way]
        found = self.collection.query(
            query_embeddings=[asking[number]], n_results=k, include=["documents"],
            **({"where": {"bucket": {"$lt": below}}} if below < BUCKETS else {}))
        return [(int(id), text) for id, text in zip(found["ids"][0], found["documents"][0])]


class Lance:
    ways = list(WAYS)

    def __init__(self):
        import lancedb
        import pyarrow

        self.lancedb, self.pa = lancedb, pyarrow

    def build(self, folder, rows):
        pa = self.pa
        vectors = pa.FixedSizeListArray.from_arrays(pa.array(rows.vectors.reshape(-1)), rows.vectors.shape[1])
        count = len(rows.texts)
        data = pa.table({
            "id": pa.array(range(count), pa.int64()), "text": pa.array(rows.texts),
            "bucket": pa.array([rows.bucket(number) for number in range(count)], pa.int64()), "vector": vectors})
        table = self.lancedb.connect(folder).create_table("passages", data)
        table.create_index(metric="cosine", index_type="IVF_HNSW_SQ", num_partitions=1)
        table.create_scalar_index("bucket")
        table.create_fts_index("text")
        table.optimize()

    def open(self, folder):
        from lancedb.rerankers import LinearCombinationReranker

        self.reranker = LinearCombinationReranker(weight=0.5)
        self.table = self.lancedb.connect(folder).open_table("passages")

    def ask(self, way, number):
        if way == "hybrid":
            query = (self.table.search(query_type="hybrid", vector_column_name="vector").vector(asking[number])
                     .text(questions[number]).rerank(self.reranker))
        else:
            query = self.table.search(asking[number], vector_column_name="vector").metric("cosine")
            if WAYS[way] < BUCKETS:
                query = query.where(f"bucket < {WAYS[way]}", prefilter=True)
        found = query.select(["id", "text"]).limit(k).to_arrow()
        return list(zip(found["id"].to_pylist(), found["text"].to_pylist()))


class SQLiteVec:
    def __init__(self):
        # Python's own may be built without extensions.
        import pysqlite3 as sqlite3
        import sqlite_vec

        self.sqlite3, self.vec = sqlite3, sqlite_vec

    def open(self, folder):
        os.makedirs(folder, exist_ok=True)
        self.database = self.sqlite3.connect(os.path.join(folder, "passages.db"))
        self.database.enable_load_extension(True)
        self.vec.load(self.database)

    def build(self, folder, rows):
        self.open(folder)
        self.database.execute(
            f"CREATE VIRTUAL TABLE passages USING vec0(id INTEGER PRIMARY KEY, bucket INTEGER, +text TEXT, "
            f"vector float[{rows.vectors.shape[1]}] distance_metric=cosine)")
        self.database.executemany(
            "INSERT INTO passages(id, bucket, text, vector) VALUES (?, ?, ?, ?)",
            ((n, rows.bucket(n), rows.texts[n], rows.vectors[n].tobytes()) for n in range(len(rows.texts))))
        self.database.commit()
        self.database.close()

    def ask(self, way, number):
        below = WAYS[way]
        where = f" AND bucket < {below}" if below < BUCKETS else ""
        return self.database.execute(
            f"SELECT id, text FROM passages WHERE vector MATCH ? AND k = ?{where}", (asking[number].tobytes(), k)).fetchall()


class DuckDB:
    def __init__(self):
        import duckdb

        self.duckdb = duckdb

    def open(self, folder):
        os.makedirs(folder, exist_ok=True)
        self.database = self.duckdb.connect(os.path.join(folder, "passages.db"), config={"threads": 1})
        self.dimension = asking.shape[1]

    def build(self, folder, rows):
        import pyarrow as pa

        self.open(folder)
        count = len(rows.texts)
        data = pa.table({
            "id": pa.array(range(count), pa.int64()), "text": pa.array(rows.texts),
            "bucket": pa.array([rows.bucket(number) for number in range(count)], pa.int64()),
            "vector": pa.FixedSizeListArray.from_arrays(pa.array(rows.vectors.reshape(-1)), self.dimension)})
        self.database.execute("CREATE TABLE passages AS SELECT * FROM data")
        self.database.close()

    def ask(self, way, number):
        below = WAYS[way]
        where = f"WHERE bucket < {below}" if below < BUCKETS else ""
        return self.database.execute(
            f"SELECT id, text FROM passages {where} ORDER BY array_cosine_distance(vector, ?::FLOAT[{self.dimension}]) LIMIT {k}",
            [asking[number]]).fetchall()


class Rows:
    def __init__(self):
        self.vectors = numpy.ascontiguousarray(numpy.load(options.vectors)[:options.count], dtype=numpy.float32)
        self.texts = lines(options.texts, len(self.vectors))

    @staticmethod
    def bucket(number):
        return number * 7_919 % BUCKETS

    def nearest(self, below):
        """The nearest of each question among the buckets below one, by a scan."""
        passing = numpy.array([n for n in range(len(self.vectors)) if self.bucket(n) < below])
        scores = asking @ self.vectors[passing].T
        return [set(passing[row].tolist()) for row in numpy.argsort(-scores, axis=1)[:, :k]]


ENGINES = {"qdrant": Qdrant, "chroma": Chroma, "lance": Lance, "sqlite": SQLiteVec, "duckdb": DuckDB}


def first_answer(name, folder):
    own = sys.argv[:1] + ["--texts", options.texts, "--vectors", options.vectors, "--queries", options.queries,
                          "--query-vectors", options.query_vectors, "-k", str(k), "--asked", "1"]
    ran = subprocess.run([sys.executable] + own + ["--first", name, folder], check=True, capture_output=True, text=True)
    return float(ran.stdout.split()[-1])


if options.first:
    engine = ENGINES[options.first[0]]()
    start = time.perf_counter()
    engine.open(options.first[1])
    assert len(engine.ask("vector", 0)) == k
    print(time.perf_counter() - start)
    sys.exit()

rows = Rows()
truth = {way: rows.nearest(below) for way, below in WAYS.items() if way != "hybrid"}
home = tempfile.mkdtemp()
peers, reports = {}, {}
for name in [name for name in options.peers.split(",") if name]:
    folder = os.path.join(home, name)
    start, wall = time.process_time(), time.perf_counter()
    ENGINES[name]().build(folder, rows)
    ingest = time.process_time() - start
    reports[name] = {"engine": name, "rows": len(rows.texts), "k": k, "ingestCPUSeconds": ingest,
                     "ingestSeconds": time.perf_counter() - wall, "firstAnswerSeconds": first_answer(name, folder)}
    peers[name] = ENGINES[name]()
    peers[name].open(folder)
    print(json.dumps(reports[name]), file=sys.stderr, flush=True)
store = os.path.join(home, "tessera")
rates, latencies, answers, own = {}, {}, {}, []
for turn in range(options.turns + 1):
    for name, peer in peers.items():
        for way in getattr(peer, "ways", [way for way in WAYS if way != "hybrid"]):
            # Engines without an index take seconds a question; a few tell as much.
            count = len(asking) if name not in ("sqlite", "duckdb") else min(len(asking), 25)
            start, found, spent = time.process_time(), [], []
            for number in range(count):
                began = time.perf_counter()
                found.append([id for id, _ in peer.ask(way, number)])
                spent.append(time.perf_counter() - began)
            if turn == 0:
                answers[name, way] = found
                continue
            rates.setdefault((name, way), []).append(count / (time.process_time() - start))
            latencies.setdefault((name, way), []).extend(spent)
    if command:
        ran = subprocess.run(
            command + ["store-search", "--texts", options.texts, "--vectors", options.vectors, "--queries", options.queries,
                       "--query-vectors", options.query_vectors, "--folder", store, "-k", str(k), "--turns", "3",
                       "--asked", str(len(asking)), "--selectivities", "10,1", "--json"]
            + (["--count", str(options.count)] if options.count else [])
            + (["--ef-search", str(options.ef_search)] if options.ef_search else []), check=True, capture_output=True, text=True)
        printed = [json.loads(line) for line in ran.stdout.splitlines()]
        if turn == 0:
            taken = next(line for line in printed if line["storeSearch"] == "ingest")
        own.append(printed)


def percentile(values, share):
    return sorted(values)[min(len(values) - 1, max(0, round(share * len(values)) - 1))]


for name, peer in peers.items():
    for (engine, way), found in rates.items():
        if engine == name:
            part = {"cpuQPS": statistics.median(found), "p50": percentile(latencies[name, way], 0.5)}
            if way in truth:
                part["recall"] = float(numpy.mean([len(wanted.intersection(ids)) / len(wanted)
                                                   for ids, wanted in zip(answers[name, way], truth[way])]))
            reports[name][way] = part
if own:
    report = {"engine": "tessera", "rows": len(rows.texts), "k": k, "ingestCPUSeconds": taken["cpuSeconds"],
              "ingestSeconds": taken["seconds"]}
    opening = [line["firstAnswerSeconds"] for printed in own[1:] for line in printed if line["storeSearch"] == "opening"]
    report["firstAnswerSeconds"] = statistics.median(opening)
    for way in WAYS:
        mode, _, percent = way.partition(" ")
        percent = float(percent.split()[0]) if percent else None
        lines_of = [line for printed in own[1:] for line in printed
                    if line["storeSearch"] == mode and line.get("percent") == percent]
        report[way] = {key: statistics.median(line[key] for line in lines_of) for key in ["cpuQPS", "p50", "recall"]
                       if key in lines_of[0]}
    reports["tessera"] = report
for report in reports.values():
    print(json.dumps(report))
shutil.rmtree(home, ignore_errors=True)
