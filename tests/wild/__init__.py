"""Real bugs of Comet integrations, caught by the fake where a mock sees nothing."""
