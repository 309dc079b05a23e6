"""What the tests share: the oracle over the real SDK and the short forms; it holds no tests."""
