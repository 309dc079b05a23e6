"""Every text of the SDK about configuration, API keys and logging in, word for word."""

from typing import Final

INI_DEPRECATED: Final = "COMET_INI is deprecated; use COMET_CONFIG"
OLD_VALUE_IGNORED: Final = (
    "Deprecated config key %r was set, but ignored as new config key %r is set"
)
OLD_SETTING_IGNORED: Final = (
    "Deprecated config key %r was set in %r, but ignored as new config key %r is set"
)
OLD_VALUE_USED: Final = "Config key %r is deprecated, please use %r instead"
OLD_SETTING_USED: Final = "Config key %r is deprecated (was set in %r), please use %r instead"
SETTING_FAILED: Final = "Comet configuration option %r failed with value %r, reason: %s."
SETTING_MISSPELT: Final = (
    "The configuration option %r is not supported by Comet config. "
    "You might want to use one of the following options instead: %r."
)
SETTING_UNKNOWN: Final = (
    "The configuration option %r is not supported by Comet config. "
    "Please check Comet documentation or contact your Comet admin."
)
FILE_EXISTS: Final = (
    "Failed to save Comet configuration to the '%s' file. The file already exists. "
    "To overwrite it please set `force=True`."
)
OVERWRITE_REFUSED: Final = "User refused to overwrite config file %r, aborting"
OVERWRITE_QUESTION: Final = "Are you sure you want to overwrite your %r file? [y/n] "
NOT_A_KEY: Final = "'%s' is not a valid config key"
SAVE_STARTED: Final = 'Saving config to "%s"...'
SAVE_COMPLETED: Final = " done!"
BAD_SUMMARY_LEVEL: Final = "invalid display_summary_level %r; ignoring"

KEY_WITHOUT_ATTRIBUTES: Final = "Expected attributes not found in the Comet API key: %r"
KEY_WITH_TOO_MANY_PARTS: Final = "Too many parts (%d) found in the Comet API key: %r"
SERVERS_DIFFER: Final = (
    "Comet URL conflict detected between config (%r) and API Key (%r). SDK will use config URL. "
    "Resolve by either removing config URL or set it to the same value."
)

INIT_DEPRECATED: Final = (
    "comet_ml.init() is deprecated and will be removed soon. Please use comet_ml.login()"
)
KEY_NOT_SET: Final = (
    "API key is not set. Please provide as the argument to init() or as an environment variable "
    "named COMET_API_KEY."
)
KEY_INVALID: Final = (
    "Invalid Comet API key %r for %s\n"
    "Please see https://www.comet.com/docs/command-line/#comet-check for more information.\n"
    "Use: comet_ml.login() to try again"
)
KEY_SAVED: Final = "Valid Comet API Key saved in %s (set COMET_CONFIG to change where it is saved)."
KEY_NOT_SAVED: Final = "Unable to save Comet API key to disk"
ANONYMOUS: Final = (
    "Comet is now logging experiments in anonymous mode, they will be publicly accessing by using "
    "the experiment url"
)
PASTE_KEY: Final = "Please paste your Comet API key from {root_url}api/my/settings/"
KEY_HIDDEN: Final = "(api key may not show as you type)"
KEY_QUESTION: Final = "Comet API key: "
ONPREM_HELP: Final = "For help on these settings, please see: https://www.comet.com/docs/onprem/"
ONPREM_QUESTION: Final = "Please enter your onprem COMET_URL_OVERRIDE: "
ONPREM_FAILED: Final = (
    "invalid url or api key; use comet_ml.init_onprem(force=True) or "
    "`comet init --onprem --force` to reset"
)
