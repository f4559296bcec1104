/** Choices from numbers that fast-check made: it shrinks them, and the same numbers choose the same. */
export class Dice {
  readonly #numbers: readonly number[]
  #at = 0
  constructor(numbers: readonly number[]) {
    this.#numbers = numbers
  }

  /** 0 … n − 1. Where the numbers end, 0. */
  below(n: number): number {
    const number = this.#numbers[this.#at++] ?? 0
    return number % n
  }

  oneIn(n: number): boolean {
    return this.below(n) === n - 1
  }

  one<T>(of: readonly T[]): T | undefined {
    return of[this.below(Math.max(1, of.length))]
  }

  /** 1 … most, often the very limit, sometimes just beyond it. */
  cents(most: number): number {
    const way = this.below(12)
    if (way <= 4) return Math.max(1, most)
    if (way === 5) return most + 1
    return 1 + this.below(Math.max(1, most))
  }
}
