"""What a build remembers: the library, its collector and its domain."""
