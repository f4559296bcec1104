/** Choosing and showing files. Other modules' screens open only this. */
export { Attachments } from './attachments.tsx'
export { uploadFile } from './upload.ts'
