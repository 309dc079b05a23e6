"""``login()`` and ``init()``: checking and saving an API key; any key is valid here."""

from __future__ import annotations

import getpass
import os
import sys
from typing import Any

from fake_comet.sdk import config_messages as messages
from fake_comet.sdk import faults_messages
from fake_comet.sdk.asking import asking
from fake_comet.sdk.config import get_config
from fake_comet.sdk.config_map import COMET_ROOT_URL
from fake_comet.sdk.config_sources import config_path, default_config_path, write_setting
from fake_comet.sdk.connecting import check_version
from fake_comet.sdk.exceptions import CometRestApiException
from fake_comet.sdk.keys import get_api_key, get_comet_root_url, get_comet_url_override
from fake_comet.sdk.voice import ERROR, mention, say
from fake_comet.session import current

_LOGGER = "config.config_init"


def login(
    directory: str | None = None,
    force: bool | None = False,
    anonymous: bool = False,
    **settings: Any,
) -> None:
    """Save the API key that is given or asked for; further settings go into the environment."""
    _login(directory, settings, force=bool(force), anonymous=anonymous)


def init(
    directory: str | None = None,
    force: bool | None = False,
    anonymous: bool = False,
    **settings: Any,
) -> None:
    """The old name of ``login``."""
    say("deprecated", messages.INIT_DEPRECATED, logger=_LOGGER)
    _login(directory, settings, force=bool(force), anonymous=anonymous)


def _login(
    directory: str | None, settings: dict[str, Any], *, force: bool, anonymous: bool
) -> None:
    config = get_config()
    path = default_config_path() if directory is None else config_path(directory)
    interactive = bool(getattr(sys, "ps1", sys.flags.interactive))
    _check_and_save(path, settings, force=force, anonymous=anonymous, ask=interactive)
    if settings:
        config._set_settings(settings, environ=True)


def _check_and_save(
    path: str, settings: dict[str, Any], *, force: bool, anonymous: bool, ask: bool
) -> None:
    config = get_config()
    key, is_new = _found_key(settings, force=force, anonymous=anonymous)
    if key is None and ask:
        key, is_new = _asked_key(), True
    if key is None:
        mention(messages.KEY_NOT_SET, logger=_LOGGER)
    elif not _is_checked():
        say("sdk-error", faults_messages.KEY_NOT_CHECKED, level=ERROR, logger=_LOGGER)
    elif get_api_key(key, config) is None:
        server = get_comet_url_override(config)
        say("invalid-argument", messages.KEY_INVALID, key, server, level=ERROR, logger=_LOGGER)
    elif is_new:
        _save(path, key)


def _is_checked() -> bool:
    """Whether the server can be asked about the key."""
    check_version()
    try:
        with asking("read GET account-details"):
            return True
    except (CometRestApiException, OSError, ValueError):
        return False


def _found_key(
    settings: dict[str, Any], *, force: bool, anonymous: bool
) -> tuple[str | None, bool]:
    """The key without asking for it, and whether it is to be saved."""
    if "api_key" in settings:
        key, is_new = settings.pop("api_key"), True
    else:
        key, is_new = None if force else get_config()["comet.api_key"], False
    if anonymous:
        mention(messages.ANONYMOUS, logger=_LOGGER)
        if key is None:
            return current().determinism.new_key()[:25], True
    return key, is_new


def _asked_key() -> str:
    print(messages.PASTE_KEY.format(root_url=get_comet_root_url() + "/"))
    print(messages.KEY_HIDDEN)
    return getpass.getpass(messages.KEY_QUESTION).translate({ord(c): None for c in "'\" "})


def _save(path: str, key: str) -> None:
    try:
        write_setting(path, "comet", {"api_key": key})
    except OSError:
        say("call-failed", messages.KEY_NOT_SAVED, logger=_LOGGER, exc_info=True)
        return
    mention(messages.KEY_SAVED, path, logger="config.config_io")


def init_onprem(force: bool = False) -> None:
    """Ask for the address of one's own server and for an API key, and save both."""
    if force:
        for variable in ("COMET_OPTIMIZER_URL", "COMET_URL_OVERRIDE", "COMET_API_KEY"):
            os.environ.pop(variable, None)
    config = get_config()
    if force or get_comet_root_url(config) + "/" == COMET_ROOT_URL:
        mention(messages.ONPREM_HELP, logger=_LOGGER)
        os.environ["COMET_URL_OVERRIDE"] = input(messages.ONPREM_QUESTION).strip("'\" ")
    config.save(force=force, _prompt_user_confirmation=True)
    try:
        _check_and_save(default_config_path(), {}, force=force, anonymous=False, ask=True)
    except Exception as error:
        raise Exception(messages.ONPREM_FAILED) from error
