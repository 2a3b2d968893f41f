#: warm python3 program
#: warm python3 'my script.py'
#: warm python3 prögram.py
#: warm python3 a.b.c
#: warm python3 +x.py
#: warm python3 main.txt
#: file program
import sys; print(sys.argv, __file__, __loader__); raise SystemExit("gone")
#: file my script.py
import sys; print(sys.argv, __file__); 1/0
#: file prögram.py
import sys; print(ascii(sys.argv), ascii(__file__)); 1/0
#: file a.b.c
print(__name__, __file__)
#: file +x.py
print(__name__, __file__)
#: file main.txt
print(__name__, __file__)
#: differs 0x[0-9a-f]+ because the loader's address is another in each process
