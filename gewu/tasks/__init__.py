"""GO 走访: rules become dated tasks; coverage; campaigns with frozen lists."""
