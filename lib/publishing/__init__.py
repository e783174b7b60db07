"""Room of posts: written from an event, checked, and published to the office's own feeds."""

from lib.publishing.queries import out, story
from lib.publishing.records import Content, Out, Story

__all__ = ["Content", "Out", "Story", "out", "story"]
