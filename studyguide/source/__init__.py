"""Markdown and data as people write them, and the extensions that turn Markdown into HTML."""
