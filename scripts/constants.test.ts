import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { withConstants } from './constants.ts'

describe('withConstants', () => {
  for (const [what, joined, expected] of [
    [
      'declares a number, a class and names of a list as constants',
      'var a = 1;\nvar B = class {\n};\nvar [c, d] = [2, 3];',
      'const a = 1;\nconst B = class {\n};\nconst [c, d] = [2, 3];',
    ],
    ['keeps what has no value yet', 'var a;\nvar b = 1;', 'var a;\nconst b = 1;'],
    [
      'keeps what a function assigns',
      'var a = 1;\nfunction next() {\n  a += 1;\n}',
      'var a = 1;\nfunction next() {\n  a += 1;\n}',
    ],
    [
      'keeps a declaration of many lines with one name that is assigned',
      'var {\n  a,\n  b\n} = c();\nb++;',
      'var {\n  a,\n  b\n} = c();\nb++;',
    ],
    [
      'is not misled by another variable of the same name',
      'var a = 1;\nfunction own(a) {\n  a = 2;\n}',
      'const a = 1;\nfunction own(a) {\n  a = 2;\n}',
    ],
    ['leaves variables of functions alone', 'function own() {\n  var a = 1;\n}', 'function own() {\n  var a = 1;\n}'],
  ] as const)
    it(what, async () => {
      assert.equal(await withConstants(joined), expected)
    })
})
