"""The pages, one file each: whoever adds a file adds a page."""
