// Writes numbered lines of about 1 KB with the event's name, alternating between stdout and stderr.
const filling = 'x'.repeat(1_000)

export const handler = async ({ name, lines = 0, last = '', hang = false, unended = 0 }) => {
  for (let n = 0; n < lines; n += 1)
    (n % 2 === 0 ? process.stdout : process.stderr).write(`${name} ${n} ${filling}\n`)
  for (let n = 0; n < unended; n += 1) process.stdout.write(filling)
  process.stderr.write(last)
  if (hang) await new Promise(() => setInterval(() => {}, 1_000))
}
