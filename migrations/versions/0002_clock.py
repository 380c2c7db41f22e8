"""The statutory clock: notices and versions of the calendar, the stored dates of each case."""

import json
from uuid import UUID

import sqlalchemy as sa
from alembic import op

from cases.law.calendar import compiled
from cases.law.notices import Notice, in_force, packaged
from cases.models import new_id

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TABLES = (
    """
    CREATE TABLE calendar_notices (
        id uuid PRIMARY KEY,
        year smallint NOT NULL,
        number text CHECK (number <> ''),
        issued_on date,
        supersedes text,
        rest jsonb NOT NULL,
        worked jsonb NOT NULL,
        text text NOT NULL,
        checked jsonb NOT NULL,
        state text NOT NULL CHECK (state IN ('packaged', 'proposed', 'confirmed', 'refused')),
        proposed_by uuid REFERENCES officers,
        proposed_at timestamptz NOT NULL,
        decided_by uuid REFERENCES officers,
        decided_at timestamptz,
        reason text NOT NULL,
        CHECK ((state IN ('confirmed', 'refused')) = (decided_at IS NOT NULL)),
        -- two persons: who typed a schedule does not confirm it
        CHECK (state <> 'confirmed' OR decided_by <> proposed_by)
    )
    """,
    "CREATE INDEX calendar_notices_of ON calendar_notices (year, proposed_at)",
    """
    CREATE TABLE calendars (
        ordinal smallint PRIMARY KEY,
        version text NOT NULL,
        notices uuid[] NOT NULL,
        notice_id uuid REFERENCES calendar_notices,
        made_at timestamptz NOT NULL,
        recomputed integer,
        moved integer
    )
    """,
    """
    CREATE TABLE clocks (
        case_id uuid PRIMARY KEY REFERENCES cases,
        organ_id uuid NOT NULL,
        calendar smallint REFERENCES calendars,
        is_open boolean NOT NULL,
        supplement_notice_due date,
        answer_due date,
        paused_until date,
        awaiting text CHECK (awaiting IN ('supplement', 'fee')),
        awaited_until date,
        timely boolean,
        provisional boolean NOT NULL,
        warnings jsonb NOT NULL,
        trouble text,
        CHECK ((awaiting IS NULL) = (awaited_until IS NULL)),
        CHECK (timely IS NULL OR NOT is_open),
        CHECK (is_open = (calendar IS NULL))  -- an open case stands under the newest calendar
    )
    """,
    """CREATE INDEX clocks_due ON clocks (organ_id, answer_due, case_id)
        WHERE is_open AND answer_due IS NOT NULL""",
    """CREATE INDEX clocks_paused ON clocks (organ_id, paused_until, case_id)
        WHERE is_open AND paused_until IS NOT NULL""",
    """CREATE INDEX clocks_awaited ON clocks (organ_id, awaited_until, case_id) INCLUDE (awaiting)
        WHERE is_open AND awaited_until IS NOT NULL""",
    """CREATE INDEX clocks_provisional
        ON clocks (organ_id, (coalesce(answer_due, awaited_until)), case_id)
        WHERE is_open AND provisional""",
    """CREATE INDEX clocks_notice ON clocks (organ_id, supplement_notice_due, case_id)
        WHERE is_open AND awaiting IS NULL AND supplement_notice_due IS NOT NULL""",
    """CREATE INDEX clocks_trouble ON clocks (organ_id, case_id)
        WHERE is_open AND trouble IS NOT NULL""",
    """
    CREATE TABLE clock_moves (
        calendar smallint NOT NULL REFERENCES calendars,
        case_id uuid NOT NULL REFERENCES cases,
        organ_id uuid NOT NULL,
        number text NOT NULL,
        what text NOT NULL,
        was date,
        now date,
        reason text NOT NULL,
        PRIMARY KEY (calendar, case_id, what)
    )
    """,
    "CREATE INDEX clock_moves_of ON clock_moves (calendar, organ_id, number)",
    """
    CREATE TABLE job_progress (
        job text PRIMARY KEY,
        done integer NOT NULL,
        total integer NOT NULL,
        at timestamptz NOT NULL
    )
    """,
    """
    CREATE TABLE calendar_feeds (
        officer_id uuid PRIMARY KEY REFERENCES officers,
        digest bytea NOT NULL UNIQUE,
        made_at timestamptz NOT NULL
    )
    """,
)

