"""Language: a text as tokens, word classes, phrases and roles, by offset."""
