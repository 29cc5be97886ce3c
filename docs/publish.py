"""Publish the built documentation beside its earlier versions: python docs/publish.py FOLDER.

A web server serves the folder. `site/` becomes FOLDER/0.1, for example; `versions.json` lists the
versions for the selector in the header of each page, newest first; and `index.html` leads to the newest.

Zensical has no versions of its own yet. Its selector reads the file that `mike` writes. The edition of mike
for Zensical is a fork that is not on PyPI and pushes to a Git branch; this program needs neither.
"""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

from digipost.base.version import VERSION

__all__ = ["publish"]

_SITE = Path(__file__).parent.parent / "site"
_REDIRECT = """\
<!doctype html>
<meta charset="utf-8">
<title>digipost</title>
<meta http-equiv="refresh" content="0; url={newest}/">
<a href="{newest}/">digipost {newest}</a>
"""


def publish(site: Path, folder: Path, release: str) -> None:
    """Copy a built site to its version's place in a folder, and list the versions there.

    Args:
        site: The output of `make docs`.
        folder: The published site; created if it is missing.
        release: The version of the library, such as `0.1.0`. Releases that differ in the third number alone
            share a place.
    """
    name = ".".join(release.split(".")[:2])
    folder.mkdir(parents=True, exist_ok=True)
    if (folder / name).exists():
        shutil.rmtree(folder / name)
    shutil.copytree(site, folder / name)
    versions = sorted(
        (each.parent.name for each in folder.glob("*.*/index.html")), key=_numbers, reverse=True
    )
    listed = [{"version": each, "title": each, "aliases": []} for each in versions]
    listed[0]["aliases"] = ["latest"]
    (folder / "versions.json").write_text(json.dumps(listed, indent=2) + "\n", encoding="utf-8")
    (folder / "index.html").write_text(_REDIRECT.format(newest=versions[0]), encoding="utf-8")


def _numbers(name: str) -> list[int]:
    return [int(part) for part in name.split(".")]


if __name__ == "__main__":
    publish(_SITE, Path(sys.argv[1]), VERSION)
