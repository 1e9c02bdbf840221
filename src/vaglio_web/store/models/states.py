"""The states that things of the desk can be in: words, never numbers."""

from __future__ import annotations

from django.db.models import TextChoices


class Role(TextChoices):
    """Name what a person may do at the desk."""

    OWNER = "owner", "Owner"
    EDITOR = "editor", "Editor"
    CODER = "coder", "Coder"
    OBSERVER = "observer", "Observer"


class ReportState(TextChoices):
    """Name how far a report has come."""

    WAITING = "waiting", "Waiting"
    READING = "reading", "Being read"
    READ = "read", "Read"
    FAILED = "failed", "Could not be read"


class DeliveryState(TextChoices):
    """Name how far something that was brought in has come."""

    WAITING = "waiting", "Waiting"
    FETCHING = "fetching", "Being fetched"
    BROUGHT = "brought", "Brought in"
    FAILED = "failed", "Could not be brought in"


class ClaimState(TextChoices):
    """Name what people have decided of a claim."""

    WAITING = "waiting", "Waiting"
    SECOND_LOOK = "second look", "Second look"
    ACCEPTED = "accepted", "Accepted"
    REJECTED = "rejected", "Rejected"
    WITHDRAWN = "withdrawn", "Withdrawn"


class EntryKind(TextChoices):
    """Name what an entry of the record is."""

    INCIDENT = "incident", "Incident"
    AGREEMENT = "agreement", "Agreement"
    TRACK = "track", "Track"
    ACCESS = "access", "Access"


class EntryState(TextChoices):
    """Name what people have decided of an entry of the record."""

    WAITING = "waiting", "Waiting"
    SECOND_LOOK = "second look", "Second look"
    ACCEPTED = "accepted", "Accepted"
    REJECTED = "rejected", "Rejected"
    MERGED = "merged", "Merged"


class PublicState(TextChoices):
    """Name whether an entry is before the public."""

    UNPUBLISHED = "unpublished", "Not published"
    ASKED = "asked", "Waits for a second person"
    PUBLISHED = "published", "Published"
    WITHDRAWN = "withdrawn", "Withdrawn"


class ExportState(TextChoices):
    """Name how far an export has come."""

    WAITING = "waiting", "Waiting"
    WRITING = "writing", "Being written"
    WRITTEN = "written", "Ready"
    FAILED = "failed", "Could not be written"


class ExportFile(TextChoices):
    """Name the two files of an export."""

    DATA = "data", "Export"
    CHANGES = "changes", "Changes"


class Origin(TextChoices):
    """Name who made something."""

    MACHINE = "machine", "Machine"
    PERSON = "person", "Person"


class ProposalState(TextChoices):
    """Name what became of a proposal."""

    WAITING = "waiting", "Waiting"
    TAKEN = "taken", "Taken"
    DECLINED = "declined", "Declined"
    STALE = "stale", "No longer fits"
