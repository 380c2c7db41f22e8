"""The checklist of places of a search record (letters.md §5.2)."""

from cases.law.search_places import (
    CHECKLIST,
    KEYWORDS_ALONE_FAIL,
    LOSS_IS_NO_OUTCOME,
    PlaceKind,
    unsearched,
)

# letters.md §5.2 (practice), in its order; 其他 is for what the checklist does not name
LABELS = [
    "电子公文系统",
    "档案室、归档目录",
    "业务系统",
    "移交档案馆清单",
    "业务科室",
    "财务",
    "前身机构",
    "其他",
]


def test_the_checklist_is_closed_and_in_order() -> None:
    assert [kind.label for kind in PlaceKind] == LABELS
    assert [kind.label for kind in CHECKLIST] == LABELS[:-1]


def test_nothing_searched_leaves_the_whole_checklist() -> None:
    assert [kind.label for kind in unsearched(())] == LABELS[:-1]


def test_what_was_looked_at_is_not_asked_for_again() -> None:
    # 街道办, 2023: the document system ten times and one office
    looked_at = [PlaceKind.DOCUMENT_SYSTEM] * 10 + [PlaceKind.OFFICE]
    assert unsearched(looked_at) == (
        PlaceKind.ARCHIVE_ROOM,
        PlaceKind.BUSINESS_SYSTEM,
        PlaceKind.TRANSFER_LIST,
        PlaceKind.FINANCE,
        PlaceKind.PREDECESSOR,
    )


def test_other_places_are_never_demanded_and_replace_none() -> None:
    assert unsearched(CHECKLIST) == ()
    assert unsearched([PlaceKind.OTHER]) == CHECKLIST


def test_every_kind_has_one_sentence_of_its_own() -> None:
    hints = [kind.hint for kind in PlaceKind]
    assert all(hint.endswith("。") and hint.count("。") == 1 for hint in hints)
    assert len(set(hints)) == len(PlaceKind)


def test_the_officer_is_told_what_courts_did_not_accept() -> None:
    # courts look at 载体、主体、方法 and want the search 充分、合理; loss of a file is no outcome
    for word in ("关键词", "充分、合理", "载体", "人员", "方法"):
        assert word in KEYWORDS_ALONE_FAIL
    assert "遗失" in LOSS_IS_NO_OUTCOME
