"""The documentation: pages written by hand, and what writes the pages that derive from the code."""
