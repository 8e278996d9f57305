"""From a query string to a page: parse, match, rank, count, cut."""
