"""The site: one view file per screen."""
