export function EditInvoice() {
  return null
}
