"""Bulk mail: the letters of a manifest, checked first and sent once each.

    from digipost import DigipostClient, bulk

    with DigipostClient.from_environment() as client:
        mailing = bulk.Mailing("invoices.csv", client)
        if mailing.check()[bulk.State.INVALID] == 0:
            mailing.send()

It can be interrupted at any moment, by Ctrl-C, by `kill -9` or by a power cut, and resumed by the same call.
The journal beside the manifest records the proven letters. Before any other letter is sent again, Digipost is
asked about it. Needs the extra `print`; for a manifest in Parquet or from a spreadsheet the extra `bulk`.
"""

from __future__ import annotations

from digipost.bulk.errors import BulkError, JournalError, ManifestError
from digipost.bulk.forecasts import Forecast, Way, forecast
from digipost.bulk.mailing import Mailing
from digipost.bulk.manifests.columns import COLUMNS, Columns
from digipost.bulk.manifests.manifest_format import ManifestFormat
from digipost.bulk.prices import Prices
from digipost.bulk.profile import Profile
from digipost.bulk.report import Report, status, write_report
from digipost.bulk.reports.summary import Summary
from digipost.bulk.row_states import Finding, Row, State
from digipost.bulk.run.progress import Progress
from digipost.bulk.run.workers import Workers, processes, threads
from digipost.bulk.sample import sample_letter

__all__ = [
    "COLUMNS",
    "BulkError",
    "Columns",
    "Finding",
    "Forecast",
    "JournalError",
    "Mailing",
    "ManifestError",
    "ManifestFormat",
    "Prices",
    "Profile",
    "Progress",
    "Report",
    "Row",
    "State",
    "Summary",
    "Way",
    "Workers",
    "forecast",
    "processes",
    "sample_letter",
    "status",
    "threads",
    "write_report",
]
