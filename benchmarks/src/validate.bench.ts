import { type Peer, peerPath, peers } from './peers.ts'
import { recordText } from './record.ts'
import { interleaved, median, ratiosToFirst } from './rounds.ts'
import type { Suite } from './suite.ts'

const suite: Suite = {
  title: 'Validation of a parsed record of 1 KB',
  note: 'Time per check, and as a ratio to async-invoke.',
  async run(options) {
    const valid: unknown = JSON.parse(recordText(1))
    const invalid = { ...(valid as object), timestamp: 0 }
    const loaded: Peer[] = []
    for (const { file } of peers) loaded.push((await import(peerPath(file))) as Peer)
    for (const [index, { validate }] of loaded.entries())
      if (!validate(valid) || validate(invalid)) throw new Error(`${peers[index]?.name} does not validate the record`)
    const times = await interleaved(
      loaded.map(
        ({ validate }) =>
          () =>
            validate(valid),
      ),
      options,
    )
    const ratios = ratiosToFirst(times)
    return peers.map(({ name }, index) => ({
      library: name,
      'ns per record': Math.round(median(times[index] ?? [])).toString(),
      ratio: (ratios[index] ?? Number.NaN).toFixed(2),
    }))
  },
}

export default suite
