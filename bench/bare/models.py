"""Two tables: what came in, and that it came in."""

from django.db import models


class Ticket(models.Model):
    title = models.CharField(max_length=200)
    body = models.TextField()
    place = models.CharField(max_length=200)
    received_at = models.DateTimeField()


class Happening(models.Model):
    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE)
    kind = models.CharField(max_length=30)
    at = models.DateTimeField()
