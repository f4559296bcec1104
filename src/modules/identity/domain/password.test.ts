import { describe, expect, test } from 'vitest'
import { passwordProblem } from './password.ts'

const known = ['Rosa Lindqvist', 'rosa.lindqvist@maple.test']

test.each([
  'correct horse battery',
  'a calm blue lantern',
  'Tr4ktor-am-See',
  'xK9#mQ2$vL',
  'my password is hidden in the garden',
  'größere Bäume',
  '正しい馬の電池のステープル',
])('%s can be used', (password) => expect(passwordProblem(password, known)).toBeUndefined())

describe('the obvious is refused with a sentence', () => {
  test.each([
    ['short', 'Use 10 characters'],
    ['ninechars', 'Use 10 characters'],
    ['a'.repeat(257), 'at most 256'],
    ['aaaaaaaaaa', 'repeats itself'],
    ['abcabcabcabc', 'repeats itself'],
    ['maple1maple1', 'repeats itself'],
    ['1234567890', 'Rows of letters'],
    ['0987654321', 'Rows of letters'],
    ['qwertyuiop', 'Rows of letters'],
    ['abcdefghij1', 'Rows of letters'],
    ['password123', 'first passwords'],
    ['Password123!', 'first passwords'],
    ['P@ssw0rd2026', 'first passwords'],
    ['welcome2026', 'first passwords'],
    ['letmein1234', 'first passwords'],
    ['rosa123456', 'Rows of letters|first passwords|others know'],
    ['Lindqvist1!', 'others know'],
    ['lindqvist@maple', 'others know'],
  ])('%s', (password, says) => expect(passwordProblem(password, known)).toMatch(new RegExp(says)))
})
