"""What lies in a box: papers, receipts, sealed rows, all written anew with each vote."""

import hashlib
import secrets
import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from thidua.council import rules, sealing
from thidua.council.models import Ballot, Box, Turnout

_SIGNS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that is read as another


def new_code() -> str:
    """Make a receipt code of 80 random bits: “ABCD-EFGH-JKLM-NPQR”."""
    return "-".join("".join(secrets.choice(_SIGNS) for _ in range(4)) for _ in range(4))


def receipt_of(code: str, box: Box, line_id: int | None = None) -> str:
    """Hash a receipt code with the box and a line; who knows the code finds the own rows, nobody else can."""
    clean = "".join(sign for sign in code.upper() if sign in _SIGNS)
    return hashlib.sha256(f"{clean}|{box.pk}|{line_id or ''}".encode()).hexdigest()


def papers(box: Box, votes: Mapping[int, rules.Vote], code: str) -> list[dict[str, Any]]:
    """Write one voter's ballot, a row for each line."""
    return [
        {
            "line_id": line,
            "choice": vote.choice,
            "place": vote.place,
            "scores": list(vote.scores),
            "receipt": receipt_of(code, box, line),
        }
        for line, vote in votes.items()
    ]


def drop_in(box: Box, seats: Iterable[int], given: list[dict[str, Any]], paper_receipt: str) -> None:
    """Add sealed papers and write the whole box anew: fresh keys, fresh seals, random order."""
    urn = sealing.Urn(box.key_name)
    said = [urn.open(sealed) for sealed in box.ballots.values_list("sealed", flat=True)]
    given = [{**paper, "paper": paper_receipt} for paper in given]
    write_anew(
        box,
        seats,
        [Ballot(box=box, line_id=one["line_id"], sealed=urn.seal(one)) for one in [*said, *given]],
    )


def write_anew(box: Box, seats: Iterable[int], ballots: list[Ballot]) -> None:
    """Delete and insert all rows of the box, sorted by fresh random keys, each table in one statement."""
    box.turnouts.all().delete()
    box.ballots.all().delete()
    turnouts = [Turnout(id=uuid.uuid4(), box=box, seat_id=seat) for seat in seats]
    for ballot in ballots:
        ballot.id = uuid.uuid4()
    Turnout.objects.bulk_create(sorted(turnouts, key=lambda row: row.id))
    Ballot.objects.bulk_create(sorted(ballots, key=lambda row: row.id))
