"""What some knowledge files are made of, and how; nothing imports it at run time."""
