#: exec sh -c 'echo "print(1)" > shut.py; chmod 000 shut.py; mkdir shut; echo "print(2)" > shut/in.py; chmod 000 shut'
#: any python3 shut.py
#: any python3 shut/in.py
#: exec sh -c 'chmod 755 shut'
print("not used")
