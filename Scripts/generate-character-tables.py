#!/usr/bin/env python3
"""Writes Sources/ModelServing/Tokenizers/CharacterTables+Data.swift: what the reference tokenizer does with each
Unicode scalar, asked of it one by one, so that our ids stay equal to its whatever Unicode version the toolchain has.

Needs tokenizers==0.22.2 (python3 -m venv V; V/bin/pip install tokenizers==0.22.2).
"""
import pathlib
import unicodedata
import tokenizers
from tokenizers.normalizers import NFD, BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

assert tokenizers.__version__ == "0.22.2", tokenizers.__version__
OFF = dict(clean_text=False, handle_chinese_chars=False, strip_accents=False, lowercase=False)
clean = BertNormalizer(**{**OFF, "clean_text": True})
spaced = BertNormalizer(**{**OFF, "handle_chinese_chars": True})
strip = BertNormalizer(**{**OFF, "strip_accents": True})
lower = BertNormalizer(**{**OFF, "lowercase": True})
split = BertPreTokenizer()

removed, white, ideographs, marks, punctuation = [], [], [], [], []
stripped, lowered, combining = {}, {}, {}
decompose = NFD()
for value in range(0x110000):
    if 0xD800 <= value < 0xE000:
        continue
    c = chr(value)
    cleaned = clean.normalize_str(c)
    if cleaned == "":
        removed.append(value)
    elif cleaned == " ":
        white.append(value)
    if spaced.normalize_str(c) != c:
        assert spaced.normalize_str(c) == f" {c} "
        ideographs.append(value)
    out = strip.normalize_str(c)
    if out == "":
        marks.append(value)
    elif out != c and not 0xAC00 <= value < 0xD7A4:  # Hangul syllables are taken apart by arithmetic
        stripped[value] = [ord(x) for x in out]
    out = lower.normalize_str(c)
    if out != c:
        lowered[value] = [ord(x) for x in out]
    # A mark combines for the reference if it changes places with one of class 1, or one of class 240 with it.
    # Three marks decompose to one other each, of the same class.
    alone = decompose.normalize_str(c)
    if unicodedata.combining(c) > 1 and len(alone) == 1 and decompose.normalize_str(f"a{c}\u0334").endswith(alone):
        combining[value] = unicodedata.combining(c)
    elif unicodedata.combining(c) == 1 and decompose.normalize_str(f"a\u0345{c}").endswith("\u0345"):
        combining[value] = 1
    pieces = [piece for piece, _ in split.pre_tokenize_str(f"a{c}b")]
    if len(pieces) == 3:
        punctuation.append(value)
    elif len(pieces) == 2:
        assert value in white or value in removed, hex(value)

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def base36(n):
    assert n >= 0
    text = ""
    while True:
        n, d = divmod(n, 36)
        text = DIGITS[d] + text
        if n == 0:
            return text


def signed(n):
    return base36(2 * n if n >= 0 else -2 * n - 1)


def ranges(values):
    """gap and length of each run"""
    numbers, end, i = [], 0, 0
    while i < len(values):
        j = i
        while j + 1 < len(values) and values[j + 1] == values[j] + 1:
            j += 1
        numbers += [base36(values[i] - end), base36(j - i + 1)]
        end = values[j] + 1
        i = j + 1
    return numbers


def classes(mapping):
    """gap, length and class of each run"""
    keys, numbers, end, i = sorted(mapping), [], 0, 0
    while i < len(keys):
        j = i
        while j + 1 < len(keys) and keys[j + 1] == keys[j] + 1 and mapping[keys[j + 1]] == mapping[keys[i]]:
            j += 1
        numbers += [base36(keys[i] - end), base36(j - i + 1), base36(mapping[keys[i]])]
        end = keys[j] + 1
        i = j + 1
    return numbers


def shifts(mapping):
    """gap, count, stride and shift of each run of scalars that become the scalar `shift` further on"""
    keys = sorted(k for k, v in mapping.items() if len(v) == 1)
    numbers, end, i = [], 0, 0
    while i < len(keys):
        delta = mapping[keys[i]][0] - keys[i]
        best, best_stride = 1, 1
        for stride in (1, 2):
            j = i
            while j + 1 < len(keys) and keys[j + 1] == keys[j] + stride and mapping[keys[j + 1]][0] - keys[j + 1] == delta:
                j += 1
            if j - i + 1 > best:
                best, best_stride = j - i + 1, stride
        numbers += [base36(keys[i] - end), base36(best), base36(best_stride), signed(delta)]
        end = keys[i + best - 1] + 1
        i += best
    return numbers


def sequences(mapping):
    """gap, count and the scalars of each one that becomes several"""
    numbers, end = [], 0
    for key in sorted(k for k, v in mapping.items() if len(v) > 1):
        numbers += [base36(key - end), base36(len(mapping[key]))] + [base36(x) for x in mapping[key]]
        end = key + 1
    return numbers


def literal(name, comment, numbers):
    lines, line = [], ""
    for number in numbers:
        if len(line) + len(number) + 1 > 108:
            lines.append(line)
            line = ""
        line += ("" if not line else " ") + number
    lines.append(line)
    body = " \\\n".join("        " + line for line in lines)
    return f'    /// {comment}\n    static let {name}: StaticString = """\n{body}\n        """\n'


parts = [
    literal("removedData", "Controls, formats, private and unassigned scalars: gap and length of each run.", ranges(removed)),
    literal("whiteSpaceData", "White space: gap and length of each run.", ranges(white)),
    literal("ideographData", "Ideographs that are words of their own: gap and length of each run.", ranges(ideographs)),
    literal("punctuationData", "Punctuation: gap and length of each run.", ranges(punctuation)),
    literal("markData", "Marks that go with the accents: gap and length of each run.", ranges(marks)),
    literal("combiningData", "Combining classes: gap, length and class of each run.", classes(combining)),
    literal("strippedData", "Letters without their accents: gap, count, stride and shift of each run.", shifts(stripped)),
    literal("strippedSequenceData", "The same where several scalars remain: gap, count, scalars.", sequences(stripped)),
    literal("loweredData", "Lower case: gap, count, stride and shift of each run.", shifts(lowered)),
    literal("loweredSequenceData", "The same where it takes several scalars: gap, count, scalars.", sequences(lowered)),
]
target = pathlib.Path(__file__).parent.parent / "Sources/ModelServing/Tokenizers/CharacterTables+Data.swift"
target.parent.mkdir(parents=True, exist_ok=True)
target.write_text(
    "// Written by Scripts/generate-character-tables.py from tokenizers 0.22.2; do not edit.\n"
    "// Numbers are in base 36; a gap counts from the end of the run before, shifts alternate 0, -1, 1, -2, 2 …\n\n"
    "extension CharacterTables {\n" + "\n".join(parts) + "}\n")
for name, values in [("removed", removed), ("white", white), ("ideographs", ideographs), ("punctuation", punctuation),
                     ("marks", marks), ("stripped", stripped), ("lowered", lowered),
                     ("combining", combining)]:
    print(name, len(values))
