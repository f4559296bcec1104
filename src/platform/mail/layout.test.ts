import { expect, test } from 'vitest'
import { escapeHtml, type MailLayout, mailLayout } from './layout.ts'

const mail: MailLayout = {
  preheader: 'Invoice 26/11/014 for $227.85',
  title: 'Invoice 26/11/014',
  paragraphs: ['Hello Dana,', 'your invoice is attached.\nThank you.'],
  button: { text: 'View invoice', url: 'https://app.test/p/abc?x=1&y=2' },
  facts: [['Amount due', '$227.85']],
  footer: 'Maple Studio · 418 Birch Street',
  companyName: 'Maple Studio',
}

test('both forms say the same', () => {
  const { html, text } = mailLayout(mail)
  expect(text).toBe(`Maple Studio

Invoice 26/11/014

Hello Dana,

your invoice is attached.
Thank you.

Amount due: $227.85

View invoice:
https://app.test/p/abc?x=1&y=2

--${' '}
Maple Studio · 418 Birch Street
`)
  expect(html).toContain('href="https://app.test/p/abc?x=1&amp;y=2"')
  expect(html).toContain('your invoice is attached.<br>Thank you.')
})

test('every field is text and stays text', () => {
  const evil = `"'><script>alert(1)</script><img src=x onerror=1>&amp;{{7*7}}\u0000`
  const { html } = mailLayout({
    preheader: evil,
    title: evil,
    paragraphs: [evil],
    button: { text: evil, url: `https://a.test/?q=${evil}` },
    facts: [[evil, evil]],
    footer: evil,
    companyName: evil,
    logoUrl: `https://a.test/${evil}`,
  })
  const plain = mailLayout({ ...mail, logoUrl: 'https://a.test/logo.png' }).html
  const tags = (page: string) => page.match(/<[^>]*>/g)?.map((tag) => tag.split(/[\s>]/)[0])
  expect(tags(html)).toEqual(
    tags(plain.replace('attached.<br>Thank', 'attached. Thank').replace(/<p [^>]*>Hello.*\n/, '')),
  )
  expect(html).not.toContain('<script')
  expect(html).toContain('{{7*7}}')
  expect(html).not.toContain('\u0000')
})

test.each(['javascript:alert(1)', 'data:text/html,x', '/relative', ''])('a button does not lead to %j', (url) => {
  expect(() => mailLayout({ ...mail, button: { text: 'x', url } })).toThrow('web address')
})

test('a logo may be attached', () => {
  expect(mailLayout({ ...mail, logoUrl: 'cid:logo@ez360' }).html).toContain('src="cid:logo@ez360"')
  expect(() => mailLayout({ ...mail, logoUrl: 'cid:"x' })).toThrow('web address')
})

test('escapeHtml', () => expect(escapeHtml(`<a b="c" d='e'>&`)).toBe('&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;'))
