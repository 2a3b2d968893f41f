import signal
for s in sorted(signal.valid_signals() if hasattr(signal, "valid_signals") else range(1, 65)):
    print(int(s), signal.getsignal(s) if signal.getsignal(s) is not signal.default_int_handler else "default_int_handler")
print(signal.pthread_sigmask(signal.SIG_BLOCK, []), signal.sigpending(), signal.set_wakeup_fd(-1))
print([signal.getitimer(n) for n in (0, 1, 2)], signal.alarm(0))
