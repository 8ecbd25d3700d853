/** Head of every published schema: dialect, absolute versioned id, title. */
export function published(name: string, version: string, title: string) {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `urn:async-invoke:schema:${name}:${version}`,
    title,
  }
}
