"""Who is who: one id for each vendor that records name in different ways."""
