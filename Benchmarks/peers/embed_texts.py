#!/usr/bin/env python3
"""Writes the texts that encoders are measured with, from SciFact's abstracts: 1,000 sentences, and 1,000 passages of as many
tokens as the model takes, which go on where the passage before ended.

    python3 -m venv V && V/bin/pip install tokenizers==0.22.2
    V/bin/python Benchmarks/peers/embed_texts.py MODEL_FOLDER SCIFACT_FOLDER OUTPUT_FOLDER [--tokens 256]

`sentences.txt` and `passages.txt` have a text a line.
"""
import argparse
import json
import pathlib
import re

import tokenizers

parser = argparse.ArgumentParser()
parser.add_argument("model", type=pathlib.Path)
parser.add_argument("scifact", type=pathlib.Path)
parser.add_argument("output", type=pathlib.Path)
parser.add_argument("--count", type=int, default=1000)
parser.add_argument("--tokens", type=int, default=256, help="of a passage, the two special ones among them")
options = parser.parse_args()

with open(options.scifact / "corpus.jsonl", encoding="utf-8") as lines:
    abstracts = [" ".join(json.loads(line)["text"].split()) for line in lines]
tokenizer = tokenizers.Tokenizer.from_file(str(options.model / "tokenizer.json"))
tokenizer.no_truncation()
tokenizer.no_padding()
options.output.mkdir(parents=True, exist_ok=True)


def sentences():
    for abstract in abstracts:
        yield from (s for s in re.split(r"(?<=[.!?]) (?=[A-Z])", abstract) if len(s.split()) >= 4)


def passages():
    """A cut falls only between words, so that a passage's tokens are those that it has within the whole."""
    room = options.tokens - 2
    left = ""
    for abstract in abstracts:
        left = (left + " " + abstract).strip()
        while True:
            encoding = tokenizer.encode(left, add_special_tokens=False)
            if len(encoding.ids) <= room:
                break
            end = room
            while end > 0 and (encoding.tokens[end].startswith("##") or encoding.offsets[end][0] == encoding.offsets[end - 1][1]):
                end -= 1
            if end == 0:
                left = ""
                break
            cut = encoding.offsets[end][0]
            yield left[:cut].strip(), end + 2
            left = left[cut:]


def first(texts):
    return [text for text, _ in zip(texts, range(options.count))]


chosen = first(sentences())
(options.output / "sentences.txt").write_text("\n".join(chosen) + "\n", encoding="utf-8")
lengths = [len(e.ids) for e in tokenizer.encode_batch(chosen)]
print(f"{len(chosen)} sentences of {sum(lengths) / len(lengths):.1f} tokens in the mean")
cut = first(passages())
(options.output / "passages.txt").write_text("\n".join(text for text, _ in cut) + "\n", encoding="utf-8")
lengths = [len(e.ids) for e in tokenizer.encode_batch([text for text, _ in cut])]
assert lengths == [length for _, length in cut]
print(f"{len(cut)} passages of {min(lengths)} to {max(lengths)} tokens, {sum(lengths) / len(lengths):.1f} in the mean")
