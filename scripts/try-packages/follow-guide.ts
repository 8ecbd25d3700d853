import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { freePort } from '../free-port.ts'
import { type Step, shows, stepsOf } from './guide.ts'
import { isAnnounced, type Project } from './project.ts'
import { type Running, start } from './run.ts'

type Run = Extract<Step, { kind: 'run' }>

/** The port that `dev` listens on by default. Another program of this machine may have it. */
const defaultPort = '9411'

/**
 * Does what a guide says, in a folder of its own within a project that has the packages installed, and yields what goes
 * otherwise. A guide is left out if a package that it installs is not there: one of ours that this Node.js is too old for, or
 * one of others, whose guide is followed in `compat/`.
 */
export async function* followGuide(project: Project, path: string, guide: string): AsyncIterable<string> {
  const port = String(await freePort())
  const steps = stepsOf(guide.replaceAll(defaultPort, port).replaceAll('async-invoke dev', `$& --port ${port}`))
  const installed = steps.flatMap((step) => (step.kind === 'install' ? step.packages : []))
  if (!installed.every((name) => existsSync(join(project.folder, 'node_modules', name)))) return
  for (const name of steps.flatMap(usedBy)) if (!installed.includes(name)) yield `${path} does not install ${name}`

  const cwd = join(project.folder, 'guides', basename(path, '.md'))
  mkdirSync(cwd, { recursive: true })
  const bin = join(project.folder, 'node_modules/.bin')
  // As in one terminal: tests are reported for people, and variables that a command exports are there for the next.
  let exported = `export PATH="${bin}:$PATH" NODE_OPTIONS=--test-reporter=spec\n`
  const running: Running[] = []
  try {
    for (const step of steps) {
      if (step.kind === 'write') writeFileSync(join(cwd, step.file), step.content)
      if (step.kind !== 'run') continue
      const script = exported + step.command.replaceAll(/^npx /gm, '')
      const program = start('bash', ['-c', script], { cwd, node: project.node.path })
      running.push(program)
      const fault = await faultOf(step, program)
      if (fault !== undefined) {
        yield `${path}: ${step.command}${fault}`
        return // what follows builds on it
      }
      exported += step.command.match(/^export .*\n/gm)?.join('') ?? ''
    }
  } finally {
    for (const program of running) await program.stop()
  }
}

/** What is wrong with a command: how it ended, or what it printed. */
async function faultOf({ ending, output = '…\n' }: Run, program: Running): Promise<string | undefined> {
  const endsItself = ending === 'succeeds' || ending === 'fails'
  const isShown = (): boolean => shows(output, withoutAnnounced(program.printed()), { isWhole: endsItself })
  if (endsItself) {
    const status = await program.ended
    if ((status === 0) !== (ending === 'succeeds')) return `ended with ${status}\n${program.printed()}`
  } else {
    const until = Date.now() + 60_000
    while (!isShown() && program.isRunning() && Date.now() < until) await wait(50)
  }
  if (!isShown()) return `printed\n${program.printed()}instead of\n${output}`
  if (ending === 'until-shown') await program.stop()
  return undefined
}

const withoutAnnounced = (printed: string): string =>
  printed.replaceAll(/^.*\n/gm, (line) => (isAnnounced(line) ? '' : line))

/** Our packages that a step needs. */
function usedBy(step: Step): readonly string[] {
  if (step.kind === 'write')
    return [...step.content.matchAll(/ from '(@async-invoke\/[^/']+)/g)].map(([, name = '']) => name)
  return step.kind === 'run' && /^npx async-invoke /m.test(step.command) ? ['async-invoke'] : []
}
