// Draws attempts, waits and deliveries of one event on a time axis.
import { button, element, shape } from '../parts/elements.js'
import { durationText } from '../parts/format.js'
import { layoutOf } from './layout.js'

const [left, laneHeight, top] = [8, 26, 8]
const lanes = ['Attempts', 'Waits', 'Deliveries']

/** Creates the picture; its zoom and its scale stay when it is drawn again. */
export function createPicture() {
  let zoom = 1
  let isToScale = false
  let redraw = () => {}

  const drawing = element('div', {
    class: 'drawing',
    tabindex: '0',
    role: 'group',
    'aria-label': 'Attempts, waits and deliveries over time',
  })
  const scale = button(
    'To scale',
    () => {
      isToScale = !isToScale
      redraw()
    },
    { 'aria-pressed': 'false', 'data-key': 'scale' },
  )
  const zoomed = (/** @type {number} */ factor) => () => {
    zoom = Math.max(1, Math.min(64, zoom * factor))
    redraw()
  }
  const bar = element(
    'div',
    { class: 'bar' },
    element('h3', {}, 'What happened'),
    scale,
    button('−', zoomed(0.5), { 'aria-label': 'Zoom out', 'data-key': 'out' }),
    button('+', zoomed(2), { 'aria-label': 'Zoom in', 'data-key': 'in' }),
  )
  const figure = element('section', { class: 'picture', 'aria-label': 'Picture' }, bar, drawing)

  return {
    /**
     * @param {import('@async-invoke/schemas/timeline').Timeline} timeline
     * @param {string} now
     */
    draw(timeline, now) {
      redraw = () => {
        scale.setAttribute('aria-pressed', String(isToScale))
        const { spans, ticks } = layoutOf(timeline, now, isToScale)
        const width = Math.max(320, (drawing.clientWidth || 560) - 2) * zoom
        const height = top + lanes.length * laneHeight + 22
        const x = (/** @type {number} */ part) => left + part * (width - 2 * left)
        const y = (/** @type {number} */ lane) => top + lane * laneHeight
        const axis = y(lanes.length) + 2
        // Labels that would overlap are left out.
        let free = 0
        const labelled = ticks.filter(({ at }, index) => {
          const fits = index === 0 || x(at) - 40 > free
          if (fits) free = x(at) + (index === 0 ? 80 : 40)
          return fits
        })
        drawing.replaceChildren(
          shape(
            'svg',
            {
              width,
              height,
              viewBox: `0 0 ${width} ${height}`,
              role: 'img',
              'aria-label': spans.map(({ title }) => title).join('; '),
            },
            ...ticks.map(({ at }) => shape('line', { x1: x(at), x2: x(at), y1: top, y2: axis, class: 'grid' })),
            ...spans.map(({ lane, from, to, tone, title, label }) => {
              const start = x(from)
              const length = Math.max(lane === 2 ? 8 : 4, x(to) - start)
              const shown = [label, label.split(' ')[0] ?? ''].find((text) => length > text.length * 7 + 6)
              const body = shape(
                'rect',
                {
                  x: lane === 2 ? start - 4 : start,
                  y: y(lane) + 3,
                  width: length,
                  height: 20,
                  rx: 3,
                },
                shape('title', {}, title),
              )
              const text =
                shown !== undefined && shown !== ''
                  ? [shape('text', { x: start + length / 2, y: y(lane) + 17 }, shown)]
                  : []
              return shape('g', { class: `span ${tone} lane-${lane}` }, body, ...text)
            }),
            shape('line', { x1: left, x2: width - left, y1: axis, y2: axis, class: 'axis' }),
            ...labelled.map(({ at, ms }, index) =>
              shape(
                'text',
                {
                  x: x(at),
                  y: axis + 14,
                  class: `tick ${index === 0 ? 'first' : at > 0.94 ? 'last' : ''}`,
                },
                `+${durationText(ms)}`,
              ),
            ),
          ),
        )
      }
      requestAnimationFrame(redraw)
      return figure
    },
  }
}
