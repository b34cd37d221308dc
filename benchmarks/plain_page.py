"""The plainest page of fifty events that Django makes over the same rows: what ours are held against.

Its template shows what a closed event shows, but for filters, counts, strip and markers.
"""

from __future__ import annotations

from collections.abc import Callable

EVENTS = 50
_TEMPLATE = """<!doctype html><html><head><title>Timeline</title></head><body><h1>Timeline</h1><ol>
{% for event in events %}
<li id="e-{{ event.public_id }}">
<p>{{ event.starts_on|date:"j M Y" }} {% if event.approximate %}approximate{% endif %}</p>
<h2><a href="{% url 'event-detail' event.public_id %}">{{ event.headline }}</a></h2>
<blockquote>{{ event.quote }}</blockquote>
<a href="/articles/{{ event.article_id }}/#p{{ event.paragraph }}">
{{ event.article.outlet }}, paragraph {{ event.paragraph }}</a>
<p>{{ event.sources }} source{{ event.sources|pluralize }}</p>
<p>{% for actor in event.actors %}<a href="/?actor={{ actor|urlencode }}">{{ actor }}</a>
{% if not forloop.last %}, {% endif %}{% endfor %}</p>
</li>
{% endfor %}
</ol></body></html>"""


def plain_page() -> Callable[[], str]:
    """What makes a page from the middle of the timeline; Django's settings must be known."""
    from django.template import engines

    from timeline.models import Event

    leads = Event.objects.leads().in_order()
    middle = leads.dated().values_list("sort_key", flat=True)[leads.count() // 2]
    template = engines["django"].from_string(_TEMPLATE)

    def make() -> str:
        events = leads.starting_at(middle or 0).select_related("article")
        events = events.defer("article__text", "article__versions")[:EVENTS]
        return str(template.render({"events": list(events)}))

    return make
