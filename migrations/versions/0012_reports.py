"""The whole annual report (年度报告全文): entered figures and text."""

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

# What an organ entered for a year's report, version after version; the newest is in force.
REPORTS = (
    """CREATE TABLE report_entries (
        id uuid PRIMARY KEY,
        organ_id uuid NOT NULL REFERENCES organs,
        year smallint NOT NULL CHECK (year >= 2019),
        version integer NOT NULL CHECK (version > 0),
        section_two jsonb NOT NULL CHECK (jsonb_typeof(section_two) = 'object'),
        charges jsonb CHECK (jsonb_typeof(charges) = 'object'),
        texts jsonb NOT NULL CHECK (jsonb_typeof(texts) = 'object'),
        made_by text NOT NULL,
        made_by_id uuid REFERENCES officers,
        made_at timestamptz NOT NULL,
        UNIQUE (organ_id, year, version)
    )""",
    """CREATE TABLE report_plans (
        id uuid PRIMARY KEY,
        organ_id uuid NOT NULL REFERENCES organs,
        version integer NOT NULL CHECK (version > 0),
        publisher text NOT NULL CHECK (publisher IN ('department', 'government', 'township')),
        warn_from text CHECK (warn_from ~ '^[01][0-9]-[0-3][0-9]$'),
        aim text CHECK (aim ~ '^[01][0-9]-[0-3][0-9]$'),
        reason text NOT NULL CHECK (reason <> ''),
        made_by text NOT NULL,
        made_by_id uuid REFERENCES officers,
        made_at timestamptz NOT NULL,
        UNIQUE (organ_id, version)
    )""",
    """CREATE TABLE report_publications (
        id uuid PRIMARY KEY,
        organ_id uuid NOT NULL REFERENCES organs,
        year smallint NOT NULL CHECK (year >= 2019),
        version integer NOT NULL CHECK (version > 0),
        published_on date NOT NULL,
        address text NOT NULL CHECK (address <> ''),
        made_by text NOT NULL,
        made_by_id uuid REFERENCES officers,
        made_at timestamptz NOT NULL,
        UNIQUE (organ_id, year, version)
    )""",
    # 信息处理费 of a year is proposed from what was noticed and paid in it
    """CREATE INDEX case_events_fees ON case_events (day)
        WHERE kind IN ('fee_notice', 'fee_payment')""",
    *(
        f"""CREATE TRIGGER {table}_closed BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting()"""
        for table in ("report_entries", "report_plans", "report_publications")
    ),
)


def upgrade() -> None:
    """Make the tables."""
    for statement in REPORTS:
        op.execute(statement)


def downgrade() -> None:
    """Drop the tables."""
    op.execute("DROP INDEX case_events_fees")
    for table in ("report_publications", "report_plans", "report_entries"):
        op.execute(f"DROP TABLE {table}")
