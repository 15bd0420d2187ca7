"""Intake: bytes to Documents. Files, folders, globs, standard input and URLs; nothing is read that is not named."""

from daftar.intake.archive import Archive
from daftar.intake.desk import Arrival, arrivals
from daftar.intake.limits import Limits
from daftar.intake.tables import Columns

__all__ = ["Archive", "Arrival", "Columns", "Limits", "arrivals"]
