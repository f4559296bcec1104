import { boot } from '../boot.ts'
import { fillWithDemo } from '../demo.ts'
import { type CliWork, print } from './command.ts'

export const seedDemo: CliWork = {
  async run() {
    const booted = await boot()
    try {
      if (booted.settings.mode === 'prod') {
        process.stderr.write('The demo has passwords that everybody knows; it is not for production.\n')
        return 1
      }
      const filled = await fillWithDemo(booted, print)
      if (!filled) print('There are companies already; nothing was changed.')
      return 0
    } finally {
      await booted.close()
    }
  },
}
