/** The page's own style: light and dark as the reader has it, black on white on paper. */
export const style = `:root {
  color-scheme: light dark;
  --paper: light-dark(#ffffff, #14171a);
  --panel: light-dark(#f6f7f8, #1c2024);
  --line: light-dark(#d9dde1, #343a40);
  --ink: light-dark(#1a1f24, #e6e9ec);
  --dim: light-dark(#5a646e, #a3adb7);
  --link: light-dark(#0b57b0, #84b9f5);
  --fail-soft: light-dark(#fbe6e4, #43201d);
  --unknown-soft: light-dark(#fdf0d9, #3a2d14);
  --unknown: light-dark(#a86400, #d99a2b);
  font: 14px / 1.45 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "DejaVu Sans", sans-serif;
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); }
header, main { max-width: 88rem; margin-inline: auto; padding-inline: 1.5rem; }
header { padding-block: 1.5rem 0; }
main { padding-block: 0.5rem 3rem; }
h1 { margin: 0; font-size: 1.6rem; }
h2 { margin: 2rem 0 0.6rem; font-size: 1.15rem; }
a { color: var(--link); }
code { font-family: ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: 0.92em; overflow-wrap: anywhere; }
.lead { margin: 0.2rem 0 0; font-size: 1.05rem; }
.about { max-width: 62rem; }
.dim, h2 .dim { color: var(--dim); font-weight: normal; }
.gap { margin: 0.5rem 0; padding: 0.5rem 0.75rem; border-left: 3px solid var(--unknown); background: var(--unknown-soft); }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { padding: 0.35rem 0.6rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
thead th { background: var(--panel); font-weight: 600; vertical-align: bottom; }
tbody th { font-weight: 600; overflow-wrap: break-word; max-width: 20rem; }
.short { white-space: nowrap; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
.none { color: var(--dim); }
.open { background: var(--unknown-soft); }
.heavy { background: var(--fail-soft); }
.mark { display: inline-block; padding: 0 0.4em; border: 1px solid var(--line); border-radius: 3px; color: var(--dim); font-size: 0.85em; font-weight: normal; }
.blank { min-width: 8rem; }
.sign-off .line { display: inline-block; min-width: 15rem; margin: 1.5rem 2rem 0 0; padding-top: 0.3rem; border-top: 1px solid var(--ink); color: var(--dim); }
@media print {
  @page { size: A4 landscape; margin: 12mm; }
  :root { color-scheme: light; font-size: 9pt; }
  header, main { max-width: none; padding-inline: 0; }
  .wide { overflow: visible; }
  .sheet { break-before: page; }
  thead { display: table-header-group; }
  tr, .gap, .sign-off { break-inside: avoid; }
  a { color: inherit; text-decoration: none; }
  .open, .heavy, .gap, thead th { print-color-adjust: exact; }
}
`;
