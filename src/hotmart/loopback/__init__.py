"""The door to the street: what every page of this machine asks of a browser, and how it is served."""
