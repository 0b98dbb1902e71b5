"""Gewu beside django-helpdesk, measured in one run. See bench/README.md; nothing here is part of the product."""

#: in which a server that counts its queries says how many an answer took
HEADER = "X-Bench-Queries"

#: what both systems are asked for: a word of two characters
WORD = "噪声"
#: and three filters, of which few tickets are left or half of all: scenario, channel; closed
FEW, MANY = ("hotline", "hotline"), ("city_cases", "self")
#: rows of a list: what a page of Gewu shows
ROWS = 50
