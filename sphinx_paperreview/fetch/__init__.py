"""Ask services what they know of papers: what alone opens a connection, and never in a build."""
