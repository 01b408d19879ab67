"""How a site is found and shared: titles, metadata, social cards, icons, what search engines ask for."""
