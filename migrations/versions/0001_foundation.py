"""Organs, officers, cases, their history, the outbox: what everything later stands on."""

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ORGANS_AND_OFFICERS = """
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS btree_gist;

CREATE TABLE organs (
    id uuid PRIMARY KEY,
    code text NOT NULL UNIQUE CHECK (code ~ '^[0-9A-Za-z]([0-9A-Za-z._-]{0,62}[0-9A-Za-z])?$'),
    name text NOT NULL CHECK (name <> ''),
    doc_code text NOT NULL,
    address text NOT NULL,
    postcode text NOT NULL,
    phone text NOT NULL,
    parent_id uuid REFERENCES organs CHECK (parent_id <> id),
    demonstration boolean NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX organs_below ON organs (parent_id);

CREATE TABLE organ_remedies (
    id uuid PRIMARY KEY,
    organ_id uuid NOT NULL REFERENCES organs,
    review_body text NOT NULL,
    review_online_url text NOT NULL,
    court text NOT NULL,
    valid_from date NOT NULL,
    valid_to date CHECK (valid_to >= valid_from),
    -- 行政复议法 20: one review body is told on any day
    EXCLUDE USING gist (organ_id WITH =, daterange(valid_from, valid_to, '[]') WITH &&)
);

CREATE TABLE officers (
    id uuid PRIMARY KEY,
    login text NOT NULL UNIQUE CHECK (login <> ''),
    name text NOT NULL CHECK (name <> ''),
    password_hash text,
    active boolean NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE officer_roles (
    officer_id uuid NOT NULL REFERENCES officers,
    organ_id uuid NOT NULL REFERENCES organs,
    role text NOT NULL CHECK (role IN (
        'registrar', 'handler', 'reviewer', 'head', 'archivist', 'administrator', 'supervisor')),
    PRIMARY KEY (officer_id, organ_id, role)
);
CREATE INDEX officer_roles_at ON officer_roles (organ_id, role);

CREATE TABLE sign_ins (
    digest bytea PRIMARY KEY,
    officer_id uuid NOT NULL REFERENCES officers,
    made_at timestamptz NOT NULL,
    seen_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL,
    revoked_at timestamptz
);
CREATE INDEX sign_ins_of ON sign_ins (officer_id);

CREATE TABLE sign_in_failures (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    login text NOT NULL,
    at timestamptz NOT NULL
);
CREATE INDEX sign_in_failures_of ON sign_in_failures (login, at);

CREATE TABLE api_tokens (
    digest bytea PRIMARY KEY,
    officer_id uuid NOT NULL REFERENCES officers,
    name text NOT NULL,
    made_at timestamptz NOT NULL,
    revoked_at timestamptz
);
CREATE INDEX api_tokens_of ON api_tokens (officer_id);
"""

CASES = """
CREATE TABLE case_counters (
    organ_id uuid NOT NULL REFERENCES organs,
    year smallint NOT NULL,
    last integer NOT NULL CHECK (last > 0),
    brought_in integer NOT NULL CHECK (brought_in <= last),
    PRIMARY KEY (organ_id, year)
);

CREATE TABLE cases (
    id uuid PRIMARY KEY,
    organ_id uuid NOT NULL REFERENCES organs,
    number text NOT NULL CHECK (number <> ''),
    series_year smallint,
    serial integer,
    source text NOT NULL CHECK (source IN ('registered', 'imported')),
    submission uuid,
    row_digest bytea,
    state text NOT NULL CHECK (state IN ('unconfirmed', 'open', 'closed')),
    channel text CHECK (channel IN
        ('in_person', 'registered_mail', 'ordinary_mail', 'online', 'email', 'fax')),
    received_on date,
    listed_on date NOT NULL,
    answered_on date,
    answer_type text,
    annual_row text,
    applicant_class text NOT NULL CHECK (applicant_class IN
        ('natural_person', 'business', 'research', 'public_welfare', 'legal_service', 'other_org')),
    applicant_name text NOT NULL CHECK (applicant_name <> ''),
    request text NOT NULL CHECK (request <> ''),
    items jsonb NOT NULL,
    facts jsonb NOT NULL,
    personal bytea,
    id_number_index bytea,
    phone_index bytea,
    events integer NOT NULL CHECK (events > 0),
    head bytea NOT NULL,
    UNIQUE (organ_id, number),
    CHECK ((series_year IS NULL) = (serial IS NULL)),
    CHECK ((state = 'closed') = (answered_on IS NOT NULL)),
    CHECK ((answered_on IS NULL) = (annual_row IS NULL)),
    CHECK (answer_type IS NULL OR annual_row IS NOT NULL),
    CHECK (source = 'imported' OR answered_on IS NULL OR answer_type IS NOT NULL),
    CHECK (state <> 'open' OR received_on IS NOT NULL),
    CHECK (answered_on >= received_on)  -- 条例 33: no answer before its request
);
CREATE UNIQUE INDEX cases_series ON cases (organ_id, series_year, serial)
    WHERE serial IS NOT NULL;
CREATE UNIQUE INDEX cases_by_submission ON cases (submission) WHERE submission IS NOT NULL;
CREATE INDEX cases_listed ON cases (organ_id, listed_on DESC, id DESC);
CREATE INDEX cases_by_state ON cases (organ_id, state, listed_on DESC, id DESC);
CREATE INDEX cases_by_outcome ON cases (organ_id, annual_row, listed_on DESC, id DESC)
    WHERE annual_row IS NOT NULL;
-- the annual table reads this index alone
CREATE INDEX cases_counted ON cases (organ_id, received_on)
    INCLUDE (answered_on, applicant_class, annual_row);
CREATE INDEX cases_by_id_number ON cases (organ_id, id_number_index)
    WHERE id_number_index IS NOT NULL;
CREATE INDEX cases_by_phone ON cases (organ_id, phone_index) WHERE phone_index IS NOT NULL;

-- Trigrams find nothing for words of two characters, which most Chinese words are. Every character
-- doubled, a word of two has trigrams too: 征地 is looked for as 征征地地.
CREATE FUNCTION search_key(number text, applicant text, request text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
    RETURN regexp_replace(lower(number || ' ' || applicant || ' ' || request), '(.)', '\\1\\1', 'g');
CREATE INDEX cases_searched ON cases
    USING gin (search_key(number, applicant_name, request) gin_trgm_ops);

CREATE TABLE case_events (
    case_id uuid NOT NULL REFERENCES cases,
    seq integer NOT NULL CHECK (seq > 0),
    kind text NOT NULL,
    day date,
    at timestamptz NOT NULL,
    officer_id uuid REFERENCES officers,
    officer text NOT NULL,
    data jsonb NOT NULL,
    previous bytea NOT NULL,
    digest bytea NOT NULL,
    PRIMARY KEY (case_id, seq)
);
"""

