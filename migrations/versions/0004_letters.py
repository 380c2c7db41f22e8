"""Letters (文书): their numbers, the register of these, templates, settings, batches, query codes."""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

NUMBERS = (
    """CREATE TABLE letter_counters (
        organ_id uuid NOT NULL REFERENCES organs,
        year smallint NOT NULL,
        series text NOT NULL CHECK (series <> ''),
        last integer NOT NULL CHECK (last > 0),
        PRIMARY KEY (organ_id, year, series)
    )""",
    """CREATE TABLE letter_numbers (
        id uuid PRIMARY KEY,
        organ_id uuid NOT NULL REFERENCES organs,
        year smallint NOT NULL,
        series text NOT NULL CHECK (series <> ''),
        seq integer NOT NULL CHECK (seq > 0),
        text text NOT NULL CHECK (text <> ''),
        case_id uuid NOT NULL REFERENCES cases,
        paper integer NOT NULL CHECK (paper > 0),
        code text NOT NULL CHECK (code <> ''),
        title text NOT NULL CHECK (title <> ''),
        issued_on date NOT NULL,
        issued_at timestamptz NOT NULL,
        issued_by text NOT NULL,
        voided_at timestamptz,
        void_reason text CHECK (void_reason <> ''),
        UNIQUE (organ_id, year, series, seq),
        UNIQUE (organ_id, text),
        UNIQUE (case_id, paper),
        CHECK (extract(year FROM issued_on) = year),
        CHECK ((voided_at IS NULL) = (void_reason IS NULL))
    )""",
    """CREATE INDEX letter_numbers_voided ON letter_numbers (organ_id, year, series)
        WHERE voided_at IS NOT NULL""",
    """CREATE TABLE organ_numberings (
        id uuid PRIMARY KEY,
        organ_id uuid NOT NULL REFERENCES organs,
        pattern text NOT NULL,
        series jsonb NOT NULL,
        reason text NOT NULL,
        made_by text NOT NULL,
        made_at timestamptz NOT NULL
    )""",
    "CREATE INDEX organ_numberings_of ON organ_numberings (organ_id, made_at DESC, id DESC)",
)

# A number is given once, goes on by one, and stays: voiding it is all that may be written later.
NOTHING_IS_RENUMBERED = (
    """CREATE TRIGGER letter_counters_stay BEFORE DELETE OR TRUNCATE ON letter_counters
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting()""",
    """CREATE TRIGGER letter_counters_go_on BEFORE UPDATE ON letter_counters
        FOR EACH ROW WHEN ((OLD.organ_id, OLD.year, OLD.series, OLD.last + 1)
            IS DISTINCT FROM (NEW.organ_id, NEW.year, NEW.series, NEW.last))
        EXECUTE FUNCTION refuse_rewriting()""",
    """CREATE TRIGGER letter_numbers_stay BEFORE DELETE OR TRUNCATE ON letter_numbers
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting()""",
    """CREATE TRIGGER letter_numbers_are_voided_once BEFORE UPDATE ON letter_numbers
        FOR EACH ROW WHEN (OLD.voided_at IS NOT NULL OR NEW.voided_at IS NULL
            OR (OLD.id, OLD.organ_id, OLD.year, OLD.series, OLD.seq, OLD.text, OLD.case_id,
                OLD.paper, OLD.code, OLD.title, OLD.issued_on, OLD.issued_at, OLD.issued_by)
            IS DISTINCT FROM (NEW.id, NEW.organ_id, NEW.year, NEW.series, NEW.seq, NEW.text,
                NEW.case_id, NEW.paper, NEW.code, NEW.title, NEW.issued_on, NEW.issued_at,
                NEW.issued_by))
        EXECUTE FUNCTION refuse_rewriting()""",
    """CREATE TRIGGER organ_numberings_closed BEFORE UPDATE OR DELETE OR TRUNCATE
        ON organ_numberings FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting()""",
)

TEMPLATES = (
    """CREATE TABLE letter_templates (
        id uuid PRIMARY KEY,
        organ_id uuid NOT NULL REFERENCES organs,
        code text NOT NULL CHECK (code <> ''),
        version integer NOT NULL CHECK (version > 0),
        name text NOT NULL,
        note text NOT NULL,
        valid_from date NOT NULL,
        valid_to date CHECK (valid_to >= valid_from),
        digest text NOT NULL,
        size integer NOT NULL CHECK (size > 0),
        fields_report jsonb NOT NULL,
        uploaded_by text NOT NULL,
        uploaded_by_id uuid REFERENCES officers,
        uploaded_at timestamptz NOT NULL,
        approved_by text,
        approved_by_id uuid REFERENCES officers,
        approved_at timestamptz,
        withdrawn_at timestamptz,
        withdrawn_by text,
        withdraw_reason text,
        UNIQUE (organ_id, code, version),
        CHECK ((approved_at IS NULL) = (approved_by IS NULL)),
        CHECK (approved_at IS NOT NULL OR approved_by_id IS NULL),
        CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL)),
        CHECK ((withdrawn_at IS NULL) = (withdraw_reason IS NULL))
    )""",
    """CREATE TRIGGER letter_templates_stay BEFORE DELETE OR TRUNCATE ON letter_templates
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting()""",
    """CREATE TABLE organ_letter_settings (
        id uuid PRIMARY KEY,
        organ_id uuid NOT NULL REFERENCES organs,
        head boolean NOT NULL,
        title_school text NOT NULL CHECK (title_school IN ('one', 'each')),
        supplement_days integer NOT NULL CHECK (supplement_days BETWEEN 1 AND 60),
        contact_person text NOT NULL,
        complaint_body text NOT NULL,
        pickup_place text NOT NULL,
        payment_way text NOT NULL,
        reason text NOT NULL,
        made_by text NOT NULL,
        made_at timestamptz NOT NULL
    )""",
    """CREATE INDEX organ_letter_settings_of
        ON organ_letter_settings (organ_id, made_at DESC, id DESC)""",
    """CREATE TRIGGER organ_letter_settings_closed BEFORE UPDATE OR DELETE OR TRUNCATE
        ON organ_letter_settings FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting()""",
)

HANDED_OUT = (
    """CREATE TABLE print_runs (
        id uuid PRIMARY KEY,
        organ_id uuid NOT NULL REFERENCES organs,
        officer_id uuid NOT NULL REFERENCES officers,
        wanted jsonb NOT NULL,
        made_at timestamptz NOT NULL,
        total integer NOT NULL CHECK (total > 0),
        failed jsonb NOT NULL DEFAULT '[]',
        name text,
        media_type text,
        stored text,
        finished_at timestamptz,
        CHECK ((name IS NULL) = (stored IS NULL) AND (media_type IS NULL) = (stored IS NULL))
    )""",
    "CREATE INDEX print_runs_of ON print_runs (organ_id, made_at DESC, id DESC)",
    """CREATE TABLE query_codes (
        case_id uuid PRIMARY KEY REFERENCES cases,
        code_digest bytea NOT NULL,
        salt bytea NOT NULL,
        failures integer NOT NULL DEFAULT 0 CHECK (failures >= 0),
        locked_until timestamptz,
        made_at timestamptz NOT NULL
    )""",
)


def upgrade() -> None:
    """Numbers first: the register is what letters are issued into."""
    for statement in (*NUMBERS, *NOTHING_IS_RENUMBERED, *TEMPLATES, *HANDED_OUT):
        op.execute(statement)
