import { join } from "node:path"
export function f(x: any) { return x! }
