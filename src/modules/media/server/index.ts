/** Files of a company. The application mounts `mountMedia` (./mount-media.ts); other modules open only this. */
export { attachMedia, detachMedia, findMedia, openMedia } from './attach-media.ts'
export { recordUpload } from './record-upload.ts'
