const megabyte = JSON.stringify(
  Array.from({ length: 11_000 }, (_, n) => ({ n, name: `item-${n}`, tags: ['a', 'b'], at: n / 7 })),
)
const repetitions = 20

let microsOfMegabyte: number | undefined

function microsOf(run: () => unknown): number {
  const before = process.cpuUsage()
  run()
  const { user, system } = process.cpuUsage(before)
  return user + system
}

/**
 * The processor time of a call, as the megabytes of JSON that `JSON.parse` reads in the same time: about the same on a slow
 * machine and on a busy one.
 *
 * @param run - synchronous
 */
export function costInJson(run: () => unknown): number {
  microsOfMegabyte ??=
    microsOf(() => {
      for (let n = 0; n < repetitions; n += 1) JSON.parse(megabyte)
    }) /
    repetitions /
    (megabyte.length / 1e6)
  return microsOf(run) / microsOfMegabyte
}
