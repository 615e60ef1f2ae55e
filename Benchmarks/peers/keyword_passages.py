#!/usr/bin/env python3
"""Passages and questions for `keyword_search.py` and `tessera-bench keyword`, one sentence a passage, analysed to lower-case words.

    apt-get download dict-gcide dict-wn && for d in dict-*.deb; do dpkg -x "$d" dictionaries; done
    python3 Benchmarks/peers/keyword_passages.py --beir FOLDER,… [--text FOLDER,…] \\
        [--dictionaries dictionaries/usr/share/dictd] --to FOLDER

Takes titles and sentences of the corpora of BEIR folders, of the .md and .txt files of other folders, and of dictd's dictionaries
(*.dict.dz), and writes `passages.jsonl`, `queries.jsonl` (those of the BEIR folders) and `short.jsonl` (two words of each query that
20 to 20,000 passages have, chosen by a fixed seed) to a folder. With `--words N` also `words.jsonl`, N different words, a passage each (those of
the passages, and as many made of the beginning of one and the end of another as that takes), and `typos.jsonl`, 200 of them misspelt, for
`tessera-bench keyword --edits`.
"""
import argparse
import collections
import gzip
import json
import pathlib
import random
import re

parser = argparse.ArgumentParser()
parser.add_argument("--beir", required=True)
parser.add_argument("--text", default="")
parser.add_argument("--dictionaries", type=pathlib.Path)
parser.add_argument("--words", type=int, default=0)
parser.add_argument("--to", type=pathlib.Path, required=True)
options = parser.parse_args()


def lines(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def texts():
    for folder in options.beir.split(","):
        for document in lines(pathlib.Path(folder) / "corpus.jsonl"):
            yield document.get("title") or ""
            yield document["text"]
    for folder in filter(None, options.text.split(",")):
        for path in sorted(pathlib.Path(folder).rglob("*")):
            if path.suffix in (".md", ".txt"):
                yield from path.read_text(encoding="utf-8", errors="ignore").split("\n")
    if options.dictionaries:
        for path in sorted(options.dictionaries.glob("*.dict.dz")):
            text = gzip.open(path, "rt", encoding="utf-8", errors="ignore").read()
            yield from re.split(r"\n(?=\S)|\n\s*\n|[;:]", text)


def words(text):
    return re.findall(r"\w+", text.lower())


def write(name, rows):
    with open(options.to / name, "w", encoding="utf-8") as file:
        for number, text in rows:
            file.write(json.dumps({"_id": number, "text": " ".join(text)}, ensure_ascii=False) + "\n")


options.to.mkdir(parents=True, exist_ok=True)
passages = [
    found for text in texts() for part in re.split(r"(?<=[.!?])\s+", text) if len(part.strip()) > 20
    for found in [words(part)] if found]
questions = [words(query["text"]) for folder in options.beir.split(",") for query in lines(pathlib.Path(folder) / "queries.jsonl")]
documents = collections.Counter(word for passage in passages for word in set(passage))
chance = random.Random(1)
short = [
    chance.sample(rare, 2) for query in questions
    for rare in [[word for word in query if 20 < documents[word] < 20_000]] if len(rare) >= 2]
write("passages.jsonl", ((str(number), text) for number, text in enumerate(passages)))
write("queries.jsonl", ((f"q{number}", text) for number, text in enumerate(questions)))
write("short.jsonl", ((f"s{number}", text) for number, text in enumerate(short)))
if options.words:
    vocabulary = sorted(documents)[:options.words]
    parts = [word for word in vocabulary if word.isalpha() and len(word) > 3]
    made = set(vocabulary)
    while len(made) < options.words:
        first, last = chance.choice(parts), chance.choice(parts)
        made.add(first[:chance.randint(2, len(first))] + last[chance.randint(0, len(last) - 2):])

    def misspelt(word):
        place, kind = chance.randrange(len(word) - 1), chance.randrange(4)
        before, at, after = word[:place], word[place], word[place + 1:]
        letter = chance.choice("abcdefghijklmnopqrstuvwxyz")
        return [before + after, before + after[0] + at + after[1:], before + letter + after, before + letter + at + after][kind]

    write("words.jsonl", ((f"w{number}", [text]) for number, text in enumerate(sorted(made))))
    write("typos.jsonl", ((f"t{number}", [misspelt(chance.choice(parts))]) for number in range(200)))
print(f"{len(passages)} passages, {len(questions)} queries, {len(short)} short ones in {options.to}")
