"""Rehearsing: the questions of the built pages as a file for the browser."""
