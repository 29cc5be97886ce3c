"""xsdata's own classes, made once a process."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from codegen.pipeline import PACKAGE, SCHEMAS
from tests.generated.differential import Differential
from tests.generated.packages import OURS
from tests.generated.stock import Stock

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def stock(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stock]:
    """xsdata's classes of our schemas."""
    folder = tmp_path_factory.mktemp("stock")
    sys.path.insert(0, str(folder))
    try:
        yield Stock(folder, SCHEMAS, "stock_of_ours")
    finally:
        sys.path.remove(str(folder))


@pytest.fixture(scope="session")
def differential(stock: Stock) -> Differential:
    """The check of our package."""
    return Differential(OURS, stock, PACKAGE / "xsd")
