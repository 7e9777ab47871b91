"""Search: the index (Python), the worker and the dialog (JavaScript, bundled by build.mjs)."""
