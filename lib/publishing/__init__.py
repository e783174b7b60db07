"""Room of posts: written, checked, approved, sent to every channel once, and to the office's own feeds."""

from lib.publishing.queries import out, story
from lib.publishing.records import Content, Out, Story

__all__ = ["Content", "Out", "Story", "out", "story"]
