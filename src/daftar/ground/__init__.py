"""Ground: the words of a Claim to a point, an interval, a party and a voice."""
