"""Which findings of a plan stop its issuing, and which the form of issuing answers."""

import pytest

from thidua.movements.rules.findings import keyed


@pytest.mark.parametrize(
    ("code", "severity", "settled", "blocks"),
    [
        ("deadline-missing", "error", False, True),
        ("deadline-missing", "error", True, False),
        ("deadline-missing", "warning", False, False),
        ("number-missing", "error", False, False),
        ("date-missing", "error", False, False),
        ("signer-missing", "error", False, False),
    ],
)
def test_an_error_stops_issuing_until_it_is_settled_or_typed_in_the_form(code, severity, settled, blocks):
    finding = {"code": code, "severity": severity, "message": "Thiếu một điều."}
    key = keyed([finding], {})[0].key
    (noted,) = keyed([finding], {key: {"reason": "đã đối chiếu"}} if settled else {})
    assert noted.blocks is blocks
