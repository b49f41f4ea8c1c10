"""``python -m flows`` is ``depesche``."""

from flows.cli import main

main()
