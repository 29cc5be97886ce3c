"""Draw the page of the sandbox as docs/images/page-*.png: python docs/page_pictures.py [FOLDER].

With a folder, every page is drawn there instead, three times: light, dark, and at the width of a phone. It
needs Chromium and its driver, as the browser tests do.
"""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path

from page_letters import NOW, letters
from PIL import Image
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.support.ui import WebDriverWait

from digipost.sandbox import InboxLetter, Sandbox

IMAGES = Path(__file__).parent / "images"
WIDE, PHONE = (1120, 760), (375, 780)
COLOURS = 128
# True when a page has loaded everything: its fonts, its pictures, and those in its frames.
IS_READY = """
return document.fonts.status === "loaded" && [...document.images].every((each) => each.complete)
  && performance.getEntriesByType("navigation")[0].loadEventEnd > 0
"""


class Photographer:
    """Takes screenshots of pages.

    Args:
        browser: The browser.
        address: The address of the pages.
    """

    def __init__(self, browser: webdriver.Chrome, address: str) -> None:
        self._browser = browser
        self._address = address.rstrip("/")

    def take(
        self,
        path: str,
        file: Path,
        size: tuple[int, int] = WIDE,
        *,
        is_dark: bool = False,
        is_whole: bool = False,
    ) -> None:
        """Write a screenshot of a page to a file."""
        width, height = size
        self._set(width, height, is_dark=is_dark)
        self._browser.get(self._address + path)
        self._wait()
        if is_whole:
            height = min(3000, self._browser.execute_script("return document.documentElement.scrollHeight"))
            self._set(width, height, is_dark=is_dark)
            self._wait()
        with Image.open(BytesIO(self._browser.get_screenshot_as_png())) as picture:
            picture.convert("RGB").quantize(COLOURS).save(file, optimize=True)
        overflow = self._browser.execute_script("return document.documentElement.scrollWidth") - width
        print(file.name, f"{file.stat().st_size / 1000:.0f} kB", "TOO WIDE" if overflow > 0 else "")  # noqa: T201

    def _set(self, width: int, height: int, *, is_dark: bool) -> None:
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < WIDE[0]}
        self._browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if is_dark else "light"}
        self._browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme]})

    def _wait(self) -> None:
        wait = WebDriverWait(self._browser, 20)
        wait.until(lambda browser: browser.execute_script(IS_READY))
        for frame in self._browser.find_elements("tag name", "iframe"):
            self._browser.switch_to.frame(frame)
            wait.until(lambda browser: browser.execute_script(IS_READY))
            self._browser.switch_to.default_content()


def chromium() -> webdriver.Chrome:
    """Return a browser without a window."""
    options = webdriver.ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    for argument in ("--headless=new", "--no-sandbox", "--hide-scrollbars", "--force-color-profile=srgb"):
        options.add_argument(argument)
    return webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))


def main(folder: Path | None) -> None:
    """Take the pictures of the documentation, or of all pages."""
    with Sandbox(clock=lambda: NOW) as sandbox:
        client, number = sandbox.client(), {}
        for name, letter in letters().items():
            client.messages.send(letter)
            number[name] = sandbox.letters[-1].number
        paid = sandbox.letters[-1]
        mailbox = sandbox.recipient("31108412345")
        mailbox.open(next(iter(paid.documents)))
        mailbox.pay(next(iter(paid.documents)))
        sandbox.faults.add("delay=2s path=/messages times=3")
        sandbox.faults.add("unknown-elements share=10%")
        content = letters()["invoice"].primary_document.content
        with content.open() as file:
            pdf = file.read()
        for subject, sender in (("Innkalling til møte", "Testkommunen"), ("Faktura 1001", "Kraft AS")):
            sandbox.deliver_to_inbox(InboxLetter(subject=subject, sender=sender, content=pdf))
        ola = f"/recipients/{sandbox.recipients[0].alias}"
        with chromium() as browser:
            photographer = Photographer(browser, sandbox.page_url)
            if folder is None:
                shown = {
                    "letters": "/",
                    "invoice": f"/letters/{number['invoice']}",
                    "appointment": f"/letters/{number['appointment']}",
                    "paper": f"/letters/{number['paper']}/print",
                    "request": f"/letters/{number['invoice']}/request",
                    "recipient": ola,
                    "inbox": "/inbox",
                    "clock": "/clock",
                    "faults": "/faults",
                }
                for name, path in shown.items():
                    photographer.take(path, IMAGES / f"page-{name}.png")
                photographer.take("/", IMAGES / "page-dark.png", is_dark=True)
                photographer.take(
                    f"/letters/{number['appointment']}", IMAGES / "page-phone.png", PHONE, is_dark=True
                )
                return
            paths = ["/", "/recipients", ola, "/print-queue", "/clock", "/faults", "/nothing-here"]
            paths += [
                f"/recipients/{sandbox.parties[4].alias}",
                *(f"/letters/{each}" for each in number.values()),
            ]
            paths += [f"/letters/{number['invoice']}/{each}" for each in ("xml", "request", "print")]
            paths.append(f"/letters/{number['paper']}/print")
            for path in paths:
                name = path.strip("/").replace("/", "-") or "letters"
                photographer.take(path, folder / f"{name}.png", is_whole=True)
                photographer.take(path, folder / f"{name}-dark.png", is_dark=True, is_whole=True)
                photographer.take(path, folder / f"{name}-phone.png", PHONE, is_whole=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
