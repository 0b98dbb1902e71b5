"""Middleware for both systems: says in a header how many SQL statements an answer took. Off while times are taken."""

from __future__ import annotations

from django.db import connection

from bench import HEADER


class CountQueries:
    """Outermost middleware, so that sessions and accounts are counted too; BEGIN and COMMIT are not."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        seen = []

        def count(execute, sql, params, many, context):
            seen.append(sql)
            return execute(sql, params, many, context)

        with connection.execute_wrapper(count):
            response = self.get_response(request)
        response[HEADER] = str(len(seen))
        return response
