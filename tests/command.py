"""Runs the real command in a process of its own."""

import os
import subprocess
import sys


def factx(*args, stdin=None, check=None, **env):
    """The finished process; standard output and error as text. `check` is the exit code it must have."""
    done = subprocess.run(
        [sys.executable, "-m", "factx", *map(os.fspath, args)],
        input=stdin if isinstance(stdin, bytes) else (stdin or "").encode(),
        capture_output=True,
        env=os.environ | env,
        timeout=300,
        check=False,
    )
    done.stdout, done.stderr = done.stdout.decode("utf-8"), done.stderr.decode("utf-8", "replace")
    assert "Traceback" not in done.stderr, done.stderr
    if check is not None:
        assert done.returncode == check, done.stderr
    return done
