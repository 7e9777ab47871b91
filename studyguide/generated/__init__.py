"""Pages made from data and from the blocks of other pages: values in, Markdown out.

Nothing on them is typed twice, so they are written at build and not kept in Git.
"""
