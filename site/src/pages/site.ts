import { kindOf, markdownFiles, read } from '../repository.ts'
import { addressOfSource, type Places } from './addresses.ts'
import { documentPage } from './documents.ts'
import { folderPages } from './folders.ts'
import type { Page } from './page.ts'

/** Every page of the site, in the order of their addresses. */
export function sitePages(): readonly Page[] {
  const sources = markdownFiles().filter((path) => !path.endsWith('CHANGELOG.md'))
  const bySource = new Map(sources.map((path) => [path, addressOfSource(path)]))
  const folders = new Map<string, string>()
  for (const path of sources)
    for (let folder = path; folder.includes('/'); ) {
      folder = folder.replace(/\/[^/]*$/, '')
      folders.set(folder, addressOfSource(`${folder}/README.md`))
    }
  const places: Places = {
    kindOf,
    pageOf(path, hash) {
      const address = bySource.get(path) ?? bySource.get(`${path}/README.md`) ?? folders.get(path)
      return address === undefined ? undefined : `${address}${hash}`
    },
  }
  const documents = sources.map((path) => documentPage(path, read(path), places))
  return [...documents, ...folderPages(documents)].sort((a, b) => (a.address < b.address ? -1 : 1))
}
