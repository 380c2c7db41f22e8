"""The workplace (工作台): forms that are kept as they are typed."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

# What was typed and not sent, sealed: one row per officer and form, gone when it is sent.
TYPED = (
    """CREATE TABLE form_drafts (
        officer_id uuid NOT NULL REFERENCES officers,
        form text NOT NULL CHECK (form <> ''),
        sealed bytea NOT NULL,
        kept_at timestamptz NOT NULL,
        PRIMARY KEY (officer_id, form)
    )""",
)


def upgrade() -> None:
    """Make the tables."""
    for statement in TYPED:
        op.execute(statement)


def downgrade() -> None:
    """Drop the tables."""
    op.execute("DROP TABLE form_drafts")
