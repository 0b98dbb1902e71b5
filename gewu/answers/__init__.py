"""Values of scenario fields for any owner: JSON for display, typed fact rows for counting; the search index."""
