"""The page of a sandbox, on which one sees the letters that came in and plays their recipients.

`Sandbox.page_url` starts it. It is an HTTP server of its own, and so is that of the documents: what somebody
sent is shown from another origin, in frames that may do nothing. Internal as a whole.
"""
