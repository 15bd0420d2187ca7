"""Publish: the Record as tables, traces, pictures and a report."""
