"""A person out of all of it: tables, histories, raw pages and copies, and kept out from now on."""
