"""Editions (版本) of the annual table, and in whose name a case is answered (答复名义)."""

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

# An application to a government that its office handles is counted in the government's table.
IN_WHOSE_NAME = (
    "ALTER TABLE cases ADD COLUMN counted_for uuid",
    "UPDATE cases SET counted_for = organ_id",
    "ALTER TABLE cases ALTER COLUMN counted_for SET NOT NULL",
    "ALTER TABLE cases ADD FOREIGN KEY (counted_for) REFERENCES organs",
    # the annual table reads this index alone
    "DROP INDEX cases_counted",
    """CREATE INDEX cases_counted ON cases (counted_for, received_on)
        INCLUDE (answered_on, applicant_class, annual_row)""",
    "CREATE INDEX cases_received ON cases (organ_id, received_on, id)",
    "CREATE INDEX cases_listed_for ON cases (counted_for, listed_on DESC, id DESC)",
)

EDITIONS = (
    """CREATE TABLE annual_editions (
        id uuid PRIMARY KEY,
        organ_id uuid NOT NULL REFERENCES organs,
        year smallint NOT NULL CHECK (year >= 2019),
        kind text NOT NULL CHECK (kind IN ('own', 'consolidated')),
        number integer NOT NULL CHECK (number > 0),
        form text NOT NULL CHECK (form IN ('2019', '2021')),
        organ_name text NOT NULL,
        rows jsonb NOT NULL,
        four jsonb NOT NULL,
        reason text NOT NULL CHECK (number = 1 OR reason <> ''),
        automatic boolean NOT NULL,
        cases integer NOT NULL,
        events bigint NOT NULL,
        position bytea NOT NULL,
        versions jsonb NOT NULL,
        differences jsonb NOT NULL,
        digest text NOT NULL CHECK (length(digest) = 64),
        made_by text NOT NULL,
        made_by_id uuid REFERENCES officers,
        made_at timestamptz NOT NULL,
        UNIQUE (organ_id, year, kind, number)
    )""",
    """CREATE TABLE edition_cases (
        edition_id uuid NOT NULL REFERENCES annual_editions,
        case_id uuid NOT NULL REFERENCES cases,
        number text NOT NULL,
        applicant_class text NOT NULL,
        received_on date NOT NULL,
        answered_on date,
        annual_row text,
        events integer NOT NULL CHECK (events > 0),
        head bytea NOT NULL,
        PRIMARY KEY (edition_id, case_id)
    )""",
    """CREATE TABLE edition_challenges (
        edition_id uuid NOT NULL REFERENCES annual_editions,
        case_id uuid NOT NULL REFERENCES cases,
        number integer NOT NULL,
        case_number text NOT NULL,
        "group" text NOT NULL,
        figure text NOT NULL,
        PRIMARY KEY (edition_id, case_id, number)
    )""",
    """CREATE TABLE edition_members (
        edition_id uuid NOT NULL REFERENCES annual_editions,
        place integer NOT NULL CHECK (place > 0),
        name text NOT NULL,
        code text NOT NULL,
        organ_id uuid REFERENCES organs,
        from_edition_id uuid REFERENCES annual_editions,
        from_report_id uuid,
        rows jsonb,
        four jsonb,
        PRIMARY KEY (edition_id, place),
        CHECK (rows IS NOT NULL OR (from_edition_id IS NULL AND from_report_id IS NULL))
    )""",
    """CREATE TABLE edition_files (
        edition_id uuid NOT NULL REFERENCES annual_editions,
        ending text NOT NULL,
        document_id uuid NOT NULL REFERENCES documents,
        digest text NOT NULL CHECK (length(digest) = 64),
        PRIMARY KEY (edition_id, ending)
    )""",
    """CREATE TABLE edition_confirmations (
        edition_id uuid PRIMARY KEY REFERENCES annual_editions,
        confirmed_by text NOT NULL,
        confirmed_by_id uuid REFERENCES officers,
        confirmed_at timestamptz NOT NULL
    )""",
    *(
        f"""CREATE TRIGGER {table}_closed BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting()"""
        for table in (
            "annual_editions",
            "edition_cases",
            "edition_challenges",
            "edition_members",
            "edition_files",
            "edition_confirmations",
        )
    ),
)


def upgrade() -> None:
    """In whose name first: editions count by it."""
    for statement in (*IN_WHOSE_NAME, *EDITIONS):
        op.execute(statement)
