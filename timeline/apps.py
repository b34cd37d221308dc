from django.apps import AppConfig
from django.db.models.signals import post_migrate


class TimelineConfig(AppConfig):
    name = "timeline"
    verbose_name = "Timeline"

    def ready(self) -> None:
        from timeline import checks  # noqa: F401 - registers itself
        from timeline.signing_in.roles import make_roles

        post_migrate.connect(make_roles, sender=self)
