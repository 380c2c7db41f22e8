"""Drafts opened before they are signed, audits of answers (抽查), and what the year's figures read."""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

# Which officer opened a draft, and how many records its case had then.
OPENED = (
    """CREATE TABLE drafts_opened (
        officer_id uuid NOT NULL REFERENCES officers,
        case_id uuid NOT NULL REFERENCES cases,
        seen integer NOT NULL CHECK (seen > 0),
        opened_at timestamptz NOT NULL,
        PRIMARY KEY (officer_id, case_id, seen)
    )""",
    """CREATE TRIGGER drafts_opened_closed BEFORE UPDATE OR DELETE OR TRUNCATE ON drafts_opened
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting()""",
)

AUDITS = (
    """CREATE TABLE audits (
        id uuid PRIMARY KEY,
        organ_id uuid NOT NULL REFERENCES organs,
        organs uuid[] NOT NULL CHECK (cardinality(organs) > 0),
        first_day date NOT NULL,
        last_day date NOT NULL CHECK (last_day >= first_day),
        wanted integer NOT NULL CHECK (wanted > 0),
        population integer NOT NULL CHECK (population > 0),
        seed text NOT NULL CHECK (seed <> ''),
        drawn_by text NOT NULL,
        drawn_by_id uuid REFERENCES officers,
        drawn_at timestamptz NOT NULL
    )""",
    "CREATE INDEX audits_of ON audits (organ_id, drawn_at DESC, id DESC)",
    """CREATE TABLE audited_cases (
        audit_id uuid NOT NULL REFERENCES audits,
        place integer NOT NULL CHECK (place > 0),
        case_id uuid NOT NULL REFERENCES cases,
        PRIMARY KEY (audit_id, place),
        UNIQUE (audit_id, case_id)
    )""",
    """CREATE TABLE audit_findings (
        id uuid PRIMARY KEY,
        audit_id uuid NOT NULL,
        place integer NOT NULL,
        points jsonb NOT NULL,
        made_by text NOT NULL,
        made_by_id uuid REFERENCES officers,
        made_at timestamptz NOT NULL,
        FOREIGN KEY (audit_id, place) REFERENCES audited_cases
    )""",
    "CREATE INDEX audit_findings_of ON audit_findings (audit_id, place, made_at DESC, id DESC)",
    *(
        f"""CREATE TRIGGER {table}_closed BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting()"""
        for table in ("audits", "audited_cases", "audit_findings")
    ),
)

# A year's figures read the cases of that year alone, and of their clocks those not on time.
FIGURES = (
    """CREATE INDEX cases_unanswered_received ON cases (organ_id, received_on, id)
        WHERE answered_on IS NULL AND received_on IS NOT NULL""",
    """CREATE INDEX clocks_not_timely ON clocks (organ_id, case_id) INCLUDE (timely)
        WHERE NOT is_open AND timely IS NOT TRUE""",
)


def upgrade() -> None:
    """Tables first, then the indexes on what is there already."""
    for statement in (*OPENED, *AUDITS, *FIGURES):
        op.execute(statement)
