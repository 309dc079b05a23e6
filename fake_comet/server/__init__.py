"""What Comet's server would know: answers from the session's recordings, in the server's JSON."""
