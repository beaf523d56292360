"""Staff files: what their columns, dates and rows mean.  Pure: no database, clock or settings."""
