import sys, os
print(sys.flags.hash_randomization, "PYTHONHASHSEED" in os.environ, hash(1), hash(2.5), hash(None) == hash(None), hash((1, 2)))
print(sorted({"b", "a"}), sys.hash_info)
