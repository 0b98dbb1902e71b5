"""One folder a desk: urls, views, forms. Desks do not know each other; what they share is beside this folder."""
