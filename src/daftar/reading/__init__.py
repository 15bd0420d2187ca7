"""Reading: a Document to its Claims, verbatim and ungrounded."""
