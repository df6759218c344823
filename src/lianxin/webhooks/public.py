"""The front door of webhooks."""

from lianxin.webhooks.forgetting import forget_deliveries
from lianxin.webhooks.sending import send_due

__all__ = ["forget_deliveries", "send_due"]
