"""The printed guide: built pages → Typst → PDF.

`editions` decides what stands in which PDF, `flow` and `inline` turn HTML into Typst, `book.typ` is the design of the
page. `build` makes all files: `compile` decides what has to be set and in how many rounds, `typeset` sets one round in
one of the processes of `workers`, and what was set once is in the `store`.
"""
