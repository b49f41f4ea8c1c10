"""WHETHER rows are fit to publish: Great Expectations suites, derived and hand-written."""
