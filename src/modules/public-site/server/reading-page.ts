import { Html, html } from './html.ts'

/** Pages made of text: the guide and the reference of the API. */
const styles = `
:root{--ink:#1f1e1b;--quiet:#68645d;--line:#dcd8d1;--desk:#fff;--act:#136548;--soft:#f4f2ef}
@media (prefers-color-scheme:dark){:root{--ink:#ebe8e3;--quiet:#aca79e;--line:#383532;--desk:#1b1a18;--act:#86c2a6;--soft:#262422}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;scroll-padding-top:16px}
body{margin:0;background:var(--desk);color:var(--ink);font:16px/1.6 'Inter Variable',system-ui,-apple-system,'Segoe UI',Roboto,sans-serif}
main{max-width:760px;margin:0 auto;padding:32px 20px 80px}
h1{font-size:28px;line-height:1.25;margin:0 0 16px}
h2{font-size:20px;line-height:1.3;margin:40px 0 8px}
h3{font-size:16px;margin:24px 0 4px}
p,ul,ol{margin:0 0 16px}
li{margin:4px 0}
a{color:var(--act)}
a:focus-visible,summary:focus-visible{outline:2px solid var(--act);outline-offset:2px;border-radius:4px}
code{background:var(--soft);border-radius:4px;padding:1px 5px;font-size:14px;overflow-wrap:anywhere}
pre{background:var(--soft);border-radius:8px;padding:12px 16px;overflow-x:auto}
pre code{background:none;padding:0}
table{width:100%;border-collapse:collapse;margin:0 0 24px;font-size:14px}
th,td{text-align:left;vertical-align:top;padding:8px 12px 8px 0;border-bottom:1px solid var(--line)}
th{font-weight:600}
.back{font-size:14px}
.quiet{color:var(--quiet)}
.wide{overflow-x:auto}
details{border-top:1px solid var(--line);padding:10px 0}
summary{cursor:pointer;display:flex;flex-wrap:wrap;gap:4px 12px;align-items:baseline}
summary code{font-weight:600}
summary span{color:var(--quiet);font-size:14px}
`

export function readingPage({ title, nonce, body }: { title: string; nonce: string; body: Html }): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · EZ360PM</title>
<style nonce="${nonce}">${new Html(styles)}</style>
</head>
<body>
${body}
</body>
</html>
`.text
}
