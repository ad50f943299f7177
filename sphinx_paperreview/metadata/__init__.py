"""Files that know papers → records: text in, plain data out."""
