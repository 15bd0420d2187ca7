"""Harm: people hurt, how many, by whom, with what."""
