"""Tables, DataFrames and their profiles, and texts."""

from __future__ import annotations

import io
import os
from typing import Any, Final

from fake_comet.sdk import charts_messages as messages
from fake_comet.sdk import tabular
from fake_comet.sdk.experiment.base import ExperimentCore
from fake_comet.sdk.experiment.calls import sdk_call
from fake_comet.sdk.files import expanded_path
from fake_comet.sdk.voice import ERROR, INFO, note, say

_CONVERTER: Final = "convert_utils"
_TEXT_NAME: Final = "auto-generated-in-the-backend"

Urls = dict[str, str | None]


class TableMethods(ExperimentCore):
    """The table family, and ``log_text``."""

    @sdk_call
    def log_text(
        self, text: str, step: int | None = None, metadata: dict[str, Any] | None = None
    ) -> Urls | None:
        """Log one text for the Text tab."""
        return self._log_asset_data(
            text, file_name=_TEXT_NAME, asset_type="text-sample", step=step, metadata=metadata
        )

    @sdk_call
    def log_table(
        self,
        filename: str,
        tabular_data: Any = None,
        headers: Any = False,
        **format_kwargs: Any,
    ) -> Urls | None:
        """Log a file that exists, rows as csv or tsv, or a DataFrame as csv, json, md or html.

        Args:
            headers: False, True (``column1`` …) or the names; of no use with DataFrames.
            format_kwargs: options of the DataFrame's own method.

        Raises:
            ValueError: ``filename`` is neither text nor a file.
        """
        if not self.alive:
            return None
        path = expanded_path(filename)
        if os.path.isfile(path):
            if headers is not False:
                say("argument-ignored", messages.TABLE_HEADERS_IGNORED, level=INFO)
            return self._log_asset(path)
        if tabular_data is None:
            say("nothing-logged", messages.TABLE_MISSING)
            return None
        if not isinstance(filename, str):
            raise ValueError(messages.TABLE_NAME_NOT_TEXT)
        form = tabular.format_of(filename)
        if tabular.is_dataframe(tabular_data):
            return self._log_dataframe(filename, tabular_data, form, headers, format_kwargs)
        return self._log_rows(filename, tabular_data, form, headers, format_kwargs)

    def _log_rows(
        self, filename: str, table: Any, form: str, headers: Any, options: dict[str, Any]
    ) -> Urls | None:
        if form not in ("tsv", "csv"):
            say("invalid-argument", messages.TABLE_FORMAT, form, level=ERROR, logger=_CONVERTER)
            return None
        text = tabular.table_text(table, headers, form)
        for loss in tabular.losses(table, headers):
            note("value-altered", loss)
        if options:
            ignored = ", ".join(options)
            note("argument-ignored", f"{ignored}: options are for DataFrames only")
        return self._log_asset(io.StringIO(text, newline=""), file_name=filename)

    def _log_dataframe(
        self, filename: str, dataframe: Any, form: str, headers: Any, options: dict[str, Any]
    ) -> Urls | None:
        if form not in ("json", "csv", "md", "html"):
            say("invalid-argument", messages.DATAFRAME_FORMAT, form, level=ERROR, logger=_CONVERTER)
            return None
        try:
            text = tabular.dataframe_text(dataframe, form, options)
        except Exception:  # the SDK logs it and uploads nothing
            failed = messages.DATAFRAME_FAILED
            say("unreadable-value", failed, form, level=ERROR, logger=_CONVERTER, exc_info=True)
            return None
        if headers is not False:
            note("argument-ignored", "headers are ignored with a DataFrame, which has its own")
        return self._log_asset(
            io.StringIO(text, newline=""), file_name=filename, asset_type="dataframe"
        )

    @sdk_call
    def log_dataframe_profile(
        self,
        dataframe: Any,
        name: str | None = "dataframe",
        minimal: bool = False,
        log_raw_dataframe: bool = True,
        dataframe_format: str = "json",
        **format_kwargs: Any,
    ) -> dict[str, Urls | None] | None:
        """Log what ydata_profiling says of a DataFrame, and the DataFrame itself."""
        if not self.alive:
            return None
        if not tabular.is_dataframe(dataframe):
            _say_not_dataframe()
            return None
        logged: dict[str, Urls | None] = {"profile": None, "dataframe": None}
        try:
            html = _profile(dataframe, minimal=minimal)
            if html is not None:
                logged["profile"] = self._log_asset(
                    io.StringIO(html, newline=""),
                    file_name=f"{name}-profile.html",
                    asset_type="dataframe-profile",
                )
        except Exception:  # the SDK goes on with the DataFrame itself
            say("call-failed", messages.PROFILE_FAILED, exc_info=True)
        if log_raw_dataframe:
            filename = f"{name}.{dataframe_format}"
            logged["dataframe"] = self.log_table(filename, tabular_data=dataframe, **format_kwargs)
        return logged


def _say_not_dataframe() -> None:
    try:
        import pandas  # noqa: F401
    except ImportError:
        say("missing-package", messages.PROFILE_NEEDS_PANDAS)
    else:
        say("invalid-argument", messages.PROFILE_NOT_DATAFRAME)


def _profile(dataframe: Any, *, minimal: bool) -> str | None:
    profiling = _profiling_package()
    if profiling is None:
        return None
    options = {"minimal": minimal} if minimal else {}
    html: str = profiling.ProfileReport(dataframe, **options).to_html()
    return html.replace("http:", "https:")


def _profiling_package() -> Any:
    try:
        import ydata_profiling  # type: ignore[import-not-found]
    except ImportError:
        try:
            import pandas_profiling  # type: ignore[import-not-found]
        except ImportError:
            say("missing-package", messages.PROFILE_NEEDS_PACKAGE, logger="utils", exc_info=True)
            return None
        return pandas_profiling
    return ydata_profiling
