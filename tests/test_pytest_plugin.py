"""The fixtures that come with the package, in suites that use them and in suites that do not."""

from __future__ import annotations

from importlib.metadata import entry_points
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Sequence

# By its name alone, so that neither the entry point of an older installation nor another plugin plays a part.
LOADED = ("--disable-plugin-autoload", "-p", "digipost.pytest_plugin")

USES_THEM = """
    from digipost import Document, Message, recipient

    def send(client):
        client.messages.send(
            Message(
                recipient=recipient.by_personal_identification_number("31108412345"),
                primary_document=Document.from_bytes(b"Hello", subject="Hello", file_type="txt"),
            )
        )

    def test_a_letter_arrives(digipost_sandbox, digipost_client):
        send(digipost_client)
        assert [each.message.primary_document.subject for each in digipost_sandbox.letters] == ["Hello"]

    def test_the_next_test_has_another_one(digipost_sandbox):
        assert digipost_sandbox.letters == ()
"""


def run(pytester: pytest.Pytester, arguments: Sequence[str] = LOADED) -> pytest.RunResult:
    return pytester.runpytest_subprocess(*arguments, "-W", "error", "-p", "no:cacheprovider")


@pytest.mark.thorough
def test_each_test_has_a_digipost_and_a_client(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(USES_THEM)
    run(pytester).assert_outcomes(passed=2)


@pytest.mark.thorough
def test_a_suite_that_does_not_use_it_does_not_load_it(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        """
        import sys

        def test_nothing_is_loaded():
            assert "digipost.pytest_plugin" in sys.modules
            assert not {"digipost.sandbox", "digipost_schema", "attrs", "lxml", "uvicorn"} & set(sys.modules)
        """
    )
    run(pytester).assert_outcomes(passed=1)


@pytest.mark.thorough
def test_the_fixtures_are_listed_with_what_they_give(pytester: pytest.Pytester) -> None:
    lines = run(pytester, [*LOADED, "--fixtures"]).stdout
    lines.fnmatch_lines(
        [
            "digipost_sandbox*",
            "    Start a sandbox for this test*",
            "digipost_client*",
            "    Return a client of*",
        ]
    )


@pytest.mark.thorough
def test_without_the_extra_it_says_what_to_install(pytester: pytest.Pytester) -> None:
    pytester.makeconftest("import sys; sys.modules['uvicorn'] = None")
    pytester.makepyfile("def test_it(digipost_sandbox): ...")
    result = run(pytester)
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*pip install 'digipost?sandbox?'*"])


@pytest.mark.thorough  # true of a fresh environment; one made earlier has to be made again
def test_an_installation_brings_the_plugin(pytester: pytest.Pytester) -> None:
    assert [each.value for each in entry_points(group="pytest11", name="digipost")] == [
        "digipost.pytest_plugin"
    ]
    pytester.makepyfile(USES_THEM)
    run(pytester, []).assert_outcomes(passed=2)
