#: warm python3 main.py raise SystemExit
#: warm python3 main.py raise SystemExit(5)
#: warm python3 main.py raise SystemExit(1,2)
#: warm python3 main.py raise Own
#: warm python3 main.py raise Coded
#: warm python3 main.py exit(6)
#: warm python3 main.py quit('bye')
#: warm python3 main.py import os; os._exit(8)
#: warm python3 main.py import os; print('lost', end=''); os._exit(8)
#: warm python3 main.py raise KeyboardInterrupt
#: warm python3 main.py raise KeyboardInterrupt('text')
#: warm python3 main.py raise GeneratorExit
#: warm python3 main.py raise BaseException('base')
#: warm python3 main.py import os; os.abort()
#: warm python3 main.py raise 5
#: warm python3 main.py assert 0, 'message'
#: warm python3 main.py exec('sys.exit(3)')
class Own(SystemExit):
    code = 12
class Coded(SystemExit):
    @property
    def code(self): raise RuntimeError("no code")
import sys
exec(" ".join(sys.argv[1:]))
