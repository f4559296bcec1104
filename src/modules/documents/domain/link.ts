/** How long a public link opens its document. */
export const LINK_DAYS = 365

/** Where the client's page of a shared document is, from the root of the installation. */
export function sharedDocumentPath(token: string): `/${string}` {
  return `/d/${token}`
}
