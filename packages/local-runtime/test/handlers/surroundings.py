import locale
import os
import re
import signal
import sys
import threading

import __main__


def files():
    if not sys.platform.startswith('linux'):
        return []
    # What another thread opens for a moment may have the number of the list itself.
    stay = links() & links() & links()
    return sorted(re.sub(r'\d+', 'n', link) for _, link in stay)


def links():
    found = set()
    for fd in os.listdir('/proc/self/fd'):
        try:
            found.add((fd, os.readlink('/proc/self/fd/' + fd)))
        except OSError:
            pass
    return found


def variables_of_children():
    # Closed here: Python keeps the pipe of a child that has not exited when nothing refers to it any more.
    with os.popen('env | sort') as children:
        return children.read().splitlines()


at_import = sorted(sys.modules)


def handler(event, context):
    """Everything of the process that a function could come to depend on."""
    return {
        'pid': os.getpid(),
        'environment': dict(os.environ),
        'of_children': variables_of_children(),
        'argv': sys.argv,
        'orig_argv': getattr(sys, 'orig_argv', [])[-7:],
        'flags': str(sys.flags),
        'directory': os.getcwd(),
        'path': sys.path,
        'modules': at_import,
        'files': files(),
        'terminal': [sys.stdin.isatty(), sys.stdout.isatty()],
        'input': sys.stdin.read(),
        'encodings': [sys.stdin.encoding, sys.stdout.encoding, sys.stderr.encoding, sys.getfilesystemencoding()],
        'buffers': [sys.stdout.line_buffering, sys.stdout.write_through],
        'locale': locale.setlocale(locale.LC_ALL),
        'signals': [str(signal.getsignal(number)) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGPIPE)],
        'threads': threading.active_count(),
        'globals': sorted(vars(__main__)),
        'executable': sys.executable,
    }
