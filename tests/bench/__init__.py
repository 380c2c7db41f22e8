"""Benchmarks: every figure beside its reference, both taken in the same run. `make bench`."""
