"""Whether an import has lost or invented anything: source and result, compared word by word.

Nothing here knows how a post was converted: both sides are read as plain text.
"""
