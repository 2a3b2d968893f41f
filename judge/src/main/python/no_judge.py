"""Runs in place of a program that a judge that lives on was to ask questions, and says that there is none."""

print('{"declined": "no judge lives on here"}')
