/** A document with the version `1.0` as text: YAML reads it as a number where it is not quoted. */
export function versionAsText<Document>(document: Document): Document {
  if (typeof document !== 'object' || document === null || !('version' in document) || document.version !== 1)
    return document
  return { ...document, version: '1.0' }
}
