"""Settings as code reads them (``comet_ml.config``): arguments, variables, files, defaults."""

from __future__ import annotations

import os
from collections.abc import KeysView
from functools import cache
from typing import Any, Final, TypeVar

from fake_comet.sdk import config_messages as messages
from fake_comet.sdk.config_map import (
    AUTO_OUTPUT_LOGGING_DEFAULT_VALUE,
    COMET_ROOT_URL,
    COMET_URL_OVERRIDE_CONFIG_KEY,
    CONFIG_MAP,
    DEFAULT_COMET_BASE_URL,
    DEFAULT_COMET_URL_OVERRIDE,
    DEFAULT_COMET_URL_OVERRIDE_PATH,
    DEFAULT_OFFLINE_DATA_DIRECTORY,
)
from fake_comet.sdk.config_saving import SettingChanges, save
from fake_comet.sdk.config_sources import ConfigurationError, Source, sources
from fake_comet.sdk.config_values import parse
from fake_comet.sdk.keys import (
    discard_api_key,
    get_api_key,
    get_backend_address,
    get_comet_root_url,
    get_comet_url_override,
    get_last_returned_api_key,
    get_optimizer_address,
)
from fake_comet.sdk.running import (
    get_global_experiment,
    get_running_experiment,
    set_global_experiment,
)
from fake_comet.sdk.voice import say

T = TypeVar("T")
_MISSING: Final = object()
_NOT_PARSED: Final = (
    "requires a value parseable by "
    "comet_ml.config.config_class.parse_str_or_identity.<locals>.parse\n"
    "Project docs: See https://comet.com/docs/python-sdk/getting-started/ for more information on "
    "configuration."
)


class InvalidValueError(ConfigurationError):
    """A setting has a text that is no value of its type."""


class Config(SettingChanges):
    """The settings at this moment: files are read once, environment variables at every look."""

    def __init__(self, config_map: dict[str, dict[str, Any]]) -> None:
        self.config_map = config_map
        self.override: dict[str, Any] = {}
        self._sources: list[Source] = sources()
        if "COMET_INI" in os.environ:
            say("deprecated", messages.INI_DEPRECATED, logger="config.config_class", once=True)

    def keys(self) -> KeysView[str]:
        """The names of all settings, as ``comet.api_key``."""
        return self.config_map.keys()

    def __setitem__(self, name: str, value: Any) -> None:
        self.override[name] = value

    def __getitem__(self, name: str) -> Any:
        entry = self.config_map[name]
        if name in self.override:
            return self.override[name]
        found = self._configured(name)
        return parse(entry, entry.get("default")) if found is _MISSING else found

    def _configured(self, name: str) -> Any:
        variable = _variable(name)
        for source in self._sources:
            text = source.values.get(variable)
            if text is not None:
                return self._parsed(name, text)
        return _MISSING

    def _parsed(self, name: str, text: str) -> Any:
        try:
            return parse(self.config_map[name], text)
        except ValueError as error:
            raise InvalidValueError(
                f"{type(error).__name__}: {error}\n{_variable(name)} {_NOT_PARSED}"
            ) from error

    def get_raw(
        self, user_value: Any, config_name: str, default: Any = None, not_set_value: Any = None
    ) -> Any:
        """The value given, else what was set here, else what is configured, else the default."""
        if user_value is not not_set_value:
            return user_value
        set_here = self.override.get(config_name)
        if set_here is not None:
            return set_here
        entry = self.config_map[config_name]
        found = self._configured(config_name)
        if found is not _MISSING:
            return found
        return parse(entry, entry.get("default")) if default is None else default

    def get_string(
        self,
        user_value: str | None,
        config_name: str,
        default: str | None = None,
        not_set_value: str | None = None,
    ) -> Any:
        """``get_raw`` for a text."""
        return self.get_raw(user_value, config_name, default, not_set_value)

    def get_bool(
        self,
        user_value: bool | None,
        config_name: str,
        default: bool | None = None,
        not_set_value: bool | None = None,
    ) -> Any:
        """``get_raw`` for a truth value."""
        return self.get_raw(user_value, config_name, default, not_set_value)

    def get_int(
        self,
        user_value: int | None,
        config_name: str,
        default: int | None = None,
        not_set_value: int | None = None,
    ) -> Any:
        """``get_raw`` for a whole number."""
        return self.get_raw(user_value, config_name, default, not_set_value)

    def get_int_list(
        self,
        user_value: list[int] | None,
        config_name: str,
        default: list[int] | None = None,
        not_set_value: list[int] | None = None,
    ) -> Any:
        """``get_raw`` for a list of whole numbers."""
        return self.get_raw(user_value, config_name, default, not_set_value)

    def get_string_list(
        self,
        user_value: list[str] | None,
        config_name: str,
        default: list[str] | None = None,
        not_set_value: list[str] | None = None,
    ) -> Any:
        """``get_raw`` for a list of texts."""
        return self.get_raw(user_value, config_name, default, not_set_value)

    def get_deprecated_raw(
        self,
        old_user_value: Any,
        old_config_name: str,
        new_user_value: Any,
        new_config_name: str,
        new_not_set_value: Any = None,
    ) -> Any:
        """A setting that was renamed: the new name wins, and whoever uses the old one is told."""
        old = self._configured(old_config_name)
        where = self.get_config_origin(old_config_name)
        names = (old_config_name, new_config_name)
        if new_user_value is not new_not_set_value:
            if old_user_value:
                _deprecated(messages.OLD_VALUE_IGNORED, *names)
            elif old is not _MISSING and old:
                _deprecated(messages.OLD_SETTING_IGNORED, old_config_name, where, new_config_name)
            return new_user_value
        if old_user_value is not None:
            _deprecated(messages.OLD_VALUE_USED, *names)
            return old_user_value
        new = self._configured(new_config_name)
        if new is not _MISSING or old is _MISSING:
            return self[new_config_name]
        _deprecated(messages.OLD_SETTING_USED, old_config_name, where, new_config_name)
        return old

    def get_deprecated_bool(
        self,
        old_user_value: Any,
        old_config_name: str,
        new_user_value: Any,
        new_config_name: str,
        new_not_set_value: bool | None = None,
    ) -> Any:
        """``get_deprecated_raw`` for a truth value."""
        return self.get_deprecated_raw(
            old_user_value, old_config_name, new_user_value, new_config_name, new_not_set_value
        )

    def get_config_origin(self, name: str) -> Source | None:
        """Where a setting was found, None for nowhere."""
        variable = _variable(name)
        return next((source for source in self._sources if variable in source.values), None)

    def get_comet_offline_directory(
        self,
        user_value: str | None = None,
        default: str | None = None,
        not_set_value: str | None = None,
    ) -> str | None:
        """The folder for archives, ``~`` expanded."""
        return self._path(user_value, "comet.offline_directory", default, not_set_value)

    def get_comet_git_directory(
        self,
        user_value: str | None = None,
        default: str | None = None,
        not_set_value: str | None = None,
    ) -> str | None:
        """The folder whose git repository is logged, ``~`` expanded."""
        return self._path(user_value, "comet.git_directory", default, not_set_value)

    def get_log_file_path(
        self,
        user_value: str | None = None,
        default: str | None = None,
        not_set_value: str | None = None,
    ) -> str | None:
        """The file of the SDK's own log, ``~`` expanded."""
        return self._path(user_value, "comet.logging.file", default, not_set_value)

    def _path(self, given: Any, name: str, default: Any, not_set_value: Any) -> str | None:
        found = self.get_raw(given, name, default, not_set_value)
        return None if found is None else os.path.expanduser(str(found))


