"""Charts as inline SVG, made on the server by Vega-Lite. The page always shows the same numbers as a table too."""
