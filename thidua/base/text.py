"""Vietnamese text: one form to store, one to search, one to sort by."""

import re
import unicodedata
from collections.abc import Iterable, Sequence

_TONES = {"": 0, "\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}  # ngang huyền hỏi ngã sắc nặng
_PLACES = {sign: place for place, sign in enumerate(".0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz", 10)}

# Every capital letter of Vietnamese, for patterns: "[" + CAPITALS + "]".
CAPITALS = "BCDĐFGHJKLMNPQRSTVWXZ" + "".join(
    unicodedata.normalize("NFC", letter + tone) for letter in "AĂÂEÊIOÔƠUƯY" for tone in _TONES
)
_COMMON_MARKS = re.compile("[\u0300-\u034e\u0350-\u036f]+")
_RARE = re.compile("[^\0-\u036f\u1e00-\u20cf\u2100-\u2bff]")


def nfc(text: str) -> str:
    """Give the composed form, in which all text is stored and compared."""
    return unicodedata.normalize("NFC", text)


def squeeze(text: str) -> str:
    """Give the text in NFC with each run of blanks as one blank and none at the ends."""
    return " ".join(nfc(text).split())


def norm(text: str) -> str:
    """Fold for search: case, marks and đ away, blanks squeezed.

    “Nguyễn Thị Đào” and “nguyen thi dao” give the same string. Never shown, never stored as a name.
    """
    bare = _COMMON_MARKS.sub("", unicodedata.normalize("NFD", text.casefold()))
    if _RARE.search(bare):  # other scripts: their marks are told one by one, ten times slower
        bare = "".join(sign for sign in bare if not unicodedata.combining(sign))
    return " ".join(bare.replace("đ", "d").split())


def _sign_key(sign: str) -> tuple[int, int]:
    """Give the place of a letter or digit in the alphabet and the number of its tone."""
    parts = unicodedata.normalize("NFD", sign)
    tone = next((_TONES[part] for part in parts if part in _TONES), 0)
    letter = unicodedata.normalize("NFC", "".join(part for part in parts if part not in _TONES))
    return _PLACES.get(letter, _PLACES["."]), tone


def word_key(word: str) -> str:
    """Give a key that sorts words in the order of a Vietnamese dictionary: letters first, the tone last.

    Signs and digits stand before the letters. Where the tone is written (hoà, hòa) makes no difference. The key has
    only digits, two for each sign, so that every database sorts it alike, whatever its collation.
    """
    keys = [_sign_key(sign) for sign in nfc(word.casefold())]
    return "".join(f"{letter:02d}" for letter, _ in keys) + "00" + "".join(f"{tone:02d}" for _, tone in keys if tone)


def name_key(name: str) -> str:
    """Give the key a list of people is sorted by: given name first, then family and middle names."""
    parts = squeeze(name).split(" ")
    return "00".join(word_key(part) for part in [parts[-1], *parts[:-1]])


def words(items: Iterable[object], last: str = "và") -> str:
    """Join as in speech: “một”, “một và hai”, “một, hai và ba”."""
    texts = [str(item) for item in items]
    if len(texts) < 2:
        return "".join(texts)
    return f"{', '.join(texts[:-1])} {last} {texts[-1]}"


def slug(text: str) -> str:
    """Give a file or address name without marks: “Kế hoạch 64/KH-UBND” gives “ke-hoach-64-kh-ubnd”."""
    return re.sub(r"[^a-z0-9]+", "-", norm(text)).strip("-")


def shorten(text: str, signs: int) -> str:
    """Cut at a word so that at most ``signs`` characters stand, an ellipsis included."""
    clean = squeeze(text)
    if len(clean) <= signs:
        return clean
    return clean[: signs - 1].rsplit(" ", 1)[0] + "…"


def numbered(items: Sequence[str]) -> list[str]:
    """Number as officials do: “01. …”, with as many digits as the longest number, two at least."""
    width = max(2, len(str(len(items))))
    return [f"{place:0{width}d}. {item}" for place, item in enumerate(items, 1)]
