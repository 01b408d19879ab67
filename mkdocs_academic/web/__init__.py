"""Asking services on the web, and reading their answers: both are slow, wrong or hostile now and then."""
