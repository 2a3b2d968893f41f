KEEP = ("Umask", "TracerPid", "Ngid", "FDSize", "Threads", "SigQ", "SigPnd", "ShdPnd", "SigBlk", "SigIgn", "SigCgt",
        "CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb", "NoNewPrivs", "Seccomp", "Seccomp_filters", "State", "Cpus_allowed",
        "Mems_allowed_list", "VmLck", "VmPin", "HugetlbPages", "CoreDumping", "THP_enabled", "untag_mask", "x86_Thread_features")
for line in open("/proc/self/status"):
    if line.split(":")[0] in KEEP:
        print(line, end="")
#: differs SigQ:\s+\d+ because signals queued are counted for the whole user
