#!/usr/bin/env python3
"""Records what the reference implementations make of our test texts, for Tests/ModelServingTests/Fixtures:

  tokenizer.jsonl       {"text", "ids", "starts", "ends"}: Hugging Face tokenizers, no special tokens added, no
                        truncation, offsets in UTF-8 bytes
  encoder-texts.json    the texts of the vectors
  encoder-vectors.f32   their vectors by sentence-transformers on torch: little-endian float32, (texts, 384)

    python3 -m venv V && V/bin/pip install torch==2.13.0 transformers==5.0.0 tokenizers==0.22.2 sentence-transformers==6.2.0
    V/bin/python Scripts/record-encoder-reference.py ~/.cache/tessera/models/all-MiniLM-L6-v2

With `--compare FILE` it writes nothing there, but prints the tokens of each line of FILE as JSON Lines instead.
"""
import json
import pathlib
import random
import sys

import numpy as np
import tokenizers

from tokenizer_texts import LINES, japanese, noise, sentence, tokenizer_texts

assert tokenizers.__version__ == "0.22.2", tokenizers.__version__
FIXTURES = pathlib.Path(__file__).parent.parent / "Tests/ModelServingTests/Fixtures"

def encoder_texts():
    rng = random.Random(21)
    texts = ["", " ", "a", ".", "?!", "\n\n", "😀", "日", "[SEP]"]
    texts += LINES
    texts += [sentence(rng) for _ in range(70)] + [japanese(rng) for _ in range(40)]
    texts += [" ".join(sentence(rng) for _ in range(n)) for n in (2, 3, 4, 6, 8, 10, 12, 15, 17, 18, 19, 20, 25, 40, 80)]
    texts += ["".join(japanese(rng) for _ in range(n)) for n in (2, 4, 8, 16, 32)]
    texts += [sentence(rng) + " 🎉 " + japanese(rng) for _ in range(12)]
    texts += [noise(rng, n) for n in (5, 20, 60, 200, 600)]
    texts += ["word " * 253, "word " * 254, "word " * 255, "word " * 400, "😀" * 300, "!" * 300, "日本語" * 150]
    return texts


def tokens(tokenizer, text):
    """ids and UTF-8 byte offsets; the library counts code points."""
    encoding = tokenizer.encode(text, add_special_tokens=False)
    places = [0]
    for c in text:
        places.append(places[-1] + len(c.encode("utf-8")))
    return {"text": text, "ids": encoding.ids, "starts": [places[a] for a, _ in encoding.offsets],
            "ends": [places[b] for _, b in encoding.offsets]}


def main():
    model = pathlib.Path(sys.argv[1])
    tokenizer = tokenizers.Tokenizer.from_file(str(model / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    if len(sys.argv) == 4 and sys.argv[2] == "--compare":
        for line in open(sys.argv[3], encoding="utf-8", newline="\n"):
            print(json.dumps(tokens(tokenizer, line.rstrip("\n"))))
        return
    texts = tokenizer_texts()
    with open(FIXTURES / "tokenizer.jsonl", "w", encoding="utf-8") as out:
        for text in texts:
            out.write(json.dumps(tokens(tokenizer, text), separators=(",", ":")) + "\n")
    print(len(texts), "tokenizer lines")

    import sentence_transformers
    import torch
    import transformers
    versions = (sentence_transformers.__version__, transformers.__version__, torch.__version__.split("+")[0])
    assert versions == ("6.2.0", "5.0.0", "2.13.0"), versions
    reference = sentence_transformers.SentenceTransformer(str(model), device="cpu")
    assert reference.max_seq_length == 256, reference.max_seq_length
    texts = encoder_texts()
    # One by one, so that no padding takes part.
    vectors = np.concatenate([reference.encode([text], batch_size=1) for text in texts])
    assert vectors.shape == (len(texts), 384) and vectors.dtype == np.float32
    (FIXTURES / "encoder-texts.json").write_text(json.dumps(texts, indent=0), encoding="utf-8")
    vectors.astype("<f4").tofile(FIXTURES / "encoder-vectors.f32")
    print(len(texts), "vectors, lengths", np.linalg.norm(vectors, axis=1).min(), np.linalg.norm(vectors, axis=1).max())


main()
