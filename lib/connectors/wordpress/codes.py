"""What WordPress means by its error codes. The status alone misleads: a forbidden type of file comes as 500."""

from lib.connectors.channel_http import Answer
from lib.i18n import N
from lib.outbox.records import Disconnected, Reauth, Transient, Trouble, WrongContent

STRANGER = frozenset(
    {"rest_cannot_create", "rest_cannot_edit", "rest_cannot_delete", "rest_cannot_publish", "rest_cannot_view",
     "rest_not_logged_in", "rest_forbidden", "rest_forbidden_context", "rest_forbidden_status", "incorrect_password",
     "invalid_username", "invalid_email", "invalid_application_password", "application_passwords_disabled",
     "application_passwords_disabled_for_user", "rest_cannot_assign_term"}
)  # fmt: skip
CONTENT = frozenset(
    {"rest_invalid_param", "rest_missing_callback_param", "empty_content", "rest_post_invalid_id", "rest_post_exists",
     "rest_upload_sideload_error", "rest_upload_file_too_big", "rest_upload_limited_space",
     "rest_upload_image_type_not_supported", "rest_invalid_featured_media", "rest_term_invalid"}
)  # fmt: skip
NOTHING_KEPT = frozenset({"db_insert_error", "db_update_error", "rest_upload_no_data", "rest_upload_unknown_error"})
"""WordPress says itself that nothing was written."""
NO_REST = frozenset({"rest_no_route", "rest_disabled", "rest_login_required"})
GONE = "rest_post_invalid_id"
IN_THE_BIN = "rest_already_trashed"


def judged(answer: Answer) -> Trouble | None:
    """The trouble behind a code; None for what only the status tells."""
    said = "" if answer.fine else answer.text("code")
    if said in STRANGER:
        return answer.trouble(Reauth, N("WordPress at {host} does not accept the name and application password, or "
                                        "the account may not publish. Check both in its settings."))  # fmt: skip
    if said == GONE:
        return answer.trouble(WrongContent, N("The post is no longer at {host}. Somebody deleted it there."))
    if said in CONTENT:
        return answer.trouble(WrongContent, N("WordPress at {host} refused the post: {reason}"), reason=_reason(answer))
    if said in NOTHING_KEPT:
        return answer.trouble(Transient, N("WordPress at {host} could not save the post. It will be tried again."))
    if said in NO_REST:
        return answer.trouble(Disconnected, N("{host} offers no WordPress REST. Switch it on there, or check the "
                                              "address."))  # fmt: skip
    return None


def _reason(answer: Answer) -> str:
    """WordPress's own words and the fields that it complains about."""
    message, data = str(answer.data.get("message", "")), answer.data.get("data")
    fields = data.get("params") if isinstance(data, dict) else None
    more = "; ".join(f"{name}: {why}" for name, why in fields.items()) if isinstance(fields, dict) else ""
    return " ".join(one for one in (message, more) if one)[:500]
