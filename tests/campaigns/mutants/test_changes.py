"""The campaign of mutants knows its modules and tests, and which changes are listed as equivalent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.campaigns.mutants.changes import ROOT, Change, Mutant, changes, known, mutated
from tests.campaigns.mutants.modules import TESTS

if TYPE_CHECKING:
    from pathlib import Path

SOURCE = """
class Purse:
    @property
    def total(self):
        return 1 + 2

    @property
    @counted(
        "weight"
    )
    def weight(self):
        return 3

    def names(self):
        return "SELECT name FROM coins"
"""


def test_every_module_and_test_of_the_campaign_is_there() -> None:
    named = {f"{module.replace('.', '/')}.py" for module in TESTS} | {
        path for tests in TESTS.values() for path in tests
    }
    assert {path for path in named if not (ROOT / path).is_file()} == set()


@pytest.mark.thorough
def test_decorated_functions_are_changed_too_and_each_change_is_told(tmp_path: Path) -> None:
    path = tmp_path / "purse.py"
    path.write_text(SOURCE, encoding="utf-8")
    found = {change: mutant for mutant in mutated(path, "purse") for change in changes(mutant.diff)}
    change = Change(("return 1 + 2",), ("return 1 - 2",))
    assert found[change].function == "purse.xǁPurseǁ_plain_total"
    assert found[Change(("return 3",), ("return 4",))].function == "purse.xǁPurseǁ_plain_weight"
    assert "    weight = property(counted('weight')(_plain_weight))" in path.read_text(encoding="utf-8")
    assert found[change].is_equivalent({change})
    assert not found[change].is_equivalent(set())
    of_case = Change(('return "SELECT name FROM coins"',), ('return "SELECT NAME FROM COINS"',))
    assert found[of_case].is_equivalent(set())


def test_the_changes_of_a_page_and_of_a_mutant_are_compared_without_indentation() -> None:
    diff = "--- a\n+++ a\n@@ -1 +1 @@\n-    x = 1\n-    y = 2\n+    x = 2\n"
    assert list(changes(diff)) == [Change(("x = 1", "y = 2"), ("x = 2",))]
    assert Mutant("a.x_f__mutmut_1", diff).is_equivalent({Change(("x = 1", "y = 2"), ("x = 2",))})
    assert not Mutant("a.x_f__mutmut_1", "").is_equivalent(set())


def test_the_page_lists_changes() -> None:
    listed = known()
    assert listed
    assert all(each.before and each.after and not each.is_case_of_sql for each in listed)
