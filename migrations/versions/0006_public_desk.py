"""The public's own pages (网上申请): what an organ opens, confirmation codes, whose query code it is."""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

DESKS = (
    """CREATE TABLE public_desks (
        id uuid PRIMARY KEY,
        organ_id uuid NOT NULL REFERENCES organs,
        is_open boolean NOT NULL,
        office_name text NOT NULL,
        office_address text NOT NULL,
        hours text NOT NULL,
        phone text NOT NULL,
        fax text NOT NULL,
        email text NOT NULL,
        postal_address text NOT NULL,
        complaint_body text NOT NULL,
        catalogue text NOT NULL,
        channels jsonb NOT NULL CHECK (jsonb_typeof(channels) = 'array'),
        reason text NOT NULL CHECK (reason <> ''),
        made_by text NOT NULL,
        made_at timestamptz NOT NULL,
        CHECK (NOT is_open OR
            (office_name <> '' AND office_address <> '' AND hours <> '' AND phone <> ''))
    )""",
    "CREATE INDEX public_desks_of ON public_desks (organ_id, made_at DESC, id DESC)",
    """CREATE TRIGGER public_desks_closed BEFORE UPDATE OR DELETE OR TRUNCATE
        ON public_desks FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting()""",
)

CODES = (
    """CREATE TABLE confirmation_codes (
        case_id uuid PRIMARY KEY REFERENCES cases,
        code_digest bytea NOT NULL,
        salt bytea NOT NULL,
        failures integer NOT NULL DEFAULT 0 CHECK (failures >= 0),
        made_by text NOT NULL,
        made_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL CHECK (expires_at > made_at)
    )""",
    # shown to the applicant on submission: a 登记回执 made later does not replace it
    "ALTER TABLE query_codes ADD COLUMN on_submission boolean NOT NULL DEFAULT false",
)


def upgrade() -> None:
    """Make the tables."""
    for statement in (*DESKS, *CODES):
        op.execute(statement)


def downgrade() -> None:
    """Drop the tables."""
    op.execute("ALTER TABLE query_codes DROP COLUMN on_submission")
    op.execute("DROP TABLE confirmation_codes")
    op.execute("DROP TABLE public_desks")
