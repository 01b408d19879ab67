"""The author's news: the list below the heading "News", and the feed that is made of it."""
