"""Room of reach: what the town's media reached, channel by channel."""

from lib.reach.queries import overview, posts, series

__all__ = ["overview", "posts", "series"]
