"""`gewu <command> …`: one module here is one command, with `configure(parser)` and `run(args) -> int`.

The first line of a module's docstring is its line in `gewu --help`. Modules that begin with "_" are helpers.
"""
