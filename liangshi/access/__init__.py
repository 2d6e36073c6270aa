"""Who is asking: the viewer of each request, sign-in and sign-out."""
