"""From 依申请 to 主动公开: candidates, reviews, files made fit to be published."""

from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

CANDIDATES = (
    """CREATE TABLE conversion_settings (
        id uuid PRIMARY KEY,
        organ_id uuid NOT NULL REFERENCES organs,
        least_applicants integer NOT NULL CHECK (least_applicants BETWEEN 2 AND 20),
        within_months integer NOT NULL CHECK (within_months BETWEEN 1 AND 24),
        review_workdays integer NOT NULL CHECK (review_workdays BETWEEN 1 AND 20),
        own_words jsonb NOT NULL,
        reason text NOT NULL CHECK (reason <> ''),
        made_by text NOT NULL,
        made_at timestamptz NOT NULL
    )""",
    "CREATE INDEX conversion_settings_of ON conversion_settings (organ_id, made_at DESC, id DESC)",
    # What a candidate is stands from its beginning; `stage` and `since` follow from its events.
    """CREATE TABLE conversions (
        id uuid PRIMARY KEY,
        organ_id uuid NOT NULL REFERENCES organs,
        rule text NOT NULL CHECK (rule IN ('applicants', 'suggestion', 'reassessment')),
        title text NOT NULL CHECK (title <> ''),
        parted boolean NOT NULL,
        reason text NOT NULL,
        review_workdays integer NOT NULL CHECK (review_workdays BETWEEN 1 AND 20),
        made_by text NOT NULL,
        made_by_id uuid REFERENCES officers,
        made_at timestamptz NOT NULL,
        stage text NOT NULL CHECK (stage IN ('candidate', 'reviewing', 'to_publish',
            'to_publish_masked', 'kept', 'published', 'withdrawn')),
        since date NOT NULL,
        entry_id uuid REFERENCES published_entries
    )""",
    "CREATE INDEX conversions_listed ON conversions (organ_id, stage, since, id)",
    "CREATE INDEX conversions_of_entry ON conversions (entry_id) WHERE entry_id IS NOT NULL",
    """CREATE TABLE conversion_cases (
        conversion_id uuid NOT NULL REFERENCES conversions,
        case_id uuid NOT NULL REFERENCES cases,
        item integer NOT NULL CHECK (item > 0),
        added_at timestamptz NOT NULL,
        PRIMARY KEY (conversion_id, case_id, item)
    )""",
    "CREATE INDEX conversion_cases_of ON conversion_cases (case_id, item)",
    """CREATE TABLE conversion_events (
        conversion_id uuid NOT NULL REFERENCES conversions,
        seq integer NOT NULL CHECK (seq > 0),
        step text NOT NULL,
        at timestamptz NOT NULL,
        officer_id uuid REFERENCES officers,
        officer text NOT NULL,
        data jsonb NOT NULL,
        PRIMARY KEY (conversion_id, seq)
    )""",
    # The bytes lie sealed among the papers; `found` holds masked text alone.
    """CREATE TABLE conversion_files (
        conversion_id uuid NOT NULL REFERENCES conversions,
        number integer NOT NULL CHECK (number > 0),
        is_masked boolean NOT NULL,
        name text NOT NULL CHECK (name <> ''),
        media_type text NOT NULL,
        size integer NOT NULL CHECK (size > 0),
        sha256 text NOT NULL CHECK (length(sha256) = 64),
        stored text NOT NULL CHECK (length(stored) = 64),
        clean_size integer NOT NULL CHECK (clean_size > 0),
        clean_sha256 text NOT NULL CHECK (length(clean_sha256) = 64),
        clean_stored text NOT NULL CHECK (length(clean_stored) = 64),
        removed jsonb NOT NULL,
        found jsonb NOT NULL,
        origin jsonb NOT NULL,
        made_by text NOT NULL,
        made_by_id uuid REFERENCES officers,
        made_at timestamptz NOT NULL,
        PRIMARY KEY (conversion_id, number)
    )""",
)

