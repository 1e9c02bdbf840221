"""The desk and the public site: a Django project around the library."""
