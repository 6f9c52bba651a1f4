"""What one can do with an account: by name and by intent, in both languages; what writes is guarded."""
