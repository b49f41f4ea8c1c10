"""ONNX Runtime, silenced: since 1.29 it tells its makers what it runs, unless told not to before it is imported."""

from __future__ import annotations

import os

os.environ["ORT_DISABLE_TELEMETRY"] = "1"

import onnxruntime  # type: ignore[import-not-found,import-untyped,unused-ignore]

__all__ = ["onnxruntime"]
