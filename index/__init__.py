"""Articles in: reading, understanding, and an index that stays true over time."""
