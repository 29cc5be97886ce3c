"""Draw the output of `make demo` as docs/images/demo.svg: python docs/demo_picture.py."""

from __future__ import annotations

import re
import subprocess
import sys
from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.text import Text

DOCS = Path(__file__).parent
EXAMPLE = DOCS.parent / "examples" / "first_letter.py"


def draw(name: str, typed: str, printed: str, *, width: int) -> None:
    """Write docs/images/NAME.svg: the command as typed, and its output in colour."""
    console = Console(record=True, width=width, file=StringIO(), force_terminal=True)
    console.print(Text.assemble(("$ ", "green"), (typed, "bold")))
    for line in printed.splitlines():
        console.print(Text.from_ansi(line))
    svg = console.export_svg(title="digipost")
    # The picture loads no font from another host; the reader's own monospace font is enough.
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)
    svg = re.sub(r"terminal-\d+", "terminal", svg)
    (DOCS / "images" / f"{name}.svg").write_text(svg, encoding="utf-8")


def main() -> None:
    """Run the example and write the picture."""
    printed = subprocess.run([sys.executable, EXAMPLE], capture_output=True, text=True, check=True).stdout  # noqa: S603 - our own program
    draw("demo", "make demo", printed, width=72)


if __name__ == "__main__":
    main()
