import { type Route, route } from '#platform/operation.ts'
import * as contract from '../contract.ts'
import { activateCatalogItem, deactivateCatalogItem } from './activate-catalog-item.ts'
import { createCatalogItem } from './create-catalog-item.ts'
import { deleteCatalogItem } from './delete-catalog-item.ts'
import { listCatalogItems, listServices, readCatalogItem } from './read-catalog.ts'
import { updateCatalogItem } from './update-catalog-item.ts'

export const routes: Route[] = [
  route(contract.listCatalogItems, listCatalogItems),
  route(contract.listServices, listServices),
  route(contract.readCatalogItem, readCatalogItem),
  route(contract.createCatalogItem, createCatalogItem),
  route(contract.updateCatalogItem, updateCatalogItem),
  route(contract.activateCatalogItem, activateCatalogItem),
  route(contract.deactivateCatalogItem, deactivateCatalogItem),
  route(contract.deleteCatalogItem, deleteCatalogItem),
]
