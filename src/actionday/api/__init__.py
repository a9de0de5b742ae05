"""The HTTP API, version 1: what units, platforms and their machines call."""
