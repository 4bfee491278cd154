"""A door for a checkout: ``python cli.py COMMAND`` runs what the ``vendorgraph`` command runs."""

from graph.commands import main

if __name__ == "__main__":
    main()
