"""The graph as compact arrays: names, paths, rankings, neighbourhoods."""
