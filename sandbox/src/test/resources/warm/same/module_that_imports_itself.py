import foo
#: file foo.py
import foo
foo.bar
