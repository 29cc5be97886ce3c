"""Lets pytest explain what `Case.check` finds."""

from __future__ import annotations

import pytest

pytest.register_assert_rewrite("tests.use_cases.cases")
