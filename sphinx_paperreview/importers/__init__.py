"""Foreign posts become MyST posts and notes: text in, text out, no file is touched."""
