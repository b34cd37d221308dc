"""The page that adds articles, and the page of each import."""

from __future__ import annotations

import errno
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from timeline.adding import jobs
from timeline.adding.forms import AddForm, ColumnsForm
from timeline.adding.jobs import Item, Job
from timeline.adding.report import latest, report_on
from timeline.adding.starting import TooManyImports, start
from timeline.adding.uploads import (
    LARGEST_SENDING,
    LIMITS,
    MOST_FILES,
    IntoTheJob,
    Unread,
)
from timeline.http import HtmxHttpRequest, render_page, wants_fragment
from timeline.signing_in.forms import SignInForm
from timeline.signing_in.guards import needs
from timeline.signing_in.views import sign_in_page

TOO_MANY = "Four imports are under way. Wait until one of them is done, then try again."
_TYPED = ("text", "title", "published", "outlet", "byline", "url", "links")


@csrf_exempt  # the token is checked below, once it is settled where the files go
@login_not_required  # asked for below, where what was typed is kept
@never_cache
@require_http_methods(["GET", "POST"])
def add(request: HtmxHttpRequest) -> HttpResponse:
    if request.method == "POST" and not request.user.is_authenticated:
        request.upload_handlers = [Unread(request)]
        return _keep_for_sign_in(request)
    return _add(request)


@csrf_protect
def _keep_for_sign_in(request: HtmxHttpRequest) -> HttpResponse:
    """The session has ended: what was typed goes through the sign-in page and back here."""
    kept = {name: str(request.POST[name]) for name in _TYPED if request.POST.get(name)}
    return sign_in_page(request, SignInForm(request), to=reverse("articles-add"), kept=kept)


@needs("articles.add_article")
def _add(request: HtmxHttpRequest) -> HttpResponse:
    if request.method == "GET":
        return _page(request, AddForm(uploaded=[]))
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST_SENDING:
        return _not_taken(request, f"That is more than can be sent at once. {LIMITS}", 413)
    jobs.tidy(timezone.now())
    try:
        job = jobs.new_job()
        taking = IntoTheJob(job)
        request.upload_handlers = [taking]
        return _taken(request, job, taking)
    except (
        TooManyFilesSent,
        TooManyFieldsSent,
        RequestDataTooBig,
        MultiPartParserError,
        OSError,
    ) as error:
        return _not_taken(request, *_why_not_taken(error))


def _taken(request: HtmxHttpRequest, job: Job, taking: IntoTheJob) -> HttpResponse:
    started = False
    try:
        _ = request.POST  # the files are written now
        response = _start(request, job, taking.items)
        started = response.status_code == 302
        return response
    finally:
        taking.close()
        if not started:
            job.delete()


@csrf_protect
def _start(request: HtmxHttpRequest, job: Job, uploaded: list[Item]) -> HttpResponse:
    form = AddForm(request.POST, uploaded=uploaded)
    if not form.is_valid():
        return _page(request, form, 422)
    job.ask(_items(job, form), by=request.user.get_username(), at=timezone.now())
    try:
        start(job)
    except TooManyImports:
        form.add_error(None, TOO_MANY)
        return _page(request, form, 503)
    return redirect("articles-added", job.key)


def _items(job: Job, form: AddForm) -> list[Item]:
    items = list(form.uploaded)
    if form.cleaned_data["text"].strip():
        paste = Item(
            "paste", "Pasted text", stored=f"{len(items) + 1:04}", facts=form.paste_facts()
        )
        job.stored(paste).write_text(
            form.cleaned_data["text"], "utf-8", errors="replace", newline=""
        )
        items.append(paste)
    return items + [Item("link", link) for link in form.cleaned_data.get("links", [])]


def _page(
    request: HtmxHttpRequest, form: AddForm, status: int = 200, problem: str = ""
) -> HttpResponse:
    context = {"form": form, "problem": problem, "limits": LIMITS, "latest": latest()}
    return render(request, "adding/add.html", context, status=status)


def _not_taken(request: HtmxHttpRequest, why: str, status: int) -> HttpResponse:
    """What was typed stays, where it came as far as that."""
    read = "_post" in vars(request)  # not read at all where it is too much
    typed = {name: request.POST[name] for name in _TYPED if request.POST.get(name)} if read else {}
    return _page(request, AddForm(uploaded=[], initial=typed), status, why)


def _why_not_taken(error: Exception) -> tuple[str, int]:
    if isinstance(error, TooManyFilesSent):
        return f"More than {MOST_FILES} files: send them in parts, or as one ZIP. {LIMITS}", 413
    if isinstance(error, RequestDataTooBig):
        return "The text is longer than 5 million characters: send it as a file.", 413
    if isinstance(error, OSError) and error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return (
            "The disk of the server is full. Nothing was added: try again when there is room.",
            507,
        )
    return "What was sent broke off on the way. Nothing was added: send it again.", 400


@never_cache
@require_safe
@needs("articles.add_article")
def added(request: HtmxHttpRequest, key: str) -> HttpResponse:
    """How far an import is, and what came of it."""
    job = _job(key)
    report = report_on(job)
    context = {
        "job": job,
        "report": report,
        "busy": TOO_MANY if "busy" in request.GET else "",
    }
    response = render_page(request, "adding/added.html", context, partial="import")
    if wants_fragment(request) and not report.running:
        response["HX-Refresh"] = "true"  # the head of the page counts what is new, too
    return response


@require_POST
@needs("articles.add_article")
def again(request: HtmxHttpRequest, key: str) -> HttpResponse:
    """Go on with an import that was broken off."""
    return _go_on(request, _job(key))


@require_POST
@needs("articles.add_article")
def columns(request: HtmxHttpRequest, key: str, number: int) -> HttpResponse:
    """Name the columns of one table, and read it."""
    job = _job(key)
    rows = job.rows(number)
    if not rows or not rows[0].get("columns"):
        return redirect("articles-added", key)
    form = ColumnsForm(rows[0]["columns"], request.POST, prefix=f"file{number}")
    if not form.is_valid():
        context = {"job": job, "report": report_on(job, {number: form})}
        return render(request, "adding/added.html", context, status=422)
    job.name_columns(number, form.columns())
    return _go_on(request, job)


def _go_on(request: HtmxHttpRequest, job: Job) -> HttpResponse:
    try:
        start(job)
    except TooManyImports:
        query = urlencode({"busy": 1})
        return HttpResponseRedirect(f"{reverse('articles-added', args=[job.key])}?{query}")
    return redirect("articles-added", job.key)


def _job(key: str) -> Job:
    job = jobs.find_job(key)
    if job is None:
        raise Http404("No import has this address.")
    return job
