"""Articles in: reading, understanding, and an index that stays true over time."""

import warnings

# Whoosh 2.7.4 is from 2016: Python warns of its string escapes and of an `is` with a number when
# it first compiles it (pip compiles as it installs, uv does not), and where warnings are errors
# it cannot be imported at all. This import loads all the modules concerned.
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import whoosh.codec.whoosh3  # noqa: F401
