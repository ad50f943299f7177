"""The markup of foreign dialects, each construct by a pass of its own, made MyST.

A dialect's own passes (`mdx`, `colons`, `liquid`, `kramdown`, `hugo_codes`, `obsidian` …) come
first. Where HTML can say what they have found, they leave HTML behind; `html_pass` then makes MyST
of that, and of all HTML that the author wrote. So there is one place that says what becomes of a
picture, a box or a table.
"""
