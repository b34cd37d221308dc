"""Who may do what: signing in and out, one-time links, roles, and closing the timeline."""
