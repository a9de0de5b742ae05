"""All that touches the world outside: network, browser, files, decoders, the database server."""
