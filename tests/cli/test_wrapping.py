"""Lines of texts on a terminal end between words, whatever the text and the width."""

from __future__ import annotations

import re

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from digipost.cli.commands import COMMANDS, digipost
from digipost.cli.wrapping import wrapped

GUESSES = (
    "Error: The columns of m.csv seem to mean:\n\n  emne  subject\n"
    "  fnr   recipient.personal_identification_number\n\n"
    "Nothing was sent. To take them so, give --accept-guesses. To check them first, type: "
    "digipost bulk init 'm 1.csv'"
)
LONG = "/a/path/that/is/longer/than/a/line/and/has-hyphens/which/are-no-place-to-end-a-line"


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("Short.", 30, ["Short."]),
        ("To take them, give --accept-guesses.", 30, ["To take them, give", "  --accept-guesses."]),
        (
            "Written. To go on: digipost bulk resume 'a folder'",
            30,
            ["Written. To go on:", "  digipost bulk resume 'a folder'"],
        ),
        (
            "It is held. To send it: digipost batch complete X. To drop it: digipost batch cancel X. Go on",
            40,
            [
                "It is held. To send it:",
                "  digipost batch complete X. To drop it:",
                "  digipost batch cancel X. Go on",
            ],
        ),
        (
            "PDFs are not checked; install: pip install 'digipost[print]'",
            40,
            ["PDFs are not checked; install:", "  pip install 'digipost[print]'"],
        ),
        (f"See {LONG} for more", 30, ["See", f"  {LONG}", "  for more"]),
        ("  indented and long as it is here", 20, ["  indented and long", "    as it is here"]),
        (
            GUESSES,
            60,
            [
                *GUESSES.split("\n")[:5],
                "Nothing was sent. To take them so, give --accept-guesses. To",
                "  check them first, type: digipost bulk init 'm 1.csv'",
            ],
        ),
    ],
)
def test_lines_end_between_words(text: str, width: int, lines: list[str]) -> None:
    assert wrapped(text, width).split("\n") == lines


def words(text: str) -> list[str]:
    """The words between spaces, in the sense of `textwrap`."""
    return re.split(r"[\t\n\v\f\r ]+", text.strip("\t\n\v\f\r "))


@given(st.text(st.characters(exclude_characters="\0")), st.integers(30, 200))
def test_nothing_is_lost_or_broken(text: str, width: int) -> None:
    shown = wrapped(text, width)
    assert shown.split() == text.split()
    for line in shown.split("\n"):
        assert len(line) <= width or len(words(line)) <= 1


def test_help_never_breaks_an_option() -> None:
    context = click.Context(digipost, info_name="digipost", terminal_width=40)
    for name in COMMANDS:
        command = digipost.get_command(context, name)
        assert command is not None
        subcommands = command.commands.values() if isinstance(command, click.Group) else [command]
        for each in subcommands:
            inner = each.make_context(name, ["--help"], parent=context, resilient_parsing=True)
            shown = each.get_help(inner)
            assert not re.search(r"\S-$", shown, re.MULTILINE), shown
