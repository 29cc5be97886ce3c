"""Schema documentation as docstrings."""

from __future__ import annotations

import re
import textwrap

from xsdata_attrs.generator import AttrsFilters

__all__ = ["BindingsFilters", "docstring"]

_WIDTH = 96


class BindingsFilters(AttrsFilters):
    """The filters of xsdata-attrs for jinja2, and ours."""

    def register(self, env: object) -> None:
        """Add the filters to a jinja2 environment."""
        super().register(env)  # type: ignore[arg-type]
        env.filters["docstring"] = docstring  # type: ignore[attr-defined]
        env.filters["comma"] = ", ".join  # type: ignore[attr-defined]


def docstring(text: str | None, indent: int) -> str:
    """Return schema documentation as a docstring, wrapped and indented; empty if there is none.

    Args:
        text: The documentation, with empty lines between paragraphs.
        indent: The number of spaces before it.
    """
    if not text or not text.strip():
        return ""
    margin = " " * indent
    first, *rest = _paragraphs(text)
    filled = [_filled(each, margin, margin) for each in (f'"""{first}', *rest)]
    body = "\n\n".join(filled)
    if "\n" in body:
        return f'{body}\n{margin}"""'
    return f'{body}"""' if not body.endswith('"') else f'{body} """'


def _paragraphs(text: str) -> list[str]:
    parts = [" ".join(each.split()) for each in re.split(r"\n\s*\n", text.strip())]
    return [each.replace("\\", "\\\\").replace('"""', "'''") for each in parts]


def _filled(text: str, first: str, following: str) -> str:
    return textwrap.fill(
        text,
        _WIDTH,
        initial_indent=first,
        subsequent_indent=following,
        break_long_words=False,
        break_on_hyphens=False,
    )
