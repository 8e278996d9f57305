"""The local engine: a query tree given meaning on the arrays of one index folder."""
