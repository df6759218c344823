from django.apps import AppConfig


class ShellConfig(AppConfig):
    name = "lianxin.shell"
