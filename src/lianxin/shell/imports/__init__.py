"""The kinds of files that `lianxin import` takes: every module here with an `add(kinds)`."""
