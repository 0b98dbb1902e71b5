"""Areas with validity, and addresses that everything else points to (E1-R1 … R4)."""

from __future__ import annotations

from django.db import models

from gewu.grid.rules import AreaKind
from gewu.journal.rows import OfficeRow, in_area, known


class Area(OfficeRow):
    """A piece of ground: subdistrict, community, grid, micro-grid or dedicated grid.

    `path` is "/1/5/23/" (ids from the root, itself included). A grid belongs to a community, never to the
    subdistrict directly. Splits and merges close a row (`valid_to`, half-open) and name the successor.
    """

    NOT_FOUND = ("grid.R404", "没有找到这个区域。", "请从列表中选择。")

    kind = models.CharField(max_length=20)
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=60)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    path = models.CharField(max_length=120, blank=True)
    urban_rural = models.CharField(max_length=3, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    successor = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    outline = models.JSONField(null=True)
    lon = models.FloatField(null=True)
    lat = models.FloatField(null=True)

    class Meta:
        constraints = [
            known("kind", AreaKind, "area_kind"),
            models.UniqueConstraint(fields=["office", "code", "valid_from"], name="area_code_once"),
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gt=models.F("valid_from")),
                name="area_validity_runs_forward",
            ),
        ]
        indexes = [models.Index(fields=["office", "path"], name="area_path")]

    def __str__(self):
        return self.name


class Address(OfficeRow):
    """A standard (police) or own address; merging moves all references to the standard one."""

    NOT_FOUND = ("grid.R405", "没有找到这个地址，或它不在您的查看范围内。", "请从地址列表中选择。")

    text = models.CharField(max_length=200)
    elements = models.JSONField(default=list)  # ordered: [["road", "丰田路"], ["number", "12号"], …]
    code = models.CharField(max_length=40)
    source = models.CharField(max_length=10)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    lon = models.FloatField(null=True)
    lat = models.FloatField(null=True)
    accuracy_m = models.PositiveIntegerField(null=True)
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="merged")

    class Meta:
        constraints = [
            known("source", ("standard", "own"), "address_source"),
            models.UniqueConstraint(fields=["office", "code"], name="address_code_once"),
        ]
        indexes = [
            models.Index(fields=["office", "area"], name="address_area"),
            models.Index(fields=["office", "text"], name="address_text"),
        ]

    @classmethod
    def in_sight(cls, scope):
        return in_area(scope)

    def __str__(self):
        return self.text


class AddressAlias(OfficeRow):
    """Another way people write an address."""

    address = models.ForeignKey(Address, on_delete=models.CASCADE, related_name="aliases")
    text = models.CharField(max_length=200)

    class Meta:
        indexes = [models.Index(fields=["office", "text"], name="alias_text")]
