"""Generator of the asynchronous client, from the source of the synchronous classes.

sources.py reads the modules of the library as text, and faces.py lists the methods of each asynchronous
class, called a face. examples.py rewrites the examples in docstrings, modules.py writes the modules, and
pipeline.py stores or checks the files. The library itself is never imported.
"""
