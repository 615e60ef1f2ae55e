#!/usr/bin/env python3
"""Trains small tokenizers of every kind and records what Hugging Face's `tokenizers` makes of many lines:

  FOLDER/lines.json            the texts
  FOLDER/KIND/tokenizer.json   a tokenizer
  FOLDER/KIND/tokens.txt       for each text its tokens without special ones, and with them the ids before and behind
  FOLDER/KIND/decoded.json     for each text what its tokens with the special ones are decoded to

What is decoded: "written" with the special tokens in it, where that is not the text itself; "omitted" without them, where
that is not the former; "reversed" of the ids in the reverse order, which are cut characters and lone bytes, of some texts.
A token is written as id, gap and length in base 36 with commas between; the gap counts UTF-8 bytes from the end of the
token before to the start of this one.

    python3 -m venv V && V/bin/pip install tokenizers==0.22.2 sentencepiece==0.2.3 protobuf
    V/bin/python Scripts/compare-tokenizers.py DATA FOLDER [TOKENIZER.json or MODEL.gguf …]
    TESSERA_TOKENIZER_COMPARISON=FOLDER swift test -c release --filter TokenizerComparisonTests

DATA is a folder with scifact, jaquad, cranfield and md-fastapi-en-ja; further tokenizers are compared as well, of a GGUF
file with SmolLM2's vocabulary the one that its tokenizer.json would hold. With
`--fixture` it writes few lines and small vocabularies into Tests/ModelServingTests/Fixtures/tokenizers instead.
"""
import collections
import io
import json
import pathlib
import random
import struct
import sys

import sentencepiece
import tokenizers
from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers

from tokenizer_texts import LINES, japanese, noise, sentence, tokenizer_texts

assert tokenizers.__version__ == "0.22.2", tokenizers.__version__
GPT4 = (r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+"
        r"|\s+(?!\S)|\s+")
QWEN = GPT4.replace("{1,3}", "")
QWEN35 = QWEN.replace(r"?\p{L}+", r"?[\p{L}\p{M}]+").replace(r"[^\s\p{L}\p{N}]", r"[^\s\p{L}\p{M}\p{N}]")
UPPER, LOWER = r"[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]", r"[\p{Ll}\p{Lm}\p{Lo}\p{M}]"
CASED = rf"[^\r\n\p{{L}}\p{{N}}]?{UPPER}*{LOWER}+ENDING|[^\r\n\p{{L}}\p{{N}}]?{UPPER}+{LOWER}*ENDING|"
TEKKEN = CASED.replace("ENDING", "") + r"\p{N}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+"
GPT4O = (CASED.replace("ENDING", "(?i:'s|'t|'re|'ve|'m|'ll|'d)?")
         + r"\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+")
BYTES = pre_tokenizers.ByteLevel.alphabet()
BYTE_TOKENS = [f"<0x{b:02X}>" for b in range(256)]
THAI = "สวัสดี ภาษาไทย ไม่มี ช่องว่าง ระหว่าง คำ น้ำ กำลัง เรียน หนังสือ ประเทศ อาหาร อร่อย มาก ครับ ค่ะ".split()
ARABIC = "مرحبا بالعالم كيف حالك اَلْعَرَبِيَّةُ مُشَكَّلَة كتاب مدرسة الماء السلام عليكم ١٢٣٤ ـــ لا إله".split()
EMOJI = "😀 😃 🎉 🎂🎈 ❤️ 👍🏽 👨‍👩‍👧‍👦 🇯🇵🇺🇸 1️⃣ 🫠 ©️ ®‍ ☃ 🏴󠁧󠁢󠁥󠁮󠁧󠁿 ™".split()
MARKED = ["<mask>", " <mask> ", "  <mask>\n", "<|endoftext|>", "<s>", "</s>", "<unk>", "[MASK]", "[UNK]", "tok", "Tok", "TOK en",
          "x tok_", "<0x41>", "▁", "▁▁a", "a▁b", "##a", "</w>", "'S", "'ſ x", "it'LL we'Ve I'm", " 's", "\r\n", "\n\n  x", " \t\n ",
          "a\r\nb", "e\u0301 o\u0302\u0323", "\u1e9b\u0323", "ﬁ\u0301", "①\u0301", "\u0600a", "a\u200db", "Ⅷ\u0300\u0301", "½", "㍿",
          "camelCaseWord HTTPServer's HTTP'S aB日C日本Dé", "\u0301ABC \u0301abc A\u0301B !\u0301x ǅx Ǆǅ ʰA ªBº", "a/b//\n/c 'Tis x'\u017f",
          "カ\u3099", "ｶﾞ", "각", "\u1100\u1161\u11a8", "\u0344", "\u0f73\u0f71", "K", "Å", "ǆ", "\ufb03", "　", "\u00a0", "\u200b"]


