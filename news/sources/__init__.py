"""The places that raw files can lie in: folders, archives, buckets; each is a ``news.discover.Source``."""
