"""Run in a house: make its tables and settle the hamlet."""

import django

django.setup()

from django.core.management import call_command

from reliability.hamlet import settle

call_command("migrate", verbosity=0)
settle()
