"""The tests of fake_comet; they know nothing that the package itself needs."""
