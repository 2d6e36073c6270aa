"""Passkeys, where the library's page lets too much happen."""

from allauth.mfa.adapter import get_adapter
from allauth.mfa.webauthn.views import RemoveWebAuthnView
from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.urls import reverse, reverse_lazy

from liangshi.foundation.pages import see_other


class RemovePasskey(RemoveWebAuthnView):  # type: ignore[misc]
    """The library's page, which does not ask whether the key may go."""

    success_url = reverse_lazy("mfa_index")

    def form_valid(self, form: Form) -> HttpResponse:
        """Remove the key, unless the school needs it to stay."""
        adapter = get_adapter()
        if not adapter.can_delete_authenticator(self.object):
            messages.error(self.request, adapter.error_messages["cannot_delete_authenticator"])
            return see_other(reverse("mfa_index"))
        removed: HttpResponse = super().form_valid(form)
        return removed
