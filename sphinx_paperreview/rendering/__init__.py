"""What a reader sees: cards and listings."""
