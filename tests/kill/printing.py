"""Run by the kill test and by the bench in its own process: a signed decision, its printing, and what became of it."""

import json
import os
import sys
import time
from datetime import UTC, datetime, timedelta

import django

django.setup()

from django.utils import timezone  # noqa: E402

from tests.awards.rows import AT, SIGNING  # noqa: E402
from tests.factories import make_account, make_actor, make_draft, make_movement, make_round, make_unit  # noqa: E402
from thidua.awards import invariants  # noqa: E402
from thidua.awards.actions import certifying, deciding  # noqa: E402
from thidua.awards.models import Certificate, Decision, PrintRun  # noqa: E402
from thidua.base.text import norm  # noqa: E402
from thidua.dossiers.models import Dossier  # noqa: E402
from thidua.jobs.kinds import JobState  # noqa: E402
from thidua.jobs.models import Job  # noqa: E402
from thidua.movements.models import Subject  # noqa: E402
from thidua.org.files import content_of  # noqa: E402
from thidua.org.kinds import Role  # noqa: E402
from thidua.org.models import Person  # noqa: E402

NAMES = ("Nguyễn Thị Ẫn", "Trần Đình Huỳnh Phước Toàn", "Lê Ước", "Công Tằng Tôn Nữ Thị Diệu Huyền")


def fill(lines: int) -> dict[str, object]:
    """Draft and sign a decision with so many lines, then ask for their certificates; say how long each took."""
    unit = make_unit(name="Ủy ban nhân dân tỉnh Mẫu")
    first = make_round(movement=make_movement(unit=unit, draft=make_draft(quotas=[])))
    officer = make_actor(Role.OFFICE, unit=unit)
    make_account(Person.objects.get(pk=officer.person_id), username="lan")
    names = [f"{NAMES[place % len(NAMES)]} {place}" for place in range(lines)]
    subjects = Subject.objects.bulk_create(
        [Subject(kind="household", name=name, name_norm=norm(name), home=unit) for name in names], 500
    )
    award, by = first.movement.awards.order_by("pk")[0], officer.person_id
    moments = {"opened_at": AT, "submitted_at": AT, "submitted_by_id": by, "received_on": SIGNING.signed_on}
    dossiers = Dossier.objects.bulk_create(
        [
            Dossier(round=first, unit=unit, nominee=one, award=award, state="verified", **moments)  # type: ignore[misc]
            for one in subjects
        ],
        500,
    )
    spans = {}
    begun = time.perf_counter()
    decision = deciding.draft(first, dossiers, unit=unit, grounds="Biên bản số 05", by=officer, at=AT)
    spans["draft"] = time.perf_counter() - begun
    begun = time.perf_counter()
    deciding.sign(decision, SIGNING, by=officer, at=AT)
    spans["sign"] = time.perf_counter() - begun
    begun = time.perf_counter()
    certifying.ask_to_print(Decision.objects.get(), by=officer, at=datetime.now(UTC))
    spans["ask"] = time.perf_counter() - begun
    return spans


def watch() -> dict[str, object]:
    """Wait until the printing is under way; say how far it is."""
    while True:
        job = Job.objects.get()
        if job.state != JobState.WAITING and (job.done or not job.is_open):
            return {"done": job.done, "total": job.total, "state": job.state}
        time.sleep(0.02)


def expire() -> dict[str, object]:
    """Let the lease of a killed worker run out now."""
    past = timezone.now() - timedelta(seconds=1)
    return {"leases": Job.objects.filter(state=JobState.RUNNING).update(lease_until=past)}


def tell() -> dict[str, object]:
    """Say how the job ended, what was printed, and every fault found."""
    job, run = Job.objects.get(), PrintRun.objects.select_related("file").first()
    return {
        "job": [job.state, job.done, job.total, job.attempts, job.error],
        "runs": PrintRun.objects.count(),
        "certificates": Certificate.objects.count(),
        "printed": run.count if run else 0,
        "pages": content_of(run.file).count(b"/Type /Page\n") if run else 0,
        "megabytes": run.file.size / 1e6 if run else 0,
        "faults": list(invariants.faults()),
    }


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua.settings")
    acts = {"fill": lambda: fill(int(sys.argv[2])), "watch": watch, "expire": expire, "tell": tell}
    print(json.dumps(acts[sys.argv[1]]()))
