import type { Distribution } from '../scenario/scenario.ts'

/** Turns a number from 0 to below 1 into a duration: the inverse of the distribution. */
export type Quantile = (place: number) => number

const maxRunMs = 900_000
/** Standard normal deviate of the 99th percentile. */
const deviateOf99 = 2.326_347_874_040_841

export function quantileOf(distribution: Distribution): Quantile {
  if (typeof distribution === 'number') return () => distribution
  const { uniform, exponential, logNormal, percentiles = {} } = distribution
  if (uniform !== undefined) return (place) => uniform.from + place * (uniform.to - uniform.from)
  if (exponential !== undefined) return (place) => Math.min(maxRunMs, -Math.log(1 - place) * exponential.mean)
  if (logNormal !== undefined) {
    const [middle, spread] = [Math.log(logNormal.p50), Math.log(logNormal.p99 / logNormal.p50) / deviateOf99]
    return (place) => Math.min(maxRunMs, Math.exp(middle + spread * normalDeviate(place)))
  }
  return betweenPoints(percentiles)
}

/** Straight lines between the percentiles; below the lowest and above the highest, their own values. */
function betweenPoints(percentiles: Readonly<Record<string, number>>): Quantile {
  const points = Object.entries(percentiles)
    .map(([name, ms]) => ({ place: Number(name.slice(1)) / 100, ms }))
    .sort((a, b) => a.place - b.place)
  const places = Float64Array.from(points, ({ place }) => place)
  const values = Float64Array.from(points, ({ ms }) => ms)
  return (place) => {
    let above = 0
    while (above < places.length && (places[above] as number) <= place) above += 1
    if (above === 0) return values[0] as number
    if (above === places.length) return values[above - 1] as number
    const [low, high] = [places[above - 1] as number, places[above] as number]
    const [from, to] = [values[above - 1] as number, values[above] as number]
    return from + ((place - low) / (high - low)) * (to - from)
  }
}

/** Inverse of the normal distribution, after Acklam: exact to nine digits. */
function normalDeviate(place: number): number {
  const p = Math.min(Math.max(place, 1e-12), 1 - 1e-12)
  if (p < 0.024_25) return tail(Math.sqrt(-2 * Math.log(p)))
  if (p > 1 - 0.024_25) return -tail(Math.sqrt(-2 * Math.log(1 - p)))
  const q = p - 0.5
  const r = q * q
  const above =
    ((((-39.696_830_286_653_76 * r + 220.946_098_424_520_5) * r - 275.928_510_446_968_7) * r + 138.357_751_867_269) *
      r -
      30.664_798_066_147_16) *
      r +
    2.506_628_277_459_239
  const below =
    ((((-54.476_098_798_224_06 * r + 161.585_836_858_040_9) * r - 155.698_979_859_886_6) * r + 66.801_311_887_719_72) *
      r -
      13.280_681_552_885_72) *
      r +
    1
  return (above * q) / below
}

function tail(q: number): number {
  const above =
    ((((-0.007_784_894_002_430_293 * q - 0.322_396_458_041_136_5) * q - 2.400_758_277_161_838) * q -
      2.549_732_539_343_734) *
      q +
      4.374_664_141_464_968) *
      q +
    2.938_163_982_698_783
  const below =
    (((0.007_784_695_709_041_462 * q + 0.322_467_129_070_039_8) * q + 2.445_134_137_142_996) * q +
      3.754_408_661_907_416) *
      q +
    1
  return above / below
}
