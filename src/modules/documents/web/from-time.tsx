export function InvoiceFromTime() {
  return null
}
