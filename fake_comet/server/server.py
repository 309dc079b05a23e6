"""The server of a session: everything it has, in one place."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from fake_comet.recording.recording import Recording
from fake_comet.server.artifacts import Artifacts
from fake_comet.server.experiments import Experiments
from fake_comet.server.places import place_of
from fake_comet.server.projects import Projects
from fake_comet.server.registry import Registry
from fake_comet.session import Session, current

if TYPE_CHECKING:
    from fake_comet.sdk.api.views import View
    from fake_comet.server.search import Search


class Server:
    """What Comet's server would have of one session.

    Attributes:
        searches: the optimizers by identifier.
        views: saved views by the project or experiment that they belong to.
    """

    def __init__(self, session: Session) -> None:
        self.session = session
        self.experiments = Experiments(session)
        self.projects = Projects(session, self.experiments)
        self.artifacts = Artifacts(session)
        self.models = Registry(session, self.experiments)
        self.searches: dict[str, Search] = {}
        self.views: dict[str, list[View]] = {}

    def save_view(self, owner: str, view: View, **ids: Any) -> View:
        """Keep a view of a project or experiment; one of the same name is replaced."""
        saved = replace(view, template_id=self.session.determinism.new_key(), **ids)
        others = [known for known in self.views.get(owner, ()) if known.name != view.name]
        self.views[owner] = [*others, saved]
        return saved

    def metadata(self, recording: Recording) -> dict[str, Any]:
        """What the server tells of an experiment in lists."""
        project = self.projects.at(place_of(recording.recorder.header))
        return self.experiments.metadata(recording, project.id)


def server_of(session: Session) -> Server:
    """The server of a session, made when first asked for."""
    return session.kept(Server)


def server() -> Server:
    """The server of the active session."""
    return server_of(current())