# What a calendar was made of stays as it was; a proposal is decided once.
CLOSED = (
    """CREATE FUNCTION refuse_changing_a_schedule() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'a schedule is decided once and never changed'
            USING ERRCODE = 'restrict_violation';
    END $$""",
    """CREATE TRIGGER calendars_closed BEFORE DELETE OR TRUNCATE ON calendars
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting()""",
    """CREATE TRIGGER calendars_stay BEFORE UPDATE ON calendars
        FOR EACH ROW WHEN (OLD.recomputed IS NOT NULL
            OR (OLD.ordinal, OLD.version, OLD.notices, OLD.made_at)
                IS DISTINCT FROM (NEW.ordinal, NEW.version, NEW.notices, NEW.made_at))
        EXECUTE FUNCTION refuse_changing_a_schedule()""",
    """CREATE TRIGGER clock_moves_closed BEFORE UPDATE OR DELETE OR TRUNCATE ON clock_moves
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting()""",
    """CREATE TRIGGER calendar_notices_stay BEFORE DELETE OR TRUNCATE ON calendar_notices
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting()""",
    """CREATE TRIGGER calendar_notices_closed BEFORE UPDATE ON calendar_notices
        FOR EACH ROW WHEN (OLD.state <> 'proposed'
            OR (OLD.id, OLD.year, OLD.number, OLD.rest, OLD.worked, OLD.proposed_by)
                IS DISTINCT FROM (NEW.id, NEW.year, NEW.number, NEW.rest, NEW.worked, NEW.proposed_by))
        EXECUTE FUNCTION refuse_changing_a_schedule()""",
)

# Who writes a case holds this lock with others; a recomputation holds it alone. Taken and read in
# one call: the reading sees what was committed when the lock was there.
IN_FORCE = """
CREATE FUNCTION calendar_in_force() RETURNS TABLE (ordinal smallint, version text)
LANGUAGE plpgsql VOLATILE AS $$
BEGIN
    PERFORM pg_advisory_xact_lock_shared(711019);
    RETURN QUERY SELECT c.ordinal, c.version FROM calendars c ORDER BY c.ordinal DESC LIMIT 1;
END $$
"""

# An office that has cases already: their dates are computed by the worker, once.
COMPUTE_FIRST = """
INSERT INTO outbox (job, payload, unique_key, attempts)
SELECT 'recompute_clocks', '{}', 'recompute_clocks:1', 0 WHERE EXISTS (SELECT FROM cases)
"""


def upgrade() -> None:
    """Tables, the notices that came with this version, and the first calendar made of them."""
    for statement in (*TABLES, *CLOSED, IN_FORCE):
        op.execute(statement)
    seed(op.get_bind(), packaged())
    op.execute(COMPUTE_FIRST)


def seed(connection: sa.Connection, notices: tuple[Notice, ...]) -> None:
    """Store notices and the first calendar: every later one follows from what people confirm."""
    ids = {notice: new_id() for notice in notices}
    for notice, identity in ids.items():
        connection.execute(ADD_NOTICE, _row(notice, identity))
    standing = in_force(notices)
    made_of = [ids[notice] for notice in standing]
    connection.execute(ADD_CALENDAR, {"version": compiled(standing).version, "notices": made_of})


ADD_NOTICE = sa.text("""
INSERT INTO calendar_notices (id, year, number, issued_on, supersedes, rest, worked, text, checked,
    state, proposed_at, reason)
VALUES (:id, :year, :number, :issued_on, :supersedes, CAST(:rest AS jsonb), CAST(:worked AS jsonb),
    '', '[]', 'packaged', now(), '')
""")
ADD_CALENDAR = sa.text("""
INSERT INTO calendars (ordinal, version, notices, made_at, recomputed, moved)
VALUES (1, :version, :notices, now(), 0, 0)
""").bindparams(sa.bindparam("notices", type_=sa.ARRAY(sa.Uuid)))


def _row(notice: Notice, identity: UUID) -> dict[str, object]:
    return {
        "id": identity,
        "year": notice.year,
        "number": notice.number,
        "issued_on": notice.issued_on,
        "supersedes": notice.supersedes,
        "rest": json.dumps([[str(day), name] for day, name in notice.rest], ensure_ascii=False),
        "worked": json.dumps([[str(day), name] for day, name in notice.worked], ensure_ascii=False),
    }
