"""The answers of members areas and events."""

from __future__ import annotations

from typing import Any

from .pieces import DAY, MS, PRODUCT

PAGE: dict[str, Any] = {
    "type": "CONTENT",
    "page_order": 1,
    "total_comments": 2,
    "rates": [{"rate": 5, "total": 12}],
    "rates_average": 4.85,
    "published": True,
    "has_media": True,
    "dripping_configs": [
        {
            "liberation": {
                "type": "BY_DATE",
                "liberation_date": "2026-01-01T00:00:00Z",
                "liberation_days": 3,
                "page_id": "P0QA2WS3ED",
            },
            "expiration": {"type": "BY_DAYS", "duration_days": 365},
            "classes": [{"id": "K9ZX1C", "name": "Turma única", "default_class": True}],
        }
    ],
}
"""What both versions say of a page."""

MEMBERS: dict[str, dict[str, Any]] = {
    "club.modules": {
        "module_id": "2QWER7TY8U",
        "name": "Fundamentos",
        "sequence": 1,
        "is_public": False,
        "is_extra": False,
        "is_extra_paid": False,
        "classes": ["K9ZX1C"],
        "total_pages": 6,
    },
    "club.pages": {
        "page_id": "P1QA2WS3ED",
        "name": "1. Aula",
        "is_published": True,
        "liberation_type": "BY_DATE",
        "liberation_date": MS,
        "liberation_days": 3,
        "has_duration": True,
        "days_of_duration": 365,
        **PAGE,
    },
    "club.module_pages": {"page_id": "P1QA2WS3ED", "name": "1. Aula", **PAGE},
    "club.students": {
        "user_id": "U1A2B3C4D5",
        "name": "Nina Reis",
        "email": "nina.reis@example.org",
        "role": "STUDENT",
        "status": "ACTIVE",
        "type": "BUYER",
        "class_id": "K9ZX1C",
        "locale": "PT_BR",
        "plus_access": "WITHOUT_PLUS_ACCESS",
        "engagement": "HIGH",
        "progress": {"completed_percentage": 50, "total": 20, "completed": 10},
        "first_access_date": MS,
        "last_access_date": MS + DAY,
        "purchase_date": MS,
        "access_count": 9,
        "is_deletable": True,
    },
    "club.lessons": {
        "lessons": [
            {
                "page_id": "P1QA2WS3ED",
                "page_name": "1. Aula",
                "module_name": "Fundamentos",
                "is_module_extra": False,
                "is_completed": True,
                "completed_date": MS,
            }
        ]
    },
    "events.get": {
        "product": PRODUCT,
        "start_event_date": MS,
        "end_event_date": MS + DAY,
        "lots": [{"id": 3001, "name": "Lote 1"}],
    },
    "events.tickets": {
        "eticket": {
            "id": 16180339,
            "ticket_qr_code": "QR-0000000000000100",
            "current_update": MS,
            "checkin_status": "PENDING",
            "is_blocked": False,
            "ticket_status": "SOLD",
            "ticket_type": "PAID",
            "checkin_url": "https://billet.example/checkin",
            "category": "Pista",
        },
        "participant": {
            "id": 55660001,
            "name": "Nina Reis",
            "email": "nina.reis@example.org",
            "document": 900000191,  # a number, as it has been seen
            "phone": "31900000001",
        },
        "buyer": {
            "ucode": "5b0e",
            "name": "Rita Fontes",
            "email": "rita.fontes@example.org",
            "document": "00000000100",
            "phone": "31900000001",
        },
        "lot": {"id": 3001, "name": "Lote 1"},
        "product": PRODUCT,
    },
}
