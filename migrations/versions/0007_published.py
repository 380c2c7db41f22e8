"""Published information (主动公开信息): what the desk answers at once with."""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

# What is looked for stands in columns of its own, doubled as search_key does it (migration 0001):
# a similarity is computed from the stored text, not from a regular expression per row.
PUBLISHED = (
    """CREATE TABLE published_entries (
        id uuid PRIMARY KEY,
        organ_id uuid NOT NULL REFERENCES organs,
        title text NOT NULL CHECK (title <> ''),
        address text NOT NULL CHECK (address <> ''),
        outlet text NOT NULL CHECK (outlet <> ''),
        index_number text NOT NULL,
        published_on date NOT NULL,
        catalogue_class text NOT NULL,
        keywords text NOT NULL,
        summary text NOT NULL,
        made_by text NOT NULL,
        made_at timestamptz NOT NULL,
        withdrawn_on date,
        withdrawn_at timestamptz,
        withdrawn_by text,
        withdraw_reason text CHECK (withdraw_reason <> ''),
        title_key text NOT NULL GENERATED ALWAYS AS (search_key('', '', title)) STORED,
        found_by text NOT NULL GENERATED ALWAYS AS
            (search_key(index_number, title, keywords || ' ' || summary)) STORED,
        CHECK ((withdrawn_on IS NULL) = (withdrawn_at IS NULL)),
        CHECK ((withdrawn_on IS NULL) = (withdrawn_by IS NULL)),
        CHECK ((withdrawn_on IS NULL) = (withdraw_reason IS NULL))
    )""",
    """CREATE UNIQUE INDEX published_once ON published_entries (organ_id, title, md5(address))
        WHERE withdrawn_on IS NULL""",
    "CREATE INDEX published_listed ON published_entries (organ_id, published_on DESC, id DESC)",
    "CREATE INDEX published_newest ON published_entries (published_on DESC, id DESC)",
    """CREATE INDEX published_like ON published_entries USING gin (title_key gin_trgm_ops)
        WHERE withdrawn_on IS NULL""",
    "CREATE INDEX published_found ON published_entries USING gin (found_by gin_trgm_ops)",
    """CREATE INDEX published_numbered ON published_entries (organ_id, index_number)
        WHERE index_number <> ''""",
)

# An answer may name an entry: it stays as it was, and is withdrawn once.
NOTHING_IS_REWRITTEN = (
    """CREATE TRIGGER published_entries_stay BEFORE DELETE OR TRUNCATE ON published_entries
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting()""",
    """CREATE TRIGGER published_entries_are_withdrawn_once BEFORE UPDATE ON published_entries
        FOR EACH ROW WHEN (OLD.withdrawn_on IS NOT NULL OR NEW.withdrawn_on IS NULL
            OR (OLD.id, OLD.organ_id, OLD.title, OLD.address, OLD.outlet, OLD.index_number,
                OLD.published_on, OLD.catalogue_class, OLD.keywords, OLD.summary, OLD.made_by,
                OLD.made_at)
            IS DISTINCT FROM (NEW.id, NEW.organ_id, NEW.title, NEW.address, NEW.outlet,
                NEW.index_number, NEW.published_on, NEW.catalogue_class, NEW.keywords,
                NEW.summary, NEW.made_by, NEW.made_at))
        EXECUTE FUNCTION refuse_rewriting()""",
)


def upgrade() -> None:
    """Make the tables."""
    for statement in (*PUBLISHED, *NOTHING_IS_REWRITTEN):
        op.execute(statement)


def downgrade() -> None:
    """Drop the tables."""
    op.execute("DROP TABLE published_entries")
