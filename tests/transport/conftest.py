"""An authority whose certificates the servers of these tests present."""

from __future__ import annotations

import pytest

from tests.support.tls_servers import Authority


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))
