"""Mail, by the settings of the installation."""

from smtplib import SMTPException

from django.core.mail import send_mail

from .alerts import Alert
from .failures import AddressGoneError, NotDeliveredError


def send(address: str, alert: Alert) -> None:
    """One mail."""
    text = "\n".join(part for part in (alert.text, alert.link) if part)
    try:
        send_mail(alert.title, text, None, [address])
    except ValueError as failure:
        raise AddressGoneError("no address") from failure
    except (SMTPException, OSError) as failure:
        raise NotDeliveredError(str(failure) or type(failure).__name__) from failure
