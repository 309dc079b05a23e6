"""What an experiment received: frozen records, columns of metric points, the call journal, and views of them."""
