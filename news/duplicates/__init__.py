"""Which articles are copies of others: a definition, a search, and groups that no order of arrival changes.

**Near copy.** A *passage* is a run of eight or more words that stands in both texts, letter case and
punctuation aside. Two texts are **copies** of one another where passages make up at least 60 % of one and
at least half of the other. A text of 50 words or more is an **excerpt** of a longer one where passages make
up at least 70 % of it, but less than half of the longer. In neither case may the passages contradict each
other in their numbers (see :mod:`news.duplicates.overlap`), so that two days' weather is not one article. A
text of less than 30 words is a copy only of one with exactly the same words.

**Group.** Copies of copies are copies: a family is a connected component of the relation *copy*. That chains
do not drift is why a copy must share at least half of the longer text as well. An excerpt never joins two
families (a round-up of the day would make one group of all its topics): the family of an excerpt belongs to
the earliest family that holds it, and is a duplicate of that one's first article, never the other way round,
since the longer text tells more. The first article of a family is the one published first, then by id.

**Search.** Pairs are compared where they share a band of a MinHash of all five-word runs (texts that are
half alike, in whatever place), or of the first eighty words (teasers): :mod:`news.duplicates.signature`. What is
compared depends on the two texts alone; so all of the above depends on the set of articles alone. A short
piece from the middle of a text more than three times as long is not looked for.

**Boilerplate.** A text that is little else than a newsletter's or a podcast's standing lines is a copy of the
next one. What recurs is to be cut from bodies before they come here.
"""

from news.duplicates.exact import FileContent, Surplus, surplus_files
from news.duplicates.groups import duplicates_of
from news.duplicates.overlap import Overlap, compare
from news.duplicates.signature import SKETCH_VERSION, candidate_pairs, signature
from news.duplicates.update import Archive, Update, update
from news.duplicates.words import Words, read_words

__all__ = [
    "SKETCH_VERSION",
    "Archive",
    "FileContent",
    "Overlap",
    "Surplus",
    "Update",
    "Words",
    "candidate_pairs",
    "compare",
    "duplicates_of",
    "read_words",
    "signature",
    "surplus_files",
    "update",
]
