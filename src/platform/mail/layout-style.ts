const font = "font-family:Inter,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"
const accent = '#1f5c42'
const ink = '#1c1b19'
const soft = '#6b6862'
const hair = '#e4e1db'

/** Inline, because many mailboxes drop style sheets. */
export const paint = {
  accent,
  desk: `margin:0;padding:0;background:#f5f4f1;${font}`,
  hidden: 'display:none;max-height:0;overflow:hidden;opacity:0;color:transparent',
  paper: `background:#ffffff;border:1px solid ${hair};border-radius:10px;padding:36px 36px 32px;${font}`,
  brand: `margin:0 0 24px;font-size:14px;line-height:20px;font-weight:600;color:${soft}`,
  logo: 'display:block;height:40px;width:auto;max-width:220px;margin:0 0 28px;border:0',
  title: `margin:0 0 16px;font-size:20px;line-height:28px;font-weight:600;letter-spacing:-0.01em;color:${ink}`,
  paragraph: `margin:0 0 14px;font-size:15px;line-height:24px;color:${ink};overflow-wrap:anywhere`,
  facts: `margin:20px 0 8px;border-collapse:collapse;${font}`,
  label: `padding:9px 16px 9px 0;border-top:1px solid ${hair};font-size:14px;line-height:20px;color:${soft};vertical-align:top`,
  value: `padding:9px 0;border-top:1px solid ${hair};font-size:14px;line-height:20px;color:${ink};font-variant-numeric:tabular-nums;overflow-wrap:anywhere`,
  link: `display:inline-block;padding:12px 22px;border-radius:6px;background:${accent};color:#ffffff;font-size:15px;line-height:20px;font-weight:600;text-decoration:none;${font}`,
  address: `margin:8px 0 0;font-size:12px;line-height:18px;color:${soft};word-break:break-all`,
  footer: `padding:18px 36px 0;font-size:12px;line-height:18px;color:${soft};${font}`,
}

/** For mailboxes that keep style sheets; the classes stand beside the inline colours. */
export const darkScheme = `
:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (prefers-color-scheme:dark){
.desk{background:#161513!important}
.paper{background:#211f1d!important;border-color:#37342f!important}
.ink{color:#f1efeb!important}
.soft{color:#a8a49c!important}
.line{border-color:#37342f!important}
.press{background:#2f7d5b!important;color:#ffffff!important}
}
@media (max-width:480px){.paper{padding:24px 20px!important}.foot{padding:16px 20px 0!important}}
`
