"""Text from outside that would take minutes if the time grew as the square of its length, or faster.

Each piece of work runs in a process of its own, which is given far more time than it needs.
"""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.support.tables import in_one_test

pytestmark = pytest.mark.thorough
ENOUGH = 60  # seconds; each takes about one, most of it for starting Python

WORK = {
    "the marker of a canonical string, repeated": """
        from digipost.errors import api_error
        error = api_error(401, None, None, "===START===\\n" * 400_000)
        assert len(str(error)) < 10_000
    """,
    "the marker within a line": """
        from digipost.errors import api_error
        api_error(401, None, None, "===START=== " * 400_000 + "\\n===SLUTT===")
    """,
    "blanks before a marker": """
        from digipost.errors import api_error
        api_error(401, None, None, "\\n" + " " * 4_000_000 + "===START")
    """,
    "an explanation of 16 MB": """
        from digipost.errors import api_error
        for text in ("a", "1 ", "+1", "a@", "1234567890 ", "%40", "a#", "31108412345"):
            error = api_error(400, text * 8_000_000, text * 8_000_000, text * 8_000_000)
            assert len(str(error)) < 10_000
    """,
    "100 000 links of an error": """
        from digipost.errors import api_error
        links = {f"https://api.digipost.example/relations/{n}": "a" * 5000 for n in range(100_000)}
        assert len(api_error(400, links=links).links) <= 20
    """,
    "a canonical string that differs": """
        from digipost.errors import api_error
        theirs = "GET\\n" + "/a" * 1_000_000 + "\\n" + "date: x\\n" * 100_000 + "a=b&" * 1_000_000
        text = f"===START===\\n{theirs}\\n===SLUTT==="
        api_error(403, "INVALID_SIGNATURE", None, text, canonical=theirs.replace("b", "c"))
    """,
    "an answer of empty parts, each compressed by itself": """
        import gzip
        from digipost.protocol.answer import decompressed
        packed = {"content-encoding": "gzip"}
        assert decompressed(packed, gzip.compress(b"") * 400_000, 1) == b""
        assert decompressed(packed, gzip.compress(b"x") + bytes(16_000_000), 1) == b"x"
        assert decompressed(packed, (gzip.compress(b"x") + bytes(9)) * 100_000, 100_000) == b"x" * 100_000
    """,
    "a raw element without a colon": """
        from digipost_schema import RawElement
        for text in (b"a", b"a ", b"a:", b"'a", b"="):
            RawElement(b"<x>" + text * (2_000_000 // len(text)) + b"</x>")
    """,
    "a value that libxml2 quotes": """
        from digipost.base.schema_validation import parsed, problems
        for text in ("The value '", "' has ", "' is ", ": '"):
            value = text * 20_000
            xml = f'<tags xmlns="http://api.digipost.no/schema/v8"><tag-type>{value}</tag-type></tags>'
            found = problems(parsed(xml.encode()))
            assert found and not any(text * 2 in each.text for each in found)
    """,
    "style elements that do not end": """
        from digipost.sandbox.pages.html_sanitizer import sanitised
        for text in ("<style", "<style ", "<style>", "<style></style", "<style>a{"):
            sanitised(text * (300_000 // len(text)))
    """,
    "a style sheet of white space": """
        from digipost.sandbox.pages.html_sanitizer import sanitised
        for text in (" ", "a ", "a{} ", "\\n"):
            sanitised(f"<style>{text * (300_000 // len(text))}</style>")
    """,
    "comments before a drawing that is none": """
        import tempfile
        from pathlib import Path
        from digipost.sandbox.pages.display_formats import image_type
        with tempfile.TemporaryDirectory() as folder:
            for text in ("<!---->", "<!-- -->\\n", "<?xml", "<!DOCTYPE ", " ", "<!--"):
                path = Path(folder, "drawing.svg")
                path.write_text(text * 5000)
                assert image_type(path) is None
    """,
    "a fault with many stars": """
        from digipost.sandbox.faults import Faults
        faults = Faults()
        faults.add("hang-up path=/*a*a*a*a*a*a*a*b")
        assert faults.strike("GET", "/" + "a" * 100_000).fault is None
        assert faults.strike("GET", "/" + "a" * 100_000 + "b").fault is not None
    """,
    "a street of blanks": """
        from digipost.sandbox import Sandbox
        from digipost.sandbox.services.recipients import _STREET
        for text in (" ", "1", " 1", "1 ", "a "):
            _STREET.fullmatch("A" + text * (1_000_000 // len(text)) + "!")
    """,
}


@in_one_test("code", WORK.values())
def test_the_time_is_bounded(code: str) -> None:
    lines = code.strip("\n").splitlines()
    program = "\n".join(line.removeprefix(" " * 8) for line in lines)
    done = subprocess.run([sys.executable, "-c", program], timeout=ENOUGH, check=False, capture_output=True)
    assert done.returncode == 0, done.stderr.decode()[-2000:]
