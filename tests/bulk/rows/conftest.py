"""Fixtures that the tests of rows share."""

from __future__ import annotations

import pytest

from digipost.bulk.manifests.columns import Columns
from digipost.bulk.rows.row_message import Letters
from tests.support.letter_rows import BATCH, MAILING


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Letters:
    """Messages from rows, with their documents in a folder."""
    folder = tmp_path_factory.mktemp("letters")
    for name in ("letter.pdf", "terms.pdf", "page.html"):
        (folder / name).write_bytes(b"%PDF-1.7 ...")
    (folder / "empty.pdf").touch()
    return Letters(mailing=MAILING, columns=Columns(), folder=str(folder), sender_id=67890, batch=BATCH)
