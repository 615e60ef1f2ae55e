#!/usr/bin/env python3
"""Records what Snowball's own stemmers make of words, for the stemmers of KeywordSearch.

Without arguments it writes Tests/KeywordSearchTests/Fixtures/stems/LANGUAGE.txt, a word and its stem on each line: words made of
roots and of every ending that the algorithm's tables have, chosen so that each line of the reference's code that any of them reaches
is reached, and some more by chance.

    python3 -m venv V && V/bin/pip install snowballstemmer==3.1.1 PyStemmer==3.1.0
    V/bin/python Scripts/record-stems.py

With a folder it writes there all words of some lists and texts, with and without their accents, and as many made of pieces of
them. The comparison takes them all:

    V/bin/python Scripts/record-stems.py FOLDER german=/usr/share/dict/ngerman french=/usr/share/dict/french …
    TESSERA_STEMS=FOLDER swift test -c release --filter StemmerTests

Debian's packages wngerman, wfrench, wspanish, witalian, wportuguese and wamerican-large have such lists.
"""
import importlib
import pathlib
import random
import re
import sys
import unicodedata

FIXTURES = pathlib.Path(__file__).parent.parent / "Tests/KeywordSearchTests/Fixtures/stems"
LANGUAGES = ["english", "german", "french", "spanish", "italian", "portuguese"]
WORDS = 700  # of each language in the fixture
ROOTS = {
    "english": "a be cat run hop generat commun univers organ past arsen inter later emerg proceed exc succ inn out herr "
               "happ fl d sk new relat nation act hope probab convers fee plan bias sens electr biolog sh yell y toy l'",
    "german": "haus häus wald wäld such kauf käuf verein öffn grüß größ straß quell feuer bauer trau bedürf kenntniss "
              "system handl wander lehrer freund herr wirt tick intern plan geordn tr ordnung einig heilig ge aue fröhl "
              "un' goeth au mutt berg",
    "french": "aim ador vol tap par col ni continu chant fin grand heur fam just compl mat act natur capab abil bat egal "
              "jou ennu ye qu croy ma naï haï noë l' qu' balai pal mauv compl égl bij gen chev jal act sér ép ter bel "
              "plein vra pré crém hiér prem trav prés abreg",
    "spanish": "habl com viv am jug lleg sigu cant libr naci nac inform educ act activ cap cap lóg teolog rap feliz pag "
               "ave áure tra ole ma hac constru hu incluy arg diál pingü ni ra ver",
    "italian": "am cant part cap fin nazion inform act attiv abit lib bell crocch lag divan qu acqu piacev noi bui gio "
               "l' dell' un' quell' perc andar guard accomod logi teo san virt libert",
    "portuguese": "am cant part nação naci inform educ ativ cap lóg teo feliz pag ave áure tra qui quilômetr mã p~ ma "
                  "constru segu comec cir dir prim leir brasileir pão limã organiz",
}


def plain(word):
    """Without accents."""
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


class Reached:
    """Which steps of the reference's code and which endings of its tables a word reaches."""

    def __init__(self, language):
        self.module = importlib.import_module(f"snowballstemmer.{language}_stemmer")
        self.stemmer = getattr(self.module, language.capitalize() + "Stemmer")()
        self.code = self.module.__file__
        self.tables = []
        for cls in vars(self.module).values():
            if isinstance(cls, type):
                self.tables += [(name, table) for name, table in vars(cls).items() if re.fullmatch(r"a_\d+", name)]
        self.endings = sorted({entry.s for _, table in self.tables for entry in table})

    def by(self, word):
        steps, last = set(), [0]

        def trace(frame, event, _):
            if frame.f_code.co_filename != self.code:
                return trace if "basestemmer" in frame.f_code.co_filename else None
            if event == "line":
                steps.add((last[0], frame.f_lineno))
                last[0] = frame.f_lineno
            return trace

        sys.settrace(trace)
        try:
            self.stemmer.stemWord(word)
        finally:
            sys.settrace(None)
        return steps | {e for e in self.endings if e and word.endswith(e)}


def made(language, reached, generator):
    """Words of roots and endings, in an order of chance."""
    roots = ROOTS[language].split()
    endings = [""] + [e.lower().replace("a~", "ã").replace("o~", "õ") for e in reached.endings]
    words = {root + ending for root in roots for ending in endings}
    words |= {root + one + other for root in generator.sample(roots, 12) for one in endings for other in endings}
    words = sorted(w for w in words if w and len(w) < 24 and "~" not in w)
    generator.shuffle(words)
    return words


def write_fixtures():
    FIXTURES.mkdir(parents=True, exist_ok=True)
    for language in LANGUAGES:
        generator = random.Random(language)
        reached = Reached(language)
        candidates = made(language, reached, generator)[:15000]
        chosen, seen = [], set()  # in order; words with something new first
        for word in candidates:
            new = reached.by(word) - seen
            if new:
                seen |= new
                chosen.append(word)
        for word in candidates:
            if len(chosen) >= WORDS:
                break
            if word not in chosen:
                chosen.append(word)
        words = sorted(chosen)
        stems = reached.stemmer.stemWords(words)
        (FIXTURES / f"{language}.txt").write_text("".join(f"{w}\t{s}\n" for w, s in zip(words, stems)), "utf-8")
        print(language, len(words), "words reach", len(seen), "steps")


def write_all(folder, lists):
    import Stemmer

    folder.mkdir(parents=True, exist_ok=True)
    for language in LANGUAGES:
        generator = random.Random(language)
        words = set()
        for path in lists.get(language, []) + lists.get("all", []):
            text = unicodedata.normalize("NFC", pathlib.Path(path).read_text("utf-8", errors="replace").lower())
            words |= set(re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)*", text.replace("’", "'")))
        words |= {plain(word) for word in words}
        pool = sorted(words)
        letters = sorted(set("".join(pool[:: max(1, len(pool) // 5000)]))) + list("aeiouaeioutrsnyuiqu'")
        for _ in range(min(len(pool), 300000)):
            word = generator.choice(pool)[: generator.randint(0, 4)] + generator.choice(pool)[-generator.randint(1, 8):]
            words.add(word)
            words.add("".join(generator.choice(letters) for _ in range(generator.randint(1, 9))))
        if language == "english":  # the stemmer takes words of ASCII
            words = {word for word in words if word.isascii()}
        words = sorted(words - {""})
        stems = Stemmer.Stemmer(language).stemWords(words)
        (folder / f"{language}.txt").write_text("".join(f"{w}\t{s}\n" for w, s in zip(words, stems)), "utf-8")
        print(language, len(words), "words")


if len(sys.argv) == 1:
    write_fixtures()
else:
    lists = {}
    for argument in sys.argv[2:]:
        language, _, path = argument.partition("=")
        assert language in LANGUAGES + ["all"], argument
        lists.setdefault(language, []).append(path)
    write_all(pathlib.Path(sys.argv[1]), lists)
