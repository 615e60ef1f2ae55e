#!/usr/bin/env python3
"""Keyword search on one thread: tantivy and bm25s of PyPI beside `tessera-bench keyword`, on the same terms.

    python3 -m venv V && V/bin/pip install tantivy==0.27.0 bm25s==0.3.16 numba==0.68.1
    V/bin/python Benchmarks/peers/keyword_search.py --corpus FILE.jsonl --queries FILE.jsonl [-k 10] [--turns 3] [--count N]
        [--peers tantivy,bm25s] [-- tessera-bench keyword]

The texts must be analysed already, terms apart by blanks, as `keyword_passages.py` writes them: every engine splits at white space
alone. In each turn every engine asks all queries once, in turn; figures are medians over turns, of CPU seconds of the asking thread.
bm25s takes numba, and k1 1.2, b 0.75 and the idf of Lucene as all do. Tantivy has one segment, by one thread, and its lengths in a
byte: from 40 terms on it rounds them, so that its scores differ by some percent there. Prints a JSON line for each engine and, with
the answers of all, how many of the top k have the same score as bm25s has at that place (to a ten-thousandth), which ties do not
change.
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
parser = argparse.ArgumentParser()
parser.add_argument("--corpus", required=True)
parser.add_argument("--queries", required=True)
parser.add_argument("-k", type=int, default=10)
parser.add_argument("--turns", type=int, default=3)
parser.add_argument("--count", type=int, help="passages, the first ones")
parser.add_argument("--peers", default="tantivy,bm25s")
options = parser.parse_args()
os.environ.setdefault("NUMBA_NUM_THREADS", "1")


def read(path, limit=None):
    rows = []
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            if limit is not None and len(rows) == limit:
                break
            row = json.loads(line)
            title = row.get("title") or ""
            rows.append((row["_id"], (title + "\n" if title else "") + row["text"]))
    return rows


passages = read(options.corpus, options.count)
queries = read(options.queries)
k = min(options.k, len(passages))


class Tantivy:
    name = "tantivy"

    def __init__(self):
        import tantivy

        self.tantivy = tantivy
        analyzer = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
        schema = tantivy.SchemaBuilder()
        schema.add_integer_field("id", stored=False, fast=True)
        schema.add_text_field("text", stored=False, tokenizer_name="plain", index_option="freq")
        self.folder = tempfile.mkdtemp()
        index = tantivy.Index(schema.build(), path=self.folder)
        index.register_tokenizer("plain", analyzer)
        start = time.process_time()
        writer = index.writer(heap_size=1_000_000_000, num_threads=1)
        for number, (_, text) in enumerate(passages):
            document = tantivy.Document()
            document.add_integer("id", number)
            document.add_text("text", text)
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()
        self.build = time.process_time() - start
        self.bytes = sum(os.path.getsize(os.path.join(self.folder, f)) for f in os.listdir(self.folder))
        index.reload()
        self.searcher = index.searcher()
        self.segments = self.searcher.num_segments
        self.schema = index.schema
        term = lambda word: tantivy.Query.term_query(self.schema, "text", word, "freq")
        occur = tantivy.Occur.Should
        self.queries = [
            tantivy.Query.boolean_query([(occur, term(word)) for word in text.split()]) for _, text in queries]

    def ask(self, number):
        hits = self.searcher.search(self.queries[number], limit=k, count=False).hits
        return [score / 2.2 for score, _ in hits]


class BM25S:
    name = "bm25s"

    def __init__(self):
        import bm25s
        import numpy

        self.numpy = numpy
        start = time.process_time()
        self.index = bm25s.BM25(k1=1.2, b=0.75, method="lucene", backend="numba", dtype="float32")
        vocabulary = {}
        ids = [[vocabulary.setdefault(word, len(vocabulary)) for word in text.split()] for _, text in passages]
        self.index.index(bm25s.tokenization.Tokenized(ids=ids, vocab=vocabulary), show_progress=False, create_empty_token=False)
        self.build = time.process_time() - start
        self.bytes = sum(part.nbytes for part in self.index.scores.values() if hasattr(part, "nbytes"))
        self.segments = 1
        self.queries = [
            [vocabulary[word] for word in text.split() if word in vocabulary] for _, text in queries]
        self.one = [bm25s.tokenization.Tokenized(ids=[q], vocab=vocabulary) for q in self.queries]
        self.scores = numpy.zeros(len(passages), dtype="float32")
        self.index.activate_numba_scorer()

    def ask(self, number):
        if not self.queries[number]:
            return []
        result = self.index.retrieve([self.queries[number]], k=k, show_progress=False, n_threads=1, sorted=True)
        return [float(score) for score in result.scores[0] if score > 0]

    def ask_all(self):
        asked = [q for q in self.queries if q]
        self.index.retrieve(asked, k=k, show_progress=False, n_threads=1, sorted=True)


def percentile(values, share):
    return sorted(values)[min(len(values) - 1, max(0, round(share * len(values)) - 1))]


engines = {"tantivy": Tantivy, "bm25s": BM25S}
peers = [engines[name]() for name in options.peers.split(",") if name]
answers, rates, latencies, lines = {}, {}, {}, []
for peer in peers:
    answers[peer.name] = [peer.ask(number) for number in range(len(queries))]
for turn in range(options.turns):
    for peer in peers:
        spent = []
        start = time.process_time()
        for number in range(len(queries)):
            began = time.perf_counter()
            peer.ask(number)
            spent.append(time.perf_counter() - began)
        rate = len(queries) / (time.process_time() - start)
        if hasattr(peer, "ask_all"):
            # All at once: nothing of Python is between the queries.
            start = time.process_time()
            peer.ask_all()
            rate = max(rate, len(queries) / (time.process_time() - start))
        rates.setdefault(peer.name, []).append(rate)
        latencies.setdefault(peer.name, []).extend(spent)
    if command:
        results = tempfile.NamedTemporaryFile(suffix=".tsv")
        counted = ["--count", str(options.count)] if options.count else []
        ran = subprocess.run(
            command + ["--corpus", options.corpus, "--queries", options.queries, "-k", str(k), "--analyzer", "whitespace",
                       "--json", "--results", results.name] + counted,
            check=True, capture_output=True, text=True)
        lines.append(json.loads(ran.stdout))
        if turn == 0:
            found = {name: [] for name, _ in queries}
            for line in open(results.name, encoding="utf-8"):
                query, _, score = line.rstrip("\n").split("\t")
                found[query].append(float(score))
            answers["tessera"] = [found[name] for name, _ in queries]
reports = [
    {"engine": peer.name, "passages": len(passages), "queries": len(queries), "k": k,
     "cpuQPS": statistics.median(rates[peer.name]), "p50": percentile(latencies[peer.name], 0.5),
     "p99": percentile(latencies[peer.name], 0.99), "buildCPUSeconds": peer.build, "bytes": peer.bytes,
     "segments": peer.segments}
    for peer in peers]
if lines:
    middle = dict(lines[0])
    for key in ["qps", "cpuQPS", "p50", "p99", "buildCPUSeconds"]:
        middle[key] = statistics.median(line[key] for line in lines)
    reports.append(middle)
reference = answers.get("bm25s")
for report in reports:
    if reference:
        pairs = same = 0
        for own, wanted in zip(answers[report["engine"]], reference):
            pairs += max(len(own), len(wanted))
            same += sum(abs(a - b) <= 1e-4 * max(abs(b), 1e-3) for a, b in zip(own, wanted))
        report["sameAsBM25S"] = same / max(pairs, 1)
    print(json.dumps(report))
for peer in peers:
    if hasattr(peer, "folder"):
        shutil.rmtree(peer.folder, ignore_errors=True)
