"""The report that people export from Hotmart's panel, "Modelo Detalhado", with its oddities (dossier §22)."""
