"""Search (查找): what else a case is found by, tags, saved and short-lived searches, exports."""

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

# Beside number, applicant and request a case is found by `words`: the numbers of documents that its
# items name, its tags, and its letters and answers, line by line. Both columns follow from the
# history as the others do (`cases.facts`). No index holds the tags by themselves: the planner takes
# a rare one for a two-hundredth of all cases, and would read them all in their order instead.
FOUND_BY = (
    """ALTER TABLE cases
        ADD COLUMN tags text[] NOT NULL DEFAULT '{}',
        ADD COLUMN words text NOT NULL DEFAULT ''""",
    """CREATE TABLE organ_tags (
        organ_id uuid NOT NULL REFERENCES organs,
        tag text NOT NULL CHECK (tag <> ''),
        used_at timestamptz NOT NULL,
        PRIMARY KEY (organ_id, tag)
    )""",
    "CREATE INDEX organ_tags_of ON organ_tags (organ_id, used_at DESC)",
)

# What the history of the cases that are there says, in the words of `cases.facts`.
NAMED_BY_ITEMS = """
    (SELECT string_agg(named, ' ' ORDER BY place, name) FROM jsonb_array_elements(cases.items)
        WITH ORDINALITY AS item (said, place), LATERAL (VALUES
            (1, item.said ->> 'doc_number'), (2, item.said ->> 'index_number')) AS number (name, named)
        WHERE named <> '')
"""
LETTERS = """
    (SELECT string_agg(line, E'\\n' ORDER BY seq) FROM (
        SELECT seq, CASE kind
            WHEN 'paper_issued' THEN concat_ws(' ', nullif(data ->> 'title', ''),
                nullif(data ->> 'doc_number', ''),
                (SELECT string_agg(item ->> 'decision', ' ' ORDER BY place)
                    FROM jsonb_array_elements(CASE jsonb_typeof(data -> 'fields' -> 'items')
                        WHEN 'array' THEN data -> 'fields' -> 'items' ELSE '[]' END)
                        WITH ORDINALITY AS decided (item, place)
                    WHERE data ->> 'answers' = 'true' AND item ->> 'decision' <> ''))
            ELSE data ->> 'doc_number' END AS line
        FROM case_events WHERE case_events.case_id = cases.id
            AND kind IN ('paper_issued', 'answer', 'answered_anew')) AS told
        WHERE line <> '')
"""
FILL = f"""
UPDATE cases SET words = found.words FROM (
    SELECT id, rtrim(coalesce({NAMED_BY_ITEMS}, '') || E'\\n\\n' || coalesce({LETTERS}, ''), E'\\n')
        AS words FROM cases
) AS found WHERE found.id = cases.id AND found.words <> ''
"""  # noqa: S608 — of the texts above

# One for each filter and each way to sort, so that a page never reads more than it shows.
INDEXES = (
    """CREATE INDEX cases_by_words ON cases USING gin (search_key(words, '', '') gin_trgm_ops)
        WHERE words <> ''""",
    """CREATE INDEX cases_answered ON cases (organ_id, answered_on, id)
        INCLUDE (received_on, annual_row) WHERE answered_on IS NOT NULL""",
    """CREATE INDEX cases_unanswered ON cases (organ_id, listed_on DESC, id DESC)
        WHERE answered_on IS NULL""",
    """CREATE INDEX cases_by_handler ON cases (organ_id, handler_id, listed_on DESC, id DESC)
        WHERE handler_id IS NOT NULL""",
    """CREATE INDEX cases_by_department ON cases (organ_id, department_id, listed_on DESC, id DESC)
        WHERE department_id IS NOT NULL""",
    "CREATE INDEX cases_by_class ON cases (organ_id, applicant_class, listed_on DESC, id DESC)",
    "CREATE INDEX cases_by_channel ON cases (organ_id, channel, listed_on DESC, id DESC)",
    """CREATE INDEX clocks_by_due ON clocks (organ_id, answer_due, case_id)
        WHERE answer_due IS NOT NULL""",
    "CREATE INDEX clocks_without_due ON clocks (organ_id, case_id) WHERE answer_due IS NULL",
    "CREATE INDEX clocks_answered_late ON clocks (organ_id, case_id) WHERE timely = false",
)

# A filter is kept as it was chosen; it never holds a number of a paper or a telephone.
SAVED = (
    """CREATE TABLE saved_searches (
        id uuid PRIMARY KEY,
        officer_id uuid NOT NULL REFERENCES officers,
        organ_id uuid REFERENCES organs,
        name text NOT NULL CHECK (name <> ''),
        filters jsonb NOT NULL,
        place integer NOT NULL,
        is_home boolean NOT NULL,
        made_at timestamptz NOT NULL,
        deleted_at timestamptz
    )""",
    """CREATE INDEX saved_searches_of ON saved_searches (officer_id, place)
        WHERE deleted_at IS NULL""",
    """CREATE INDEX saved_searches_shared ON saved_searches (organ_id, name)
        WHERE organ_id IS NOT NULL AND deleted_at IS NULL""",
    """CREATE UNIQUE INDEX saved_searches_home ON saved_searches (officer_id)
        WHERE is_home AND deleted_at IS NULL""",
    # numbers of papers and telephones that were looked for: sealed, the officer's own, short-lived
    """CREATE TABLE looked_for (
        id uuid PRIMARY KEY,
        officer_id uuid NOT NULL REFERENCES officers,
        sealed bytea NOT NULL,
        at timestamptz NOT NULL
    )""",
    "CREATE INDEX looked_for_of ON looked_for (officer_id, at)",
)

EXPORTS = (
    """CREATE TABLE list_exports (
        id uuid PRIMARY KEY,
        officer_id uuid REFERENCES officers,
        officer text NOT NULL,
        organs uuid[] NOT NULL,
        filters text NOT NULL,
        lines integer NOT NULL CHECK (lines >= 0),
        at timestamptz NOT NULL
    )""",
    "CREATE INDEX list_exports_by ON list_exports (officer_id, at DESC)",
    "CREATE INDEX list_exports_of ON list_exports USING gin (organs)",
    """CREATE TRIGGER list_exports_closed BEFORE UPDATE OR DELETE OR TRUNCATE ON list_exports
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting()""",
)


def upgrade() -> None:
    """Columns first, filled from the history; then their indexes."""
    for statement in (*FOUND_BY, FILL, *INDEXES, *SAVED, *EXPORTS):
        op.execute(statement)


def downgrade() -> None:
    """Back to number, applicant and request."""
    for table in ("list_exports", "looked_for", "saved_searches", "organ_tags"):
        op.execute(f"DROP TABLE {table}")
    for index in ("clocks_by_due", "clocks_without_due", "clocks_answered_late"):
        op.execute(f"DROP INDEX {index}")
    for index in ("cases_answered", "cases_unanswered", "cases_by_handler", "cases_by_department",
                  "cases_by_class", "cases_by_channel"):  # fmt: skip
        op.execute(f"DROP INDEX {index}")
    op.execute("ALTER TABLE cases DROP COLUMN tags, DROP COLUMN words")
