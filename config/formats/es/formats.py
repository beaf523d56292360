"""Numbers in the Spanish of the United States and Mexico: 1,312 and 9.8."""

THOUSAND_SEPARATOR = ","
DECIMAL_SEPARATOR = "."
