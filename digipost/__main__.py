"""Run the command `digipost` by `python -m digipost`."""

from __future__ import annotations

from digipost.cli import main

if __name__ == "__main__":
    main()
