"""Runs the `console` blocks of the pages against a real Docker engine.

A lab is what the reader sees: `$ command`, then its output. What differs fails.
"""
