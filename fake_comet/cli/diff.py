"""``fake-comet diff``: what differs between two recordings, for people, tools and reviews."""

from __future__ import annotations

import argparse
import functools
import json
from pathlib import Path
from typing import Any, Final

from fake_comet.cli.commands import Commands, add_ignore
from fake_comet.errors import Misuse
from fake_comet.offline import load
from fake_comet.recording.diff import Change, Diff, Difference, diff
from fake_comet.recording.diff.data import as_data
from fake_comet.recording.diff.github import as_annotations
from fake_comet.recording.diff.markdown import as_markdown
from fake_comet.recording.diff.rules import Rules, rules_in, rules_near
from fake_comet.recording.diff.text import EQUAL, heading
from fake_comet.recording.plain import rounding_of
from fake_comet.recording.recording import Recording
from fake_comet.recording.sites import UNKNOWN_SITE

_STYLES: Final = {
    Change.REMOVED: "red",
    Change.ADDED: "green",
    Change.RENAMED: "cyan",
    Change.CHANGED: "yellow",
}
_SHOWN: Final = 20  # differences of a kind, unless all places are asked for


def add_to(commands: Commands) -> None:
    """Add the command and its arguments."""
    command = commands.add_parser(
        "diff",
        help="print what differs between two recordings",
        description="Compare two recordings, each saved, a golden or an offline archive. Ids, "
        "times and made-up names do not count. Problems count if both files know them. What may "
        "differ is also read from [tool.fake-comet.diff] of the nearest pyproject.toml: ignore, "
        "a list, and tolerances, a table, both by patterns as metrics:loss*.",
        epilog="exit codes: 0 they are equal, 1 they differ, 2 misuse",
    )
    for name in ("first", "second"):
        command.add_argument(
            name, metavar=name.upper(), type=Path, help="a saved recording, golden or archive"
        )
    _add_rules(command)
    _add_kinds(command)
    _add_output(command)
    command.set_defaults(command=compare)


def _add_rules(command: argparse.ArgumentParser) -> None:
    add_ignore(command)
    command.add_argument(
        "--tolerance",
        metavar="KIND=RTOL",
        action="append",
        default=[],
        help="let numbers differ relatively, as metrics:*loss*=1e-5, or absolutely, as "
        "images:*=atol:2; may be repeated",
    )
    command.add_argument(
        "--rules",
        metavar="FILE",
        type=Path,
        help="the pyproject.toml with the rules (default: the nearest here or above)",
    )


def _add_kinds(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--environment",
        action="store_true",
        help="compare packages, host, git, code and system metrics too",
    )
    command.add_argument(
        "--calls", action="store_true", help="compare the order of the SDK calls too"
    )


def _add_output(command: argparse.ArgumentParser) -> None:
    output = command.add_mutually_exclusive_group()
    output.add_argument("--json", action="store_true", help="print the differences as JSON")
    output.add_argument(
        "--markdown", action="store_true", help="print Markdown for the comment on a merge request"
    )
    output.add_argument(
        "--github", action="store_true", help="print annotations that a GitHub workflow shows"
    )
    output.add_argument(
        "-v", "--verbose", action="store_true", help="print all places that differ, not the first"
    )
    command.add_argument(
        "--pictures", metavar="DIR", type=Path, help="save pictures of which pixels differ there"
    )


def compare(options: argparse.Namespace) -> int:
    """Print the differences; 0 if there are none, else 1."""
    paths = (options.first, options.second)
    first, second = map(load, paths)
    rounding = functools.reduce(Rules.plus, map(rounding_of, paths))
    found = diff(
        first,
        second,
        ignore=options.ignore,
        tolerances=dict(map(_tolerance, options.tolerance)),
        rules=rounding.plus(_rules(options)),
        environment=options.environment,
        calls=options.calls,
        problems=_knows_problems(first) and _knows_problems(second),
    )
    _print(found, options)
    if options.pictures:
        _save_pictures(found, options.pictures)
    return int(bool(found))


def _rules(options: argparse.Namespace) -> Rules:
    return rules_near(Path.cwd()) if options.rules is None else rules_in(options.rules)


def _tolerance(text: str) -> tuple[str, dict[str, float]]:
    pattern, _, value = text.rpartition("=")
    word, _, amount = value.rpartition(":")
    try:
        return pattern, {word or "rtol": float(amount)}
    except ValueError:
        raise Misuse(
            f"--tolerance takes KIND=RTOL, as metrics:*loss*=1e-5, or KIND=atol:2, not {text!r}"
        ) from None


def _knows_problems(recording: Recording) -> bool:
    """Whether it holds calls; an archive or a golden has no problems because it has none."""
    return next(recording.recorder.journal.explicit(), None) is not None


def _print(found: Diff, options: argparse.Namespace) -> None:
    if options.json:
        print(json.dumps(as_data(found), ensure_ascii=False))
    elif options.markdown:
        print(as_markdown(found), end="")
    elif options.github:
        for line in as_annotations(found, Path.cwd()):
            print(line)
    else:
        _print_text(found, verbose=options.verbose)


def _print_text(found: Diff, *, verbose: bool) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(soft_wrap=True, highlight=False)
    # Text, for what was logged may look like rich's markup.
    console.print(Text(heading(found) if found else EQUAL))
    for kind, differences in found.sections.items():
        console.print(Text(f"{kind}:", style="bold"))
        shown = differences if verbose else differences[:_SHOWN]
        for difference in shown:
            console.print(_line(difference))
            for detail in difference.details if verbose else ():
                console.print(Text(f"      {detail}", style="dim"))
        if len(differences) > len(shown):
            console.print(Text(f"  … and {len(differences) - len(shown)} more"))


def _line(difference: Difference) -> Any:
    from rich.text import Text

    line = Text("  ")
    line.append(repr(difference.name), style=_STYLES[difference.change])
    line.append(f": {difference.message}")
    if difference.site not in (None, UNKNOWN_SITE):
        line.append(f"  {difference.site}", style="dim")
    return line


def _save_pictures(found: Diff, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    number = 0
    for difference in found:
        for detail in difference.details:
            if detail.picture is not None:
                number += 1
                path = folder / f"{number:03}-{_file_name(difference.name)}.png"
                path.write_bytes(detail.picture.data)


def _file_name(name: str) -> str:
    return "".join(letter if letter.isalnum() else "_" for letter in name)[:60]
