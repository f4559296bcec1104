export const words: string[] = []
export const first: string = words[0]
export enum Erased {
  No,
}
