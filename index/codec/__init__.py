"""The columnar segment: what a commit writes, as memory-mapped arrays Whoosh can read too."""
