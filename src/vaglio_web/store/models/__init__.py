"""The tables of the desk."""

from vaglio_web.store.models.claims import Claim, ClaimVersion
from vaglio_web.store.models.decisions import LogEntry, LogHead, Note, Verdict
from vaglio_web.store.models.deliveries import (
    Delivery,
    DeliveryBytes,
    DeliveryReport,
    Joining,
)
from vaglio_web.store.models.dossiers import DeskPolicy, Dossier
from vaglio_web.store.models.entries import Entry, EntryClaim, Publication, Reference
from vaglio_web.store.models.exports import Export, ExportPart
from vaglio_web.store.models.people import Invitation, User
from vaglio_web.store.models.proposals import Proposal
from vaglio_web.store.models.reports import Reading, Report, ReportBytes
from vaglio_web.store.models.states import (
    ClaimState,
    DeliveryState,
    EntryKind,
    EntryState,
    ExportFile,
    ExportState,
    Origin,
    ProposalState,
    PublicState,
    ReportState,
    Role,
)

__all__ = [
    "Claim",
    "ClaimState",
    "ClaimVersion",
    "Delivery",
    "DeliveryBytes",
    "DeliveryReport",
    "DeliveryState",
    "DeskPolicy",
    "Dossier",
    "Entry",
    "EntryClaim",
    "EntryKind",
    "EntryState",
    "Export",
    "ExportFile",
    "ExportPart",
    "ExportState",
    "Invitation",
    "Joining",
    "LogEntry",
    "LogHead",
    "Note",
    "Origin",
    "Proposal",
    "ProposalState",
    "PublicState",
    "Publication",
    "Reading",
    "Reference",
    "Report",
    "ReportBytes",
    "ReportState",
    "Role",
    "User",
    "Verdict",
]
