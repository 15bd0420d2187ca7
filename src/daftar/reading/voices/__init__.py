"""Voices: who says it, and whether it is asserted, denied, feared, planned or supposed."""