def corpus(data):
    """Texts to train on and to compare on."""
    texts = []
    for name in ("scifact", "jaquad", "cranfield"):
        for line in open(data / name / "corpus.jsonl", encoding="utf-8"):
            texts += [x for x in json.loads(line)["text"].split("\n") if x]
    for path in sorted((data / "md-fastapi-en-ja").rglob("*.md")):
        texts += [x for x in path.read_text(encoding="utf-8").split("\n") if x]
    return texts


def comparison_lines(texts, count):
    rng = random.Random(6)
    lines = list(MARKED) + tokenizer_texts() if count > 1000 else list(MARKED) + LINES[::2]
    while len(lines) < count:
        kind = rng.randrange(10)
        if kind < 4:
            text = rng.choice(texts)
            start = rng.randrange(max(1, len(text) - 20))
            text = text[start:start + rng.randint(10, 300 if count > 1000 else 60)]
        elif kind == 4:
            text = " ".join(rng.choice(ARABIC) for _ in range(rng.randint(1, 8)))
        elif kind == 5:
            text = "".join(rng.choice(THAI) + rng.choice(["", "", " "]) for _ in range(rng.randint(1, 8)))
        elif kind == 6:
            text = " ".join(rng.choice(EMOJI + ["I", "am", "好き"]) for _ in range(rng.randint(1, 8)))
        elif kind == 7:
            text = noise(rng, rng.choice([1, 3, 10, 40]))
        elif kind == 8:
            text = "".join(rng.choice(MARKED + [" ", "  ", "a", "1", "12345", "é", "日本"]) for _ in range(rng.randint(1, 8)))
        else:
            text = sentence(rng) + rng.choice(["", " ", "\n", "\t"]) + japanese(rng)
        lines.append(text)
    return lines


MARKS_TO_BLANKS = [decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse()]
DECODERS = {
    "llama2": decoders.Sequence(MARKS_TO_BLANKS + [decoders.Strip(" ", 1, 0)]), "gemma": decoders.Sequence(MARKS_TO_BLANKS),
    "mistral": decoders.Sequence(MARKS_TO_BLANKS + [decoders.Strip(" ", 1, 0)]), "affixes": decoders.BPEDecoder("</w>"),
    "xlm-roberta": decoders.Metaspace(), "albert": decoders.Metaspace(), "t5": decoders.Metaspace(prepend_scheme="first"),
    "bert": decoders.WordPiece(), "bert-cased-mask": decoders.WordPiece(cleanup=False), "bert-added": decoders.WordPiece(),
    "word-piece": decoders.WordPiece(), "unsplit": decoders.Metaspace(prepend_scheme="never"), "word-level": None,
}


def kinds(texts, size):
    """Name and tokenizer of each kind, with the decoder that its models have."""
    for name, tokenizer in trained(texts, size):
        decoder = DECODERS.get(name, decoders.ByteLevel())
        if decoder:
            tokenizer.decoder = decoder
        yield name, tokenizer