def _deprecated(template: str, *args: object) -> None:
    say("deprecated", template, *args, logger="config.config_class")


@cache
def _variable(name: str) -> str:
    return name.upper().replace(".", "_")


def create_config_from_map(config_map: dict[str, dict[str, Any]]) -> Config:
    """The settings of such a map."""
    return Config(config_map)


def get_config(setting: str | None = None) -> Any:
    """All settings, or the value of one."""
    config = Config(CONFIG_MAP)
    return config if setting is None else config[setting]


def get_project_name(project_name: str | None, config: Config) -> Any:
    """The project given or configured."""
    return config["comet.project_name"] if project_name is None else project_name


def get_workspace(workspace: str | None, config: Config) -> Any:
    """The workspace given or configured."""
    return config["comet.workspace"] if workspace is None else workspace


def get_previous_experiment(previous_experiment: str | None, config: Config) -> Any:
    """The experiment key given or configured."""
    return config["comet.experiment_key"] if previous_experiment is None else previous_experiment


def get_display_summary_level(display_summary_level: Any, config: Config) -> Any:
    """How much the summary at the end shows: the level given, or the configured one."""
    if display_summary_level is None:
        return config["comet.display_summary_level"]
    try:
        return int(display_summary_level)
    except Exception:  # as the SDK: whatever it is, it is not a level
        say(
            "value-altered",
            messages.BAD_SUMMARY_LEVEL,
            display_summary_level,
            logger="config.config_api",
        )
        return 1


__all__ = [
    "AUTO_OUTPUT_LOGGING_DEFAULT_VALUE",
    "COMET_ROOT_URL",
    "COMET_URL_OVERRIDE_CONFIG_KEY",
    "CONFIG_MAP",
    "DEFAULT_COMET_BASE_URL",
    "DEFAULT_COMET_URL_OVERRIDE",
    "DEFAULT_COMET_URL_OVERRIDE_PATH",
    "DEFAULT_OFFLINE_DATA_DIRECTORY",
    "Config",
    "create_config_from_map",
    "discard_api_key",
    "get_api_key",
    "get_backend_address",
    "get_comet_root_url",
    "get_comet_url_override",
    "get_config",
    "get_display_summary_level",
    "get_global_experiment",
    "get_last_returned_api_key",
    "get_optimizer_address",
    "get_previous_experiment",
    "get_project_name",
    "get_running_experiment",
    "get_workspace",
    "save",
    "set_global_experiment",
]
