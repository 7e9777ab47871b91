"""The printed guide: built pages → Typst → PDF.

`editions` decides what stands in which PDF, `flow` and `inline` turn HTML into
Typst, `book.typ` is the design of the page, `compile` makes the file.
"""
