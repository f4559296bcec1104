/** What a client does with a document that was shared: look, accept, decline. */
export { acceptShared as accept, declineShared as decline } from './answer-shared-document.ts'
export { readSharedDocument as read, viewSharedDocument as view } from './shared-document.ts'
