"""A sandbox in a process of its own, with faults of every kind; it is asked by lines on its standard input.

count       how many letters have arrived
letters     the subject of each, how often it has arrived, and how
faults      how many faults of each kind have struck
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

from digipost.sandbox import Sandbox

PASSWORD = "for this run alone"


def main(folder: Path, share: float, seed: int) -> None:
    """Listen until the standard input ends."""
    with Sandbox() as sandbox:
        sandbox.issue_certificate(folder / "broker.p12", PASSWORD)
        (folder / "password.txt").write_text(PASSWORD, encoding="utf-8")
        if share:
            sandbox.faults.mix(share, seed=seed)
        print(sandbox.url, flush=True)
        for line in sys.stdin:
            print(json.dumps(_answer(sandbox, line.strip())), flush=True)


def _answer(sandbox: Sandbox, asked: str) -> object:
    if asked == "count":
        return len(sandbox.letters)
    if asked == "letters":
        arrived = Counter(
            (letter.message.primary_document.subject, str(letter.delivery.delivery_method))
            for letter in sandbox.letters
        )
        return [[subject, channel, count] for (subject, channel), count in arrived.items()]
    struck: Counter[str] = Counter()
    for each in sandbox.faults.rules:
        struck[type(each.rule.fault).__name__ if each.rule.times else str(each.rule.fault)] += each.struck
    return dict(struck)


if __name__ == "__main__":
    main(Path(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3]))
