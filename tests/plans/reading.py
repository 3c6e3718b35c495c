"""One way for the tests to read a plan."""

from typing import Any

from thidua.plans import reader, source


def read_file(name: str, content: bytes) -> tuple[dict[str, Any], str]:
    """Read a file; give the draft as JSON and the text to which its offsets belong."""
    given = source.load(name, content)
    return reader.read(given).to_json(), given.text
