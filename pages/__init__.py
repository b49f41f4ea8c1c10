"""The pages: how people see what a run did and what the news tells, as HTML that needs no network."""
