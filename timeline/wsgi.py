"""The WSGI application that gunicorn serves."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "timeline.settings")

application = get_wsgi_application()

# All views now, and once for all processes: else the first reader of each waits for seconds.
list(get_resolver().url_patterns)

# A page makes some thousand objects without cycles and lets go of them: Python would go through
# them forty times a page, and now and then through all that was loaded, which takes longer than
# the page. What is loaded stays, and the rest is looked through about once in two pages.
gc.collect()
gc.freeze()
gc.set_threshold(50_000, 20, 20)
