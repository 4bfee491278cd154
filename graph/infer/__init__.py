"""What descriptions name without saying so in a field: products, programs, statutes."""
