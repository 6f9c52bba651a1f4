"""How a statement looks, on a screen and on paper: nothing is loaded from anywhere."""

STYLE = """
:root { color-scheme: light; }
body { font: 15px/1.5 system-ui, sans-serif; color: #1b1b1b; background: #fff; margin: 2rem auto;
  max-width: 58rem; padding: 0 1rem; overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; margin: 0 0 1rem; }
h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; border-bottom: 1px solid #bbb; padding-bottom: .2rem; }
dl { margin: .5rem 0 1rem; border: 1px solid #ddd; border-radius: 4px; }
dl div { display: grid; grid-template-columns: minmax(10rem, 2fr) 3fr; gap: .75rem; padding: .25rem .6rem; }
dl div + div { border-top: 1px solid #eee; }
dt { font-weight: 600; }
dt small { display: block; font-weight: 400; color: #595959; }
dd { margin: 0; white-space: pre-wrap; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
th, td { text-align: left; vertical-align: top; padding: .3rem .5rem; border-bottom: 1px solid #ddd; }
@page { margin: 18mm 15mm; }
@media print {
  body { margin: 0; max-width: none; font-size: 10pt; padding: 0; }
  h2 { break-after: avoid; }
  dl div, tr { break-inside: avoid; }
  thead { display: table-header-group; }
}
"""