# 主动公开目录 beside what is published, and the file that is published from here.
CATALOGUE = (
    """CREATE TABLE catalogue_entries (
        entry_id uuid PRIMARY KEY REFERENCES published_entries,
        conversion_id uuid REFERENCES conversions,
        matter text NOT NULL,
        content text NOT NULL,
        basis text NOT NULL,
        time_limit text NOT NULL,
        subject text NOT NULL,
        way text NOT NULL,
        channel text NOT NULL,
        audience text NOT NULL,
        file_name text CHECK (file_name <> ''),
        file_type text,
        file_size integer CHECK (file_size > 0),
        file_digest text CHECK (length(file_digest) = 64),
        made_by text NOT NULL,
        made_at timestamptz NOT NULL,
        CHECK ((file_name IS NULL) = (file_digest IS NULL)),
        CHECK ((file_name IS NULL) = (file_type IS NULL)),
        CHECK ((file_name IS NULL) = (file_size IS NULL))
    )""",
    """CREATE UNIQUE INDEX catalogue_of_conversion ON catalogue_entries (conversion_id, entry_id)
        WHERE conversion_id IS NOT NULL""",
)

REASSESSMENT = (
    """CREATE TABLE reassessments (
        id uuid PRIMARY KEY,
        organ_id uuid NOT NULL REFERENCES organs,
        year smallint NOT NULL,
        case_id uuid NOT NULL REFERENCES cases,
        verdict text NOT NULL CHECK (verdict IN ('stays', 'may')),
        reason text NOT NULL CHECK (reason <> ''),
        made_by text NOT NULL,
        made_by_id uuid REFERENCES officers,
        made_at timestamptz NOT NULL
    )""",
    """CREATE INDEX reassessments_of
        ON reassessments (organ_id, year, case_id, made_at DESC, id DESC)""",
)

# Which published information an answer 已主动公开 (A1) named, by title and by address: how many
# requests an entry answered is counted through this index alone.
NAMED = (
    """CREATE FUNCTION named_as_public(data jsonb) RETURNS text[]
        LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
        RETURN (
            SELECT coalesce(array_agg(DISTINCT named), '{}')
            FROM jsonb_array_elements(
                CASE WHEN jsonb_typeof(data -> 'outcomes') = 'array' THEN data -> 'outcomes'
                    ELSE jsonb_build_array(data) END
            ) AS said,
            LATERAL (VALUES (said -> 'fields' ->> 'title'),
                (split_part(said ->> 'place', '，索引号', 1))) AS each(named)
            WHERE said ->> 'outcome' = 'A1' AND named <> ''
        )""",
    """CREATE INDEX case_events_named_as_public ON case_events USING gin (named_as_public(data))
        WHERE kind IN ('item_concluded', 'answer', 'answered_anew')
            AND cardinality(named_as_public(data)) > 0""",
)

CLOSED = (
    "conversion_settings", "conversion_cases", "conversion_events", "conversion_files",
    "catalogue_entries", "reassessments",
)  # fmt: skip

NOTHING_IS_REWRITTEN = (
    *(
        f"""CREATE TRIGGER {table}_closed BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting()"""
        for table in CLOSED
    ),
    """CREATE TRIGGER conversions_stay BEFORE DELETE OR TRUNCATE ON conversions
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting()""",
    """CREATE TRIGGER conversions_are_what_they_were BEFORE UPDATE ON conversions
        FOR EACH ROW WHEN ((OLD.id, OLD.organ_id, OLD.rule, OLD.title, OLD.parted, OLD.reason,
                OLD.review_workdays, OLD.made_by, OLD.made_by_id, OLD.made_at)
            IS DISTINCT FROM (NEW.id, NEW.organ_id, NEW.rule, NEW.title, NEW.parted, NEW.reason,
                NEW.review_workdays, NEW.made_by, NEW.made_by_id, NEW.made_at))
        EXECUTE FUNCTION refuse_rewriting()""",
)


def upgrade() -> None:
    """Make the tables, then close them."""
    for statement in (*CANDIDATES, *CATALOGUE, *REASSESSMENT, *NAMED, *NOTHING_IS_REWRITTEN):
        op.execute(statement)


def downgrade() -> None:
    """Drop the tables."""
    op.execute("DROP INDEX case_events_named_as_public")
    op.execute("DROP FUNCTION named_as_public(jsonb)")
    for table in (
        "reassessments", "catalogue_entries", "conversion_files", "conversion_events",
        "conversion_cases", "conversions", "conversion_settings",
    ):  # fmt: skip
        op.execute(f"DROP TABLE {table}")
