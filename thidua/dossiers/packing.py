"""The file of a package: what it says of each dossier, and how it is read with every hash checked. No acts here.

Disciplines never travel, only the verdicts on them in words that anybody may read.
"""

import hashlib
import io
import json
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from thidua.base.refusal import Refused
from thidua.dossiers import gathering, queries
from thidua.dossiers.models import Dossier
from thidua.movements.models import Round, Subject
from thidua.org import files
from thidua.org.models import Document

SCHEMA = 2
MOST_ENTRIES = 20_000
MOST_BYTES = 2 * 1024**3
MANIFEST = "manifest.json"
NO_TIME = (2000, 1, 1, 0, 0, 0)  # equal dossiers give equal bytes
WORD, DAY = str, (str, type(None))
PROOF = {"kind": WORD, "number": WORD, "dated_on": DAY, "issuer": WORD}  # the document that proves a fact; may be empty
SHAPE: Mapping[str, Any] = {
    "from": {"code": WORD, "name": WORD},
    "to": WORD,
    "via": WORD,
    "dossiers": [
        {
            "key": int,
            "kind": WORD,
            "name": WORD,
            "code": WORD,
            "unit": {"code": WORD, "name": WORD},
            "award": {"form": WORD, "authority": WORD},
            "achievements": WORD,
            "received_on": DAY,
            "facts": {
                "ratings": [{"year": int, "grade": WORD, "document": PROOF}],
                "honours": [{"name": WORD, "is_thematic": bool, "decided_on": DAY, "document": PROOF}],
                "initiatives": [
                    {
                        "title": WORD,
                        "recognised_by": WORD,
                        "level": WORD,
                        "spread": WORD,
                        "recognised_on": DAY,
                        "document": PROOF,
                    }
                ],
            },
            "findings": [{"text": WORD, "verdict": WORD, "reason": WORD}],
            "checks": [{"about": WORD, "verdict": WORD, "reason": WORD, "source": WORD}],
            "papers": [{"entry": WORD, "name": WORD, "paper": WORD, "title": WORD, "sha256": WORD}],
        }
    ],
}
AGAIN = "Hãy đề nghị cấp dưới gửi lại."


def pack(
    round: Round, dossiers: Sequence[Dossier], *, to: str, via: str = "", day: date
) -> tuple[bytes, dict[str, Any]]:
    """Write the ZIP and its manifest: who sends what to whom, each dossier with papers, facts, findings and checks."""
    written = io.BytesIO()
    movement = round.movement
    manifest: dict[str, Any] = {
        "schema": SCHEMA,
        "from": {"code": movement.unit.code, "name": movement.unit.name},
        "to": to,
        "via": via,
        "movement": movement.name,
        "plan": movement.plan.number,
        "round": round.name,
        "dossiers": [],
    }
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for place, dossier in enumerate(dossiers, 1):
            manifest["dossiers"].append(_described(dossier, place, archive, day))
        manifest["code"] = code_of(manifest)
        archive.writestr(_entry(MANIFEST), json.dumps(manifest, ensure_ascii=False, sort_keys=True, indent=1))
    return written.getvalue(), manifest


