"""The library: unit and property tests through its public surface."""
