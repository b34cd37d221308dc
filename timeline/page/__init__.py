"""What the pages show, made out of rows and of the query string. Nothing here writes."""
