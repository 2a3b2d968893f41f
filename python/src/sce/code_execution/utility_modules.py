"""Modules that programs can take along, as texts."""

SAFEGUARD = '''"""Kept for programs that import it: the sandbox around this program does its work."""


def reliability_guard(maximum_memory_bytes=None):
    """Limits the memory, if that is asked for."""
    if maximum_memory_bytes is not None:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (maximum_memory_bytes, maximum_memory_bytes))
'''
