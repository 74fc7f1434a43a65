"""Training of the reader: data, network, export. Nothing here is needed to answer questions."""
