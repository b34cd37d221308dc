"""Adding articles on the page: what was sent, the child process that reads it, what came of it."""
