from tests.conformance.conftest import folder

__all__ = ["folder"]
