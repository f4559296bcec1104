import { type ComponentProps, type ComponentType, Suspense } from 'react'
import { type Slots, useModules } from './module.ts'

type PropsOf<Name extends keyof Slots> = ComponentProps<NonNullable<Slots[Name]>>

/**
 * A place that a module above fills in: `<Slot name="clientCredit" clientId={client.id} />`. Nothing when no module does.
 * It brings its own skeleton, so that the screen around it does not wait.
 */
export function Slot<Name extends keyof Slots>({ name, ...props }: { name: Name } & PropsOf<Name>) {
  const Piece = useModules().find((one) => one.slots?.[name])?.slots?.[name] as ComponentType<object> | undefined
  if (!Piece) return null
  return (
    <Suspense fallback={null}>
      <Piece {...props} />
    </Suspense>
  )
}
