"""The texts that tokenizers and encoders are compared on: lines in many scripts, made-up sentences and noise."""
import itertools
import random

LINES = """
The quick brown fox jumps over the lazy dog.
How do I reset my password if I no longer have access to my e-mail?
A store is one folder: the catalog, its tables and everything derived from them.
It's 5 o'clock somewhere, isn't it? "Quotes", 'single' and “curly” ones — with dashes – of both kinds…
Prices rose by 3.14159 % to $1,299.99 (about €1.180,50 or £999) on 2024-02-29.
E = mc², H₂O, x³ + y³ ≠ z³, ½ cup, №5, ℃, ™ and © 2020
def quicksort(xs): return xs if len(xs) < 2 else quicksort([x for x in xs[1:] if x < xs[0]])
let words = text.split(separator: " ").map { $0.lowercased() } // Swift
SELECT name, count(*) FROM chunks WHERE path LIKE '%.md' GROUP BY name HAVING count(*) > 3;
https://example.org/a/path?query=1&other=two#fragment user.name+tag@mail.example.co.uk
C:\\Users\\name\\file.txt ../up/one/level ~/.cache/tessera/models
Café au lait, naïve façade, jalapeño, Zürich, Ångström, smörgåsbord, Dvořák, Łódź, Þórr, œuvre, straße, ﬁne ﬂow
ÀÁÂÃÄÅ Ç ÈÉÊË ÌÍÎÏ Ñ ÒÓÔÕÖ Ø ÙÚÛÜ Ý àáâãäå ç èéêë ìíîï ñ òóôõö ø ùúûü ýÿ
Cafe\u0301 decomposed, e\u0301e\u0300e\u0302, a\u0323\u0302 and o\u0302\u0323, \u0301leading mark
İstanbul'da ılık bir gün; DİYARBAKIR ve IĞDIR
Привет, мир! Съешь ещё этих мягких французских булок, да выпей чаю. ЁЙ
Καλημέρα κόσμε· ΟΔΥΣΣΕΥΣ ὕδωρ ἄνθρωπος
Żółć, gęślą jaźń. Příliš žluťoučký kůň úpěl ďábelské ódy. Árvíztűrő tükörfúrógép.
Tiếng Việt có nhiều dấu: Nguyễn, phở, đường, được, nghĩa
東京は日本の首都です。人口は約1400万人です。
吾が家には猫が三匹いる。名前はまだない。
ベクトル検索とキーワード検索を組み合わせると、より良い結果が得られます。
カタカナ、ひらがな、漢字、ｶﾀｶﾅ（半角）、ＡＢＣ１２３（全角）
「これは引用です」と彼は言った。——本当に？　はい！
がぎぐげご ぱぴぷぺぽ ヴァイオリン か\u3099 は\u309a
日本語とEnglishのmixed文章、version 2.0をリリースしました。
量子コンピュータは、量子力学の原理を利用して計算を行う。
豈更車賈滑串句龜 \u2f00\u2f01 㐀㐁 𠀀𠀁 𪚥 仝々〆〇 𫝀𫠠
我们在图书馆里学习，明天再见。繁體中文與简体中文。
안녕하세요, 세계! 한국어 형태소 분석은 어렵다. 각각 뷁 꿹
ㄱㄴㄷ ㅏㅑㅓ \u1100\u1161\u11a8
مرحبا بالعالم! كيف حالك؟ اَلْعَرَبِيَّةُ مُشَكَّلَة ١٢٣٤
שלום עולם! עִבְרִית מְנֻקֶּדֶת
สวัสดีชาวโลก ภาษาไทยไม่มีช่องว่างระหว่างคำ น้ำ กำ
नमस्ते दुनिया! हिन्दी में लिखा हुआ वाक्य। क़ख़ग़
বাংলা ভাষা খুব সুন্দর। কো কৌ
தமிழ் மொழி கொ கோ కన్నడ ಕನ್ನಡ മലയാളം ქართული հայերեն አማርኛ
བོད་ཡིག ភាសាខ្មែរ မြန်မာ ລາວ ᠮᠣᠩᠭᠣᠯ ᏣᎳᎩ
😀 😃 🎉 party time 🎂🎈!!! I ❤️ this 👍🏽
👨‍👩‍👧‍👦 family, 🇯🇵🇺🇸 flags, 🏴󠁧󠁢󠁥󠁮󠁧󠁿 and 1️⃣ keycap, 🫠🫥🪿 newer ones
¯\\_(ツ)_/¯ (╯°□°）╯︵ ┻━┻ ʕ•ᴥ•ʔ
[CLS] is not [SEP] what [MASK] it [PAD] seems [UNK], [cls] [ CLS ] [[SEP]] [SEP[CLS]]
##ing ##ed # ## hash tags #swift #vector_search @mention
...!!!???,,,;;;:::---___***///\\\\\\|||~~~```^^^&&&%%%$$$###@@@
hello\u0000world \u0001\u0002 a\u0008b \ufffd \ufeffBOM z\u200bw zero\u200dwidth soft\u00adhyphen l\u2028s\u2029p
tab\tand\x0bvertical\x0cfeed\x85next no\u00a0break\u2003em\u3000ideographic\u202fnarrow\u1680ogham
\ue000private \U000f0000use \U0010fffd \u0378unassigned \ufdd0non\uffff \U0001f9ff \U0001fbff
𝐁𝐨𝐥𝐝 𝒮𝒸𝓇𝒾𝓅𝓉 𝔉𝔯𝔞𝔨𝔱𝔲𝔯 𝟙𝟚𝟛 Ⅷ ⅷ ㎏ ㍻ ﷺ ǅ Ǆ ẞ ϒ Ω K Å
antidisestablishmentarianism pneumonoultramicroscopicsilicovolcanoconiosis Donaudampfschifffahrtsgesellschaft
supercalifragilisticexpialidocious xqzvwjk qqqqqqqqqq zzzzzzzz 1234567890123456789012345678901234567890
࿑ ៚ ᭐ 𐄀 𐎟 𑀍 𖩯 ⸺ 〰 ﹏ ﴾ ﴿ ٪ ؉ ⁂ † ‡ ‱ ′ ″ ‼ ⁇ ⁈ « » ‹ › ¡ ¿ § ¶ ·
+ < = > ^ ` | ~ ¬ ± × ÷ ¢ £ ¤ ¥ ¦ ¨ ¯ ° ´ ¸ ˆ ˜ ∑ ∏ √ ∞ ∫ ≈ ≤ ≥ ⊂ ⊃ ∀ ∃ → ← ↔ ⇒ █ ▲ ● ☃ ♫
MIXED CASE and ALLCAPS WithCamelCase snake_case kebab-case SCREAMING_SNAKE
""".strip("\n").split("\n")

