"""Decode Vietnamese text: Unicode in any form, Windows-1258, and the 8-bit letters of TCVN3 (ABC) and VNI.

Which one it is shows in the words: a Vietnamese syllable is built by few rules, and in the wrong letters
hardly any marked word obeys them.
"""

import codecs
import re
import unicodedata
from collections.abc import Callable

from thidua.base.refusal import Refused
from thidua.base.text import nfc

_TCVN3_CODES = (
    "A1Ă A2Â A3Ê A4Ô A5Ơ A6Ư A7Đ A8ă A9â AAê ABô ACơ ADư AEđ B5à B6ả B7ã B8á B9ạ BBằ BCẳ BDẵ BEắ C6ặ C7ầ C8ẩ C9ẫ CAấ "
    "CBậ CCè CEẻ CFẽ D0é D1ẹ D2ề D3ể D4ễ D5ế D6ệ D7ì D8ỉ DCĩ DDí DEị DFò E1ỏ E2õ E3ó E4ọ E5ồ E6ổ E7ỗ E8ố E9ộ EAờ EBở "
    "ECỡ EDớ EEợ EFù F1ủ F2ũ F3ú F4ụ F5ừ F6ử F7ữ F8ứ F9ự FAỳ FBỷ FCỹ FDý FEỵ"
)
_TCVN3 = {int(pair[:2], 16): pair[2:] for pair in _TCVN3_CODES.split()}

# VNI writes a plain vowel and after it a letter that stands for mark and tone.
_VNI_TONES = "ù\u0301 ø\u0300 û\u0309 õ\u0303 ï\u0323"
_VNI_HATS = "â\u0302 á\u0302\u0301 à\u0302\u0300 å\u0302\u0309 ã\u0302\u0303 ä\u0302\u0323"
_VNI_BREVES = "ê\u0306 é\u0306\u0301 è\u0306\u0300 ú\u0306\u0309 ü\u0306\u0303 ë\u0306\u0323"
_VNI_ALONE = {"ô": "ơ", "ö": "ư", "î": "ỵ", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "ñ": "đ"}


def _vni_pairs() -> dict[str, str]:
    pairs = dict(_VNI_ALONE)
    for bases, marks in (("aeouyôö", _VNI_TONES), ("aeo", _VNI_HATS), ("a", _VNI_BREVES)):
        for mark in marks.split():
            for base in bases:
                pairs[base + mark[0]] = nfc(_VNI_ALONE.get(base, base) + mark[1:])
    return pairs | {left.upper(): right.upper() for left, right in pairs.items()}


_VNI = _vni_pairs()
_VNI_PATTERN = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))
_WINDOWS = {code: bytes([code]).decode("cp1252", "replace") for code in range(0x80, 0xA0)}

_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnpqrstvx])?"
    r"(?:uyê|oai|oay|oeo|uây|uôi|uya|uyu|iêu|yêu|ươi|ươu|oa|oă|oe|oo|uâ|uê|uô|uơ|uy|iê|yê|ươ|ia|ưa|ua|ai|ao|au|ay|âu|"
    r"ây|"
    r"eo|êu|iu|oi|ôi|ơi|ui|ưi|ưu|[aăâeêioôơuưy])"
    r"(?:ch|ng|nh|[cmnpt])?"
)
_WORD = re.compile(r"[^\W\d_]+")
_SHOUTED = re.compile(r"(?<!\w)(?=(?:[^\W\d_a-z]*[A-Z]){2})[^\W\d_a-z]+(?!\w)")
_TONE = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_MARKED = re.compile("[^\x00-\x7f]")
_BEYOND_LATIN_1 = re.compile("[\u0100-\u1eff]")
ENOUGH = 0.7


def from_tcvn3(text: str) -> str:
    """Give in Unicode what was typed in a .VnTime font.

    Its marked capitals were small letters shown in a font of capitals: they are made capital again where
    all plain letters of the line or of the word are.
    """
    return "\n".join(_capitals(line.translate(_TCVN3)) for line in text.split("\n"))


def _capitals(line: str) -> str:
    plain = [sign for sign in line if sign.isascii() and sign.isalpha()]
    if len(plain) > 2 and all(map(str.isupper, plain)):
        return line.upper()
    return _SHOUTED.sub(lambda found: found.group().upper(), line)


def from_vni(text: str) -> str:
    """Give in Unicode what was typed in a VNI font."""
    return _VNI_PATTERN.sub(lambda found: _VNI[found.group()], text)


def vietnamese_share(text: str) -> float:
    """Say which share of the words beyond plain ASCII are Vietnamese syllables, from 0 to 1; 0 when there are none."""
    marked = [word for word in _WORD.findall(nfc(text)) if _MARKED.search(word)]
    if not marked:
        return 0.0
    return sum(1 for word in marked if _is_syllable(word)) / len(marked)


