"""Where money goes and what the records leave out: trails from statutes to subawards, and gaps to ask about."""
