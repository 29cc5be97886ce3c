"""What the mutation tests change, and how they tell a change that is known to change nothing."""

from __future__ import annotations

from tests.campaigns.mutants import ROOT, Change, changes, known, undecorated

DECORATED = '''
class Box:
    @property
    def _size(self) -> int:
        return 1

    @contextmanager
    def opened(self):
        """Opened."""
        yield

    @staticmethod
    def nothing(): ...
'''
UNDECORATED = '''
class Box:
    def plain_size(self) -> int:
        return 1
    _size = property(plain_size)

    def plain_opened(self):
        """Opened."""
        yield
    opened = contextmanager(plain_opened)

    @staticmethod
    def nothing(): ...
'''
DIFF = """# digipost.retries.x_mutmut_1: survived
--- digipost/retries.py
+++ digipost/retries.py
@@ -1,3 +1,3 @@
 a = 1
-    b = 2
+    b = 3
 c = 4
-    d,
 e
"""


def test_decorators_become_assignments() -> None:
    assert undecorated(DECORATED) == UNDECORATED


def test_a_change_is_its_lines_before_and_after() -> None:
    assert list(changes(DIFF)) == [Change(("b = 2",), ("b = 3",)), Change(("d,",), ())]


def test_only_the_case_of_sql_changes_nothing() -> None:
    statement = ('found = self.execute("SELECT name FROM facts")',)
    assert Change(statement, ('found = self.execute("select name from facts")',)).is_case_of_sql
    assert not Change(statement, ('found = self.execute("SELECT name FROM fact")',)).is_case_of_sql
    assert not Change(('name = "title"',), ('name = "TITLE"',)).is_case_of_sql


def test_the_page_lists_changes_of_lines_that_are_there() -> None:
    sources = (ROOT / "digipost").rglob("*.py")
    lines = {line.strip() for path in sources for line in path.read_text(encoding="utf-8").splitlines()}
    assert known()
    assert {line for change in known() for line in change.before} <= lines
