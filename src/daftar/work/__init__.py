"""Work: the only room that knows the order of the steps."""
