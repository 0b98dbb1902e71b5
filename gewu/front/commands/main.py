"""The front door of the command line: finds the command, starts Django, and says refusals in one line."""

from __future__ import annotations

import argparse
import ast
import importlib
import os
import pkgutil
import sys
from collections.abc import Sequence
from pathlib import Path

from gewu.front import commands
from gewu.kernel.types import Refused

#: these run before or without a usable installation
WITHOUT_DJANGO = {"scenario"}
#: this one puts a database where none is, and looks at the key itself
BRINGS_A_DATABASE = {"restore"}


def names() -> list[str]:
    """Name every command, in alphabetical order."""
    found = (module.name for module in pkgutil.iter_modules(commands.__path__))
    return sorted(name for name in found if name != "main" and not name.startswith("_"))


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command line and return its exit code: 0 done, 1 failed or found something, 2 refused."""
    words = list(sys.argv[1:] if argv is None else argv)
    try:
        return _run(words)
    except Refused as refused:
        print(sentence(refused), file=sys.stderr)
        return 2
    except BrokenPipeError:  # `gewu … | head` closed its end; not to be reported again when Python exits
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        return 130


def sentence(refused: Refused) -> str:
    """Say a refusal as the terminal shows it: "id: words — hint", then a line for each field."""
    first = f"{refused.id}: {refused.words}" + (f" — {refused.hint}" if refused.hint else "")
    return "\n".join([first, *(f"  {field}: {words}" for field, words in refused.fields.items())])


def _run(words: list[str]) -> int:
    name = words[0] if words else ""
    if name not in names():
        return _help(words)
    if name not in WITHOUT_DJANGO:
        start_django()
        _refuse_0_1()
        if name not in BRINGS_A_DATABASE:
            _key_must_fit()
    command = importlib.import_module(f"{commands.__name__}.{name}")
    parser = argparse.ArgumentParser(prog=f"gewu {name}", description=command.__doc__)
    command.configure(parser)
    return command.run(parser.parse_args(words[1:])) or 0


def _refuse_0_1() -> None:
    from gewu.front.commands.migrate import refuse_0_1

    refuse_0_1()


def _key_must_fit() -> None:
    from gewu.front.commands._keys import must_fit

    must_fit()


def _help(words: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="gewu",
        usage="gewu <command> [options]",
        description="格物：街道网格治理平台。 gewu <command> --help says more.",
        epilog="\n".join(["commands:", *(f"  {name:<14}{summary(name)}" for name in names())]),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    asked = not words or words[0] in {"-h", "--help", "help"}
    parser.print_help(sys.stdout if asked else sys.stderr)
    if not asked:
        print(f"\ngewu: there is no command {words[0]!r}.", file=sys.stderr)
    return 0 if asked else 2


def summary(name: str) -> str:
    """Read a command's line in the help without importing it, so that help is quick and never fails."""
    tree = ast.parse(Path(commands.__path__[0], f"{name}.py").read_text(encoding="utf-8"))
    return (ast.get_docstring(tree) or "").split("\n")[0]


def start_django() -> None:
    """Make models usable; cheap when called again."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gewu.config.settings")
    django.setup()


if __name__ == "__main__":
    sys.exit(main())
