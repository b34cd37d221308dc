"""The steps of a build: read articles, save their accounts, name, link and index them.

`timeline.build` puts them in order. A step touches what has changed and what that can
change, never the whole corpus, and leaves what a build from nothing would leave.
"""


class ReaderLost(RuntimeError):
    """A process that read articles was ended from outside."""
