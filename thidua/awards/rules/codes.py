"""Check codes of certificates: twelve signs that nobody can guess and few can mistype. Pure.

A code is seven random signs, four signs of a keyed hash over them, and one check sign: 35 bits choose among all
certificates, 20 more tell a code of ours from an invented one without asking the database.
"""

import hashlib
import hmac
from collections.abc import Callable, Sequence

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # without I, L, O, U: nobody reads them for 1, 1, 0, V
RANDOM, SIGNED = 7, 4
LENGTH = RANDOM + SIGNED + 1
ALIKE = str.maketrans({"I": "1", "L": "1", "O": "0", "U": "V"})
MISTYPED = "Mã này có chỗ gõ sai. Mã gồm 12 ký tự, in dưới mã QR, ví dụ 7K2M-9QXA-4TBD; hãy xem lại từng ký tự."


def make(key: str, pick: Callable[[int], int]) -> str:
    """Make a new code; ``pick`` gives a random number below its argument."""
    chosen = "".join(SIGNS[pick(len(SIGNS))] for _ in range(RANDOM))
    return _whole(key, chosen)


def _whole(key: str, chosen: str) -> str:
    body = chosen + _signature(key, chosen)
    return body + _check_sign(body)


def _signature(key: str, chosen: str) -> str:
    digest = hmac.new(key.encode(), f"thidua certificate {chosen}".encode(), hashlib.sha256).digest()
    return "".join(SIGNS[byte % len(SIGNS)] for byte in digest[:SIGNED])


def _check_sign(body: str) -> str:
    """Weigh every sign by an odd number: any single wrong sign changes the sum."""
    return SIGNS[sum((2 * place + 1) * SIGNS.index(sign) for place, sign in enumerate(body)) % len(SIGNS)]


def clean(typed: str) -> str:
    """Give a code as it is stored: capitals, without blanks and dashes, look-alikes put right."""
    return "".join(sign for sign in typed.upper().translate(ALIKE) if sign.isascii() and sign.isalnum())


def shown(code: str) -> str:
    """Write a code in groups of four: “7K2M-9QXA-4TBD”."""
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))


def why_not_code(code: str) -> str | None:
    """Say that a cleaned code cannot be right; None when its check sign fits."""
    if len(code) != LENGTH or any(sign not in SIGNS for sign in code):
        return MISTYPED
    return None if code[-1] == _check_sign(code[:-1]) else MISTYPED


def is_ours(code: str, keys: Sequence[str]) -> bool:
    """Say whether a cleaned code was made with one of the keys."""
    return any(hmac.compare_digest(code, _whole(key, code[:RANDOM])) for key in keys)
