#!/usr/bin/env python3
"""Writes Sources/ModelServing/Tokenizers/Text/ScalarClasses+Data.swift: the sets of Unicode scalars that tokenizers split
and filter by, asked of the reference tokenizer one scalar at a time, so that our ids stay equal to its.

The reference mixes three Unicode versions (its regular expressions, its standard library, its normaliser), so each set is
recorded where it is used. Needs Debian's unicode-data 15.0.0, which our normalisation
forms are made of, and tokenizers==0.22.2 (python3 -m venv V; V/bin/pip install tokenizers==0.22.2).
"""
import base64
import pathlib
import struct
import unicodedata

import tokenizers
from tokenizers import Regex
from tokenizers.normalizers import NFC, NFD, NFKC, NFKD, Precompiled, Strip, StripAccents
from tokenizers.pre_tokenizers import Digits, Punctuation, Split, Whitespace

assert tokenizers.__version__ == "0.22.2", tokenizers.__version__
SCALARS = [v for v in range(0x110000) if not 0xD800 <= v < 0xE000]


def matching(splitter):
    """The scalars that a splitter cuts off from the letter before them."""
    return [v for v in SCALARS if len(splitter.pre_tokenize_str("a" + chr(v))) == 2]


def by_pattern(pattern):
    splitter = Split(Regex(pattern), "removed")
    return [v for v in SCALARS if splitter.pre_tokenize_str(chr(v)) == []]


def charsmap(key):
    """A SentencePiece character map of one rule: the bytes of `key` become an X."""
    units = [0] * 2048
    at, free = 0, 256
    for byte in key:
        base = free
        units[at] = units[at] & ~(0x3FFFFF << 10) | (at ^ base) << 10
        at = base ^ byte
        units[at] = byte
        free += 256
    units += [0] * (free + 256 - len(units))
    units[at] |= 1 << 8 | (at ^ free) << 10
    units[free] = 1 << 31
    trie = struct.pack(f"<{len(units)}I", *units)
    return Precompiled(struct.pack("<I", len(trie)) + trie + b"X\0")


# A map looks at a whole grapheme cluster and answers for its first letters alone: what continues a cluster is dropped.
probe = charsmap(b"a")
assert probe.normalize_str("abc") == "Xbc" and probe.normalize_str("a\u0301b") == "Xb"
extending = [v for v in SCALARS if probe.normalize_str("a" + chr(v)) == "X"]
prepending = []
for v in [0x600, 0x601, 0x602, 0x603, 0x604, 0x605, 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0xD4E, 0x110BD, 0x110CD, 0x111C2,
          0x111C3, 0x1193F, 0x11941, 0x11A3A, 0x11A84, 0x11A85, 0x11A86, 0x11A87, 0x11A88, 0x11A89, 0x11D46, 0x11F02]:
    if charsmap(chr(v).encode()).normalize_str(chr(v) + "a") == "X":
        prepending.append(v)
# A cluster of six bytes or more is not looked up as a whole, so that larger scalars cannot be told apart and need not be.
controls = [v for v in SCALARS if v < 0x10000 and unicodedata.category(chr(v)) in ("Cc", "Cf", "Zl", "Zp", "Cn") and v not in extending
            and charsmap(chr(v).encode()).normalize_str(chr(v) + "\u0301") == "X\u0301"]

NFD_, NFC_, NFKC_, NFKD_ = NFD(), NFC(), NFKC(), NFKD()
UCD = {int(fields[0], 16): fields for fields in
       (line.split(";") for line in open("/usr/share/unicode/UnicodeData.txt", encoding="utf-8"))}


def unknown_to_normaliser(v):
    """Whether Unicode 15.0 decomposes, orders or composes a scalar and the reference's does not."""
    c = chr(v)
    if v not in UCD:
        return False
    if UCD[v][5] and not 0xAC00 <= v < 0xD7A4:
        return NFKD_.normalize_str(c) == c
    k = int(UCD[v][3])
    if k > 1:
        return not NFD_.normalize_str(f"a{c}\u0334").endswith(c)
    return k == 1 and not NFD_.normalize_str(f"a\u0345{c}").endswith("\u0345")


later = [v for v in SCALARS if unknown_to_normaliser(v)]
strip = Strip()
accents = StripAccents()
sets = {
    "letterData": ("`\\\\p{L}` of a pattern.", by_pattern(r"\p{L}")),
    "numberData": ("`\\\\p{N}` of a pattern.", by_pattern(r"\p{N}")),
    "spaceData": ("`\\\\s` of a pattern.", by_pattern(r"\s")),
    "wordData": ("`\\\\w` of the Whitespace splitter.",
                 [v for v in SCALARS if len(Whitespace().pre_tokenize_str("a" + chr(v))) == 1
                  and Whitespace().pre_tokenize_str(chr(v)) != []]),
    "blankData": ("White space of the standard library.", [v for v in SCALARS if strip.normalize_str(chr(v)) == ""]),
    "numericData": ("What the Digits splitter cuts off.", matching(Digits())),
    "punctuationData": ("What the Punctuation splitter cuts off.", matching(Punctuation())),
    "accentData": ("What the StripAccents normaliser drops.", [v for v in SCALARS if accents.normalize_str(chr(v)) == ""]),
    "extendingData": ("What continues a grapheme cluster.", extending),
    "prependingData": ("What begins a grapheme cluster with the next scalar.", prepending),
    "controlData": ("What is a grapheme cluster alone.", controls),
    "upperData": ("`[\\\\p{Lu}\\\\p{Lt}\\\\p{Lm}\\\\p{Lo}\\\\p{M}]` of a pattern.", by_pattern(r"[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]")),
    "lowerData": ("`[\\\\p{Ll}\\\\p{Lm}\\\\p{Lo}\\\\p{M}]` of a pattern.", by_pattern(r"[\p{Ll}\p{Lm}\p{Lo}\p{M}]")),
    "laterData": ("Decomposed, ordered or composed by Unicode 15.0, not by the reference.", later),
}
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def base36(n):
    text = ""
    while True:
        n, d = divmod(n, 36)
        text = DIGITS[d] + text
        if n == 0:
            return text


def runs(values):
    """The gap before each run and its length; surrogates, which no text has, join what lies around them."""
    numbers, end, i = [], 0, 0
    while i < len(values):
        j = i
        while j + 1 < len(values) and values[j + 1] == values[j] + 1:
            j += 1
        numbers += [values[i] - end, values[j] - values[i] + 1]
        end = values[j] + 1
        i = j + 1
    return numbers


def literal(name, comment, numbers):
    lines, line = [], ""
    for number in map(base36, numbers):
        if len(line) + len(number) + 1 > 108:
            lines.append(line)
            line = ""
        line += ("" if not line else " ") + number
    lines.append(line)
    body = " \\\n".join("        " + line for line in lines)
    return f'    /// {comment}\n    static let {name}: StaticString = """\n{body}\n        """\n'


for name, (_, values) in sets.items():
    print(name, len(values))
target = pathlib.Path(__file__).parent.parent / "Sources/ModelServing/Tokenizers/Text/ScalarClasses+Data.swift"
target.parent.mkdir(parents=True, exist_ok=True)
target.write_text(
    "// Written by Scripts/generate-scalar-classes.py from tokenizers 0.22.2; do not edit.\n"
    "// Each set: gap and length of its runs, in base 36.\n\n"
    "extension ScalarClasses {\n"
    + "\n".join(literal(name, comment.replace("\\\\", "\\"), runs(values)) for name, (comment, values) in sets.items())
    + "}\n", encoding="utf-8")
