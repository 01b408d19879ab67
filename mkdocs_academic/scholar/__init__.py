"""Citation numbers: where they live, what is in them, and how they get into a page."""

from .address import git_remote, repository_from, stats_url
from .counts import count_edits, has_counts
from .stats import ScholarStats, read_stats

__all__ = ["ScholarStats", "count_edits", "git_remote", "has_counts", "read_stats", "repository_from", "stats_url"]
