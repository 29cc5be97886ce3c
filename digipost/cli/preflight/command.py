"""`digipost preflight`."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

import attrs
import click
from click.core import ParameterSource
from rich.table import Table
from rich.text import Text

from digipost import preflight as checking
from digipost.cli.arguments import options_named
from digipost.cli.failures import ExitCode, printable
from digipost.cli.help import OUTPUT, Command, option
from digipost.cli.output import as_json, json_option, plain, print_styled, show
from digipost.cli.preflight.html_report import show_html_report
from digipost.cli.wrapping import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digipost.preflight import Finding, Report

__all__ = ["preflight"]

_RULES = "Rules for PDFs"
_HTML = (".html", ".htm")
_MOST_SHOWN = 10  # unreadable pages
_MILLIMETRES = click.FloatRange(min=0)


def _off(name: str, meaning: str) -> str:
    return f"Do not check {meaning}: for senders without Digipost's feature {name}."


@click.command(
    cls=Command,
    examples=[
        ("Check if a letter can be printed", "digipost preflight letter.pdf"),
        ("Draw the pages with the problems marked", "digipost preflight letter.pdf --picture letter.png"),
        (
            "US Letter, for a sender with these tolerances",
            "digipost preflight letter.pdf --bleed 10 --negative-bleed 20",
        ),
        (
            "Check in a script: exit code 1 for a letter that cannot be printed",
            "digipost preflight letter.pdf --json",
        ),
        ("Check a letter in HTML", "digipost preflight letter.html"),
    ],
)
@click.argument("document", type=click.Path())
@option(
    "--bleed",
    type=_MILLIMETRES,
    default=0,
    show_default=True,
    metavar="MM",
    section=_RULES,
    help="The tolerance above the size of A4.",
)
@option(
    "--negative-bleed",
    type=_MILLIMETRES,
    default=10,
    show_default=True,
    metavar="MM",
    section=_RULES,
    help="The tolerance below the size of A4.",
)
@option(
    "--max-pages",
    type=click.IntRange(min=1),
    default=20,
    show_default=True,
    metavar="N",
    section=_RULES,
    help="The largest number of pages.",
)
@option(
    "--no-margin",
    is_flag=True,
    section=_RULES,
    help=_off("validation.print.margins.left", "the barcode's zone"),
)
@option("--no-fonts", is_flag=True, section=_RULES, help=_off("validation.print.fonts", "fonts"))
@option(
    "--no-pages",
    is_flag=True,
    section=_RULES,
    help=_off("validation.print.pageamount", "the number of pages"),
)
@option(
    "--no-version",
    is_flag=True,
    section=_RULES,
    help=_off("validation.print.pdf.version", "the version of PDF"),
)
@option(
    "--picture",
    type=click.Path(),
    metavar="PNG",
    section=OUTPUT,
    help="Draw the pages, with the barcode zone and its contents, into this file.",
)
@json_option
@click.pass_context
def preflight(
    ctx: click.Context,
    *,
    document: str,
    bleed: float,
    negative_bleed: float,
    max_pages: int,
    no_margin: bool,
    no_fonts: bool,
    no_pages: bool,
    no_version: bool,
    picture: str | None,
) -> None:
    """Check a PDF for print, page by page, or a letter in HTML.

    Digipost prints letters for people who have no mailbox, and refuses a PDF that it cannot print. The
    rules are those of its own validator: A4 upright or sideways, at most 20 pages, PDF 1.7 or older, not
    encrypted, fonts embedded, and no text where a barcode is printed: within 15 mm of the left edge, 95 to
    175 mm from the top; on a page that lies sideways at its lower edge.

    A PDF can fail and still go to a mailbox; the last line says so.

    A letter in HTML (.html, .htm) is accepted or refused as by Digipost's own validator, with the validator's
    messages, their line and column. Nothing is sent anywhere.

    \b
    Exit codes:
      0  it can be printed, or Digipost accepts the HTML
      1  it cannot, a page of it cannot be read, or Digipost refuses the HTML
      2  the file does not exist, or is empty
      3  the extra is not installed: pip install 'digipost[print,html]'
    """  # noqa: D301 - click's mark for lines that are kept
    if document.lower().endswith(_HTML):
        _refuse_rules_for_pdfs(ctx)
        with options_named(preflight="DOCUMENT"):
            html = checking.check_html(document)
        show_html_report(document, html)
        ctx.exit(ExitCode.DONE if html.is_accepted else ExitCode.REFUSED)
    checks = checking.PrintChecks(
        pdf_version=not no_version,
        fonts=not no_fonts,
        page_count=not no_pages,
        left_margin=not no_margin,
        bleed_mm=bleed,
        negative_bleed_mm=negative_bleed,
        max_pages=max_pages,
    )
    with options_named(preflight="DOCUMENT", **{"preflight.out": "--picture"}):
        if picture is None:
            report = checking.check(document, checks)
        else:
            report = checking.picture(document, picture, checks)
    if as_json():
        show(_record(document, report, picture))
    else:
        _print(document, report, picture)
    ctx.exit(ExitCode.DONE if report.is_printable and not report.unread else ExitCode.REFUSED)


def _refuse_rules_for_pdfs(ctx: click.Context) -> None:
    for name in ctx.params:
        given = ctx.get_parameter_source(name) is ParameterSource.COMMANDLINE
        if given and name != "document":
            problem = f"--{name.replace('_', '-')} is for PDFs, and the file is HTML by its name."
            raise click.UsageError(problem, ctx)


def _print(pdf: str, report: Report, picture: str | None) -> None:
    pages = "unknown" if report.number_of_pages < 0 else str(report.number_of_pages)
    head = (("Pages", "bold"), f" {pages}   ", ("PDF version", "bold"), f" {report.pdf_version or 'none'}")
    print_styled(Text.assemble(*head))
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column("Page", no_wrap=True)
    table.add_column("Verdict", overflow="fold")
    table.add_column("Reason and advice", overflow="fold")
    for row in _rows(report):
        table.add_row(*row)
    print_styled(table)
    print_styled(_conclusion(report))
    if picture is not None:
        say(printable(f"Picture: {picture}"))
    elif any(each.boxes for each in report.findings):
        say(printable(f"To see where: digipost preflight {shlex.quote(pdf)} --picture picture.png"))


def _rows(report: Report) -> Iterator[tuple[str, Text, Text]]:
    for each in report.findings:
        if each.page is None:
            yield "all", *_explained(each)
    first, end = 1, report.number_of_pages + 1
    faulty = {each.page for each in report.findings if each.page is not None}
    # The file states the number of pages and could state any, so the loop does not visit every page.
    edges = {*report.unread, *(each + 1 for each in report.unread)}
    for page in sorted({each for each in faulty | edges if 1 <= each <= end} | {end} if end >= 1 else ()):
        found = report.of_page(page)
        if first < page:
            state = Text("not read", "yellow") if page - 1 in report.unread else Text("fine", "green")
            yield f"{first}" if first == page - 1 else f"{first}-{page - 1}", state, Text()
        for each in found:
            yield str(page), *_explained(each)
        first = page + 1 if found else page


def _explained(finding: Finding) -> tuple[Text, Text]:
    # The reason can contain a font name from the document.
    return Text(finding.verdict, "red"), plain(f"{finding.reason}. {finding.verdict.advice}")


def _conclusion(report: Report) -> Text:
    if report.is_printable and report.unread:
        some = ", ".join(map(str, report.unread[:_MOST_SHOWN])) + (
            ", …" if report.unread[_MOST_SHOWN:] else ""
        )
        return Text.assemble(
            (f"Digipost's validator finds no fault, but not all can be read: page {some}.\n", "bold yellow"),
            "Such a page may be printed empty, in part, or not at all: make the file anew.",
        )
    if report.is_printable:
        return Text("It can be printed.", "bold green")
    more = (
        "can still go to a mailbox" if report.allows_digital else "Digipost may refuse it for a mailbox too"
    )
    return Text.assemble(("It cannot be printed", "bold red"), f", and {more}.")


def _record(pdf: str, report: Report, picture: str | None) -> dict[str, object]:
    return {
        "file": pdf,
        "is_printable": report.is_printable,
        "allows_digital": report.allows_digital,
        "number_of_pages": report.number_of_pages,
        "pdf_version": report.pdf_version,
        "unread_pages": report.unread,
        "verdicts": report.verdicts,
        "findings": [
            {
                "verdict": each.verdict,
                "allows_digital": each.verdict.allows_digital,
                "page": each.page,
                "reason": each.reason,
                "advice": each.verdict.advice,
                "boxes_mm": [attrs.asdict(box) for box in each.boxes],
            }
            for each in report.findings
        ],
        "picture": picture,
    }