def _is_syllable(word: str) -> bool:
    toneless = _TONE.sub("", unicodedata.normalize("NFD", word.lower()), count=1)
    return _SYLLABLE.fullmatch(nfc(toneless)) is not None


_OLD_LETTERS: dict[str, Callable[[str], str]] = {"TCVN3 (ABC)": from_tcvn3, "VNI": from_vni}


def repaired(text: str) -> tuple[str, tuple[str, ...]]:
    """Turn old letters that were carried into Unicode unchanged into Vietnamese; else give the text as it is."""
    sample = "\n".join(line for line in text.split("\n") if _looks_old(line))[:20_000]
    if len(_WORD.findall(sample)) < 3 or vietnamese_share(sample) >= ENOUGH:
        return text, ()
    name, share = _best_old(sample)
    if share < ENOUGH:
        return text, ()
    lines = (_OLD_LETTERS[name](line) if _looks_old(line) else line for line in text.split("\n"))
    return "\n".join(lines), (_converted(name),)


def _looks_old(line: str) -> bool:
    """Old letters lie between 0x80 and 0xFF; a letter above that proves Unicode."""
    return _MARKED.search(line) is not None and not is_unicode(line)


def _best_old(sample: str) -> tuple[str, float]:
    shares = {name: vietnamese_share(convert(sample)) for name, convert in _OLD_LETTERS.items()}
    best = max(shares, key=lambda name: shares[name])
    return best, shares[best]


def _converted(name: str) -> str:
    return f"Văn bản dùng bảng mã {name}, đã chuyển sang Unicode."


def decoded(content: bytes) -> tuple[str, tuple[str, ...]]:
    """Give the text of a plain file in Unicode, and notes for the reader; Refused when it is no text."""
    text = _unicode(content)
    if text is None:
        text, notes = _eight_bit(content)
    else:
        text, notes = repaired(text)
    if _binary(text):
        raise Refused("Tệp không phải văn bản. Hãy chọn tệp DOCX, PDF, TXT hoặc Markdown của kế hoạch.")
    return text, notes


def _unicode(content: bytes) -> str | None:
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF32_LE, "utf-32"),
        (codecs.BOM_UTF32_BE, "utf-32"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if content.startswith(mark):
            return content.decode(name, "replace")
    head = content[:4096]
    if len(head) >= 4 and head.count(0) * 4 > len(head):
        return content.decode("utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be", "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _eight_bit(content: bytes) -> tuple[str, tuple[str, ...]]:
    """Try each 8-bit letter set and UTF-8 with broken signs; take the one that gives Vietnamese words."""
    plain = content.decode("latin-1").translate(_WINDOWS)
    damaged = content.decode("utf-8", "replace")
    tried = {
        "TCVN3 (ABC)": from_tcvn3(plain),
        "VNI": from_vni(plain),
        "Windows-1258": nfc(content.decode("cp1258", "replace")),
        "UTF-8": damaged,
    }
    shares = {name: vietnamese_share(text[:20_000]) for name, text in tried.items()}
    best = max(shares, key=lambda name: shares[name])
    if shares[best] < ENOUGH / 2:
        raise Refused("Không nhận ra bảng mã của tệp. Hãy lưu lại dưới dạng văn bản Unicode (UTF-8) hoặc DOCX.")
    if best == "UTF-8":
        return damaged, ("Một số ký tự trong tệp bị hỏng, hiện thành “\ufffd”. Hãy so lại với bản gốc.",)
    return tried[best], (_converted(best),)


def _binary(text: str) -> bool:
    head = text[:4096]
    strange = sum(
        1 for sign in head if unicodedata.category(sign) in {"Cc", "Cn", "Co", "Cs"} and sign not in "\t\n\r\f\x0b"
    )
    return strange * 20 > len(head)


def of_font(font: str) -> Callable[[str], str] | None:
    """Give the conversion for text in this font, None for a Unicode font."""
    low = font.lower()
    if low.startswith(".vn"):
        return _from_capital_font if is_capital_font(font) else from_tcvn3
    return from_vni if low.startswith("vni") else None


def is_capital_font(font: str) -> bool:
    """Say whether the font shows small letters as capitals, as .VnTimeH does."""
    return font.lower().startswith(".vn") and font.endswith("H")


def _from_capital_font(text: str) -> str:
    return text.translate(_TCVN3).upper()


def has_marks(text: str) -> bool:
    """Say whether there is a letter beyond plain ASCII."""
    return _MARKED.search(text) is not None


def is_unicode(text: str) -> bool:
    """Say whether a letter proves that this is Unicode already."""
    return _BEYOND_LATIN_1.search(text) is not None
