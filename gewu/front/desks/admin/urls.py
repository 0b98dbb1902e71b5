from django.urls import path

from gewu.front.desks.admin import books, journal, local_rules, people, views

app_name = "admin"
urlpatterns = [
    path("", views.index, name="index"),
    path("staff/", people.index, name="staff"),
    path("staff/new/", people.new, name="new_staff"),
    path("staff/<int:staff_id>/", people.one, name="person"),
    path("staff/<int:staff_id>/grant/", people.grant, name="grant"),
    path("staff/<int:staff_id>/password/", people.password, name="password"),
    path("staff/<int:staff_id>/password/<str:verdict>/", people.decide, name="decide_password"),
    path("staff/<int:staff_id>/leave/", people.leave, name="leave"),
    path("grants/<int:grant_id>/revoke/", people.revoke, name="revoke"),
    path("units/", people.units, name="units"),
    path("units/new/", people.new_unit, name="new_unit"),
    path("calendar/", books.calendar, name="calendar"),
    path("calendar/day/", books.day, name="day"),
    path("calendar/year/", books.year, name="year"),
    path("locks/", books.locks, name="locks"),
    path("locks/new/", books.lock, name="lock"),
    path("locks/<int:lock_id>/open/", books.unlock, name="unlock"),
    path("rules/", local_rules.index, name="rules"),
    path("rules/new/", local_rules.new, name="new_rule"),
    path("forms/", books.forms_register, name="forms"),
    path("forms/new/", books.new_form, name="new_form"),
    path("forms/<int:form_id>/<str:verdict>/", books.judge, name="judge"),
    path("journal/", journal.index, name="journal"),
]
