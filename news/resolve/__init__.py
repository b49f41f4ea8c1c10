"""Resolve: whom a name means and which mentions report one event. One answer or none, never a guess."""
