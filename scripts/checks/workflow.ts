/** Commands of pnpm itself that workflows use. */
const ofPnpm = ['install', 'exec']

/** Finds what actionlint does not look for in the text of a workflow or an action. */
export function problemsOfWorkflow(text: string, scripts: readonly string[]): readonly string[] {
  return [...unpinned(text), ...unknownScripts(text, scripts), ...secretsForAll(text)]
}

function unpinned(text: string): readonly string[] {
  return [...text.matchAll(/\buses: *(?<use>.+)$/gm)]
    .map(({ groups }) => groups?.use?.trim() ?? '')
    .filter((use) => !use.startsWith('./') && !/^[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(use))
    .map((use) => `${use} is not pinned by the 40 digits of a commit, with # and its version`)
}

function unknownScripts(text: string, scripts: readonly string[]): readonly string[] {
  const called = [...text.matchAll(/\bpnpm@10 (?:-s )?(?<name>[\w:-]+)/g)].map(({ groups }) => groups?.name)
  const inMatrix = [...text.matchAll(/^ +run:\n(?<list>(?: +(?:- |# ).*\n)+)/gm)].flatMap(({ groups }) =>
    [...(groups?.list ?? '').matchAll(/- (?<name>[\w:-]+)/g)].map((line) => line.groups?.name),
  )
  return [...called, ...inMatrix]
    .filter((name = '') => !ofPnpm.includes(name) && !scripts.includes(name))
    .map((name) => `package.json has no script ${name}`)
}

function secretsForAll(text: string): readonly string[] {
  return /\bpull_request/.test(text) && /\bsecrets\./.test(text) ? ['runs for pull requests and reads a secret'] : []
}
