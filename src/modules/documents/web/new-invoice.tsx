export function NewInvoice() {
  return null
}
