"""/api/: taking in and reading matters by programs, under the rules of the pages."""
