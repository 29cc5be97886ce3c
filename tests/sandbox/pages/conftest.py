"""A sandbox with its page, and a way to ask the page over HTTP."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
import pytest
import requests
from selenium import webdriver
from selenium.webdriver.chrome.service import Service

from digipost.sandbox import Sandbox
from tests.sandbox.pages.screen import Screen

if TYPE_CHECKING:
    from collections.abc import Iterator

ANY_FILE = dict.fromkeys(
    ("delivery.digipost-with-print-fallback", "delivery.direct-to-print", "brev.kanSendeHtml")
)
_FRAME = re.compile(r'<iframe class="(\w+)" src="([^"]+)"')


@attrs.frozen
class Browser:
    """Asks as a browser does, and looks at nothing but the answer."""

    page: str

    def get(self, path: str = "/", **headers: str) -> requests.Response:
        return requests.get(self._address(path), headers=headers, timeout=30)

    def post(self, path: str, form: dict[str, str] | None = None, **headers: str) -> requests.Response:
        headers = {"Origin": self.origin, **headers}
        address = self._address(path)
        return requests.post(address, form or {}, headers=headers, timeout=30, allow_redirects=False)

    def frames(self, path: str) -> list[tuple[str, str]]:
        """The frames of a page: how each shows its document, and its address."""
        return _FRAME.findall(self.get(path).text)

    @property
    def origin(self) -> str:
        return self.page.rstrip("/")

    def _address(self, path: str) -> str:
        return path if path.startswith("http") else self.origin + path


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    """One whose sender may send files of any kind and size, as some may at Digipost."""
    with Sandbox() as sandbox:
        sandbox.directory.set_features(sandbox.broker_id, ANY_FILE)
        yield sandbox


@pytest.fixture
def browser(sandbox: Sandbox) -> Browser:
    return Browser(sandbox.page_url)


CHROMIUM, DRIVER = Path("/usr/bin/chromium"), Path("/usr/bin/chromedriver")


@pytest.fixture(scope="session")
def chromium() -> Iterator[webdriver.Chrome]:
    """One browser for all tests of a worker."""
    for program, package in ((CHROMIUM, "chromium"), (DRIVER, "chromium-driver")):
        if not program.exists():
            pytest.fail(f"{program} is missing: apt-get install {package}", pytrace=False)
    options = webdriver.ChromeOptions()
    options.binary_location = str(CHROMIUM)
    for argument in (
        "--headless=new",
        "--no-sandbox",
        "--disable-background-networking",
        "--hide-scrollbars",
    ):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    with webdriver.Chrome(options=options, service=Service(str(DRIVER))) as driver:
        yield driver


@pytest.fixture
def screen(chromium: webdriver.Chrome, sandbox: Sandbox) -> Iterator[Screen]:
    """The page in the browser. Afterwards nothing was complained of, and no other host was asked."""
    screen = Screen(chromium, sandbox.page_url.rstrip("/"))
    screen.resize(1200, 900)
    yield screen
    assert screen.complaints() == []
    assert screen.hosts() <= {"127.0.0.1"}
    chromium.get("about:blank")
