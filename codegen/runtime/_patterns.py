"""Expressions for the patterns of a schema: Python expressions with the word characters of XML Schema."""

from __future__ import annotations

import re
from functools import cache

__all__ = ["compiled"]

# XML Schema Part 2, appendix F: \w is every character but punctuation, separators and others (P, Z, C). So
# `_` is excluded, and `+`, the euro sign and combining marks are included. The specification leaves the
# version of Unicode open. The characters that Unicode 14.0 excludes are refused, unless they were letters,
# marks, numbers or symbols in 3.2, such as `§`. Characters without a category are accepted: a later version
# may assign a category.
_WORD = """
    24 2b 30-39 3c-3e 41-5a 5e 60-7a 7c 7e a2-aa ac ae-b6 b8-ba bc-be c0-37d 37f-386 388-559 560-588
    58b-5bd 5bf 5c1-5c2 5c4-5c5 5c7-5f2 5f5-5ff 606-608 60b 60e-61a 620-669 66e-6d3 6d5-6dc 6de-6ff 70e
    710-7f6 7fa-82f 83f-85d 85f-88f 892-8e1 8e3-963 966-96f 971-9fc 9fe-a75 a77-aef af1-c76 c78-c83
    c85-df3 df5-e4e e50-e59 e5c-f03 f13-f39 f3e-f84 f86-fcf fd5-fd8 fdb-1049 1050-10fa 10fc-135f
    1369-13ff 1401-166d 166f-167f 1681-169a 169d-16ea 16ee-1734 1737-17d3 17d7 17db-17ff 180b-180d
    180f-1943 1946-1a1d 1a20-1a9f 1aa7 1aae-1b59 1b61-1b7c 1b7f-1bfb 1c00-1c3a 1c40-1c7d 1c80-1cbf
    1cc8-1cd2 1cd4-1fff 2044 2052 2065 2070-207c 207f-208c 208f-2328 232b-2767 2776-27c4 27c7-27e5
    27f0-2982 2999-29d7 29dc-29fb 29fe-2cf8 2cfd 2d00-2d6f 2d71-2dff 2e2f 2e50-2e51 2e5e-2fff 3004-3007
    3012-3013 3020-302f 3031-303c 303e-309f 30a1-30fa 30fc-a4fd a500-a60c a610-a672 a674-a67d a67f-a6f1
    a6f8-a873 a878-a8cd a8d0-a8f7 a8fb a8fd-a92d a930-a95e a960-a9c0 a9ce-a9dd a9e0-aa5b aa60-aadd
    aae0-aaef aaf2-abea abec-d7ff f900-fd3d fd40-fe0f fe1a-fe2f fe53 fe62 fe64-fe67 fe69 fe6c-fefe ff00
    ff04 ff0b ff10-ff19 ff1c-ff1e ff21-ff3a ff3e ff40-ff5a ff5c ff5e ff66-fff8 fffc-100ff 10103-1039e
    103a0-103cf 103d1-1056e 10570-10856 10858-1091e 10920-1093e 10940-10a4f 10a59-10a7e 10a80-10aef
    10af7-10b38 10b40-10b98 10b9d-10eac 10eae-10f54 10f5a-10f85 10f8a-11046 1104e-110ba 110c2-110cc
    110ce-1113f 11144-11173 11176-111c4 111c9-111cc 111ce-111da 111dc 111e0-11237 1123e-112a8
    112aa-1144a 11450-11459 1145c 1145e-114c5 114c7-115c0 115d8-11640 11644-1165f 1166d-116b8
    116ba-1173b 1173f-1183a 1183c-11943 11947-119e1 119e3-11a3e 11a47-11a99 11a9d 11aa3-11c40
    11c46-11c6f 11c72-11ef6 11ef9-11ffe 12000-1246f 12475-12ff0 12ff3-1342f 13439-16a6d 16a70-16af4
    16af6-16b36 16b3c-16b43 16b45-16e96 16e9b-16fe1 16fe3-1bc9e 1bca4-1d172 1d17b-1da86 1da8c-1e95d
    1e960-e0000 e0002-e001f e0080-effff ffffe-fffff 10fffe-10ffff
"""
_ESCAPE = re.compile(r"\\.", re.DOTALL)


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    r"""Return an expression in which `\w`, always in a class, is a word character of XML Schema."""
    return re.compile(_ESCAPE.sub(lambda found: _word() if found[0] == r"\w" else found[0], pattern))


@cache
def _word() -> str:
    ranges = (each.partition("-") for each in _WORD.split())
    return "".join(f"\\U{int(first, 16):08x}-\\U{int(last or first, 16):08x}" for first, _, last in ranges)
