import sys, io, os, fcntl, stat
for stream in (sys.stdin, sys.stdout, sys.stderr):
    print(stream.name, stream.mode, stream.encoding, stream.errors, stream.line_buffering, stream.write_through, stream.newlines, stream.closed, stream.isatty())
    print(stream.buffer, stream.buffer.raw, stream.buffer.raw.mode, stream.buffer.raw.closefd, stream.fileno(), stream._CHUNK_SIZE)
    print(stat.filemode(os.fstat(stream.fileno()).st_mode), fcntl.fcntl(stream.fileno(), fcntl.F_GETFL), fcntl.fcntl(stream.fileno(), fcntl.F_GETFD), os.get_blocking(stream.fileno()), os.get_inheritable(stream.fileno()))
    print(stream.seekable(), stream.readable(), stream.writable())
print(sys.stdin is sys.__stdin__, sys.stdout is sys.__stdout__, sys.stderr is sys.__stderr__)
#: differs 0x[0-9a-f]+ because addresses are others in each process
