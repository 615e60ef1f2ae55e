#!/usr/bin/env python3
"""Checks tessera-bench's retrieval metrics against trec_eval's own code (pytrec_eval), to 1e-9.

    python3 -m venv /tmp/venv-trec && /tmp/venv-trec/bin/pip install pytrec-eval-terrier

    check_trec.py compare QRELS RUN JSON    what `tessera-bench retrieval --run RUN --json` or `score --json` printed
    check_trec.py fuzz PROGRAM [ROUNDS]     random runs through `PROGRAM score`: ties, grades, misses
    check_trec.py record FOLDER             the fixture that the Swift tests hold the metrics to
"""

import json
import math
import pathlib
import random
import subprocess
import sys
import tempfile

import pytrec_eval

NAMES = ["ndcg@10", "recall@100", "mrr@10"]


def read_qrels(path):
    qrels = {}
    for line in open(path, encoding="utf-8"):
        fields = line.split()
        if len(fields) >= 3 and fields[-1].lstrip("-").isdigit():
            qrels.setdefault(fields[0], {})[fields[-2]] = int(fields[-1])
    return qrels


def read_run(path):
    run = {}
    for line in open(path, encoding="utf-8"):
        query, _, document, _, score, _ = line.split()
        run.setdefault(query, {})[document] = float(score)
    return run


def first(run, depth):
    """The run's first documents in trec_eval's order: by score, then by id, both from the highest."""
    return {
        query: dict(sorted(scores.items(), key=lambda s: (s[1], s[0].encode()), reverse=True)[:depth])
        for query, scores in run.items()
    }


def reference(qrels, run):
    """Means over all judged queries, one without results counting 0 (trec_eval -c)."""
    whole = pytrec_eval.RelevanceEvaluator(qrels, {"ndcg_cut.10", "recall.100"}).evaluate(run)
    ten = pytrec_eval.RelevanceEvaluator(qrels, {"recip_rank"}).evaluate(first(run, 10))

    def mean(results, key):
        return math.fsum(results.get(query, {}).get(key, 0.0) for query in qrels) / len(qrels)

    return {
        "ndcg@10": mean(whole, "ndcg_cut_10"),
        "recall@100": mean(whole, "recall_100"),
        "mrr@10": mean(ten, "recip_rank"),
    }


def random_case(seed):
    """Judgements and a run with ties, several grades, unjudged documents and queries that found nothing."""
    dice = random.Random(seed)
    documents = [f"d{n}" for n in range(180)] + ["Ω1", "é", "日本", "D1", "10", "9"]
    qrels, run = {}, {}
    for n in range(25):
        query = f"q{n}"
        if n % 7 != 6:
            grades = {d: dice.choice([0, 0, 1, 1, 2, 3]) for d in dice.sample(documents, dice.randint(1, 40))}
            qrels[query] = grades
        if n % 5 != 4:
            found = dice.sample(documents, dice.randint(1, 150))
            run[query] = {d: dice.choice([dice.randint(0, 6) / 2, round(dice.random(), 6)]) for d in found}
    return qrels, run


def write_qrels(qrels, path):
    rows = [f"{q}\t{d}\t{g}\n" for q, grades in qrels.items() for d, g in grades.items()]
    pathlib.Path(path).write_text("query-id\tcorpus-id\tscore\n" + "".join(rows), encoding="utf-8")


def write_run(run, path):
    rows = [f"{q} Q0 {d} 0 {s} random\n" for q, scores in run.items() for d, s in scores.items()]
    pathlib.Path(path).write_text("".join(rows), encoding="utf-8")


def differences(expected, actual):
    return [f"{n}: {actual[n]!r} is not {expected[n]!r}" for n in NAMES if not abs(actual[n] - expected[n]) <= 1e-9]


def compare(qrels, run, result):
    expected = reference(read_qrels(qrels), read_run(run))
    wrong = differences(expected, json.loads(pathlib.Path(result).read_text()))
    print("\n".join(wrong) if wrong else f"equal to trec_eval within 1e-9: {expected}")
    return bool(wrong)


def fuzz(program, rounds=50):
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(int(rounds)):
            qrels, run = random_case(seed)
            write_qrels(qrels, f"{folder}/q.tsv")
            write_run(run, f"{folder}/r.trec")
            command = [program, "score", "--qrels", f"{folder}/q.tsv", "--run", f"{folder}/r.trec", "--json"]
            actual = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
            wrong = differences(reference(qrels, run), actual)
            if wrong:
                print(f"seed {seed}: " + "; ".join(wrong))
                return True
    print(f"{rounds} random runs are equal to trec_eval within 1e-9")
    return False


def record(folder):
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    qrels, run = random_case(2026)
    write_qrels(qrels, folder / "qrels.tsv")
    write_run(run, folder / "run.trec")
    whole = pytrec_eval.RelevanceEvaluator(qrels, {"ndcg_cut.10", "recall.100"}).evaluate(run)
    ten = pytrec_eval.RelevanceEvaluator(qrels, {"recip_rank"}).evaluate(first(run, 10))
    queries = {
        q: {"ndcg@10": whole[q]["ndcg_cut_10"], "recall@100": whole[q]["recall_100"],
            "mrr@10": ten[q]["recip_rank"]}
        for q in sorted(whole)
    }
    content = {"means": reference(qrels, run), "queries": queries}
    (folder / "trec_eval.json").write_text(json.dumps(content, indent=1) + "\n")
    return False


if __name__ == "__main__":
    modes = {"compare": compare, "fuzz": fuzz, "record": record}
    if len(sys.argv) < 3 or sys.argv[1] not in modes:
        sys.exit(__doc__)
    sys.exit(1 if modes[sys.argv[1]](*sys.argv[2:]) else 0)
