"""The guide for e-readers and phones: built pages → EPUB 3.

`chapter` turns a page's HTML into XHTML, `package` says what is in the book and in which order, `cover` draws its
picture, `build` makes the file. Chapters and their numbers are those of `studyguide.book.plan`.
"""
