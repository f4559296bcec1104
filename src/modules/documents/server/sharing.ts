/** How papers reach a client, and what a client does with a document that was shared: look, accept, decline. */
export { acceptShared as accept, declineShared as decline } from './answer-shared-document.ts'
export { creditNoteWanted, handOver, loadDeliveries, queueDelivery, receiptWanted } from './deliveries.ts'
export { readSharedDocument as read, viewSharedDocument as view } from './shared-document.ts'
