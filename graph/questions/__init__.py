"""SPARQL questions: what is asked, checked, run within a time limit, and written out; and the named ones."""

from graph.questions.answers import QueryResult
from graph.questions.asking import run_query
from graph.questions.named import Question, list_questions, load_question
from graph.questions.vocabulary import prefixes, schema

__all__ = ["QueryResult", "Question", "list_questions", "load_question", "prefixes", "run_query", "schema"]
