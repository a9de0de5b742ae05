"""The pages of one's own account and, for who leads, of the people of an organisation."""
