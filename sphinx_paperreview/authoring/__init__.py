"""What an author types becomes doctree nodes."""
