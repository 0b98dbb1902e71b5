"""One box that finds matters, people, places, records, figures and scenarios."""
