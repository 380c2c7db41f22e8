"""Consolidation (汇总): members outside the system, the reports that they send, faults sent back."""

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

MEMBERS = (
    """CREATE TABLE outside_members (
        id uuid PRIMARY KEY,
        organ_id uuid NOT NULL REFERENCES organs,
        name text NOT NULL CHECK (name <> ''),
        code text NOT NULL,
        first_year smallint NOT NULL CHECK (first_year >= 2019),
        added_by text NOT NULL,
        added_by_id uuid REFERENCES officers,
        added_at timestamptz NOT NULL,
        last_year smallint CHECK (last_year >= first_year - 1),
        ended_by text,
        ended_by_id uuid REFERENCES officers,
        ended_at timestamptz,
        end_reason text CHECK (end_reason <> ''),
        CHECK ((last_year IS NULL) = (ended_at IS NULL)),
        CHECK ((last_year IS NULL) = (ended_by IS NULL)),
        CHECK ((last_year IS NULL) = (end_reason IS NULL))
    )""",
    "CREATE INDEX outside_members_of ON outside_members (organ_id, name)",
    """CREATE UNIQUE INDEX outside_members_once ON outside_members (organ_id, name)
        WHERE last_year IS NULL""",
    """CREATE TABLE member_reports (
        id uuid PRIMARY KEY,
        organ_id uuid NOT NULL REFERENCES organs,
        member_id uuid NOT NULL REFERENCES outside_members,
        year smallint NOT NULL CHECK (year >= 2019),
        file_name text NOT NULL,
        kind text NOT NULL CHECK (kind IN ('json', 'xlsx', 'docx', 'html')),
        document_id uuid NOT NULL REFERENCES documents,
        organ_name text NOT NULL,
        form text NOT NULL CHECK (form IN ('2019', '2021')),
        rows jsonb NOT NULL,
        four jsonb,
        two jsonb,
        faults jsonb NOT NULL,
        notes jsonb NOT NULL,
        replaces uuid REFERENCES member_reports,
        taken_by text NOT NULL,
        taken_by_id uuid REFERENCES officers,
        taken_at timestamptz NOT NULL,
        ended_by text,
        ended_by_id uuid REFERENCES officers,
        ended_at timestamptz,
        end_reason text CHECK (end_reason <> ''),
        CHECK ((ended_at IS NULL) = (ended_by IS NULL)),
        CHECK ((ended_at IS NULL) = (end_reason IS NULL))
    )""",
    "CREATE INDEX member_reports_of ON member_reports (member_id, year, taken_at DESC)",
    """CREATE UNIQUE INDEX member_reports_in_force ON member_reports (member_id, year)
        WHERE ended_at IS NULL""",
    """CREATE TABLE member_returns (
        id uuid PRIMARY KEY,
        organ_id uuid NOT NULL REFERENCES organs,
        year smallint NOT NULL,
        member_name text NOT NULL,
        member_organ_id uuid REFERENCES organs,
        member_id uuid REFERENCES outside_members,
        edition_id uuid REFERENCES annual_editions,
        report_id uuid REFERENCES member_reports,
        faults jsonb NOT NULL CHECK (jsonb_array_length(faults) > 0),
        remark text NOT NULL,
        sent_by text NOT NULL,
        sent_by_id uuid REFERENCES officers,
        sent_at timestamptz NOT NULL,
        CHECK ((member_organ_id IS NULL) <> (member_id IS NULL))
    )""",
    "CREATE INDEX member_returns_of ON member_returns (organ_id, year, sent_at DESC)",
    """ALTER TABLE edition_members
        ADD FOREIGN KEY (from_report_id) REFERENCES member_reports""",
)

# Nothing goes away: a member is ended once, a report is withdrawn or replaced once, both with a
# reason, and stay to be read; what was sent back is never changed.
NOTHING_IS_REWRITTEN = (
    *(
        f"""CREATE TRIGGER {table}_stay BEFORE DELETE OR TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting()"""
        for table in ("outside_members", "member_reports", "member_returns")
    ),
    """CREATE TRIGGER outside_members_end_once BEFORE UPDATE ON outside_members
        FOR EACH ROW WHEN (OLD.last_year IS NOT NULL OR NEW.last_year IS NULL
            OR (OLD.id, OLD.organ_id, OLD.name, OLD.code, OLD.first_year, OLD.added_by,
                OLD.added_by_id, OLD.added_at)
            IS DISTINCT FROM (NEW.id, NEW.organ_id, NEW.name, NEW.code, NEW.first_year,
                NEW.added_by, NEW.added_by_id, NEW.added_at))
        EXECUTE FUNCTION refuse_rewriting()""",
    """CREATE TRIGGER member_reports_end_once BEFORE UPDATE ON member_reports
        FOR EACH ROW WHEN (OLD.ended_at IS NOT NULL OR NEW.ended_at IS NULL
            OR (OLD.id, OLD.organ_id, OLD.member_id, OLD.year, OLD.file_name, OLD.kind,
                OLD.document_id, OLD.organ_name, OLD.form, OLD.rows, OLD.four, OLD.two, OLD.faults,
                OLD.notes, OLD.replaces, OLD.taken_by, OLD.taken_by_id, OLD.taken_at)
            IS DISTINCT FROM (NEW.id, NEW.organ_id, NEW.member_id, NEW.year, NEW.file_name,
                NEW.kind, NEW.document_id, NEW.organ_name, NEW.form, NEW.rows, NEW.four, NEW.two,
                NEW.faults, NEW.notes, NEW.replaces, NEW.taken_by, NEW.taken_by_id, NEW.taken_at))
        EXECUTE FUNCTION refuse_rewriting()""",
    """CREATE TRIGGER member_returns_closed BEFORE UPDATE ON member_returns
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting()""",
)


def upgrade() -> None:
    """Make the tables."""
    for statement in (*MEMBERS, *NOTHING_IS_REWRITTEN):
        op.execute(statement)
