from django.apps import AppConfig


class MattersConfig(AppConfig):
    name = "lianxin.matters"
