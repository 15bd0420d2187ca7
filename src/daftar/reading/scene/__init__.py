"""Scene: where and when, in the words of the text."""