def code_of(said: Mapping[str, Any]) -> str:
    """Give the hash over everything said, but the code itself."""
    rest = {name: value for name, value in said.items() if name != "code"}
    return hashlib.sha256(json.dumps(rest, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, NO_TIME)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _described(dossier: Dossier, place: int, archive: zipfile.ZipFile, day: date) -> dict[str, Any]:
    nominee = dossier.nominee
    found = dossier.findings.select_related("criterion").order_by("criterion__position", "pk")
    checks = gathering.judged_by_facts(dossier, day)
    return {
        "key": dossier.pk,
        "kind": nominee.kind,
        "name": nominee.name,
        "code": nominee.unit.code if nominee.unit else nominee.person.code if nominee.person else "",
        "unit": {"code": dossier.unit.code, "name": dossier.unit.name},
        "award": {"form": dossier.award.form, "authority": dossier.award.authority},
        "achievements": dossier.achievements,
        "received_on": _iso(dossier.received_on),
        "facts": _facts(nominee),
        "findings": [{"text": one.criterion.text, "verdict": one.verdict, "reason": one.reason} for one in found],
        "checks": [
            {"about": one.about, "verdict": one.verdict, "reason": one.reason, "source": one.article or one.clause}
            for one in checks
        ],
        "papers": _papers(dossier, place, archive),
    }


def _papers(dossier: Dossier, place: int, archive: zipfile.ZipFile) -> list[dict[str, Any]]:
    papers = []
    for number, paper in enumerate(queries.current_papers(dossier), 1):
        if paper.file is None:
            continue
        name = f"{place:04d}/{number:02d}{paper.file.name[paper.file.name.rfind('.') :]}"
        archive.writestr(_entry(name), files.content_of(paper.file))
        said = {"entry": name, "name": paper.file.name, "paper": paper.paper, "title": str(paper)}
        papers.append(said | {"sha256": paper.file.sha256})
    return papers


def _facts(nominee: Subject) -> dict[str, Any]:
    """What speaks for a nominee: ratings, awards, initiatives; nothing personal."""
    honours = nominee.honours.filter(revoked_by=None).select_related("document").order_by("decided_on", "pk")
    initiatives = nominee.initiatives.select_related("document").order_by("recognised_on", "pk")
    return {
        "ratings": [
            {"year": one.year, "grade": one.grade, "document": _proof(one.document)}
            for one in nominee.ratings.select_related("document").order_by("year")
        ],
        "honours": [
            {
                "name": one.name,
                "is_thematic": one.is_thematic,
                "decided_on": _iso(one.decided_on),
                "document": _proof(one.document),
            }
            for one in honours
        ],
        "initiatives": [
            {
                "title": one.title,
                "recognised_by": one.recognised_by,
                "level": one.level,
                "spread": one.spread,
                "recognised_on": _iso(one.recognised_on),
                "document": _proof(one.document),
            }
            for one in initiatives
        ],
    }


def _proof(paper: Document | None) -> dict[str, Any]:
    if paper is None:
        return {"kind": "", "number": "", "dated_on": None, "issuer": ""}
    return {"kind": paper.kind, "number": paper.number, "dated_on": _iso(paper.dated_on), "issuer": paper.issuer}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def unpack(content: bytes) -> tuple[dict[str, Any], dict[str, bytes]]:
    """Read a package; refuse one that is damaged, altered, too large or holds what it does not name."""
    try:
        return _read(content)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
        raise Refused(f"Gói không đọc được: tệp bị hỏng hoặc không phải gói đề nghị (.zip). {AGAIN}") from None


def _read(content: bytes) -> tuple[dict[str, Any], dict[str, bytes]]:
    archive = zipfile.ZipFile(io.BytesIO(content))
    entries = archive.infolist()
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_BYTES:
        raise Refused("Gói quá lớn so với giới hạn. Hãy đề nghị cấp dưới chia thành nhiều gói.")
    names = [entry.filename for entry in entries]
    if MANIFEST not in names or len(set(names)) != len(names):
        raise Refused(f"Gói thiếu bảng kê (manifest.json) hoặc có tệp trùng tên. {AGAIN}")
    manifest = _manifest(archive.read(MANIFEST))
    named = {paper["entry"]: paper for one in manifest["dossiers"] for paper in one["papers"]}
    if set(named) != set(names) - {MANIFEST}:
        raise Refused(f"Tệp trong gói không khớp bảng kê. Gói có thể đã bị sửa. {AGAIN}")
    papers = {name: archive.read(name) for name in named}
    for name, paper in named.items():
        if hashlib.sha256(papers[name]).hexdigest() != paper["sha256"]:
            raise Refused(f"Tệp “{paper['name']}” không khớp mã SHA-256 trong bảng kê. {AGAIN}")
    return manifest, papers


def _manifest(raw: bytes) -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = json.loads(raw)
        whole = manifest["schema"] == SCHEMA and code_of(manifest) == manifest["code"] and _fits(manifest, SHAPE)
    except (ValueError, KeyError, TypeError, AttributeError):
        whole, manifest = False, {}
    if not whole:
        raise Refused(f"Bảng kê của gói không đọc được hoặc đã bị sửa. {AGAIN}")
    return manifest


def _fits(said: Any, shape: Any) -> bool:
    """Say whether a value read from outside has the parts and kinds we use; days are days."""
    if isinstance(shape, Mapping):
        return isinstance(said, dict) and all(_fits(said.get(name), kind) for name, kind in shape.items())
    if isinstance(shape, list):
        return isinstance(said, list) and all(_fits(each, shape[0]) for each in said)
    if shape is DAY and isinstance(said, str):
        date.fromisoformat(said)  # a ValueError is no day
    return isinstance(said, shape)
