"""Settings changed and saved: by short name, into variables or a configuration file."""

from __future__ import annotations

import os
import shutil
from typing import Any, NamedTuple

from fake_comet.sdk import config_messages as messages
from fake_comet.sdk.config_sources import config_path, default_config_path
from fake_comet.sdk.voice import ERROR, say

_LOGGER = "config.config_class"
_INTRODUCTION = (
    "# Config file for Comet.com\n"
    "# For help see https://www.comet.com/docs/python-sdk/getting-started/\n"
)


class OptionValidationResult(NamedTuple):
    """Whether a setting is known and takes a value, and if not why."""

    option_found: bool
    value_valid: bool
    failure_reason: str | None


class SettingChanges:
    """The part of ``Config`` that changes and saves settings."""

    config_map: dict[str, dict[str, Any]]

    def __getitem__(self, name: str) -> Any:
        raise NotImplementedError

    def __setitem__(self, name: str, value: Any) -> None:
        raise NotImplementedError

    def get_subsections(self) -> set[str]:
        """The middle parts of names like ``comet.logging.file``."""
        return {key.split(".", 2)[1] for key in self.config_map if key.count(".") > 1}

    def get_setting_key(self, setting: str) -> str:
        """``comet.logging.file`` for ``logging_file``."""
        return "comet." + self._dotted(setting)

    def get_setting_name(self, setting: str) -> str:
        """``COMET_LOGGING_FILE`` for ``logging_file``."""
        return "COMET_" + setting.upper()

    def _dotted(self, setting: str) -> str:
        for section in self.get_subsections():
            if setting.startswith(section + "_"):
                return f"{section}.{setting[len(section) + 1 :]}"
        return setting

    def similar_settings_keys(self, candidate_key: str) -> list[str]:
        """The short names of settings that contain this one."""
        short = [key.replace(".", "_").replace("comet_", "") for key in self.config_map]
        return [name for name in short if candidate_key in name]

    def validate_value(self, key: str, value: Any) -> OptionValidationResult:
        """Whether the setting takes that value."""
        if key not in self.config_map:
            return OptionValidationResult(False, False, "unsupported configuration option")
        reason = self._refusal(self.config_map[key]["type"], value)
        return OptionValidationResult(True, reason is None, reason)

    def _refusal(self, kind: Any, value: Any) -> str | None:
        if value in (None, ""):
            return "invalid value"
        if kind == "int_list":
            whole = isinstance(value, list) and all(isinstance(item, int) for item in value)
            return None if whole else "not all values in list are integers"
        if isinstance(value, kind):
            return None
        return (
            f"value is wrong type for setting; type `{type(value).__name__}` given "
            f"but type `{kind.__name__}` expected"
        )

    def _set_settings(self, settings: dict[str, Any], environ: bool = False) -> None:
        """Set settings by their short names, in this object or in the environment."""
        for setting, value in settings.items():
            key = self.get_setting_key(setting)
            result = self.validate_value(key, value)
            if not result.option_found:
                self._say_unknown(setting)
            elif not result.value_valid:
                what = (setting, value, result.failure_reason)
                say("invalid-argument", messages.SETTING_FAILED, *what, logger=_LOGGER)
            elif environ:
                os.environ[self.get_setting_name(setting)] = str(value)
            else:
                self[key] = value

    def _say_unknown(self, setting: str) -> None:
        similar = self.similar_settings_keys(setting)
        if similar:
            say("unknown-setting", messages.SETTING_MISSPELT, setting, similar, logger=_LOGGER)
        else:
            say("unknown-setting", messages.SETTING_UNKNOWN, setting, logger=_LOGGER)

    def save(
        self,
        directory: str | None = None,
        filename: str | None = None,
        save_all: bool = False,
        force: bool = False,
        _prompt_user_confirmation: bool = False,
        **kwargs: Any,
    ) -> None:
        """Write the settings that are not the default to a configuration file.

        Raises:
            ValueError: a keyword is no setting.
        """
        if directory is not None:
            filename = config_path(directory)
        filename = filename or default_config_path()
        if os.path.isfile(filename) and not _may_overwrite(
            filename, force=force, ask=_prompt_user_confirmation
        ):
            return
        print(messages.SAVE_STARTED % filename, end="")
        text = self._as_file(kwargs, save_all=save_all)
        with open(filename, "w", encoding="utf-8") as file:
            file.write(_INTRODUCTION + text)
        print(messages.SAVE_COMPLETED)

    def _as_file(self, given: dict[str, Any], *, save_all: bool) -> str:
        known = {key.replace(".", "_"): key for key in self.config_map}
        unknown = [name for name in given if name.lower() not in known]
        if unknown:
            raise ValueError(messages.NOT_A_KEY % unknown[0])
        chosen = {known[name.lower()]: value for name, value in given.items()}
        lines: list[str] = []
        before = None
        for section, setting in sorted(key.rsplit(".", 1) for key in self.config_map):
            key = f"{section}.{setting}"
            line = self._line(key, setting, chosen.get(key, self[key]))
            if line.startswith("#") and not save_all:
                continue
            if section != before:
                lines += ["", f"[{section.replace('.', '_')}]"]
                before = section
            lines.append(line)
        return "".join(line + "\n" for line in lines)

    def _line(self, key: str, setting: str, value: Any) -> str:
        text = ",".join(map(str, value)) if isinstance(value, list) else value
        if value is None or value == []:
            return f"# {setting} = ..."
        if value == self.config_map[key].get("default"):
            return f"# {setting} = {text}"
        return f"{setting} = {text}"

    def display(self, display_all: bool = False) -> None:
        """Print the settings that are not the default."""
        print("=" * 65)
        print("Settings:")
        print(self._as_file({}, save_all=display_all), end="")
        print("=" * 65)


def _may_overwrite(filename: str, *, force: bool, ask: bool) -> bool:
    if not force:
        say("nothing-logged", messages.FILE_EXISTS, filename, level=ERROR, logger=_LOGGER)
        return False
    if ask and not input(messages.OVERWRITE_QUESTION % filename).strip().lower().startswith("y"):
        say("nothing-logged", messages.OVERWRITE_REFUSED, filename, logger=_LOGGER)
        return False
    shutil.copyfile(filename, filename + ".bak")
    return True


def save(
    directory: str | None = None, save_all: bool = False, force: bool = False, **settings: Any
) -> None:
    """Write settings, given by their short names, to a configuration file."""
    from fake_comet.sdk.config import get_config

    config = get_config()
    config._set_settings(settings)
    config.save(directory, save_all=save_all, force=force)
