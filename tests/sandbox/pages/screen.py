"""A page in a browser, as its reader has it before their eyes."""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from selenium import webdriver
    from selenium.webdriver.remote.webelement import WebElement

__all__ = ["Screen"]

_SECONDS = 20
_INSIDE = {"data", "about", "blob", "chrome", "chrome-error"}


class Screen:
    """The browser, at the pages of one sandbox."""

    def __init__(self, driver: webdriver.Chrome, origin: str) -> None:
        self.driver = driver
        self._origin = origin
        self.complaints()
        self.hosts()

    def open(self, path: str) -> None:
        """Go to a page, and wait until it hears of changes."""
        self.driver.get(self._origin + path)

    def wait(self, until: Callable[[], object]) -> None:
        """Wait until something is so."""
        WebDriverWait(self.driver, _SECONDS).until(lambda _: until())

    def wait_for(self, text: str) -> None:
        """Wait until the page says that."""
        self.wait(lambda: text in self.text())

    def text(self) -> str:
        """The text of the page."""
        return str(self.driver.execute_script("return document.body.innerText"))

    def element(self, css: str) -> WebElement:
        """The element, as soon as it is there."""
        self.wait(lambda: self.driver.find_elements(By.CSS_SELECTOR, css))
        return self.driver.find_element(By.CSS_SELECTOR, css)

    def press(self, name: str) -> None:
        """Press the button with that name, as soon as it is there, and wait for the page that follows."""
        button = f"//button[normalize-space()='{name}']"
        self.wait(lambda: self.driver.find_elements(By.XPATH, button))
        before = self.driver.find_element(By.TAG_NAME, "html").id
        self.driver.find_element(By.XPATH, button).click()
        self.wait(lambda: self.driver.find_element(By.TAG_NAME, "html").id != before)

    @contextmanager
    def frame(self, css: str = "iframe") -> Iterator[None]:
        """Look into a frame."""
        frame = self.element(css)
        self.driver.execute_script("arguments[0].scrollIntoView()", frame)
        self.driver.switch_to.frame(frame)
        try:
            yield
        finally:
            self.driver.switch_to.default_content()

    def resize(self, width: int, height: int) -> None:
        """Make the screen as wide and as high as that."""
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)

    def overflow(self) -> int:
        """The number of the page's pixels to the right of the screen."""
        script = "return document.documentElement.scrollWidth - document.documentElement.clientWidth"
        return int(self.driver.execute_script(script))

    def hosts(self) -> set[str]:
        """The hosts that were asked since the last time, but for what the browser has blocked."""
        entries = [json.loads(entry["message"])["message"] for entry in self._log("performance")]
        blocked = {
            entry["params"]["requestId"]
            for entry in entries
            if entry["method"] == "Network.loadingFailed" and entry["params"].get("blockedReason")
        }
        urls = [
            urlsplit(entry["params"]["request"]["url"])
            for entry in entries
            if entry["method"] == "Network.requestWillBeSent" and entry["params"]["requestId"] not in blocked
        ]
        return {url.hostname or "" for url in urls if url.scheme not in _INSIDE}

    def complaints(self) -> list[str]:
        """Return the browser's complaints since the last call."""
        return [entry["message"] for entry in self._log("browser")]

    def _log(self, name: str) -> list[dict[str, str]]:
        entries: list[dict[str, str]] = self.driver.get_log(name)  # type: ignore[no-untyped-call]
        return entries
