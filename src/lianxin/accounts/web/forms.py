"""What the pages of accounts take in."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from lianxin.accounts.actions import Reason
from lianxin.accounts.models import Administrator
from lianxin.accounts.names import LONGEST_NAME, LONGEST_PASSWORD


class SignIn(forms.Form):
    username = forms.CharField(label=_("用户名"), max_length=LONGEST_NAME)
    # No upper limit here: an endless one gets the same answer as a wrong one.
    password = forms.CharField(label=_("密码"), strip=False)


class Code(forms.Form):
    code = forms.CharField(label=_("六位验证码"), max_length=20)


class Word(forms.Form):
    word = forms.CharField(label=_("绑定口令"), max_length=60)


class OwnPassword(forms.Form):
    old = forms.CharField(label=_("现在的密码"), max_length=LONGEST_PASSWORD, strip=False)
    password = forms.CharField(label=_("新密码"), max_length=LONGEST_PASSWORD, strip=False)


class Newcomer(forms.Form):
    username = forms.CharField(label=_("用户名"), max_length=LONGEST_NAME)
    name = forms.CharField(label=_("姓名"), max_length=LONGEST_NAME)
    administrator = forms.ChoiceField(label=_("身份"), required=False, choices=Administrator.choices)


class Change(forms.Form):
    reason = forms.ChoiceField(label=_("原因"), choices=Reason.choices)


def in_our_days(day: date) -> None:
    if not 1900 <= day.year <= 2200:
        raise forms.ValidationError(_("日历只到 2200 年。"))


class JournalFilter(forms.Form):
    county = forms.RegexField("^[0-9]{6}$", label=_("县区代码"), required=False)
    actor = forms.CharField(label=_("谁"), max_length=60, required=False)
    action = forms.RegexField("^[a-z_.]{0,60}$", label=_("做了什么"), required=False)
    subject = forms.RegexField("^[a-z_]+:[0-9A-Za-z:._-]{1,64}$", label=_("对什么"), required=False)
    # A day at either end of the calendar has no midnight in another zone.
    since = forms.DateField(label=_("从哪天"), required=False, validators=[in_our_days])
    until = forms.DateField(label=_("到哪天"), required=False, validators=[in_our_days])
    before = forms.IntegerField(min_value=1, max_value=2**62, required=False)
