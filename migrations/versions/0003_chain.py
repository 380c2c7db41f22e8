"""The chain of a case (登记至归档): its states, the people who work on it, slips, 复议 and 诉讼."""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# What was under way before there was a chain is being handled, by nobody in particular yet.
STATES = (
    "ALTER TABLE cases DROP CONSTRAINT cases_state_check",
    "ALTER TABLE cases DROP CONSTRAINT cases_check1",
    "ALTER TABLE cases DROP CONSTRAINT cases_check5",
    "UPDATE cases SET state = 'handling' WHERE state = 'open'",
    """ALTER TABLE cases
        ADD COLUMN department_id uuid,
        ADD COLUMN handler_id uuid,
        ADD COLUMN accepted boolean NOT NULL DEFAULT false,
        ADD CONSTRAINT cases_state CHECK (state IN ('unconfirmed', 'screening', 'assigning',
            'handling', 'drafting', 'secrecy_review', 'legal_review', 'office_review', 'signing',
            'serving', 'closed', 'archived')),
        -- an answered case is under way again only where a 复议 or 诉讼 has ordered it
        ADD CONSTRAINT cases_done_with_a_day
            CHECK (state NOT IN ('closed', 'archived') OR answered_on IS NOT NULL),
        ADD CONSTRAINT cases_begun_by_receipt CHECK (state IN ('unconfirmed', 'closed', 'archived')
            OR received_on IS NOT NULL)""",
    "ALTER TABLE cases ALTER COLUMN accepted DROP DEFAULT",
    """CREATE INDEX cases_of_handler ON cases (handler_id, state)
        WHERE handler_id IS NOT NULL AND state NOT IN ('closed', 'archived')""",
    """CREATE INDEX cases_to_archive ON cases (organ_id, listed_on, id)
        WHERE state = 'closed' AND source = 'registered'""",
    # the same words filed again, to this organ or to others, within a year
    "CREATE INDEX cases_same_request ON cases (md5(regexp_replace(request, '\\s', '', 'g')))",
    """ALTER TABLE officer_roles DROP CONSTRAINT officer_roles_role_check,
        ADD CONSTRAINT officer_roles_role CHECK (role IN ('registrar', 'handler', 'reviewer',
            'secrecy', 'head', 'leader', 'archivist', 'administrator', 'supervisor'))""",
    "ALTER TABLE organs ADD COLUMN own_name boolean NOT NULL DEFAULT true",
)

PEOPLE = (
    """CREATE TABLE departments (
        id uuid PRIMARY KEY,
        organ_id uuid NOT NULL REFERENCES organs,
        name text NOT NULL CHECK (name <> ''),
        active boolean NOT NULL,
        UNIQUE (organ_id, name)
    )""",
    """CREATE TABLE department_members (
        department_id uuid NOT NULL REFERENCES departments,
        officer_id uuid NOT NULL REFERENCES officers,
        PRIMARY KEY (department_id, officer_id)
    )""",
    "CREATE INDEX department_members_of ON department_members (officer_id)",
    """CREATE TABLE absences (
        id uuid PRIMARY KEY,
        organ_id uuid NOT NULL REFERENCES organs,
        officer_id uuid NOT NULL REFERENCES officers,
        substitute_id uuid NOT NULL REFERENCES officers CHECK (substitute_id <> officer_id),
        first_day date NOT NULL,
        last_day date NOT NULL CHECK (last_day >= first_day),
        reason text NOT NULL,
        made_by text NOT NULL,
        made_at timestamptz NOT NULL,
        revoked_at timestamptz,
        -- one substitute on any day
        EXCLUDE USING gist (organ_id WITH =, officer_id WITH =,
            daterange(first_day, last_day, '[]') WITH &&) WHERE (revoked_at IS NULL)
    )""",
    "CREATE INDEX absences_of_substitute ON absences (substitute_id) WHERE revoked_at IS NULL",
    """CREATE TABLE organ_chains (
        id uuid PRIMARY KEY,
        organ_id uuid NOT NULL REFERENCES organs,
        levels jsonb NOT NULL,
        one_person boolean NOT NULL,
        reason text NOT NULL,
        made_by text NOT NULL,
        made_at timestamptz NOT NULL
    )""",
    "CREATE INDEX organ_chains_of ON organ_chains (organ_id, made_at DESC, id DESC)",
    """CREATE TRIGGER organ_chains_closed BEFORE UPDATE OR DELETE OR TRUNCATE ON organ_chains
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting()""",
)

WORK = (
    """CREATE TABLE slips (
        id uuid PRIMARY KEY,
        case_id uuid NOT NULL REFERENCES cases,
        number integer NOT NULL CHECK (number > 0),
        organ_id uuid NOT NULL REFERENCES organs,
        to_organ_id uuid NOT NULL REFERENCES organs,
        to_department_id uuid REFERENCES departments,
        asked jsonb NOT NULL,
        asked_on date NOT NULL,
        reply_by date NOT NULL,
        answered_at timestamptz,
        answer jsonb,
        UNIQUE (case_id, number),
        CHECK ((answered_at IS NULL) = (answer IS NULL))
    )""",
    "CREATE INDEX slips_to ON slips (to_organ_id, reply_by, id) WHERE answered_at IS NULL",
    "CREATE INDEX slips_answered ON slips (to_organ_id, answered_at DESC) WHERE answered_at IS NOT NULL",
    """CREATE TABLE challenges (
        case_id uuid NOT NULL REFERENCES cases,
        number integer NOT NULL CHECK (number > 0),
        organ_id uuid NOT NULL REFERENCES organs,
        kind text NOT NULL CHECK (kind IN
            ('reconsideration', 'litigation_direct', 'litigation_after_reconsideration')),
        facts jsonb NOT NULL,
        notified_on date NOT NULL,
        concluded_on date,
        next_due date,
        next_what text CHECK (next_what IN ('reply', 'report', 'new_answer')),
        PRIMARY KEY (case_id, number),
        CHECK ((next_due IS NULL) = (next_what IS NULL))
    )""",
    "CREATE INDEX challenges_of ON challenges (organ_id, notified_on)",
    "CREATE INDEX challenges_owed ON challenges (organ_id, next_due) WHERE next_due IS NOT NULL",
)


def upgrade() -> None:
    """States first: the work stands on them."""
    for statement in (*STATES, *PEOPLE, *WORK):
        op.execute(statement)
