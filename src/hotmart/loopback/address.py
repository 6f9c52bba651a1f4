"""The address of this machine that no other reaches."""

HOST = "127.0.0.1"
