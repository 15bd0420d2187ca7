"""States: who holds a place, what is cut off, who stands with whom."""
