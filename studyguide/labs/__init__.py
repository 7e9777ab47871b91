"""Runs the `console` blocks of the pages against a real Docker engine.

A lab is what the reader sees: `$ command`, then its output. What differs fails.

Neither sybil nor pexpect is used. A page is one shell session, and `--labs-accept` writes
the output back into its blocks: sybil evaluates examples, it does not rewrite them. pexpect
opens a terminal, which mixes echo and prompts into the output; a pipe with an end mark after
each command does not.
"""
