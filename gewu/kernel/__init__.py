"""What is true in any office: calendars, clocks, periods, numerals, identifiers, geometry, ciphers."""