SUBJECTS = ["The reader", "A small server", "My neighbour's dog", "The committee", "An old engineer", "Quantum noise",
            "Tokyo's railway", "The immune system", "This library", "A volcanic island"]
VERBS = ["rarely forgets", "carefully measures", "slowly rebuilds", "cannot explain", "depends on", "was replaced by",
         "never trusts", "quickly finds", "protects", "describes"]
OBJECTS = ["the index files", "a glass of cold water", "the history of tea", "its own mistakes", "vector quantization",
           "the migration of birds", "three different proteins", "an unpaid invoice", "the northern lights",
           "a question that nobody asked"]
TAILS = ["", " before breakfast", " when the network is down", ", as the report of 1987 shows", " (see chapter 4)",
         "; still, opinions differ", " — at least in winter", " in 2,048 dimensions", "!", " because of the rain"]
JAPANESE_A = ["図書館は", "新しい研究によると、", "この関数は", "京都の冬は", "電車の中で", "猫は", "会議の資料は", "山の上から"]
JAPANESE_B = ["静かな場所を好む", "毎朝九時に始まる", "文字列を整数に変換する", "とても寒いと言われている", "海がよく見える",
              "まだ送られていない", "十五分ほど遅れている", "データを三回確認した"]


def sentence(rng):
    return rng.choice(SUBJECTS) + " " + rng.choice(VERBS) + " " + rng.choice(OBJECTS) + rng.choice(TAILS) + "."


def japanese(rng):
    return rng.choice(JAPANESE_A) + rng.choice(JAPANESE_B) + "。"


def noise(rng, length):
    """Scalars from all over Unicode, ASCII and marks among them."""
    pools = [(0x20, 0x7F), (0, 0x20), (0x80, 0x250), (0x300, 0x370), (0x370, 0x600), (0x600, 0xE00), (0xE00, 0x1200),
             (0x1E00, 0x2000), (0x2000, 0x2C00), (0x3000, 0x3100), (0x4E00, 0x5000), (0xAC00, 0xAD00), (0xF900, 0x10000),
             (0x10000, 0x12000), (0x1D000, 0x1D800), (0x1F300, 0x1FB00), (0x20000, 0x20100), (0x2F800, 0x2FA20)]
    text = ""
    while len(text) < length:
        low, high = rng.choice(pools)
        for _ in range(rng.randint(1, 4)):
            value = rng.randrange(low, high)
            if not 0xD800 <= value < 0xE000:
                text += chr(value)
    return text


def tokenizer_texts():
    rng = random.Random(20)
    texts = ["", " ", "\n", "\t \r\n", "a", "A", "é", "日", "😀", "[SEP]", "\u0301", "\u0000", "\u200d"]
    texts += LINES
    texts += [" ".join(pair) for pair in itertools.pairwise(LINES)][::3]
    texts += ["x" * n for n in (99, 100, 101, 300)] + ["é" * n for n in (100, 101)] + ["한" * n for n in (33, 34, 50, 51)]
    texts += ["a\u0301" * 100, "a\u0301" * 101, "日" * 120, "un" * 50 + "!", "un" * 50 + "a!", "-" * 150, "\u0301" * 150]
    texts += [sentence(rng) for _ in range(60)] + [japanese(rng) for _ in range(40)]
    texts += [rng.choice(LINES)[rng.randrange(8):] + "\r\n" + sentence(rng) for _ in range(40)]
    texts += [noise(rng, rng.choice([1, 3, 10, 40])) for _ in range(260)]
    texts += ["".join(rng.choice("abcdefghijklmnopqrstuvwxyzABCXYZ0123456789'-. ") for _ in range(60)) for _ in range(40)]
    return texts
