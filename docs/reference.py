"""The reference: every command of the command line, its exit codes, every setting, and the language engines."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import annotated_types
import typer
from pydantic.fields import FieldInfo

from docs.engine_list import engine_list
from docs.markdown import code, page, table
from flows import cli
from flows.settings import Settings

INTRO = """The command line and the settings of Depesche. Every command knows `--help`. Errors are one line on stderr
that says what to do; `--verbose` adds the traceback."""
SETTINGS_INTRO = """Each setting is an environment variable, or a line `NAME=value` in a file `.env` of the folder from
which Depesche is started ([.env.example](../.env.example) lists them all). The environment wins over the file, a flag
over both."""
TYPES: dict[Any, str] = {
    Path: "path",
    str: "text",
    int: "whole number",
    float: "number",
    bool: "true or false",
}
"""Python type of a setting -> what a user writes."""


def reference() -> str:
    """The page docs/reference.md."""
    return page(
        "Reference",
        INTRO,
        [
            "## Commands",
            *(_command(name, command) for name, command in commands().items()),
            "## Exit codes",
            table(["code", "meaning"], ([code(number), meaning] for number, meaning in exit_codes().items())),
            "## Settings",
            SETTINGS_INTRO,
            _settings_table(),
            "## Language engines",
            engine_list(),
        ],
    )


def env_example() -> str:
    """The file .env.example: every setting with its meaning and its default, commented out."""
    head = [
        "# Settings of Depesche. Copy this file to .env and take the # away from what you want to change.",
        "# Written by docs/generate.py from flows/settings.py; `make docs` writes it anew.",
    ]
    blocks = [
        f"# {field.description} {_type(field).capitalize()}.\n# {variable}={_default(field)}"
        for variable, field in settings().items()
    ]
    return "\n\n".join(["\n".join(head), *blocks]) + "\n"


def commands() -> dict[str, Any]:
    """The commands of the command line by name."""
    group: Any = typer.main.get_command(cli.app)
    return {name: command for name, command in group.commands.items() if not command.hidden}


def exit_codes() -> dict[int, str]:
    """Exit code -> meaning, as the docstring of flows/cli.py says it; ValueError where it says nothing."""
    sentence = re.search(r"exit code (?P<told>0 [^.]+)\.", " ".join((cli.__doc__ or "").split()))
    if sentence is None:
        raise ValueError("the docstring of flows/cli.py does not say what the exit codes mean")
    told = re.findall(r"(\d+) (?:is )?([^,]+)(?:, |$)", sentence["told"])
    return {int(number): meaning for number, meaning in told}


def settings() -> dict[str, FieldInfo]:
    """Environment variable -> setting."""
    prefix = Settings.model_config["env_prefix"]
    return {f"{prefix}{name}".upper(): field for name, field in Settings.model_fields.items()}


def _command(name: str, command: Any) -> str:
    context = command.context_class(command, info_name=f"{cli.app.info.name} {name}")
    usage = command.get_usage(context).removeprefix("Usage: ")
    rows = [_parameter(parameter, context) for parameter in command.params]
    parts = [f"### {name}", inspect.cleandoc(command.help or ""), f"```text\n{usage}\n```"]
    if rows:
        parts.append(table(["argument or flag", "value", "default", "meaning"], rows))
    return "\n\n".join(parts)


def _parameter(parameter: Any, context: Any) -> tuple[str, str, str, str]:
    is_flag = getattr(parameter, "is_flag", False)
    default = "" if is_flag or parameter.default is None else code(parameter.default)
    return (
        ", ".join(code(spelling) for spelling in parameter.opts),
        "" if is_flag else code(parameter.display_type(context)),
        "required" if parameter.required else default,
        parameter.help or "",
    )


def _settings_table() -> str:
    rows = [
        (
            code(variable),
            _type(field),
            code(_default(field)) if _default(field) else "",
            field.description or "",
        )
        for variable, field in settings().items()
    ]
    return table(["variable", "type", "default", "meaning"], rows)


def _type(field: FieldInfo) -> str:
    return ", ".join([_type_name(field.annotation), *_bounds(field)])


def _type_name(annotation: Any) -> str:
    if get_origin(annotation) is Literal:
        return "one of " + ", ".join(map(str, get_args(annotation)))
    options = [option for option in get_args(annotation) or (annotation,) if option is not type(None)]
    return " or ".join(TYPES.get(option, str(option)) for option in options)


def _bounds(field: FieldInfo) -> Iterator[str]:
    for bound in field.metadata:
        if isinstance(bound, annotated_types.Gt):
            yield f"more than {bound.gt}"
        elif isinstance(bound, annotated_types.Ge):
            yield f"at least {bound.ge}"
        elif isinstance(bound, annotated_types.Lt):
            yield f"less than {bound.lt}"
        elif isinstance(bound, annotated_types.Le):
            yield f"at most {bound.le}"


def _default(field: FieldInfo) -> str:
    return "" if field.default is None else str(field.default)
