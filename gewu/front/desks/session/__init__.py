"""Coming in, going out, choosing a language, and the page about me."""
