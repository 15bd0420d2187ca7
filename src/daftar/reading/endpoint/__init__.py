"""Endpoint: the second engine. A document is read by a language model that the user runs or names; what it says is not trusted."""
