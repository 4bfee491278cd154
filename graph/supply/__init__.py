"""Who supplies what through whom: sums over the tables of ties that a load wrote, and why each tie was made."""
