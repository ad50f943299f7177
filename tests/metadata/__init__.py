"""Files that know papers."""
