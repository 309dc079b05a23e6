"""Documented behaviour as executable clauses, and verdicts on whoever claims to follow it.

The referee knows none of the players: it sees evidence through protocols, and imports neither the
fake nor the reference implementation.

    from contracts.catalogue import CLAUSES
    from contracts.runner import run, select
    from contracts.subject import callback_subject
    from fake_comet.verifying.world import FakeWorld

    subject = callback_subject(reference_impl.callback)
    for verdict in run(select(CLAUSES, names=["_log_model"]), subject, FakeWorld()):
        print(verdict.outcome.value, verdict.clause.sentence, verdict.expected, verdict.got)

- ``clause``: what a clause is, and ``Family``, by which modules declare theirs
- ``subject``, ``world``, ``evidence``: protocols of who is judged, where, and by what
- ``expectation``: how checks fail, ``Violation``, or do not apply, ``NotApplicable``
- ``runner``: selects clauses and gives a ``verdict`` for each
- ``properties``: checks on made-up values
- ``catalogue``: all clauses; ``callback``, ``events`` and ``sdk`` hold them
"""
