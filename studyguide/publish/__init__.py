"""The last step of the build: the pages that MkDocs wrote → a site that is light, strict and ready to serve.

Search and the book read the pages before this step adds what only a browser needs.
"""
