"""Citation numbers: where they live, what is in them, and how they get into a page."""