NOTHING_IS_UNWRITTEN = """
CREATE FUNCTION refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% of % is closed: history is only ever added to', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER case_events_closed BEFORE UPDATE OR DELETE OR TRUNCATE ON case_events
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();
CREATE TRIGGER cases_stay BEFORE DELETE OR TRUNCATE ON cases
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();

CREATE FUNCTION refuse_renumbering() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the number of a case is given once'
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER cases_keep_their_number
    BEFORE UPDATE OF id, organ_id, number, series_year, serial, source ON cases
    FOR EACH ROW WHEN ((OLD.id, OLD.organ_id, OLD.number, OLD.series_year, OLD.serial, OLD.source)
        IS DISTINCT FROM (NEW.id, NEW.organ_id, NEW.number, NEW.series_year, NEW.serial, NEW.source))
    EXECUTE FUNCTION refuse_renumbering();
"""

PAPERS_AND_WORK = """
CREATE TABLE register_uploads (
    id uuid PRIMARY KEY,
    organ_id uuid NOT NULL REFERENCES organs,
    officer_id uuid NOT NULL REFERENCES officers,
    name text NOT NULL,
    content bytea NOT NULL,
    at timestamptz NOT NULL
);

CREATE TABLE documents (
    id uuid PRIMARY KEY,
    organ_id uuid NOT NULL REFERENCES organs,
    kind text NOT NULL,
    name text NOT NULL,
    media_type text NOT NULL,
    digest text NOT NULL,
    size integer NOT NULL CHECK (size >= 0),
    at timestamptz NOT NULL,
    UNIQUE (organ_id, kind, name, digest)
);
CREATE INDEX documents_of ON documents (organ_id, at DESC, id DESC);

CREATE TABLE notices (
    id uuid PRIMARY KEY,
    officer_id uuid NOT NULL REFERENCES officers,
    text text NOT NULL,
    link text NOT NULL,
    at timestamptz NOT NULL,
    read_at timestamptz
);
CREATE INDEX notices_unread ON notices (officer_id, at DESC) WHERE read_at IS NULL;

CREATE TABLE outbox (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    job text NOT NULL,
    payload jsonb NOT NULL,
    unique_key text UNIQUE,
    at timestamptz NOT NULL DEFAULT now(),
    attempts integer NOT NULL,
    next_at timestamptz NOT NULL DEFAULT now(),
    done_at timestamptz,
    dead_at timestamptz,
    last_error text
);
CREATE INDEX outbox_due ON outbox (next_at, id) WHERE done_at IS NULL AND dead_at IS NULL;
CREATE INDEX outbox_dead ON outbox (dead_at) WHERE dead_at IS NOT NULL;
"""


def upgrade() -> None:
    """Everything at once: there was nothing before."""
    for part in (ORGANS_AND_OFFICERS, CASES, NOTHING_IS_UNWRITTEN, PAPERS_AND_WORK):
        for statement in split(part):
            op.execute(statement)


def split(sql: str) -> list[str]:
    """The statements of a script: asyncpg prepares one at a time; $$ bodies stay whole."""
    statements, quoted = [""], False
    for line in sql.splitlines():
        code = line.split("--")[0].rstrip()
        quoted ^= code.count("$$") % 2 == 1
        statements[-1] += code + "\n"
        if code.endswith(";") and not quoted:
            statements.append("")
    return [s for s in statements if s.strip()]
