"""What an experiment received: records, metric columns, the call journal, and views of them."""
