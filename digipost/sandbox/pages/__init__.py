"""The web page of a sandbox: view the letters that arrived, and act as their recipients.

`Sandbox.page_url` starts it. The pages and the documents have an HTTP server each: documents come from
senders, so they are shown from another origin, in sandboxed frames. Internal as a whole.
"""
