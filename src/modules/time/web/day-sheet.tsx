import { useUrl } from '#ui/url.ts'
import { formatDuration } from '../domain/typed.ts'
import { SheetCell } from './cell.tsx'
import { isTypable } from './sheet-rows.ts'
import classes from './week.module.css'
import { type GridProps, nameOf, RowName, useDayNames } from './week-grid.tsx'

/** The same week on a phone: one day at a time. */
export function DaySheet({ sheet, rows, save, open, foot }: GridProps) {
  const names = useDayNames()
  const [url, setUrl] = useUrl({ day: '' })
  const chosen =
    sheet.days.find((day) => day === url.day) ?? sheet.days.find((day) => day === sheet.today) ?? sheet.days[0] ?? ''
  return (
    <>
      <div className={classes.days} role="radiogroup" aria-label="Day">
        {sheet.days.map((day, at) => (
          // biome-ignore lint/a11y/useSemanticElements: a radio input cannot hold two lines of text
          <button
            key={day}
            type="button"
            role="radio"
            aria-checked={day === chosen}
            aria-label={names.long(day)}
            className={classes.day}
            onClick={() => setUrl({ day })}
          >
            <span>{names.letter(day)}</span>
            <span className="tnum">{sheet.dayMinutes[at] ? formatDuration(sheet.dayMinutes[at]) : '–'}</span>
          </button>
        ))}
      </div>
      <ul className={classes.dayRows}>
        {rows.map((row, at) => {
          const cell = row.cells.get(chosen)
          return (
            <li key={row.key}>
              <div>
                <RowName row={row} />
              </div>
              <SheetCell
                key={chosen}
                label={`${nameOf(row)}, ${names.long(chosen)}`}
                cell={cell}
                typable={isTypable(sheet, cell)}
                place={`${at}:0`}
                save={(minutes) => save(row, chosen, cell, minutes)}
                open={() => cell && open(row, chosen, cell)}
              />
            </li>
          )
        })}
      </ul>
      {foot}
    </>
  )
}
