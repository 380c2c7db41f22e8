"""Personal data of a case (个人信息): sealed as one text, with blind indexes to find it again."""

import json
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from cases.db import canonical
from cases.law.identity import IdKind, masked, masked_phone, masked_text
from cases.law.identity import normal as normal_number
from cases.vault import Vault

COLUMN: Final = "personal"


@dataclass(frozen=True)
class Personal:
    """What is sealed: papers and ways to reach the applicant, and the agent."""

    id_kind: str | None = None
    id_number: str = ""
    phone: str = ""
    address: str = ""
    postcode: str = ""
    fax: str = ""
    email: str = ""
    workplace: str = ""
    legal_representative: str = ""
    contact_person: str = ""
    agent: dict[str, Any] | None = None
    notes: dict[str, str] = field(default_factory=dict)  # columns of a register not known to us


@dataclass(frozen=True)
class Sealed:
    """The sealed text, its fingerprint for the history, and the indexes for search."""

    personal: bytes
    fingerprint: bytes
    id_number_index: bytes | None
    phone_index: bytes | None


def seal(vault: Vault, case_id: UUID, personal: Personal) -> Sealed:
    """Personal data ready to be stored with its case."""
    text = canonical(vars(personal))
    return Sealed(
        personal=vault.seal(text, row=str(case_id), column=COLUMN),
        fingerprint=vault.index(text, COLUMN),
        id_number_index=id_number_index(vault, personal.id_number),
        phone_index=phone_index(vault, personal.phone),
    )


def unseal(vault: Vault, case_id: UUID, sealed: bytes | None) -> Personal:
    """Personal data in the clear; SealBroken where it was changed or moved."""
    if sealed is None:
        return Personal()
    return Personal(**json.loads(vault.open(sealed, row=str(case_id), column=COLUMN)))


def fingerprint(vault: Vault, personal: Personal) -> bytes:
    """What the history keeps of personal data: enough to find a change, nothing to read."""
    return vault.index(canonical(vars(personal)), COLUMN)


def id_number_index(vault: Vault, number: str) -> bytes | None:
    """Where equal numbers of papers meet; None without a number."""
    return vault.index(normal_number(number), "id_number") if number else None


def phone_index(vault: Vault, phone: str) -> bytes | None:
    """Where equal telephone numbers meet, however they were written; None without digits."""
    digits = normal_phone(phone)
    return vault.index(digits, "phone") if digits else None


def normal_phone(phone: str) -> str:
    """The digits of a telephone number, without the country's 86."""
    digits = "".join(c for c in normal_number(phone) if c.isdigit())
    return digits[2:] if len(digits) == 13 and digits.startswith("86") else digits


def shown(personal: Personal) -> dict[str, Any]:
    """Personal data as every output shows it: masked."""
    agent = personal.agent
    return {
        "id_kind": personal.id_kind,
        "id_kind_label": IdKind(personal.id_kind).label if personal.id_kind else "",
        "id_number": masked(personal.id_number) if personal.id_number else "",
        "phone": masked_phone(personal.phone) if personal.phone else "",
        "address": _first(personal.address, 6),
        "email": _email(personal.email),
        "notes": {masked_text(k): masked_text(v) for k, v in personal.notes.items()},
        "agent": None
        if agent is None
        else {
            "name": agent["name"],
            "id_number": masked(agent["id_number"]) if agent["id_number"] else "",
            "phone": masked_phone(agent["phone"]) if agent["phone"] else "",
            "authorised": agent["authorised"],
        },
    }


def _first(text: str, keep: int) -> str:
    return text[:keep] + "***" if len(text) > keep else "***" if text else ""


def _email(address: str) -> str:
    name, at, host = address.partition("@")
    return f"{name[:1]}***{at}{host}" if at else _first(address, 1)
