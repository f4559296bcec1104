/** Light and dark, phone first, and black on white on paper. */
export const styles = `
:root{--accent:#136548;--desk:#f4f2ef;--paper:#fff;--ink:#1f1e1b;--quiet:#68645d;--line:#dcd8d1;--act:#136548;--on-act:#fff;--red:#b3261e;--amber:#854b00;--blue:#1d52ab;--green:#136548}
@media (prefers-color-scheme:dark){:root{--accent:#5dac88;--desk:#151413;--paper:#1b1a18;--ink:#ebe8e3;--quiet:#aca79e;--line:#383532;--act:#86c2a6;--on-act:#0f0e0e;--red:#ea928a;--amber:#e9b85b;--blue:#8aafe9;--green:#86c2a6}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--desk);color:var(--ink);font:16px/1.5 'Inter Variable',system-ui,-apple-system,'Segoe UI',Roboto,sans-serif;font-variant-numeric:tabular-nums}
main{max-width:800px;margin:0 auto;background:var(--paper);border-top:4px solid var(--accent);padding:24px 20px 40px}
.missing{max-width:560px;text-align:center;padding-block:64px}
h1{font-size:20px;line-height:1.3;margin:0;font-weight:600}
h2{font-size:13px;line-height:1.4;margin:0 0 4px;font-weight:600;color:var(--quiet)}
p{margin:0 0 12px}
a{color:var(--act);overflow-wrap:anywhere}
a:focus-visible{outline:2px solid var(--act);outline-offset:3px;border-radius:6px}
.from{display:flex;align-items:center;gap:16px;margin-bottom:24px}
.from img{display:block;max-width:160px;max-height:56px;object-fit:contain;background:#fff;border-radius:4px}
.from strong{font-weight:600;overflow-wrap:anywhere}
.head{display:flex;flex-wrap:wrap;gap:4px 16px;align-items:baseline;justify-content:space-between}
.head h1{overflow-wrap:anywhere}
.state{font-size:14px;font-weight:600;white-space:nowrap}
.state::before{content:'';display:inline-block;width:8px;height:8px;border-radius:50%;background:currentColor;margin-right:8px;vertical-align:1px}
.late{color:var(--red)}.part{color:var(--amber)}.open{color:var(--blue)}.done{color:var(--green)}
.due{border-block:1px solid var(--line);margin:20px 0 24px;padding:16px 0;display:flex;flex-wrap:wrap;gap:16px;align-items:center;justify-content:space-between}
.due dl{margin:0}.due dt,.facts dt{font-size:13px;color:var(--quiet)}
.due dd{margin:0;font-size:28px;line-height:1.25;font-weight:600}
.due dd+dd{font-size:14px;font-weight:400;color:var(--quiet)}
.button{display:inline-flex;align-items:center;justify-content:center;min-height:44px;padding:0 20px;border-radius:6px;background:var(--act);color:var(--on-act);font-weight:600;text-decoration:none;white-space:nowrap}
.facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:16px;margin:0 0 24px}
.facts dd{margin:0;overflow-wrap:anywhere}
.text{white-space:pre-line;overflow-wrap:anywhere;margin:0 0 24px}
table{width:100%;border-collapse:collapse;margin:0 0 16px}
caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
tbody tr{display:grid;grid-template-columns:1fr auto;column-gap:16px;padding:12px 0;border-bottom:1px solid var(--line)}
tbody th{padding:0;text-align:left;font-weight:400;overflow-wrap:anywhere;grid-column:1}
tbody th small{display:block;font-size:14px;color:var(--quiet);white-space:pre-line}
tbody td{padding:0;text-align:right;white-space:nowrap}
td.sum{grid-column:2;grid-row:1}
td.rate{grid-column:1;text-align:left;font-size:14px;color:var(--quiet)}
.sums{margin:0 0 32px auto;max-width:320px}
.sums div{display:flex;justify-content:space-between;gap:24px;padding:4px 0}
.sums dd{margin:0}
.sums .ruled{border-top:1px solid var(--line);margin-top:4px;padding-top:8px;font-weight:600}
section{margin-bottom:24px}
.story{margin:0 0 28px}
.story h3{font-size:18px;line-height:1.3;margin:24px 0 6px}
.story h4{font-size:16px;margin:16px 0 4px}
.story ul{margin:0 0 12px;padding-left:20px}
.story .text{margin-bottom:12px}
.answer{border:1px solid var(--line);border-radius:8px;padding:20px;margin-top:32px}
.answer h2{font-size:16px;color:inherit;margin-bottom:12px}
.answer p:last-child{margin-bottom:0}
.answer label{display:block;font-size:14px;font-weight:600;margin:0 0 4px}
.answer input,.answer textarea{width:100%;font:inherit;color:inherit;background:var(--paper);border:1px solid var(--quiet);border-radius:6px;padding:9px 12px;margin-bottom:8px}
.answer input:focus-visible,.answer textarea:focus-visible,button:focus-visible{outline:2px solid var(--act);outline-offset:2px}
.answer .hint{font-size:14px;color:var(--quiet)}
.answer .problem{color:var(--red);font-weight:600}
.acts{display:flex;flex-wrap:wrap;gap:12px;margin-top:8px}
button.button{border:0;font:inherit;font-weight:600;cursor:pointer}
button.quiet{background:none;color:var(--ink);border:1px solid var(--quiet)}
footer{color:var(--quiet);font-size:14px;white-space:pre-line;overflow-wrap:anywhere;border-top:1px solid var(--line);padding-top:16px}
@media (min-width:640px){
body{padding:32px 16px}
main{padding:40px 48px 48px;border-radius:0 0 12px 12px;box-shadow:0 1px 3px rgb(31 30 27/8%)}
thead{position:static;width:auto;height:auto;overflow:visible;clip-path:none}
thead th{font-size:13px;font-weight:600;color:var(--quiet);text-align:right;padding:0 0 8px;border-bottom:1px solid var(--line)}
thead th:first-child{text-align:left}
tbody tr{display:table-row}
tbody th,tbody td{padding:12px 0 12px 16px;border-bottom:1px solid var(--line);vertical-align:top}
tbody th{padding-left:0}
td.rate{text-align:right;font-size:inherit;color:inherit}
td.rate .times{display:none}
}
@media print{
:root{--accent:#000;--desk:#fff;--paper:#fff;--ink:#000;--quiet:#444;--line:#bbb;--red:#000;--amber:#000;--blue:#000;--green:#000}
body{padding:0;font-size:11pt}
main{max-width:none;padding:0;box-shadow:none;border:0}
.button,.answer form{display:none}
tr,.sums{break-inside:avoid}
}
`
