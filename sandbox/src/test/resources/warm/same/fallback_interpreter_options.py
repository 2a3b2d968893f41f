#: exec python3 -I main.py
#: exec python3 -B main.py
#: exec python3 -u main.py
#: exec python3 -E main.py
#: exec python3 -s main.py
#: exec python3 -S main.py
#: exec python3 -O main.py
#: exec python3 -OO main.py
#: exec python3 -W error main.py
#: exec python3 -X dev main.py
#: exec python3 -x main.py
#: exec python3 -q main.py
#: exec python3 -b main.py
#: exec python3 -V
#: exec python3 --version
#: exec python3 -h
#: exec python3 -?
#: exec python3 --no-such-option
#: exec python3 -c 'import sys; print(sys.argv, sorted(sys.modules))' a b
#: exec python3 -m main a b
#: exec python3 -m json.tool main.json
#: exec python3 -m no_such_module
#: exec python3 -i main.py
#: exec python3 -- main.py a
import sys
print(sys.argv, sys.flags, sys.path, __name__, __file__)
#: file main.json
{"a": 1}
