"""Topics of requests (主题), the dictionaries behind them, and their corrections by hand."""

from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

# Every version of an organ's dictionary stays; one without topics goes back to the one above it.
DICTIONARIES = (
    """CREATE TABLE topic_dictionaries (
        id uuid PRIMARY KEY,
        organ_id uuid NOT NULL REFERENCES organs,
        number integer NOT NULL CHECK (number > 0),
        text text NOT NULL,
        digest text NOT NULL CHECK ((digest = '') = (text = '')),
        note text NOT NULL,
        made_by text NOT NULL,
        made_by_id uuid REFERENCES officers,
        made_at timestamptz NOT NULL,
        UNIQUE (organ_id, number)
    )""",
    """CREATE TABLE topic_corrections (
        id uuid PRIMARY KEY,
        case_id uuid NOT NULL REFERENCES cases,
        organ_id uuid NOT NULL REFERENCES organs,
        topic text NOT NULL CHECK (topic <> ''),
        was text NOT NULL,
        made_by text NOT NULL,
        made_by_id uuid REFERENCES officers,
        made_at timestamptz NOT NULL
    )""",
    "CREATE INDEX topic_corrections_of ON topic_corrections (organ_id, made_at, id)",
    "CREATE INDEX topic_corrections_of_case ON topic_corrections (case_id, made_at DESC, id DESC)",
    *(
        f"""CREATE TRIGGER {table}_closed BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting()"""
        for table in ("topic_dictionaries", "topic_corrections")
    ),
)

# What was computed stands beside the case and is replaced when it is computed anew.
TOPICS = (
    """CREATE TABLE case_topics (
        case_id uuid PRIMARY KEY REFERENCES cases,
        organ_id uuid NOT NULL REFERENCES organs,
        topic text NOT NULL CHECK (topic <> ''),
        decided_by text NOT NULL CHECK (decided_by IN ('hand', 'same_wording', 'words', 'none')),
        version text NOT NULL CHECK (version <> ''),
        words jsonb NOT NULL,
        runner_up text,
        wording text NOT NULL,
        request_md5 text NOT NULL,
        decided_at timestamptz NOT NULL
    )""",
    "CREATE INDEX case_topics_by_wording ON case_topics (organ_id, wording)",
    # what was answered in a span, by whom it counts: cases_counted has what came in it
    """CREATE INDEX cases_answered_for ON cases (counted_for, answered_on, id)
        WHERE answered_on IS NOT NULL""",
)


def upgrade() -> None:
    """Dictionaries and corrections, then the topics."""
    for statement in (*DICTIONARIES, *TOPICS):
        op.execute(statement)


def downgrade() -> None:
    """Drop the index and the tables."""
    op.execute("DROP INDEX cases_answered_for")
    for table in ("case_topics", "topic_corrections", "topic_dictionaries"):
        op.execute(f"DROP TABLE {table}")
