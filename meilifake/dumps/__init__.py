"""Dumps of version 6, as the real server writes and reads them (guide tasks-documents, 16): `write.write` and `read.load`."""
