"""Draw the pages of a PDF as pictures: python pdf_renderer.py LETTER.pdf FOLDER MOST_PAGES.

It runs as a separate process, so that a malicious file can crash this process only. It imports nothing of
`digipost`. It writes `1.png`, `2.png` …, then `pages.json`: the number of pages in the file, and the width
and height of each drawn page in millimetres.
"""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]

_MILLIMETRES = 25.4 / 72
_LONGER_SIDE = 1754  # pixels: 150 dots per inch of A4
_MOST_MEMORY = 2 << 30
_MOST_SECONDS = 20


def _main(source: str, folder: str, most: int) -> None:
    _limit()
    sizes = []
    with pypdfium2.PdfDocument(source) as document:
        count = len(document)
        for number in range(min(count, most)):
            page = document[number]
            width, height = page.get_size()
            longer = max(width, height, 1)
            picture = page.render(scale=_LONGER_SIDE / longer).to_pil()
            picture.save(Path(folder, f"{number + 1}.png"))
            sizes.append([width * _MILLIMETRES, height * _MILLIMETRES])
            page.close()
    Path(folder, "pages.json").write_text(json.dumps({"count": count, "sizes": sizes}), encoding="ascii")


def _limit() -> None:
    """Limit the memory and CPU time of this process, if the system supports it."""
    with suppress(ImportError):
        import resource  # noqa: PLC0415 - Windows has none

        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (_MOST_SECONDS, _MOST_SECONDS))


if __name__ == "__main__":
    _main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
