"""Giving files to the roster as the coordinator of 明德中学 does."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from liangshi.roster.models import ImportBatch
from tests.roster.making import xlsx


@dataclass
class Office:
    """The coordinator's browser."""

    client: Client

    def give(self, content, name="名册.xlsx"):
        """Upload a file; the import it becomes."""
        answer = self.client.post("/roster/", {"file": SimpleUploadedFile(name, content)})
        assert answer.status_code == 303, answer.content.decode()
        return ImportBatch.unscoped.get(public_id=answer["Location"].split("/")[-2])

    def give_rows(self, **sheets):
        """Upload a workbook of these sheets."""
        return self.give(xlsx(sheets))

    def press(self, batch, what, **fields):
        """Press a button of the import; the page that follows."""
        answer = self.client.post(f"/roster/imports/{batch.public_id}/{what}/", fields, follow=True)
        batch.refresh_from_db()
        return answer.content.decode()

    def page(self, batch, show=""):
        """The page of the import."""
        query = {"show": show} if show else {}
        return self.client.get(f"/roster/imports/{batch.public_id}/", query).content.decode()

    def bring_in(self, **sheets):
        """Upload and apply."""
        batch = self.give_rows(**sheets)
        self.press(batch, "apply")
        assert batch.state == "applied"
        return batch


@pytest.fixture
def office(sign_in: Callable[[str], Client]) -> Office:
    """沈若兰, coordinator."""
    return Office(sign_in("shen"))
