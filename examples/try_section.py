"""Start a sandbox with all that the examples use, and run one of them: python try_section.py section.py."""

import os
import runpy
import sys
from pathlib import Path

from PIL import Image

from digipost.sandbox import Sandbox

page = Image.new("RGB", (1240, 1754), "white")  # A4 at 150 dots per inch
Path("letters").mkdir(exist_ok=True)
for name in ("letter", "letter-for-print", "invoice", "terms", "letters/1", "letters/2"):
    page.save(f"{name}.pdf", resolution=150)
Path("letter.html").write_text("<html><body><p onclick='x()'>Hei</p></body></html>", encoding="utf-8")
Path("customers.csv").write_text("fnr,nr\n31108412345,1\n01013300001,2\n", encoding="utf-8")

PASSWORD = os.environ["DIGIPOST_PASSWORD"] = "a password of my own"
with Sandbox() as sandbox:
    sandbox.issue_certificate("certificate.p12", PASSWORD)
    runpy.run_path(sys.argv[1], {"client": sandbox.client(), "sandbox": sandbox})
