"""The files that places come from, and the index that they are kept in."""
