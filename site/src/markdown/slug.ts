/** Anchors of headings as GitHub makes them, so that a link works on both sites: a second of one name gets `-1`. */
export function slugger(): (heading: string) => string {
  const counts = new Map<string, number>()
  return (heading) => {
    const slug = slugOf(heading)
    const count = counts.get(slug) ?? 0
    counts.set(slug, count + 1)
    return count === 0 ? slug : `${slug}-${count}`
  }
}

/** The anchor of a heading that is the only one of its name. */
export function slugOf(heading: string): string {
  return heading
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
    .replaceAll(' ', '-')
}
