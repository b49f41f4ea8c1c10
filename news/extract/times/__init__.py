"""When: the time expressions of German text, their TIMEX3 values, and honest bounds for the days they mean."""

from news.extract.times.candidates import candidates
from news.extract.times.find import find_times
from news.extract.times.interval import UNBOUNDED, Interval
from news.extract.times.publication import infer_publication, read_date_lines

__all__ = ["UNBOUNDED", "Interval", "candidates", "find_times", "infer_publication", "read_date_lines"]
