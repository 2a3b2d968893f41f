import helper
#: file helper.py
import json
def fail():
    json.loads("{nonsense")
fail()
