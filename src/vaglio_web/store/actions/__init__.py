"""Every write: a function a verb, which checks, writes and logs in one go."""

from vaglio_web.store.actions._deciding import Conflict, Held, Moved
from vaglio_web.store.actions._log import broken_at
from vaglio_web.store.actions._telling import form_of as entry_told
from vaglio_web.store.actions._telling import told_by as entry_told_by
from vaglio_web.store.actions.accounts import (
    drop_second_factor,
    make_reset_key,
    rescue,
    sign_out,
)
from vaglio_web.store.actions.backups import BackedUp, BackupInvalid, back_up, restore
from vaglio_web.store.actions.claims import (
    REASONS,
    Ungrounded,
    accept_claim,
    add_claim,
    amend_claim,
    look_again_at_claim,
    note_on_claim,
    reject_claim,
    withdraw_claim,
)
from vaglio_web.store.actions.deliveries import Brought, deliver, deliver_next, retry_delivery
from vaglio_web.store.actions.dossiers import change_dossier, change_policy, make_dossier, policy
from vaglio_web.store.actions.entries import (
    accept_entry,
    assign_entry,
    look_again_at_entry,
    mark_name,
    reject_entry,
    set_embargo,
    veil_names,
)
from vaglio_web.store.actions.exports import (
    Download,
    ask_export,
    name_of,
    take_export,
    write_next_export,
)
from vaglio_web.store.actions.holding import hold, let_go
from vaglio_web.store.actions.joining import join_dossier
from vaglio_web.store.actions.notes import write_note
from vaglio_web.store.actions.outgoing import NotOurs, record_of, write_folder
from vaglio_web.store.actions.people import (
    accept_invitation,
    change_person,
    invite,
    invite_first,
    open_invitation,
)
from vaglio_web.store.actions.proposals import decline_proposal, take_proposal
from vaglio_web.store.actions.publishing import (
    as_public,
    correct_entry,
    publish_entry,
    withdraw_entry,
)
from vaglio_web.store.actions.reading import read_next
from vaglio_web.store.actions.regrouping import merge_entries, move_claim, split_entry
from vaglio_web.store.actions.reports import BroughtIn, bring_in, reread_report, retry_report
from vaglio_web.store.actions.undoing import UNDOABLE, undo
from vaglio_web.store.actions.working import drop_leases, look_again, wake

__all__ = [
    "REASONS",
    "UNDOABLE",
    "BackedUp",
    "BackupInvalid",
    "Brought",
    "BroughtIn",
    "Conflict",
    "Download",
    "Held",
    "Moved",
    "NotOurs",
    "Ungrounded",
    "accept_claim",
    "accept_entry",
    "accept_invitation",
    "add_claim",
    "amend_claim",
    "as_public",
    "ask_export",
    "assign_entry",
    "back_up",
    "bring_in",
    "broken_at",
    "change_dossier",
    "change_person",
    "change_policy",
    "correct_entry",
    "decline_proposal",
    "deliver",
    "deliver_next",
    "drop_leases",
    "drop_second_factor",
    "entry_told",
    "entry_told_by",
    "hold",
    "invite",
    "invite_first",
    "join_dossier",
    "let_go",
    "look_again",
    "look_again_at_claim",
    "look_again_at_entry",
    "make_dossier",
    "make_reset_key",
    "mark_name",
    "merge_entries",
    "move_claim",
    "name_of",
    "note_on_claim",
    "open_invitation",
    "policy",
    "publish_entry",
    "read_next",
    "record_of",
    "reject_claim",
    "reject_entry",
    "reread_report",
    "rescue",
    "restore",
    "retry_delivery",
    "retry_report",
    "set_embargo",
    "sign_out",
    "split_entry",
    "take_export",
    "take_proposal",
    "undo",
    "veil_names",
    "wake",
    "withdraw_claim",
    "withdraw_entry",
    "write_folder",
    "write_next_export",
    "write_note",
]
