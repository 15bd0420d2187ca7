"""Who: parties, persons, and who acts on whom."""
