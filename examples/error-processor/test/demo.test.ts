import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'

interface Report {
  readonly functionName: string
  readonly requestId: string
  readonly condition?: string
  readonly error: { readonly errorMessage: string }
  readonly event: string
  readonly log: readonly string[]
}

describe('the error processor', () => {
  it('files one report of each failed event, with the log of all its attempts, though a message comes twice', async () => {
    const demo = fileURLToPath(new URL('../demo.ts', import.meta.url))
    const { stdout } = await promisify(execFile)(process.execPath, [demo])
    const filed = [...stdout.matchAll(/^(?<key>reports\/[^\n]*)\n(?<text>\{.*?\n\})\n/gms)].map(({ groups }) => ({
      key: groups?.key ?? '',
      report: JSON.parse(groups?.text ?? '') as Report,
    }))
    expect(stdout).not.toContain('not served')
    expect(stdout.trimEnd().split('\n').at(-1)).toBe('3 messages, 2 reports')

    const [failure, deadLetter] = filed
    expect(failure).toMatchObject({
      key: `reports/ProcessOrder/${failure?.report.requestId}.invocation-record.json`,
      report: { condition: 'RetriesExhausted', event: '{"orderId":"A-1002","items":[]}' },
    })
    expect(failure?.report.error.errorMessage).toBe('order A-1002 cannot be shipped')
    expect(failure?.report.log.filter((line) => line.endsWith('order A-1002 has 0 items'))).toHaveLength(3)
    expect(deadLetter).toMatchObject({
      key: `reports/RefundOrder/${deadLetter?.report.requestId}.dead-letter.json`,
      report: { functionName: 'RefundOrder', event: '{"orderId":"A-1002","items":[]}' },
    })
    expect(deadLetter?.report.log.filter((line) => line.endsWith('no payment for order A-1002'))).toHaveLength(1)
    for (const { report } of filed) expect(report.log.filter((line) => !line.includes(report.requestId))).toEqual([])
  })
})
