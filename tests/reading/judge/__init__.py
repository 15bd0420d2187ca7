"""What the judge decides."""
