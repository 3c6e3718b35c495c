"""What every test stands on: the shared folder, and a word about what was left out."""

import os
from pathlib import Path

import pytest

SHARED = Path(__file__).parents[2] / "shared"
EVERYTHING = bool(os.environ.get("THIDUA_EVERYTHING"))  # .ci/run: missing things fail instead of being left out


def leave_out(reason: str) -> None:
    """Skip with a reason; where everything must run, fail."""
    if EVERYTHING:
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def shared() -> Path:
    if not SHARED.is_dir():
        leave_out("the folder ../shared is missing")
    return SHARED
