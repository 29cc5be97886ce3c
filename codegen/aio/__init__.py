"""The asynchronous face of the client, written from the source of the synchronous classes.

sources.py reads the modules of the library as text, faces.py says what the face of a class has, examples.py
turns the examples in docstrings into asynchronous ones, modules.py writes the modules, and pipeline.py puts
them in their place or checks that they are there. The library itself is never imported.
"""
