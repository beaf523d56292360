from reports.queries.completion import chosen_in_words, completion_rows
from reports.queries.standing import summary

__all__ = ["chosen_in_words", "completion_rows", "summary"]
