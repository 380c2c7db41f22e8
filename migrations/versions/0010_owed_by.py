"""办理期限: until when an answer is owed now, so that work is read by its nearest limit."""

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

# A reopened case is owed by the day that its decision gives; the first day with no limit stands last.
OWED = (
    "ALTER TABLE clocks ADD COLUMN owed_by date",
    """UPDATE clocks SET owed_by = coalesce(
            CASE WHEN clocks.is_open THEN clocks.answer_due ELSE (
                SELECT (e.data ->> 'due')::date FROM case_events e
                WHERE e.case_id = clocks.case_id AND e.kind = 'reopened'
                ORDER BY e.seq DESC LIMIT 1) END,
            '9999-12-31')
        FROM cases WHERE cases.id = clocks.case_id AND cases.state NOT IN ('closed', 'archived')""",
    """CREATE INDEX clocks_owed ON clocks (organ_id, owed_by, case_id)
        WHERE owed_by IS NOT NULL""",
)


def upgrade() -> None:
    """The column, filled from the history, then its index."""
    for statement in OWED:
        op.execute(statement)


def downgrade() -> None:
    """Back to the limit of the first answer alone."""
    op.execute("ALTER TABLE clocks DROP COLUMN owed_by")
