from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "lianxin.accounts"
