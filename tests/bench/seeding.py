"""A great many cases, made in the database itself: their histories are left out."""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

import asyncpg

from cases.law.annual import OUTCOME_ROWS, ApplicantClass

YEAR: Final = 2025
FREQUENT: Final = "征地"  # in three of ten requests
RARE: Final = "盐碱"  # in RARE_CASES requests, however many there are
RARE_CASES: Final = 20

# Every case belongs to the table of YEAR: received in it or carried in, and not answered before.
CASES: Final = """
INSERT INTO cases (id, organ_id, counted_for, number, series_year, serial, source, row_digest, state, channel,
    received_on, listed_on, answered_on, answer_type, annual_row, accepted, applicant_class, applicant_name,
    request, items, facts, personal, events, head)
SELECT uuidv7(), organ, organ, 'YSQ-370783-2025-' || to_char(n, 'FM0000000'), 2025, n, 'imported',
    sha256(int4send(n)), CASE WHEN answered IS NULL THEN 'handling' ELSE 'closed' END, 'online',
    received, received, answered, NULL, CASE WHEN answered IS NOT NULL THEN outcome END, false,
    class, '申请人' || n,
    request, jsonb_build_array(jsonb_build_object('text', request, 'doc_number', '',
        'index_number', '')),
    jsonb_build_object('dates', jsonb_build_object('submitted_on', received), 'remark', ''),
    decode(repeat(md5(n::text), 12), 'hex'), 2, sha256(int4send(n))
FROM (
    SELECT n, received, class, outcome, ($1::uuid[])[1 + n % cardinality($1::uuid[])] AS organ,
        CASE WHEN n % 12 > 0 THEN received + 22 + (random() * 20)::int END AS answered,
        '申请公开' || town || (2000 + n % 25) || '年度' || CASE WHEN n * 7919::bigint % $7::int < $6::int THEN $3
            WHEN random() < 0.3 THEN $2 ELSE topic END || matter || '，编号' || n AS request
    FROM (
        SELECT n, date '2024-12-10' + (random() * 380)::int AS received,
            ($4::text[])[1 + floor(random() * random() * 6)::int] AS class,
            ($5::text[])[1 + floor(random() * random() * 21)::int] AS outcome,
            (ARRAY['侯镇', '洛城街道', '羊口镇', '台头镇', '纪台镇', '古城街道'])
                [1 + floor(random() * 6)::int] AS town,
            (ARRAY['农村饮水', '道路改造', '校园食堂', '环境监测', '住房保障', '医疗救助'])
                [1 + floor(random() * 6)::int] AS topic,
            (ARRAY['补偿安置方案', '工程验收报告', '资金使用情况', '听证会记录', '批准文件'])
                [1 + floor(random() * 5)::int] AS matter
        FROM generate_series(1, $7::int) AS n
    ) chosen
) made
"""

# Indexes are made after the rows: faster, and as compact as a reindexed office's.
SEARCH: Final = "cases_searched"


async def seed(
    server: asyncpg.Connection,
    organs: UUID | Sequence[UUID],
    count: int,
    *,
    searched: bool = True,
    dressed: Sequence[tuple[Any, ...]] = (),
) -> None:
    """So many cases of one organ, or of several by turns, each in the scope of YEAR's table; vacuumed and analysed.

    `dressed`: statements with their arguments that change the cases before there are indexes.
    """
    indexes = await server.fetch(
        "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'cases'"
        " AND indexname NOT IN (SELECT conname FROM pg_constraint)"
    )
    for index in indexes:
        await server.execute(f"DROP INDEX {index['indexname']}")
    await server.execute("SET session_replication_role = replica")  # no trigger for each row
    await server.execute("SELECT setseed(0.5)")
    await server.execute(
        CASES, [organs] if isinstance(organs, UUID) else [*organs], FREQUENT, RARE, [*ApplicantClass], [*OUTCOME_ROWS],
        RARE_CASES, count,
    )  # fmt: skip
    for statement, *arguments in dressed:
        await server.execute(statement, *arguments)
    await server.execute("SET session_replication_role = DEFAULT")
    await server.execute("SET maintenance_work_mem = '512MB'")
    for index in indexes:
        if searched or index["indexname"] != SEARCH:
            await server.execute(index["indexdef"])
    await server.execute("VACUUM (ANALYZE) cases")