def trained(texts, size):
    """Name and tokenizer of each kind, trained on the texts."""
    def bpe(normalizer, splitter, processor, special=("<|endoftext|>",), alphabet=BYTES, model=None, **options):
        tokenizer = Tokenizer(model or models.BPE())
        tokenizer.normalizer = normalizer
        tokenizer.pre_tokenizer = splitter
        tokenizer.train_from_iterator(texts, trainers.BpeTrainer(
            vocab_size=size, special_tokens=list(special), initial_alphabet=list(alphabet), show_progress=False, **options))
        tokenizer.post_processor = processor
        return tokenizer

    def around(tokenizer, before, behind):
        return processors.TemplateProcessing(
            single=" ".join(before + ["$A"] + behind),
            special_tokens=[(t, tokenizer.token_to_id(t)) for t in before + behind])

    byte_level = pre_tokenizers.ByteLevel
    gpt2 = bpe(None, byte_level(add_prefix_space=False), processors.ByteLevel(trim_offsets=True))
    yield "gpt2", gpt2

    roberta = bpe(None, byte_level(add_prefix_space=True), None, ["<s>", "<pad>", "</s>", "<unk>"])
    roberta.post_processor = processors.RobertaProcessing(("</s>", 2), ("<s>", 0))
    roberta.add_special_tokens([AddedToken("<mask>", lstrip=True, special=True)])
    roberta.add_tokens([AddedToken("tok", single_word=True)])
    yield "roberta", roberta

    llama3 = bpe(None, pre_tokenizers.Sequence([pre_tokenizers.Split(Regex(GPT4), "isolated"),
                                                byte_level(add_prefix_space=False, use_regex=False)]), None)
    text = json.loads(llama3.to_str())
    text["model"]["ignore_merges"] = True
    # A word whose merges do not lead to it.
    text["model"]["vocab"]["Ġqzqz"] = len(text["model"]["vocab"])
    llama3 = Tokenizer.from_str(json.dumps(text))
    llama3.post_processor = processors.Sequence([processors.ByteLevel(trim_offsets=False),
                                                 around(llama3, ["<|endoftext|>"], [])])
    yield "llama3", llama3

    yield "qwen", bpe(normalizers.NFC(), pre_tokenizers.Sequence([
        pre_tokenizers.Split(Regex(QWEN), "isolated"), byte_level(add_prefix_space=False, use_regex=False)]),
        processors.ByteLevel(trim_offsets=False))
    yield "qwen3.5", bpe(normalizers.NFC(), pre_tokenizers.Sequence([
        pre_tokenizers.Split(Regex(QWEN35), "isolated"), byte_level(add_prefix_space=False, use_regex=False)]), None)
    yield "gpt4o", bpe(None, pre_tokenizers.Sequence([
        pre_tokenizers.Split(Regex(GPT4O), "isolated"), byte_level(add_prefix_space=False, use_regex=False)]), None)
    yield "tekken", bpe(None, pre_tokenizers.Sequence([
        pre_tokenizers.Split(Regex(TEKKEN), "removed", invert=True),
        byte_level(add_prefix_space=False, use_regex=False)]), None)
    yield "smollm", bpe(None, pre_tokenizers.Sequence([
        pre_tokenizers.Digits(individual_digits=True), byte_level(add_prefix_space=False)]), None)
    yield "bytes-with-gaps", bpe(None, byte_level(), processors.ByteLevel(), alphabet=[])

    def sentencepiece_bpe(normalizer, splitter, **options):
        tokenizer = Tokenizer(models.BPE(byte_fallback=True, unk_token="<unk>", fuse_unk=True))
        tokenizer.normalizer = normalizer
        tokenizer.pre_tokenizer = splitter or pre_tokenizers.Metaspace()
        tokenizer.train_from_iterator(texts, trainers.BpeTrainer(
            vocab_size=size + 300, special_tokens=["<unk>", "<s>", "</s>"] + BYTE_TOKENS, limit_alphabet=200,
            show_progress=False))
        text = json.loads(tokenizer.to_str())
        text["added_tokens"] = [x for x in text["added_tokens"] if not x["content"].startswith("<0x")]
        tokenizer = Tokenizer.from_str(json.dumps(text))
        tokenizer.pre_tokenizer = splitter
        tokenizer.post_processor = around(tokenizer, ["<s>"], ["</s>"])
        return tokenizer

    llama2 = sentencepiece_bpe(normalizers.Sequence([normalizers.Prepend("▁"), normalizers.Replace(" ", "▁")]), None)
    yield "llama2", llama2
    mistral = sentencepiece_bpe(None, pre_tokenizers.Metaspace(prepend_scheme="first", split=False))
    mistral.add_tokens([AddedToken("tok", normalized=True, rstrip=True), AddedToken("<mask>", lstrip=True)])
    yield "mistral", mistral
    text = json.loads(llama2.to_str())
    text["model"].update(byte_fallback=False, fuse_unk=False)
    text["normalizer"] = {"type": "Replace", "pattern": {"String": " "}, "content": "▁"}
    text["pre_tokenizer"] = {"type": "Split", "pattern": {"String": "▁"}, "behavior": "MergedWithPrevious", "invert": False}
    yield "gemma", Tokenizer.from_str(json.dumps(text))

    clip = bpe(normalizers.Sequence([normalizers.NFC(), normalizers.Replace(Regex(r"\s+"), " "), normalizers.Lowercase()]),
               pre_tokenizers.Whitespace(), None, ["<unk>"], [], models.BPE(
                   unk_token="<unk>", continuing_subword_prefix="##", end_of_word_suffix="</w>"),
               continuing_subword_prefix="##", end_of_word_suffix="</w>", limit_alphabet=150)
    yield "affixes", clip

    def unigram(normalizer, splitter, byte_fallback=False, special=("<s>", "<pad>", "</s>", "<unk>"), extra=()):
        tokenizer = Tokenizer(models.Unigram())
        tokenizer.normalizer = normalizer
        # Trained on words in any case; on whole lines it takes hours.
        tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
        # All characters that are trained on must be in the vocabulary: the rarer ones are left out.
        common = {c for c, _ in collections.Counter("".join(texts)).most_common(size // 3)}
        plain = ["".join(c for c in text if c in common) for text in texts]
        tokenizer.train_from_iterator(plain, trainers.UnigramTrainer(
            vocab_size=size, special_tokens=list(special), unk_token="<unk>", show_progress=False,
            max_piece_length=12))
        text = json.loads(tokenizer.to_str())
        text["model"]["byte_fallback"] = byte_fallback
        if byte_fallback:
            text["model"]["vocab"] += [[t, 0.0] for t in BYTE_TOKENS]
        tokenizer = Tokenizer.from_str(json.dumps(text))
        tokenizer.pre_tokenizer = splitter
        tokenizer.post_processor = around(tokenizer, ["<s>"], ["</s>"])
        return tokenizer

    xlmr = unigram(normalizers.Sequence([normalizers.Precompiled(charsmap(size > 1000)),
                                         normalizers.Replace(Regex(" {2,}"), " ")]),
                   pre_tokenizers.Sequence([pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Metaspace()]))
    xlmr.add_special_tokens([AddedToken("<mask>", lstrip=True, special=True)])
    yield "xlm-roberta", xlmr
    yield "t5", unigram(normalizers.Precompiled(charsmap(size > 1000)), pre_tokenizers.Metaspace(prepend_scheme="first"),
                        byte_fallback=True)
    albert = unigram(normalizers.Sequence([
        normalizers.Replace("``", '"'), normalizers.Replace("''", '"'), normalizers.NFKD(), normalizers.StripAccents(),
        normalizers.Lowercase(), normalizers.Strip()]), pre_tokenizers.Metaspace())
    albert.add_tokens([AddedToken("TOK", normalized=True), AddedToken("Ⅷ", normalized=True, single_word=True)])
    yield "albert", albert
    yield "unsplit", unigram(normalizers.Sequence([normalizers.NFKC(), normalizers.Nmt()]),
                             pre_tokenizers.Metaspace(prepend_scheme="never", split=False))

    def words(model, trainer, normalizer, splitter, processor=None):
        tokenizer = Tokenizer(model)
        tokenizer.normalizer = normalizer
        tokenizer.pre_tokenizer = splitter
        tokenizer.train_from_iterator(texts, trainer)
        tokenizer.post_processor = processor
        return tokenizer

    def word_piece():
        return trainers.WordPieceTrainer(vocab_size=size, special_tokens=["[UNK]", "[CLS]", "[SEP]", "[MASK]"],
                                         limit_alphabet=200, show_progress=False)

    bert = processors.BertProcessing(("[SEP]", 2), ("[CLS]", 1))
    yield "bert", words(models.WordPiece(unk_token="[UNK]"), word_piece(), normalizers.BertNormalizer(lowercase=True),
                        pre_tokenizers.BertPreTokenizer(), bert)
    cased = words(models.WordPiece(unk_token="[UNK]"), word_piece(), normalizers.BertNormalizer(lowercase=False),
                  pre_tokenizers.BertPreTokenizer(), bert)
    cased.add_special_tokens([AddedToken("[MASK]", lstrip=True, special=True)])
    yield "bert-cased-mask", cased
    lowered = words(models.WordPiece(unk_token="[UNK]"), word_piece(), normalizers.BertNormalizer(lowercase=True),
                    pre_tokenizers.BertPreTokenizer(), bert)
    lowered.add_tokens([AddedToken("Tok", normalized=True)])
    yield "bert-added", lowered
    yield "word-piece", words(
        models.WordPiece(unk_token="[UNK]", max_input_chars_per_word=20), word_piece(),
        normalizers.Sequence([normalizers.NFD(), normalizers.Lowercase(), normalizers.StripAccents()]),
        pre_tokenizers.Whitespace())
    yield "word-level", words(
        models.WordLevel(unk_token="[UNK]"),
        trainers.WordLevelTrainer(vocab_size=size, special_tokens=["[UNK]"], show_progress=False),
        normalizers.NFKC(), pre_tokenizers.Sequence([
            pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Punctuation("contiguous"),
            pre_tokenizers.Digits(individual_digits=False),
            pre_tokenizers.Split(Regex(r"\p{L}+"), "merged_with_next", invert=True)]))


def charsmap(real):
    """SentencePiece's own character map, or a small one of the same form."""
    rules = {"Ａ": "A", "①": "1", "ﬁ": "fi", "e\u0301": "é", "カ\u3099": "ガ", "ｶﾞ": "ガ", "ｶ": "カ", "\r": " ", "\n": " ", "\t": " ",
             "\u3000": " ", "\u00a0": " ", "㍿": "株式会社", "½": "1⁄2", "\u200b": "", "\u200d": " ", "Ⅷ": "VIII", "™": "TM", "…": "..."}
    path = pathlib.Path("/tmp/tessera-rules.tsv")
    path.write_text("".join(" ".join(f"{ord(c):X}" for c in a) + "\t" + " ".join(f"{ord(c):X}" for c in b) + "\n"
                            for a, b in rules.items()), encoding="utf-8")
    model = io.BytesIO()
    options = {} if real else {"normalization_rule_tsv": str(path)}
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(LINES * 3), model_writer=model, vocab_size=900, hard_vocab_limit=False, minloglevel=2, **options)
    from sentencepiece import sentencepiece_model_pb2
    proto = sentencepiece_model_pb2.ModelProto()
    proto.ParseFromString(model.getvalue())
    return proto.normalizer_spec.precompiled_charsmap


def from_gguf(path):
    """SmolLM2's tokenizer from the vocabulary and merges in a GGUF file of it."""
    file = open(path, "rb")
    sizes = {0: "B", 1: "b", 2: "H", 3: "h", 4: "I", 5: "i", 6: "f", 7: "?", 10: "Q", 11: "q", 12: "d"}

    def value(kind):
        if kind == 8:
            return file.read(value(10)).decode("utf-8", "surrogateescape")
        if kind == 9:
            element, count = value(4), value(10)
            return [value(element) for _ in range(count)]
        size = struct.calcsize("<" + sizes[kind])
        return struct.unpack("<" + sizes[kind], file.read(size))[0]

    assert file.read(4) == b"GGUF" and value(4) >= 2
    value(10)
    fields = {value(8): value(value(4)) for _ in range(value(10))}
    names = fields["tokenizer.ggml.tokens"]
    merges = [tuple(merge.split(" ")) for merge in fields["tokenizer.ggml.merges"]]
    tokenizer = Tokenizer(models.BPE(vocab={name: id for id, name in enumerate(names)}, merges=merges))
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.Digits(individual_digits=True), pre_tokenizers.ByteLevel(add_prefix_space=False)])
    tokenizer.add_special_tokens([name for name, kind in zip(names, fields["tokenizer.ggml.token_type"]) if kind == 3])
    return tokenizer


DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def base36(n):
    if n < 0:
        return "-" + base36(-n)
    text = ""
    while True:
        n, d = divmod(n, 36)
        text = DIGITS[d] + text
        if n == 0:
            return text


def tokens(tokenizer, text):
    places = [0]
    for c in text:
        places.append(places[-1] + len(c.encode("utf-8")))
    encoding = tokenizer.encode(text, add_special_tokens=False)
    parts, end = [], 0
    for id, (a, b) in zip(encoding.ids, encoding.offsets):
        a, b = places[a], places[b]
        parts.append(",".join(map(base36, (id, a - end, b - a))))
        end = b
    return " ".join(parts)


def decoded(tokenizer, text, has_reversed):
    ids = tokenizer.encode(text).ids
    written = tokenizer.decode(ids, skip_special_tokens=False)
    omitted = tokenizer.decode(ids, skip_special_tokens=True)
    result = {}
    if written != text:
        result["written"] = written
    if omitted != written:
        result["omitted"] = omitted
    if has_reversed:
        result["reversed"] = tokenizer.decode(ids[::-1], skip_special_tokens=True)
    return result


def record(folder, name, tokenizer, lines):
    tokenizer.no_truncation()
    tokenizer.no_padding()
    (folder / name).mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(folder / name / "tokenizer.json"), pretty=False)
    whole = tokenizer.encode("a").ids
    alone = tokenizer.encode("a", add_special_tokens=False).ids
    first = next(i for i in range(len(whole) + 1) if whole[i:i + len(alone)] == alone)
    special = [whole[:first], whole[first + len(alone):]]
    body = "\n".join([json.dumps(special)] + [tokens(tokenizer, line) for line in lines]) + "\n"
    (folder / name / "tokens.txt").write_text(body, encoding="utf-8")
    every = 1 if len(lines) > 1000 else 5
    back = [decoded(tokenizer, line, index % every == 0) for index, line in enumerate(lines)]
    (folder / name / "decoded.json").write_text(
        json.dumps(back, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    print(name, tokenizer.get_vocab_size(), len(body))


def main():
    arguments = [a for a in sys.argv[1:] if a != "--fixture"]
    texts = corpus(pathlib.Path(arguments[0]))
    random.Random(5).shuffle(texts)
    if "--fixture" in sys.argv:
        folder = pathlib.Path(__file__).parent.parent / "Tests/ModelServingTests/Fixtures/tokenizers"
        lines, training, size = comparison_lines(texts, 150), texts[:1500], 500
    else:
        folder = pathlib.Path(arguments[1])
        lines, training, size = comparison_lines(texts, 12_000), texts[:12_000], 6000
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "lines.json").write_text(json.dumps(lines, ensure_ascii=False), encoding="utf-8")
    for name, tokenizer in kinds(training, size):
        record(folder, name, tokenizer, lines)
    for path in arguments[2:]:
        read = from_gguf if path.endswith(".gguf") else Tokenizer.from_file
        record(folder, pathlib.Path(path).parent.name, read(path), lines)


main()
