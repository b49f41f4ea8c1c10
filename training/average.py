"""Average the weights of networks that began as the same one and learned in different orders (Wortsman et al. 2022)."""

from __future__ import annotations

import argparse
from pathlib import Path

import torch


def main() -> None:
    """Write the mean."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--weights", type=Path, nargs="+", required=True, help="what student wrote, with one --teacher"
    )
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    saved = [torch.load(path) for path in args.weights]
    state = {k: sum(s["state"][k] for s in saved) / len(saved) for k in saved[0]["state"]}
    torch.save({**saved[0], "state": state}, args.out)


if __name__ == "__main__":
    main()
