"""What the fields of events and background work say of people: ids, never names or words."""

from allteach.core.sensitivity import NOTHING_PERSONAL, SECRET, WHO, Fields

FIELDS: Fields = {
    "Event": {
        WHO: "by",
        NOTHING_PERSONAL: "space sequence name at about subject facts previous digest",  # Words only as a digest.
    },
    "ChainHead": {NOTHING_PERSONAL: "space sequence digest"},
    "FormKey": {NOTHING_PERSONAL: "used_at made", SECRET: "key"},
    "Work": {
        NOTHING_PERSONAL: "key task arguments state attempts done total message worker "
        "asked_at due_at heartbeat_at ended_at",
    },
    "Worker": {NOTHING_PERSONAL: "name started_at seen_at"},
}

LIBRARY_FIELDS: Fields = {
    "django_tasks_database.DBTaskResult": {
        NOTHING_PERSONAL: "id status enqueued_at started_at finished_at args_kwargs priority task_path worker_ids "
        "queue_name backend_name run_after return_value exception_class_path traceback"  # Tasks take ids, never words.
    },
    "contenttypes.ContentType": {NOTHING_PERSONAL: "app_label model"},
    "auth.Permission": {NOTHING_PERSONAL: "name content_type codename"},
    "auth.Group": {NOTHING_PERSONAL: "name permissions"},
}
