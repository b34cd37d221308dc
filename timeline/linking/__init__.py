"""What holds across articles: who is who, which accounts tell one event, what matters.

Plain Python, no database: accounts in, groups and numbers out. Nothing here depends on the
order in which articles were imported.
"""
