"""The local engine: a query tree given meaning on the arrays of one index folder."""

from search.local.engine import LocalEngine, open_engine

__all__ = ["LocalEngine", "open_engine"]
