"""When an article appeared and which dates its text speaks of.

Invariant: a date is kept at the precision it was written with, and the modification time of a
file never becomes one.
"""

from __future__ import annotations

from index.dates.mentioned import mentioned_dates, undated_expressions
from index.dates.published import published_date

__all__ = ["mentioned_dates", "published_date", "undated_expressions"]
