"""The view."""

import json

from django.db import transaction
from django.http import HttpResponse, JsonResponse
from django.urls import path
from django.utils import timezone

from bench.bare.models import Happening, Ticket


def create(request):
    said, now = json.loads(request.body), timezone.now()
    with transaction.atomic():
        ticket = Ticket.objects.create(
            title=said["body"][:200], body=said["body"], place=said["place"], received_at=now
        )
        Happening.objects.create(ticket=ticket, kind="received", at=now)
    return JsonResponse({"id": ticket.id}, status=201)


urlpatterns = [path("", lambda request: HttpResponse("up")), path("tickets", create)]
