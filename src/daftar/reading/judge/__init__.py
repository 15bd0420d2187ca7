"""Judge: what the rules propose and the encoder thinks of it, put together into claims."""
