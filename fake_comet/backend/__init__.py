"""A fake Comet server: requests of the real SDK become recordings, whatever carries them."""
