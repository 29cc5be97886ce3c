"""Draw the report of a mailing as docs/images/report*.png: python docs/report_pictures.py.

It needs Chromium and its driver, as the browser tests do.
"""

from __future__ import annotations

import csv
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from page_pictures import IMAGES, PHONE, WIDE, Photographer, chromium

from digipost import bulk
from digipost.bulk.guesses.column_guesses import guessed
from digipost.bulk.manifests.manifest import open_manifest
from digipost.sandbox import Sandbox

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selenium import webdriver

EXAMPLE = Path(__file__).parents[1] / "examples" / "fakturaer"
LETTER = Path(__file__).parents[1] / "examples" / "invoice.pdf"
PEOPLE = ("31108412345", "01013300001", "26079833787")
NOBODY = "17077700002"
COLUMNS = bulk.Columns(
    mapping={"recipient.personal_identification_number": "fnr"},
    templates={"document": "{file}", "subject": "Invoice {nr}"},
)


def rows() -> Iterator[tuple[str, int, str]]:
    """Yield rows of a manifest: most are in order."""
    for number in range(1, 401):
        person = PEOPLE[number % len(PEOPLE)]
        if number % 57 == 0:
            person = NOBODY
        if number % 93 == 0:
            person = person[:10]
        yield person, 1000 + number, "missing.pdf" if number % 131 == 0 else "invoice.pdf"


def main() -> None:
    """Send a mailing to a sandbox, and take pictures of its reports."""
    with TemporaryDirectory() as temporary, Sandbox() as sandbox, chromium() as browser:
        folder = Path(temporary)
        (folder / "invoice.pdf").write_bytes(LETTER.read_bytes())
        with (folder / "invoices.csv").open("w", encoding="utf-8", newline="") as file:
            table = csv.writer(file, delimiter=";")
            table.writerow(("fnr", "nr", "file"))
            table.writerows(rows())
        mailing = bulk.Mailing(folder / "invoices.csv", sandbox.client(), columns=COLUMNS)
        mailing.check()
        report = bulk.write_report(mailing.folder)
        photographer = Photographer(browser, report.html.parent.as_uri())
        photographer.take("/report.html", IMAGES / "report.png", WIDE)
        mailing.send(bulk.threads(4), most_a_second=100, skip_invalid=True)
        bulk.write_report(mailing.folder)
        photographer.take("/report.html", IMAGES / "report-phone.png", PHONE, is_dark=True)
        _take_example(folder, sandbox, browser)


def _take_example(folder: Path, sandbox: Sandbox, browser: webdriver.Chrome) -> None:
    """Take a picture of the report of the mailing from an Excel workbook."""
    workbook = Path(shutil.copytree(EXAMPLE, folder / "fakturaer"), "fakturaer.xlsx")
    guess = guessed(open_manifest(workbook), bulk.Columns(), workbook.parent)
    columns = bulk.Columns(mapping=guess.mapping, templates=guess.templates, ignored=guess.ignored)
    mailing = bulk.Mailing(workbook, sandbox.client(), columns=columns)
    mailing.send(bulk.threads(2))
    report = bulk.write_report(mailing.folder)
    photographer = Photographer(browser, report.html.parent.as_uri())
    photographer.take("/report.html", IMAGES / "report-fakturaer.png", WIDE)


if __name__ == "__main__":
    main()
