"""A graph on disk: its folder, one pointer file, atomic generations, and the Oxigraph store in them."""
