"""The workplace (工作台): forms that are kept as they are typed."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

# What was typed and not sent, sealed: one row per officer and form, gone when it is sent.
TYPED = (
    """CREATE TABLE form_drafts (
        id uuid PRIMARY KEY,
        officer_id uuid NOT NULL REFERENCES officers,
        form text NOT NULL CHECK (form <> ''),
        page text NOT NULL CHECK (page <> ''),
        title text NOT NULL,
        sealed bytea NOT NULL,
        kept_at timestamptz NOT NULL,
        UNIQUE (officer_id, form)
    )""",
)


def upgrade() -> None:
    """Make the table."""
    for statement in TYPED:
        op.execute(statement)
