"""The `transport=` of httpx and httpx2 clients, sync and async: no socket, the app is called in process."""
