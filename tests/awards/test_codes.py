"""Check codes: made by us, read in any spelling, never guessed, a wrong sign noticed."""

import random

import pytest

from thidua.awards.rules import codes

KEY = "khóa của máy chủ này"


def made(seed: int) -> str:
    return codes.make(KEY, random.Random(seed).randrange)


def test_code_has_twelve_plain_signs():
    code = made(1)
    assert len(code) == 12
    assert set(code) <= set(codes.SIGNS)
    assert codes.is_ours(code, [KEY])
    assert codes.why_not_code(code) is None


@pytest.mark.parametrize("seed", range(5))
def test_every_single_wrong_sign_is_noticed(seed):
    code = made(seed)
    wrong = [
        code[:place] + sign + code[place + 1 :] for place in range(12) for sign in codes.SIGNS if sign != code[place]
    ]
    assert len(wrong) == 12 * 31
    assert [each for each in wrong if codes.why_not_code(each) is None] == []


def test_invented_code_with_a_right_check_sign_is_not_ours():
    body = "7K2M9QXA4TB"
    invented = next(body + sign for sign in codes.SIGNS if codes.why_not_code(body + sign) is None)
    assert not codes.is_ours(invented, [KEY])


def test_code_of_another_key_is_not_ours_and_an_older_key_still_is():
    code = made(3)
    assert not codes.is_ours(code, ["khóa khác"])
    assert codes.is_ours(code, ["khóa mới", KEY])


@pytest.mark.parametrize("typed", ["{a}-{b}-{c}", " {a} {b} {c} ", "{a}{b}{c}"])
def test_code_is_read_however_it_is_typed(typed):
    code = made(4)
    said = typed.format(a=code[:4], b=code[4:8], c=code[8:]).lower()
    assert codes.clean(said) == code


def test_look_alikes_are_put_right():
    assert codes.clean("iLoU-0000-0000") == "110V00000000"
    assert codes.shown("110V00000000") == "110V-0000-0000"


@pytest.mark.parametrize("typed", ["", "7K2M", "7K2M-9QXA-4TBDX", "ĐĐĐĐ-ĐĐĐĐ-ĐĐĐĐ"])
def test_what_is_no_code_is_said_to_be_mistyped(typed):
    assert codes.why_not_code(codes.clean(typed)) == codes.MISTYPED
