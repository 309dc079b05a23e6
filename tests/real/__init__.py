"""Real downstream packages under the fake; ``make real`` installs them."""
