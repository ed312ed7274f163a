"""Files made on the spot, and read as the product reads them."""

from pathlib import Path

import pytest

from allteach.exchange.files import read_file
from allteach.exchange.sheets import Sheetful


@pytest.fixture
def real_data():
    """The folder of real files that may lie beside the checkout; they are no part of the product."""
    for parent in Path(__file__).resolve().parents:
        if (parent / "shared" / "real-data").is_dir():
            return parent / "shared" / "real-data"
    pytest.skip("the real files are not on this machine")


@pytest.fixture
def read(tmp_path):
    """Return what a file of this text (or these bytes) is read as; everything is gone after the test."""
    kept: list[Sheetful] = []

    def read(content: str | bytes, name: str = "sent.csv", **options) -> Sheetful:
        path = tmp_path / "sent"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        kept.append(read_file(path, name=name, **options))
        return kept[-1]

    yield read
    for sheet in kept:
        sheet.discard()
