/** The company's vocabulary of services and products. Other modules open only this. */
export { type CatalogItemRow, findCatalogItems, loadCatalogItem } from './store.ts'
