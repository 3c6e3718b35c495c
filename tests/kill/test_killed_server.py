"""A real server is killed again and again during uploads and submits: what it acknowledged is whole.

40 of each with three kills; FUZZ=long makes 100 of each with five.
"""

import hashlib
import json
import os
import re
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from tests.dossiers.rows import pdf
from tests.houses import House, own_database

LONG = os.environ.get("FUZZ") == "long"
DOSSIERS, KILLS, CLERKS = (100, 5, 4) if LONG else (40, 3, 4)  # one upload and one submit for each dossier
pytestmark = [pytest.mark.slow]


class Clerk:
    """Somebody who uploads and submits, notes what was acknowledged, and tries again when the line breaks."""

    def __init__(self, house: House, need: int, dossiers: list[int]) -> None:
        self.house, self.need, self.dossiers = house, need, dossiers
        self.browser = requests.Session()
        self.uploaded: dict[int, str] = {}
        self.submitted: set[int] = set()
        self.broken = 0

    def work(self) -> None:
        for pk in self.dossiers:
            content = pdf() + f"\n%{pk}".encode() * 20_000
            file = {"file": ("bao-cao.pdf", content, "application/pdf")}
            if self._told(f"/ho-so/{pk}/giay-to/", {"place": self.need}, files=file):
                self.uploaded[pk] = hashlib.sha256(content).hexdigest()
            if self._told(f"/ho-so/{pk}/nop/", {}):
                self.submitted.add(pk)

    def _told(self, path: str, data: dict, files: dict | None = None) -> bool:
        """Send until the server answers; True when it answered with its “received” (a redirect)."""
        for _ in range(200):
            try:
                if "sessionid" not in self.browser.cookies:
                    self._sign_in()
                token = {"csrfmiddlewaretoken": self.browser.cookies["csrftoken"]}
                answer = self.browser.post(
                    self.house.address(path), {**data, **token}, files=files, allow_redirects=False, timeout=20
                )
                return answer.status_code == 302
            except requests.RequestException:
                self.broken += 1
                time.sleep(0.1)
        raise AssertionError(f"{path} was never answered")

    def _sign_in(self) -> None:
        page = self.browser.get(self.house.address("/dang-nhap/"), timeout=20)
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)
        assert token is not None
        typed = {"username": "dau-moi", "password": "mat-khau-dai-10", "csrfmiddlewaretoken": token[1]}
        self.browser.post(self.house.address("/dang-nhap/"), typed, allow_redirects=False, timeout=20)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with own_database(tmp_path / "var", "kill") as environment:
        built = House(environment)
        yield built
        built.kill()


def test_what_was_acknowledged_is_there_whole(house: House) -> None:
    laid = json.loads(house.run("-m", "tests.kill.seeding", "fill", str(DOSSIERS)))
    house.start()
    shares = [laid["dossiers"][place::CLERKS] for place in range(CLERKS)]
    clerks = [Clerk(house, laid["need"], share) for share in shares]
    threads = [threading.Thread(target=clerk.work) for clerk in clerks]
    for thread in threads:
        thread.start()
    for kill in range(1, KILLS + 1):
        while sum(len(clerk.submitted) for clerk in clerks) < kill * DOSSIERS // (KILLS + 1):
            assert any(thread.is_alive() for thread in threads)
            time.sleep(0.02)
        house.kill()
        house.start()
    for thread in threads:
        thread.join()
    found = json.loads(house.run("-m", "tests.kill.seeding", "tell"))
    uploaded = {str(pk): sha for clerk in clerks for pk, sha in clerk.uploaded.items()}
    submitted = {str(pk) for clerk in clerks for pk in clerk.submitted}
    assert sum(clerk.broken for clerk in clerks) > 0  # the kills did hit somebody at work
    assert {pk: found["papers"].get(pk) for pk in uploaded} == uploaded
    assert {pk for pk in submitted if found["states"][pk] != "submitted"} == set()
    assert (found["broken"], found["faults"]) == ([], [])
    assert len(found["papers"]) == DOSSIERS
