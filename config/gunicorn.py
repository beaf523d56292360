"""How gunicorn serves the site; PORT, BIND, WEB_WORKERS and WEB_THREADS from the environment."""

import os

bind = os.environ.get("BIND", f"127.0.0.1:{os.environ.get('PORT', '8000')}")
workers = int(os.environ.get("WEB_WORKERS", os.cpu_count() or 2))
threads = int(os.environ.get("WEB_THREADS", "4"))
worker_class = "gthread"
keepalive = 30
graceful_timeout = 10
timeout = 60
loglevel = "warning"
control_socket_disable = True
