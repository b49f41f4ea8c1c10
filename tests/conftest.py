"""What holds for all tests: examples of property tests may take as long as a busy machine needs."""

from hypothesis import settings

settings.register_profile("depesche", deadline=None)
settings.load_profile("depesche")
