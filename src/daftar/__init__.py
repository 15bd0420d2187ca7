"""daftar: the book of who says what happened to whom."""
