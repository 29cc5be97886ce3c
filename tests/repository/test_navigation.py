"""The navigation of the documentation has every page, and a heading for each word that readers look for."""

from __future__ import annotations

import re
from pathlib import Path

from tests.support.tables import in_one_test

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
# In order; a title may be left to the page.
IN_NAVIGATION = re.findall(
    r"^ +- (?:.+: )?(\S+\.md)$", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"), re.MULTILINE
)
FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def headings(page: str) -> list[str]:
    """The headings of a page, on which the site's search puts most weight."""
    return HEADING.findall(FENCED.sub("", (DOCS / page).read_text(encoding="utf-8")))


def test_the_navigation_has_every_page_once() -> None:
    pages = [path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md")]
    assert sorted(IN_NAVIGATION) == sorted(pages)


@in_one_test(
    "word",
    [
        "account",
        "async",
        "Celery",
        "certificate",
        "Django",
        "errors",
        "FastAPI",
        "Java",
        "Lambda",
        ".NET",
        "logging",
        "Odoo",
        "OpenTelemetry",
        "production",
        "PyInstaller",
        "proxy",
        "retry",
        "test access",
        "timeout",
        "webhook",
    ],
)
def test_a_guide_or_a_section_of_one_is_called_by_the_word(word: str) -> None:
    # The search of the site compares the beginnings of words: `retry` does not find `Retries`.
    word_in = re.compile(rf"(?<!\w){re.escape(word)}", re.IGNORECASE)
    guides = [page for page in IN_NAVIGATION if not page.startswith("reference/")]
    assert [page for page in guides for heading in headings(page) if word_in.search(heading)]


def test_the_faces_of_the_asynchronous_client_do_not_hide_the_guide_in_the_search() -> None:
    # Each of their dozen names begins with `Async`, and the search shows ten results.
    page = (DOCS / "reference" / "async.md").read_text(encoding="utf-8")
    assert page.startswith("---\nsearch:\n  exclude: true\n---\n")


def test_every_page_has_one_title() -> None:
    titles = {page: headings(page)[0] for page in IN_NAVIGATION}
    assert all(
        re.findall(r"^# .+$", FENCED.sub("", (DOCS / page).read_text(encoding="utf-8")), re.MULTILINE)
        == [f"# {title}"]
        for page, title in titles.items()
    )
