const named = (name: string): string => encodeURIComponent(name)
const qualified = (qualifier: string | undefined): string =>
  qualifier === undefined ? '' : `?${new URLSearchParams({ Qualifier: qualifier })}`

/** Paths of the operations that scenarios call. */
export const paths = {
  functions: '/2015-03-31/functions',
  function: (name: string, qualifier?: string) => `/2015-03-31/functions/${named(name)}${qualified(qualifier)}`,
  configuration: (name: string) => `/2015-03-31/functions/${named(name)}/configuration`,
  invoke: (name: string, qualifier?: string) =>
    `/2015-03-31/functions/${named(name)}/invocations${qualified(qualifier)}`,
  invokeAsync: (name: string) => `/2014-11-13/functions/${named(name)}/invoke-async/`,
  settings: (name: string, qualifier?: string) =>
    `/2019-09-25/functions/${named(name)}/event-invoke-config${qualified(qualifier)}`,
  listSettings: (name: string, query: Readonly<Record<string, string>> = {}) =>
    `/2019-09-25/functions/${named(name)}/event-invoke-config/list?${new URLSearchParams(query)}`,
  versions: (name: string) => `/2015-03-31/functions/${named(name)}/versions`,
  aliases: (name: string) => `/2015-03-31/functions/${named(name)}/aliases`,
  alias: (name: string, alias: string) => `/2015-03-31/functions/${named(name)}/aliases/${named(alias)}`,
  putConcurrency: (name: string) => `/2017-10-31/functions/${named(name)}/concurrency`,
  getConcurrency: (name: string) => `/2019-09-30/functions/${named(name)}/concurrency`,
} as const
