"""The signposts: what `src`, `sck` and `xcod` say of a sale, what the ads cost, and what came of each."""
