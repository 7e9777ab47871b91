"""Checks: what is wrong in pages, data and figures, with file and line."""
