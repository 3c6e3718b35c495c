"""Run by the kill test in its own process: fill an empty database, or tell what lies in it."""

import hashlib
import json
import sys

import django

django.setup()

from tests.dossiers.rows import make_award, make_dossier, make_movement, make_requirement, make_round  # noqa: E402
from tests.factories import AT, make_account, make_actor, make_subject, make_unit  # noqa: E402
from thidua.dossiers import invariants  # noqa: E402
from thidua.dossiers.models import Dossier, DossierPaper, Handling  # noqa: E402
from thidua.org import journal  # noqa: E402
from thidua.org.files import path_of  # noqa: E402
from thidua.org.kinds import Role  # noqa: E402
from thidua.org.models import Person, StoredFile  # noqa: E402


def fill(dossiers: int) -> dict[str, object]:
    """Lay so many drafts that ask for one report each, and a clerk who may hand them in."""
    office = make_unit()
    movement = make_movement(unit=office)
    round, award, need = make_round(movement=movement), make_award(movement), make_requirement(movement)
    clerk = make_actor(Role.CLERK, unit=office)
    make_account(Person.objects.get(pk=clerk.person_id), username="dau-moi")
    made = [make_dossier(round=round, unit=office, award=award, nominee=_nominee(office)) for _ in range(dossiers)]
    Handling.objects.bulk_create(Handling(dossier=dossier, at=AT, to_state="draft") for dossier in made)
    return {"need": need.pk, "dossiers": [dossier.pk for dossier in made]}


def _nominee(office):
    return make_subject(unit=make_unit(parent=office))


def tell() -> dict[str, object]:
    """Say of each dossier its state and hashes, of each kept file whether it is whole, and every fault found."""
    papers = DossierPaper.objects.filter(is_current=True).values_list("dossier", "file__sha256")
    files = list(StoredFile.objects.values_list("sha256", "size"))
    broken = [sha for sha, size in files if not _is_whole(sha, size)]
    return {
        "states": {str(pk): state for pk, state in Dossier.objects.values_list("pk", "state")},
        "papers": {str(pk): sha for pk, sha in papers},
        "broken": broken,
        "faults": [*invariants.faults(), *journal.faults()],
    }


def _is_whole(sha: str, size: int) -> bool:
    path = path_of(sha)
    content = path.read_bytes() if path.is_file() else b""
    return len(content) == size and hashlib.sha256(content).hexdigest() == sha


if __name__ == "__main__":
    print(json.dumps(fill(int(sys.argv[2])) if sys.argv[1] == "fill" else tell()))
