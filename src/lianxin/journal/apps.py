from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "lianxin.journal"
