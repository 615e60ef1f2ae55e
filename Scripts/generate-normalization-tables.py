#!/usr/bin/env python3
"""Writes Sources/UnicodeForms/NormalizationTables+Data.swift from the Unicode Character Database,
so that normalisation gives the same whatever Unicode version the toolchain has.

Needs Debian's unicode-data 15.0.0 (or a folder with UnicodeData.txt and DerivedNormalizationProps.txt as argument).
"""
import pathlib
import sys

ucd = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/unicode")
combining, canonical, compatible = {}, {}, {}
for line in (ucd / "UnicodeData.txt").read_text().splitlines():
    fields = line.split(";")
    value = int(fields[0], 16)
    if fields[3] != "0":
        combining[value] = int(fields[3])
    if fields[5]:
        parts = fields[5].split()
        mapping = [int(x, 16) for x in parts if not x.startswith("<")]
        compatible[value] = mapping
        if not parts[0].startswith("<"):
            canonical[value] = mapping

properties = {"Full_Composition_Exclusion": set(), "NFC_QC": set(), "NFKC_QC": set()}
for line in (ucd / "DerivedNormalizationProps.txt").read_text().splitlines():
    fields = [x.strip() for x in line.split("#")[0].split(";")]
    if fields[0] and fields[1] in properties:  # the quick checks list what is not Yes
        first, _, last = fields[0].partition("..")
        properties[fields[1]].update(range(int(first, 16), int(last or first, 16) + 1))


def full(value, mapping):
    """The decomposition with all of its parts decomposed, in canonical order."""
    if value not in mapping:
        return [value]
    result = [x for part in mapping[value] for x in full(part, mapping)]
    i = 0
    while i < len(result):
        j = i
        while j < len(result) and combining.get(result[j], 0):
            j += 1
        result[i:j] = sorted(result[i:j], key=lambda x: combining[x])
        i = j + 1
    return result


nfd = {value: full(value, canonical) for value in canonical}
nfkd = {value: full(value, compatible) for value in compatible}
nfkd = {value: parts for value, parts in nfkd.items() if parts != nfd.get(value)}
pairs = {value: parts for value, parts in canonical.items()
         if len(parts) == 2 and value not in properties["Full_Composition_Exclusion"]}

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def base36(n):
    text = ""
    while True:
        n, d = divmod(n, 36)
        text = DIGITS[d] + text
        if n == 0:
            return text


def runs(values, of=lambda value: True):
    """The gap before each run of equal neighbours, its length, and what it is equal in unless that is True."""
    numbers, end, i = [], 0, 0
    keys = sorted(values)
    while i < len(keys):
        j = i
        while j + 1 < len(keys) and keys[j + 1] == keys[j] + 1 and of(keys[j + 1]) == of(keys[i]):
            j += 1
        numbers += [keys[i] - end, j - i + 1] + ([] if of(keys[i]) is True else [of(keys[i])])
        end = keys[j] + 1
        i = j + 1
    return numbers


def mappings(mapping):
    """The gap before each scalar, the count of its parts, and the parts."""
    numbers, end = [], 0
    for value in sorted(mapping):
        numbers += [value - end, len(mapping[value])] + mapping[value]
        end = value + 1
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


parts = [
    literal("combiningData", "Combining classes other than 0: gap, length and class of each run.",
            runs(combining, combining.get)),
    literal("canonicalQuickData", "Scalars that NFC may change: gap and length of each run.", runs(properties["NFC_QC"])),
    literal("compatibleQuickData", "Scalars that NFKC may change: gap and length of each run.",
            runs(properties["NFKC_QC"])),
    literal("pairData", "Composites: gap, 2 and the two parts of each.", mappings(pairs)),
    literal("canonicalData", "Full canonical decompositions: gap, count and parts of each.", mappings(nfd)),
    literal("compatibleData", "Full compatibility decompositions where they differ: gap, count and parts of each.",
            mappings(nfkd)),
]
target = pathlib.Path(__file__).parent.parent / "Sources/UnicodeForms/NormalizationTables+Data.swift"
licence = (pathlib.Path(__file__).parent / "unicode-licence.txt").read_text(encoding="utf-8")
notice = "\n".join(f"// {line}".rstrip() for line in licence.splitlines())
target.write_text(
    "// Written by Scripts/generate-normalization-tables.py from the Unicode Character Database 15.0.0; do not edit.\n"
    "// Numbers are in base 36; a gap counts from behind the scalar or run before. Hangul goes by arithmetic.\n"
    "// Derived from the data files of the Unicode Character Database, whose licence follows.\n//\n"
    f"{notice}\n\n"
    "extension NormalizationTables {\n" + "\n".join(parts) + "}\n", encoding="utf-8")
print(len(combining), len(pairs), len(nfd), len(nfkd), target.stat().st_size)
