"""Lines of Markdown that name papers: read alike in posts that are built and in those imported."""
