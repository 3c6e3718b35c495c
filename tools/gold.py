"""Print how well plans are read: ``python -m tools.gold [GOLD.yaml …] [--detail]``.

Without files: the golds of ``../shared/plans`` and our own. One line for each file of a gold (text, DOCX, PDF).
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

from tests.plans.golds import OWN, forms_of, load_gold
from tests.plans.reading import read_file
from tests.plans.scoring import Score, score

SHARED_GOLD = Path(__file__).parents[2] / "shared" / "plans" / "gold"
SHORT = {
    "document": "doc", "period": "per", "subjects": "subj", "purposes": "purp", "requirements": "req",
    "contents": "cont", "solutions": "sol", "criteria": "crit", "awards": "awrd", "quotas": "quot",
    "dossier": "papr", "deadlines": "dead", "bases": "base", "responsibilities": "resp", "recipients": "rcpt",
    "funding": "fund", "reward_level": "rewd", "forms": "form", "findings": "find",
}  # fmt: skip


def main(arguments: Sequence[str] | None = None) -> None:
    """Read, score and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("golds", nargs="*", type=Path)
    parser.add_argument("--detail", action="store_true", help="name each invention and each fact without its quote")
    given = parser.parse_args(arguments)
    golds = given.golds or [*sorted(SHARED_GOLD.glob("*.yaml")), *sorted(OWN.glob("*.yaml"))]
    print(
        f"{'plan':36} {'':4} {'mean':>5} " + " ".join(f"{name:>4}" for name in SHORT.values()) + "  inv prov  missing"
    )
    means = []
    for gold in golds:
        for name, content in forms_of(gold):
            read, text = read_file(name, content)
            result = score(read, load_gold(gold), text)
            means.append(result.mean)
            _show(Path(name), result, detail=given.detail)
    print(f"{'mean':41} {sum(means) / len(means):5.1f}")


def _show(file: Path, result: Score, *, detail: bool) -> None:
    cells = [f"{100 * result.sections[name]:4.0f}" if name in result.sections else "   –" for name in SHORT]
    end = f"{len(result.inventions):4} {result.provenance:4.0f}  {', '.join(result.missing)}"
    print(f"{file.stem[:36]:36} {file.suffix[1:]:4} {result.mean:5.1f} {' '.join(cells)} {end}")
    if detail:
        for line in result.inventions:
            print(f"      invented: {line}")
        for line in result.unproven:
            print(f"      without its quote: {line}")


if __name__ == "__main__":
    main()
