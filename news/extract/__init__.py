"""Extract: what is written. Finding never guesses whom or what a word means; resolving does."""
