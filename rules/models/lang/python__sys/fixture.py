"""Every row of the pack."""

import sys


def calls(text):
    sys.exit()
    sys.getsizeof()
    sys.stdout.write(text)
    sys.stderr.write(text)
    print(sys.argv)
    for item in sys.stdin: print(item)
    sys.stdin.read()
    sys.stdin.readline()
    sys.stdin.readlines()
    sys.stdin.buffer.read()
    sys.stdin.buffer.readline()
    sys.stdin.isatty()
    print(sys.platform)
    print(sys.version)
    print(sys.version_info)
    print(sys.executable)
