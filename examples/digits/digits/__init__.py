"""A small classifier of handwritten digits that reports its training to Comet."""
