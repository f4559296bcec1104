/** A template among others: the default one says so, unless its name does already. */
export function templateLabel({ name, isDefault }: { name: string; isDefault: boolean }): string {
  return isDefault && !/\bdefault\b/i.test(name) ? `${name} (default)` : name
}
