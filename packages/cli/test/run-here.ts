import { vi } from 'vitest'
import { runCommand } from '../src/lib/run-command.ts'
import type { Ran } from './run-built.ts'

/** Runs a command line in this process, for commands that end by themselves. */
export async function runHere(args: readonly string[]): Promise<Ran> {
  const [out, err]: [string[], string[]] = [[], []]
  const spies = [
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => Boolean(out.push(String(text)))),
    vi.spyOn(console, 'log').mockImplementation((text) => void out.push(`${text}\n`)),
    vi.spyOn(console, 'error').mockImplementation((text) => void err.push(`${text}\n`)),
  ]
  try {
    const code = await runCommand(args, '0.0.0')
    return { code, stdout: out.join(''), stderr: err.join('') }
  } finally {
    for (const spy of spies) spy.mockRestore()
  }
}
