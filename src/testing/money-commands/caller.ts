import { routes } from '../../app/modules.ts'
import type { CastName } from '../cast.ts'
import type { TestHouse } from '../house.ts'

type Answer = { id: string; [field: string]: unknown }

/** Calls operations over HTTP by their names, as Ada unless another is said; anything but success throws. */
export function caller(house: TestHouse) {
  return async (name: string, input: object, who: CastName = 'ada'): Promise<Answer> => {
    const route = routes.find(({ operation }) => operation.name === name)
    if (!route) throw new Error(`no operation is called ${name}`)
    const answer = await house.as[who].http.call(route.endpoint, input as never)
    if (answer.statusCode >= 300) throw new Error(`${name}: ${answer.body}`)
    return answer.json()
  }
}
